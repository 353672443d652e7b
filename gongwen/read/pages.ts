import type { Block, Issue } from '../model.ts'
import { unfoldColumns } from './pages/columns.ts'
import { takeFurniture } from './pages/furniture.ts'
import { areasOf, toBlocks } from './pages/paragraphs.ts'
import { type Page, toRows } from './pages/rows.ts'

/**
 * Paragraphs and tables out of pages that know only where their characters stand: rows by baseline, columns one
 * after the other, page numbers and repeated headers and footers left out, paragraphs by indent and line end.
 */
export function layOut(pages: Page[]): { blocks: Block[]; issues: Issue[] } {
  const sheets = pages.map((page, i) => ({ ...page, rows: toRows(page, i) }))
  const told = takeFurniture(sheets)
  const ordered = sheets.map((sheet) => ({ ...sheet, rows: unfoldColumns(sheet.rows, sheet.width) }))
  const blocks = toBlocks(
    ordered.flatMap((sheet) => sheet.rows),
    areasOf(sheets),
  )
  const quoted = told.slice(0, 5).map((text) => `“${text.slice(0, 60)}”`)
  const issues = told.map(() => ({
    code: 'page-furniture',
    message: `每页重复的${quoted.join('、')}当作页眉页脚，没有读入，请核对。`,
  }))
  return { blocks, issues: issues.slice(0, 1) }
}
