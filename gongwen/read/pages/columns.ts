import type { Row } from './rows.ts'

const FEWEST_ROWS = 8

/** Puts the rows of a page set in two columns into reading order; any other page stays as it is. */
export function unfoldColumns(rows: Row[], width: number): Row[] {
  const gutter = findGutter(rows, width)
  if (gutter === null) return rows
  const ordered: Row[] = []
  let right: Row[] = []
  for (const row of rows) {
    const [before, after] = splitAt(row, gutter)
    if (before && after === null && before.segments.at(-1)!.end > gutter) {
      ordered.push(...right, before)
      right = []
    } else {
      if (before) ordered.push(before)
      if (after) right.push(after)
    }
  }
  return [...ordered, ...right]
}

/** The middle of the empty strip between two columns of prose; null where there is none. */
function findGutter(rows: Row[], width: number): number | null {
  const gaps = rows.flatMap(({ segments }) => {
    const k = segments.findIndex(
      (next, i) => i > 0 && next.x > width * 0.4 && segments[i - 1]!.end < width * 0.6,
    )
    return k > 0 ? [{ from: segments[k - 1]!.end, to: segments[k]!.x, cells: segments.length }] : []
  })
  if (gaps.length < FEWEST_ROWS) return null
  const from = middle(gaps.map((gap) => gap.from))
  const to = middle(gaps.map((gap) => gap.to))
  const gutter = (from + to) / 2
  const size = middle(rows.map((row) => row.size))
  // NOTE lines of prose end at the gutter; cells of a table end anywhere, and there are more of them.
  const flush = gaps.filter(
    (gap) => Math.abs(gap.from - from) < 1.6 * size && Math.abs(gap.to - to) < 2.6 * size,
  )
  const wide = gaps.filter((gap) => gap.cells > 2).length
  if (flush.length < gaps.length * 0.6 || wide > gaps.length * 0.2) return null
  const crossing = rows.filter((row) => row.segments.some((one) => one.x < gutter && one.end > gutter))
  return crossing.length < rows.length * 0.5 ? gutter : null
}

function middle(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
}

/** The parts of a row before and after the gutter; a row that crosses it stays whole. */
function splitAt(row: Row, gutter: number): [Row | null, Row | null] {
  if (row.segments.some((one) => one.x < gutter && one.end > gutter)) return [row, null]
  const before = row.segments.filter((one) => one.end <= gutter)
  const after = row.segments.filter((one) => one.x >= gutter)
  return [
    before.length > 0 ? { ...row, segments: before } : null,
    after.length > 0 ? { ...row, segments: after } : null,
  ]
}
