import type { Align, NodeKind, Reading } from '../model.ts'
import { tidyLine } from '../text.ts'
import { type Mark, readMark } from './numbering.ts'

/** A line or table on its way to becoming a node. `kind` and `part` are set as the parser finds them out. */
export type Row = {
  text: string
  mark: Mark | null
  kind: NodeKind | null
  part: number
  level?: number
  bold?: boolean
  align?: Align
  indent?: number
  tight?: boolean
  table?: { rows: string[][]; head: number }
  seams?: { at: number; left: string; right: string; reason: string }[]
}

/** The rows of a reading, tidied, without empty ones, each with the number it begins with. */
export function toRows(reading: Reading): Row[] {
  const rows: Row[] = []
  for (const block of reading.blocks) {
    if (block.kind === 'table') {
      const cells = block.rows.map((row) => row.map(tidyLine))
      const text = cells.map((row) => row.join('\t')).join('\n')
      if (text.trim() === '') continue
      rows.push({ text, mark: null, kind: 'table', part: 0, table: { rows: cells, head: block.head ?? 0 } })
      continue
    }
    const text = tidyLine(block.text)
    if (text === '') continue
    const { level, bold, align, indent, tight } = block
    rows.push({ text, mark: readMark(text), kind: null, part: 0, level, bold, align, indent, tight })
  }
  return settleDecimals(rows)
}

/** Keeps 1.1, 1.2 as clause numbers only in a document that counts so; else they are quantities. */
function settleDecimals(rows: Row[]): Row[] {
  const decimals = rows.filter((row) => row.mark?.decimal)
  if (decimals.length === 0) return rows
  const counted = decimals.length >= 3 && decimals.some((row) => row.mark!.value === 1)
  if (!counted) {
    for (const row of decimals) row.mark = null
    return rows
  }
  const tops = new Set(decimals.map((row) => Number.parseInt(row.mark!.num, 10)))
  for (const row of rows) settleTop(row, tops)
  return rows
}

/** Reads 1 总则 and 1. 总则 as the clause above 1.1. */
function settleTop(row: Row, tops: Set<number>): void {
  const top = /^(\d{1,2})(?:[.．、][ \u3000]*|[ \u3000]+)(?=[\u4e00-\u9fa5]{2,30}$)/.exec(row.text)
  if (!top || row.table || !tops.has(Number(top[1]))) return
  const rest = row.text.slice(top[0].length)
  row.mark = { kind: 'para', num: top[0].trim(), value: Number(top[1]), rest, decimal: 1 }
}
