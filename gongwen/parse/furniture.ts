import { titleKey } from '../keys.ts'
import type { Reading } from '../model.ts'
import type { Row } from './rows.ts'

// What pages put under the text: from the first of these on nothing is the document's.
const FOOT =
  /^(?:【返回顶部】|【关闭|扫一扫在手机|微信扫一扫|打印关闭|打印本页|分享到|相关附件$|相关新闻$|相关链接$|您是第|上一篇|下一篇|主办单位[:：])/
const ODDMENT =
  /^(?:分享到?[:：]?|-|—|打印|收藏|字号.{0,10}|【?字体.{0,10}|大|中|小|浏览(?:量|次数)[:：].{0,8})$/
const FEWEST_ABOVE = 5

/**
 * Rows of a page without its menus, where the page's reader found no main text and took all: the document stands
 * between its title, which the page itself states, and the first line of what pages put under their text.
 */
export function withoutFurniture(rows: Row[], { format, meta }: Reading): Row[] {
  if (format !== 'html' || !meta.title) return rows
  const start = findStart(rows, titleKey(meta.title))
  if (start < FEWEST_ABOVE) return rows
  const foot = rows.findIndex((row, i) => i > start + 8 && !row.table && FOOT.test(row.text))
  const kept = rows.slice(start, foot < 0 ? rows.length : foot)
  return kept.filter((row, i) => i > 6 || row.table !== undefined || !ODDMENT.test(row.text))
}

/**
 * Where the document begins: at the last row that is its title and has most of the page's text under it, or above
 * that at its number, which stands between the page's own heading and the title; -1 where there is no such row.
 */
function findStart(rows: Row[], key: string): number {
  let below = 0
  let found = -1
  const whole = rows.reduce((sum, row) => sum + row.text.length, 0)
  for (let i = rows.length - 1; i >= 0; i--) {
    below += rows[i]!.text.length
    if (below <= whole * 0.5 || rows[i]!.table || titleKey(rows[i]!.text) !== key) continue
    if (found < 0) found = i
    else return found - i <= 8 ? i + 1 : found
  }
  return found
}

/** The source a page states, without the counters and buttons that stand beside it. */
export function tidySource(source: string | undefined): string | null {
  const bare = source
    ?.replace(/[ \u3000]*(?:浏览(?:量|次数|字号)|字号|【?字体|点击(?:数|率)|打印|分享).*$/, '')
    .trim()
  return bare ? bare : null
}
