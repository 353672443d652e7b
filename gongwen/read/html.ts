import type { Block, Issue, Meta } from '../model.ts'
import { tidyLine } from '../text.ts'
import { toBlocks } from './html/blocks.ts'
import { findMain, isFurniture } from './html/main.ts'
import { readLabels, readMetaTags } from './html/metadata.ts'
import { readTree } from './html/tree.ts'

/**
 * The text of a government page without menus and furniture, and what the page states about it. Labelled cells
 * count before <meta> tags: the table is made for the document, the tags often for the page.
 */
export function readHtml(text: string, name: string): { blocks: Block[]; meta: Meta; issues: Issue[] } {
  const page = readTree(text, name)
  const main = findMain(page.root)
  const around = toBlocks(page.root, main)
  const stated = { ...readMetaTags(page.metas), ...readLabels(around) }
  const all = toBlocks(main)
  const blocks = all.filter((block) => block.kind === 'table' || !isFurniture(tidyLine(block.text)))
  const issues: Issue[] = []
  if (blocks.length === 0)
    issues.push({ code: 'no-text', message: '网页里没有找到正文，请检查保存的页面是否完整。' })
  const meta = stated.title ? stated : { ...stated, ...titleOf(page.title) }
  return { blocks, meta, issues }
}

/** A page's <title> without the site's name after it. It names an article only when it reads like one. */
function titleOf(title: string): Meta {
  const bare = tidyLine(title).replace(/[ ]?[-_|—–][ ]?[^-_|—–]{2,40}(?:网|网站|门户|政府|官网|平台)$/, '')
  return /关于|通知|公告|意见|办法|方案|通告|决定|批复|规定|细则|条例/.test(bare) ? { title: bare } : {}
}
