import { type Row, rowText, type Segment } from './rows.ts'

const FEWEST_ROWS = 3

/** An entry of a table of contents, which ends in its page's number. */
export const LEADER = /[.…·．]{4,}\s*\d{1,4}$/

type Band = { from: number; to: number }

/** Rows that stand in columns; `end` is the first row after them. */
export type Grid = { rows: string[][]; end: number }

/**
 * The table that begins at row `from`, told by cells that stand under one another: formats that know only places
 * say nothing of tables. Null where none begins.
 */
export function readGrid(rows: Row[], from: number): Grid | null {
  let end = from
  while (end < rows.length && isGridRow(rows, end, from)) end++
  while (end > from && rows[end - 1]!.segments.length < 2) end--
  const own = rows.slice(from, end)
  const full = own.filter((row) => row.segments.length >= 2)
  if (full.length < FEWEST_ROWS) return null
  const bands = bandsOf(full)
  if (bands.length < 2 || !isAligned(full, bands)) return null
  return { rows: fillCells(own, bands), end }
}

/** A row of cells, or the single further line of a cell between two of them. */
function isGridRow(rows: Row[], i: number, from: number): boolean {
  const row = rows[i]!
  if (LEADER.test(rowText(row))) return false
  if (row.segments.length >= 2) return true
  const [before, after] = [rows[i - 1], rows[i + 1]]
  if (i === from || !before || !after || after.segments.length < 2) return false
  const only = row.segments[0]!
  return before.segments.some((cell) => only.x >= cell.x - row.size && only.end <= cell.end + row.size)
}

/** The strips of the page that cells stand in: their extents, merged where they overlap. */
function bandsOf(rows: Row[]): Band[] {
  const cells = rows.flatMap((row) => row.segments).sort((a, b) => a.x - b.x)
  const bands: Band[] = []
  for (const { x, end } of cells) {
    const last = bands.at(-1)
    if (last && x < last.to) last.to = Math.max(last.to, end)
    else bands.push({ from: x, to: end })
  }
  return bands
}

/** Whether most rows have their cells apart, one to a strip. */
function isAligned(rows: Row[], bands: Band[]): boolean {
  const clean = rows.filter(({ segments }) => new Set(segments.map((cell) => bandOf(cell, bands))).size >= 2)
  return clean.length >= rows.length * 0.8
}

function bandOf(cell: Segment, bands: Band[]): number {
  return bands.findIndex((band) => cell.x < band.to && cell.end > band.from)
}

function fillCells(rows: Row[], bands: Band[]): string[][] {
  const filled: string[][] = []
  for (const row of rows) {
    const goesOn = row.segments.length === 1 && filled.length > 0
    const cells = goesOn ? filled.at(-1)! : bands.map(() => '')
    if (!goesOn) filled.push(cells)
    for (const segment of row.segments) {
      const k = Math.max(0, bandOf(segment, bands))
      cells[k] = cells[k] === '' || goesOn ? cells[k] + segment.text : `${cells[k]} ${segment.text}`
    }
  }
  return filled
}
