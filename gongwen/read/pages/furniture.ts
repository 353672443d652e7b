import { type Row, rowText } from './rows.ts'

// NOTE GB/T 9704 sets the page number below the type area, within the outer ninth of the page.
const MARGIN = 0.13
const OUTERMOST = 2
const OFTEN = 3

type Edge = { row: Row; text: string; outermost: boolean }

/**
 * Takes page numbers and lines that repeat at the edge of pages out of `pages`, each page's rows with its height;
 * answers the repeated lines, once each.
 */
export function takeFurniture(pages: { rows: Row[]; height: number }[]): string[] {
  const edges = pages.map(edgesOf)
  const taken = new Set<Row>(pageNumbers(edges))
  const repeated = new Map<string, Row[]>()
  for (const { row, text } of edges.flat()) {
    if (taken.has(row)) continue
    const key = text.replace(/\d+/g, '#').replace(/\s/g, '')
    repeated.set(key, [...(repeated.get(key) ?? []), row])
  }
  const told: string[] = []
  for (const rows of repeated.values()) {
    const among = new Set(rows.map((row) => row.page)).size
    if (among < OFTEN || among < pages.length * 0.3) continue
    for (const row of rows) taken.add(row)
    told.push(rowText(rows[0]!))
  }
  for (const page of pages) page.rows = page.rows.filter((row) => !taken.has(row))
  return told
}

/** The first and last rows of a page as far as they lie in its margins. */
function edgesOf({ rows, height }: { rows: Row[]; height: number }): Edge[] {
  const top = rows.slice(0, OUTERMOST).filter((row) => row.y < height * MARGIN)
  const bottom = rows.slice(-OUTERMOST).filter((row) => row.y > height * (1 - MARGIN))
  return [...new Set([...top, ...bottom])].map((row) => ({
    row,
    text: rowText(row),
    outermost: row === rows[0] || row === rows.at(-1),
  }))
}

const DECORATED =
  /^(?:[-—–－―~·•]+\s*(\d{1,4})\s*[-—–－―~·•]+|第\s*(\d{1,4})\s*页.{0,12}|[Pp]age\s*(\d{1,4}).{0,12}|(\d{1,4})\s*[/／]\s*\d{1,4})$/
const BARE = /^(\d{1,4}|[ivxlc]{1,6}|[IVXLC]{1,6})$/

/** The rows that hold nothing but a page number. A bare one counts only where several pages go on counting. */
function pageNumbers(edges: Edge[][]): Row[] {
  const numbers: Row[] = []
  const bare: { row: Row; off: string }[] = []
  for (const [i, page] of edges.entries()) {
    for (const { row, text, outermost } of page) {
      if (DECORATED.test(text)) numbers.push(row)
      else if (outermost && BARE.test(text)) {
        bare.push({ row, off: /\d/.test(text) ? String(Number(text) - i) : 'roman' })
      }
    }
  }
  const counts = new Map<string, number>()
  for (const { off } of bare) counts.set(off, (counts.get(off) ?? 0) + 1)
  const single = edges.length === 1
  for (const { row, off } of bare)
    if ((counts.get(off) ?? 0) >= 2 || (single && off === '1')) numbers.push(row)
  return numbers
}
