import type { Align, Block, Line } from '../../model.ts'
import { readMark } from '../../parse/numbering.ts'
import type { Element } from './tree.ts'

const PARAGRAPH = new Set(
  'address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header html legend li main nav ol p pre section summary tbody td tfoot th thead tr ul table'.split(
    ' ',
  ),
)
const SILENT = new Set('head button input nav audio video canvas map option datalist'.split(' '))
const BOLD = new Set(['b', 'strong', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'th'])

type Style = { align?: Align; bold: boolean; level?: number; indent?: number }
type Writer = { blocks: Block[]; text: string; bold: number; style: Style; skip: Element | null }

/** The lines and tables of an element in reading order, without what a page hides or never shows as text. */
export function toBlocks(element: Element, skip: Element | null = null): Block[] {
  const writer: Writer = { blocks: [], text: '', bold: 0, style: { bold: false }, skip }
  write(element, writer, { bold: false })
  flush(writer)
  return writer.blocks
}

function write(element: Element, writer: Writer, style: Style): void {
  if (element === writer.skip || SILENT.has(element.tag) || isHidden(element)) return
  if (element.tag === 'br' || element.tag === 'hr') {
    flush(writer)
    return
  }
  if (element.tag === 'table' && isGrid(element)) {
    flush(writer)
    writer.blocks.push(readGrid(element))
    return
  }
  const own = styleOf(element, style)
  const parts = PARAGRAPH.has(element.tag)
  if (parts) {
    flush(writer)
    writer.style = own
  }
  const counter = element.tag === 'ol' ? { next: Number(element.attrs.start ?? 1) || 1 } : null
  for (const child of element.children) {
    if (typeof child === 'string') append(writer, child, own)
    else if (counter && child.tag === 'li') writeEntry(child, writer, own, counter)
    else write(child, writer, own)
  }
  if (parts) {
    flush(writer)
    writer.style = style
  }
}

/** An entry of a numbered list, with the number a browser would show unless it carries one of its own. */
function writeEntry(entry: Element, writer: Writer, style: Style, counter: { next: number }): void {
  flush(writer)
  const before = writer.blocks.length
  write(entry, writer, style)
  const number = Number(entry.attrs.value) || counter.next
  counter.next = number + 1
  const first = writer.blocks[before]
  if (first?.kind === 'line' && readMark(first.text.trim()) === null)
    first.text = `${number}.${first.text.trim()}`
}

function append(writer: Writer, text: string, style: Style): void {
  // NOTE a line break of the source between two Han characters is no space to a Chinese reader.
  const spelled = text
    .replace(/(?<=[\u3000-\u9fff\uff00-\uffef])[ \t]*[\r\n]\s*(?=[\u3000-\u9fff\uff00-\uffef])/g, '')
    .replace(/[ \t\r\n\f]+/g, ' ')
  if (writer.text === '' && spelled.trim() !== '')
    writer.style = { ...writer.style, ...lineStyle(style, writer.style) }
  writer.text += spelled
  if (style.bold) writer.bold += spelled.replace(/\s/g, '').length
}

function lineStyle(style: Style, outer: Style): Partial<Style> {
  return {
    align: style.align ?? outer.align,
    level: style.level ?? outer.level,
    indent: style.indent ?? outer.indent,
  }
}

function flush(writer: Writer): void {
  const { text, style, bold } = writer
  writer.text = ''
  writer.bold = 0
  const bare = text.replace(/[\s\u00a0\u3000\u200b]/g, '').length
  if (bare === 0) return
  const lead = /^[\s\u00a0\u3000]*/.exec(text)![0]
  const line: Line = { kind: 'line', text: text.trim() }
  if (style.level !== undefined) line.level = style.level
  if (bold >= bare) line.bold = true
  if (style.align) line.align = style.align
  const indent = style.indent ?? columnsOf(lead)
  if (indent > 0) line.indent = indent
  writer.blocks.push(line)
}

function columnsOf(lead: string): number {
  let width = 0
  for (const c of lead) width += c === '\u3000' ? 1 : 0.5
  return Math.floor(width)
}

function isHidden({ attrs }: Element): boolean {
  return attrs.hidden !== undefined || /display\s*:\s*none|visibility\s*:\s*hidden/i.test(attrs.style ?? '')
}

function styleOf({ tag, attrs }: Element, outer: Style): Style {
  const style: Style = { ...outer }
  const css = attrs.style ?? ''
  const align = /text-align\s*:\s*(left|center|right|justify)/i.exec(css)?.[1] ?? attrs.align
  if (tag === 'center') style.align = 'center'
  else if (align) style.align = toAlign(align)
  const weight = /font-weight\s*:\s*(\w+)/i.exec(css)?.[1]
  if (weight) style.bold = /bold|[6-9]00/i.test(weight)
  else if (BOLD.has(tag)) style.bold = true
  if (/^h[1-6]$/.test(tag)) style.level = Number(tag[1])
  const indent = /text-indent\s*:\s*(-?[\d.]+)\s*(em|pt|px|%)?/i.exec(css)
  if (indent) style.indent = toCharacters(Number(indent[1]), indent[2])
  return style
}

function toAlign(value: string): Align | undefined {
  const align = value.toLowerCase()
  return align === 'center' || align === 'right' ? align : undefined
}

function toCharacters(value: number, unit = 'px'): number | undefined {
  const size = unit === 'em' ? value : value / 16
  return size > 0.5 && size < 12 ? Math.round(size) : undefined
}

/** Whether a table holds data rather than the layout of a page. */
function isGrid(table: Element): boolean {
  const rows = rowsOf(table)
  if (rows.length === 0) return false
  const widest = Math.max(...rows.slice(0, 200).map((row) => cellsOf(row).length))
  if (widest < 2) return false
  if (rows.some((row) => cellsOf(row).some((cell) => hasTable(cell, 3)))) return false
  return rows.length >= 2 || /border/.test(table.attrs.style ?? '') || widest >= 3
}

function hasTable(element: Element, depth: number): boolean {
  for (const child of element.children) {
    if (typeof child === 'string') continue
    if (child.tag === 'table' || (depth > 0 && hasTable(child, depth - 1))) return true
  }
  return false
}

function rowsOf(table: Element): Element[] {
  const rows: Element[] = []
  for (const child of table.children) {
    if (typeof child === 'string') continue
    if (child.tag === 'tr') rows.push(child)
    else if (['tbody', 'thead', 'tfoot'].includes(child.tag)) rows.push(...rowsOf(child))
  }
  return rows
}

function cellsOf(row: Element): Element[] {
  return row.children.filter(
    (cell): cell is Element => typeof cell !== 'string' && (cell.tag === 'td' || cell.tag === 'th'),
  )
}

const WIDEST = 200

/** The cells row by row; a cell that spans others is followed, or stood under, by empty ones. */
function readGrid(table: Element): Block {
  const rows: string[][] = []
  const held: number[] = []
  let head = 0
  for (const row of rowsOf(table)) {
    const cells: string[] = []
    for (const cell of cellsOf(row)) {
      skipHeld(held, cells)
      const width = Math.min(WIDEST, Number(cell.attrs.colspan) || 1)
      const height = Math.min(5000, Number(cell.attrs.rowspan) || 1)
      for (let k = 0; k < width && cells.length < WIDEST; k++) {
        held[cells.length] = height - 1
        cells.push(k === 0 ? cellText(cell) : '')
      }
    }
    skipHeld(held, cells)
    if (head === rows.length && cellsOf(row).every((cell) => cell.tag === 'th')) head++
    rows.push(cells)
  }
  return { kind: 'table', rows, head }
}

/** Puts empty cells where cells of rows above reach down into this one. */
function skipHeld(held: number[], cells: string[]): void {
  while ((held[cells.length] ?? 0) > 0) {
    held[cells.length]!--
    cells.push('')
  }
}

function cellText(cell: Element): string {
  return toBlocks(cell)
    .map((block) => (block.kind === 'line' ? block.text : block.rows.flat().join(' ')))
    .join(' ')
}
