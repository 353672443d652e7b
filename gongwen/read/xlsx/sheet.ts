import { Unreadable } from '../../unreadable.ts'
import { readXml } from '../xml.ts'
import type { Archive } from '../zip.ts'
import type { Book } from './book.ts'

// NOTE a list of more is a data set, not a document; the parser and the page would carry it for nothing.
const MOST_ROWS = 20_000
const MOST_CELLS = 400_000
const WIDEST = 200

/** The cells of a sheet that people see, and how many rows and columns they do not see. */
export type Grid = { rows: string[][]; hiddenRows: number; hiddenColumns: number }

type Cell = { column: number; type: string; style: number; text: string }

/** Reads a sheet's cells as they are shown; throws {@link Unreadable} for one that is too long. */
export async function readSheet(archive: Archive, path: string, name: string, book: Book): Promise<Grid> {
  const grid: Grid = { rows: [], hiddenRows: 0, hiddenColumns: 0 }
  const hidden = new Set<number>()
  let row: string[] | null = null
  let cell: Cell | null = null
  let open = false
  let cells = 0
  await readXml(archive, path, name, {
    open(tag, attrs) {
      if (tag === 'col' && isOn(attrs.hidden)) hideColumns(hidden, attrs)
      else if (tag === 'row') {
        if (isOn(attrs.hidden)) grid.hiddenRows++
        row = isOn(attrs.hidden) ? null : []
      } else if (tag === 'c') {
        const column = columnOf(attrs.r) ?? row?.length ?? 0
        cell = { column, type: attrs.t ?? 'n', style: Number(attrs.s) || 0, text: '' }
      }
      open = tag === 'v' || (tag === 't' && cell?.type === 'inlineStr')
    },
    text(piece) {
      if (open && cell) cell.text += piece
    },
    close(tag) {
      if (tag === 'v' || tag === 't') open = false
      else if (tag === 'c' && cell) {
        if (row && cell.column < WIDEST && !hidden.has(cell.column)) {
          while (row.length < cell.column) row.push('')
          row[cell.column] = shown(cell, book)
          cells++
        }
        cell = null
      } else if (tag === 'row' && row) {
        grid.rows.push(row)
        row = null
        if (grid.rows.length > MOST_ROWS || cells > MOST_CELLS) throw tooLong(name)
      }
    },
  })
  grid.hiddenColumns = hidden.size
  return { ...grid, rows: trim(grid.rows, hidden) }
}

function isOn(value: string | undefined): boolean {
  return value === '1' || value === 'true'
}

function hideColumns(hidden: Set<number>, attrs: Record<string, string>): void {
  const last = Math.min(WIDEST, Number(attrs.max) || 0)
  for (let column = Number(attrs.min) || 1; column <= last; column++) hidden.add(column - 1)
}

/** The column of an address such as AB12, counted from 0. */
function columnOf(address: string | undefined): number | null {
  const letters = /^[A-Z]{1,3}/i.exec(address ?? '')?.[0]
  if (!letters) return null
  let column = 0
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}

function shown({ type, text, style }: Cell, book: Book): string {
  if (type === 's') return book.strings[Number(text)] ?? ''
  if (type === 'b') return text === '1' ? '是' : '否'
  if (type !== 'n') return text
  const value = Number(text)
  if (text === '' || !Number.isFinite(value)) return text
  if (book.dates[style] && value >= 1 && value < 2_958_466) return toDate(value + (book.since1904 ? 1462 : 0))
  // NOTE binary fractions are stored with noise in the last digits, which no one sees in the sheet.
  return Number.isInteger(value) ? text : String(Number(value.toPrecision(15)))
}

/** A day counted from the end of 1899, where Excel has a 29 February 1900 that never was. */
function toDate(days: number): string {
  return new Date(Date.UTC(1899, 11, days < 61 ? 31 : 30) + Math.floor(days) * 86_400_000)
    .toISOString()
    .slice(0, 10)
}

/** Takes out hidden columns, empty rows, and columns that are empty throughout at the right. */
function trim(rows: string[][], hidden: Set<number>): string[][] {
  const seen = rows.map((row) => row.filter((_, column) => !hidden.has(column)).map((text) => text.trim()))
  const full = seen.filter((row) => row.some((text) => text !== ''))
  let width = 0
  for (const row of full) width = Math.max(width, row.findLastIndex((text) => text !== '') + 1)
  return full.map((row) => Array.from({ length: width }, (_, column) => row[column] ?? ''))
}

function tooLong(name: string): Unreadable {
  const message = `“${name}”的表格超过${MOST_ROWS}行或${MOST_CELLS / 10_000}万格，不像一份公文的附表。请拆分，或作为数据文件发布。`
  return new Unreadable('too-many-rows', message)
}
