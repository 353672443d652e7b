import type { Block, Issue, Meta } from '../model.ts'
import { Unreadable } from '../unreadable.ts'
import { readBook } from './xlsx/book.ts'
import { type Grid, readSheet } from './xlsx/sheet.ts'
import { openArchive } from './zip.ts'

/**
 * A workbook as tables, sheet by sheet, each under its name where there are several. What is hidden is left out,
 * with an issue; formulas stand with the value last computed.
 */
export async function readXlsx(
  bytes: Uint8Array,
  name: string,
): Promise<{ blocks: Block[]; meta: Meta; issues: Issue[] }> {
  const archive = await openArchive(bytes, name)
  try {
    const book = await readBook(archive, name)
    if (book.sheets.length === 0) {
      throw new Unreadable('damaged', `“${name}”里没有工作表，可能已经损坏。请在Excel中另存后再上传。`)
    }
    const shown = book.sheets.filter((sheet) => !sheet.hidden)
    const blocks: Block[] = []
    const [hidden, issues] = [{ rows: 0, columns: 0 }, [] as Issue[]]
    for (const sheet of shown) {
      const grid = await readSheet(archive, sheet.path, name, book)
      hidden.rows += grid.hiddenRows
      hidden.columns += grid.hiddenColumns
      if (grid.rows.length === 0) continue
      if (shown.length > 1) blocks.push({ kind: 'line', text: sheet.name, level: 1 })
      blocks.push(...toBlocks(grid))
    }
    const out = [
      [book.sheets.length - shown.length, '张工作表'],
      [hidden.rows, '行'],
      [hidden.columns, '列'],
    ].flatMap(([count, unit]) => (Number(count) > 0 ? [`${count}${unit}`] : []))
    if (out.length > 0) {
      const message = `表格里有隐藏的${out.join('、')}没有读入，发布原文件前请删除隐藏的内容。`
      issues.push({ code: 'hidden-cells', message })
    }
    if (blocks.length === 0) issues.push({ code: 'no-text', message: '表格是空的，没有可以读取的内容。' })
    return { blocks, meta: {}, issues }
  } finally {
    archive.zip.close()
  }
}

/** Rows with a single cell above the table are its title and notes; the first full row is its head. */
function toBlocks({ rows }: Grid): Block[] {
  const single = (row: string[]): boolean => row.filter((text) => text !== '').length === 1
  let start = 0
  while (start < rows.length && rows[0]!.length > 1 && single(rows[start]!)) start++
  const lines = rows
    .slice(0, start)
    .map((row): Block => ({ kind: 'line', text: row.find((text) => text !== '')! }))
  const table = rows.slice(start)
  return table.length > 0 ? [...lines, { kind: 'table', rows: table, head: table.length > 1 ? 1 : 0 }] : lines
}
