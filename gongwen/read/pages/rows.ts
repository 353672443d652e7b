/**
 * A stretch of text as it is set on a page: left edge, baseline counted from the top, advance width, font size. All
 * lengths of a page are in one unit, whichever its format has.
 */
export type Run = { text: string; x: number; y: number; width: number; size: number }

/** A page of a format that knows places but no paragraphs. */
export type Page = { width: number; height: number; runs: Run[] }

/** Text without a wide gap inside. */
export type Segment = { text: string; x: number; end: number; size: number }

/** What stands on one baseline of a page, from left to right. */
export type Row = { page: number; y: number; size: number; segments: Segment[] }

// NOTE a full-width space is one character wide; what is twice as wide parts cells, columns, or an organ from a date.
const WIDE_GAP = 1.8

/** The rows of a page from top to bottom. */
export function toRows(page: Page, number: number): Row[] {
  const runs = page.runs.filter((run) => run.text.trim() !== '' && isPlaced(run))
  runs.sort((a, b) => a.y - b.y || a.x - b.x)
  const groups: Run[][] = []
  let base: Run | null = null
  for (const run of runs) {
    if (base && run.y - base.y < 0.5 * Math.max(run.size, base.size)) groups.at(-1)!.push(run)
    else groups.push([run])
    // NOTE a raised footnote mark comes first from the top; the line's own text sets the baseline.
    const group = groups.at(-1)!
    if (group.length === 1 || run.size > base!.size) base = run
  }
  return groups.map((group) => toRow(group, number))
}

function isPlaced({ x, y, width, size }: Run): boolean {
  return Number.isFinite(x + y + width) && size > 0 && Number.isFinite(size)
}

function toRow(group: Run[], page: number): Row {
  group.sort((a, b) => a.x - b.x || b.width - a.width)
  const segments: Segment[] = []
  const kept: Run[] = []
  const size = Math.max(...group.map((run) => run.size))
  const y = Math.max(...group.map((run) => (run.size > 0.9 * size ? run.y : 0)))
  for (const placed of group) {
    if (isDrawnTwice(kept, placed)) continue
    const run = raise(placed, size, y)
    kept.push(run)
    const last = segments.at(-1)
    const gap = last ? (run.x - last.end) / Math.max(run.size, last.size) : 0
    if (last && gap < WIDE_GAP) {
      last.text = meet(last.text, run.text, gap)
      last.end = Math.max(last.end, run.x + run.width)
      last.size = Math.max(last.size, run.size)
    } else segments.push({ text: run.text, x: run.x, end: run.x + run.width, size: run.size })
  }
  for (const segment of segments) segment.text = closeUp(segment.text)
  return { page, y, size, segments }
}

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** Small raised figures stay raised: as plain ones they would change the number or the word they stand beside. */
function raise(run: Run, size: number, y: number): Run {
  if (run.size > 0.8 * size || y - run.y < 0.15 * size || !/^\d{1,3}$/.test(run.text.trim())) return run
  return { ...run, text: run.text.trim().replace(/\d/g, (digit) => RAISED[Number(digit)]!) }
}

/** Whether a run repeats one before it a hair's breadth away, as programs do that lack a bold face. */
function isDrawnTwice(kept: Run[], run: Run): boolean {
  for (let k = kept.length - 1; k >= Math.max(0, kept.length - 6); k--) {
    const other = kept[k]!
    if (other.text === run.text && Math.abs(other.x - run.x) < 0.3 * run.size) return true
  }
  return false
}

function meet(left: string, right: string, gap: number): string {
  const latin = /[!-~]$/.test(left) && /^[!-~]/.test(right)
  const spaced = gap > 0.75 || (latin && gap > 0.18)
  return spaced && !/\s$/.test(left) && !/^\s/.test(right) ? `${left} ${right}` : left + right
}

const HAN = '\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef'
const SPREAD = new RegExp(`(?<=[${HAN}]) +(?=[${HAN}])`, 'g')
const BETWEEN = new RegExp(`(?<=[${HAN}]) (?=[A-Za-z0-9])|(?<=[A-Za-z0-9%]) (?=[${HAN}])`, 'g')

/**
 * Takes out spaces that only justify a line or part Han from Latin characters, and writes Kangxi radicals, which
 * some programs put for the characters that look the same, as those characters.
 */
function closeUp(text: string): string {
  const spelled = text.replace(/[\u2e80-\u2fdf]/g, (radical) => radical.normalize('NFKC')).trim()
  if (!spelled.includes(' ')) return spelled
  const gaps = spelled.match(SPREAD)?.length ?? 0
  const spread = gaps >= 3 && gaps > spelled.length * 0.2
  return (spread ? spelled.replace(SPREAD, '') : spelled).replace(BETWEEN, '')
}

/** The text of a row as one line. */
export function rowText(row: Row): string {
  return row.segments.map((segment) => segment.text).join('\u3000')
}
