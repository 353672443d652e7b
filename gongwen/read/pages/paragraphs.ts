import type { Align, Block, Line } from '../../model.ts'
import { readMark } from '../../parse/numbering.ts'
import { glue } from '../../text.ts'
import { type Row, rowText } from './rows.ts'
import { LEADER, readGrid } from './tables.ts'

/** The type area of a page: where lines begin and end; `size` is the width of a character of the body. */
export type Area = { left: number; right: number; size: number }

type Place = { indent: number; full: boolean; align?: Align }
type Writer = { blocks: Block[]; line: Line | null; last: Last | null; pitch: number }

// NOTE how a paragraph ends is looked up in its last row: the growing whole read again at every row would take
// quadratic time.
type Last = { row: Row; place: Place; text: string }

/** Makes paragraphs of rows in reading order, by where they begin and end within their page's type area. */
export function toBlocks(rows: Row[], areas: Area[]): Block[] {
  const writer: Writer = { blocks: [], line: null, last: null, pitch: pitchOf(rows) }
  let i = 0
  while (i < rows.length) {
    const grid = readGrid(rows, i)
    if (grid) {
      writer.blocks.push({ kind: 'table', rows: grid.rows })
      writer.line = writer.last = null
      i = grid.end
      continue
    }
    const row = rows[i]!
    writeRow(writer, row, placeOf(row, areas[row.page]!))
    i++
  }
  return writer.blocks
}

function writeRow(writer: Writer, row: Row, place: Place): void {
  const text = rowText(row)
  if (writer.line && writer.last && goesOn(writer, row, place, text)) {
    const tail = writer.last.text
    writer.line.text += glue(tail, text).slice(tail.length)
  } else {
    writer.line = { kind: 'line', text }
    if (place.align) writer.line.align = place.align
    else if (place.indent >= 1) writer.line.indent = Math.round(place.indent)
    writer.blocks.push(writer.line)
  }
  writer.last = { row, place, text }
}

const STOP = /[。！？；：!?;:][”’」』）)]?$/

/** Whether a row goes on with the paragraph before: that one ran to the margin, and this begins at it. */
function goesOn({ last, pitch }: Writer, row: Row, place: Place, text: string): boolean {
  const before = last!
  if (!before.place.full || before.place.align || place.align || LEADER.test(before.text)) return false
  if (Math.abs(before.row.size - row.size) > 0.12 * row.size) return false
  const samePage = before.row.page === row.page
  if (samePage && row.y - before.row.y > 1.7 * pitch && row.y > before.row.y) return false
  if (place.indent < 1.2) return readMark(text)?.kind !== 'article' || !STOP.test(before.text)
  // NOTE a block set in from the margin: its lines begin together, as first lines of short paragraphs also do.
  return (
    Math.abs(place.indent - before.place.indent) < 0.5 && !STOP.test(before.text) && readMark(text) === null
  )
}

function placeOf(row: Row, { left, right, size }: Area): Place {
  const [first, last] = [row.segments[0]!, row.segments.at(-1)!]
  const indent = (first.x - left) / size
  const rest = (right - last.end) / size
  const width = (right - left) / size
  const place: Place = { indent, full: rest < Math.max(1.8, (1.3 * row.size) / size) }
  if (row.segments.length > 1 || width < 10) return place
  // NOTE a title is set larger, and often centred on the sheet rather than on the type area.
  const large = row.size > size * 1.15
  if (
    indent > (large ? 0.8 : 2.6) &&
    rest > (large ? 0.8 : 1) &&
    Math.abs(indent - rest) < (large ? 2.4 : 1.2)
  ) {
    place.align = 'center'
  }
  if (!place.align && indent > width * 0.42 && rest < width * 0.3) place.align = 'right'
  return place
}

/** The usual distance from one baseline to the next. */
function pitchOf(rows: Row[]): number {
  const steps: number[] = []
  for (const [i, row] of rows.entries()) {
    const before = rows[i - 1]
    if (before && before.page === row.page && row.y > before.y) steps.push(row.y - before.y)
  }
  return steps.sort((a, b) => a - b)[steps.length >> 1] ?? Number.POSITIVE_INFINITY
}

/** The type area of every page. Odd and even pages may be set off from one another, so each page has its own. */
export function areasOf(pages: { rows: Row[]; width: number }[]): Area[] {
  const size = bodySize(pages.flatMap((page) => page.rows))
  const found = pages.map(({ rows }) => edgesOf(rows, size))
  const widths = found.flatMap((edges) => (edges ? [edges.right - edges.left] : []))
  const width = widths.sort((a, b) => a - b)[Math.floor(widths.length * 0.7)] ?? 0
  return pages.map((page, i) => {
    const edges = found[i] ?? found[i - 2] ?? found[i - 1] ?? found[i + 1]
    if (!edges) return { left: page.width * 0.13, right: page.width * 0.87, size }
    const { left, right } = edges
    return { left, right: right - left < width * 0.9 ? left + width : right, size }
  })
}

function bodySize(rows: Row[]): number {
  const counts = new Map<number, number>()
  for (const row of rows) {
    const size = Math.round(row.size * 4) / 4
    counts.set(size, (counts.get(size) ?? 0) + rowText(row).length)
  }
  let best: [number, number] = [rows[0]?.size ?? 1, 0]
  for (const entry of counts) if (entry[1] > best[1]) best = entry
  return best[0] || 1
}

/** Where several rows of a page begin furthest to the left, and end furthest to the right. */
function edgesOf(rows: Row[], size: number): { left: number; right: number } | null {
  const left = outermost(
    rows.map((row) => row.segments[0]!.x),
    size,
  )
  const right = outermost(
    rows.map((row) => -row.segments.at(-1)!.end),
    size,
  )
  return left === null || right === null ? null : { left, right: -right }
}

/** The least of the places at which at least two rows stand. */
function outermost(places: number[], size: number): number | null {
  const sorted = places.toSorted((a, b) => a - b)
  for (let i = 0; i + 1 < sorted.length; i++) if (sorted[i + 1]! - sorted[i]! < 0.6 * size) return sorted[i]!
  return null
}
