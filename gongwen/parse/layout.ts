import { columns } from '../text.ts'
import type { Row } from './rows.ts'

/** How the lines of a text were broken. `width` is set where every paragraph was cut at a fixed width. */
export type Layout = {
  width: number | null
  measure: (text: string) => number
  indented: boolean
  runIn: Set<string>
  listLike: boolean
}

/** Reads from all rows together whether lines are paragraphs or cut at a width, and how clauses are written. */
export function readLayout(rows: Row[]): Layout {
  const lines = rows.filter((row) => !row.table)
  const [byColumns, byCount] = [fixedWidth(lines, columns), fixedWidth(lines, (text) => text.length)]
  const measure = byCount.share > byColumns.share ? (text: string) => text.length : columns
  const best = byCount.share > byColumns.share ? byCount : byColumns
  const indents = lines.filter((row) => (row.indent ?? 0) > 0 && row.align === undefined).length
  return {
    width: best.share >= 0.7 ? best.width : null,
    measure,
    indented: indents >= 3 && indents <= lines.length * 0.8,
    runIn: runInKinds(lines),
    listLike: isListLike(lines),
  }
}

/**
 * The width at which lines were cut, and how surely. Where paragraphs were cut, lines that end in the middle of a
 * sentence all end near the margin; a heading or a list entry may end anywhere.
 */
function fixedWidth(lines: Row[], measure: (text: string) => number): { width: number; share: number } {
  const widths = lines.map((row) => measure(row.text)).sort((a, b) => a - b)
  const width = widths[Math.floor(widths.length * 0.97)] ?? 0
  if (width < 15 || width > 60 || widths.length < 6) return { width, share: 0 }
  const open = lines.filter((row) => row.text.length >= 12 && !SENTENCE_END.test(row.text))
  const full = open.filter((row) => Math.abs(measure(row.text) - width) <= 2.5).length
  return full < 5 ? { width, share: 0 } : { width, share: full / open.length }
}

const SENTENCE_END = /[。；：！？;:][”’」）)]?$/

/** The kinds of clause number after which whole sentences stand, rather than a heading. */
function runInKinds(lines: Row[]): Set<string> {
  const counts = new Map<string, { all: number; sentences: number }>()
  for (const { mark, text } of lines) {
    if (!mark) continue
    const count = counts.get(mark.kind) ?? { all: 0, sentences: 0 }
    count.all++
    if (SENTENCE_END.test(text)) count.sentences++
    counts.set(mark.kind, count)
  }
  const kinds = [...counts].filter(([, { all, sentences }]) => all >= 3 && sentences >= all * 0.6)
  return new Set(kinds.map(([kind]) => kind))
}

/** Whether long lines commonly end without a stop here, as entries of lists do. */
function isListLike(lines: Row[]): boolean {
  const long = lines.filter((row) => !row.mark && row.text.length >= 20 && /[，,]/.test(row.text))
  const open = long.filter((row) => !/[。；：！？;:.!?…”’》）)]$/.test(row.text))
  return open.length > 3 && open.length > long.length * 0.3
}

/** Which two characters stand side by side in a text; counted once somebody asks. */
export type Neighbours = { rows: Row[]; pairs: Set<string> | null }

/** Whether two characters meet inside a line of the text. */
export function haveMet(neighbours: Neighbours, left: string, right: string): boolean {
  if (neighbours.pairs === null) {
    neighbours.pairs = new Set()
    for (const { text, table } of neighbours.rows) {
      if (table) continue
      for (let i = 1; i < text.length; i++) neighbours.pairs.add(text.slice(i - 1, i + 1))
    }
  }
  return neighbours.pairs.has(left + right)
}
