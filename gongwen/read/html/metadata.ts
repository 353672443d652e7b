import { readDate } from '../../dates.ts'
import type { Block, Meta } from '../../model.ts'
import { tidyLine } from '../../text.ts'

/** The labels under which pages state what a document is; spread letters (索 引 号) are folded beforehand. */
const LABELS: Record<string, keyof Meta> = {
  索引号: 'indexNumber',
  索引: 'indexNumber',
  信息索引号: 'indexNumber',
  主题分类: 'topic',
  分类: 'topic',
  主题: 'topic',
  发文机关: 'issuers',
  发文单位: 'issuers',
  发布机构: 'issuers',
  发布机关: 'issuers',
  发文机构: 'issuers',
  制定机关: 'issuers',
  成文日期: 'writtenOn',
  生成日期: 'writtenOn',
  发文日期: 'writtenOn',
  标题: 'title',
  名称: 'title',
  文件名称: 'title',
  发文字号: 'docNumber',
  文号: 'docNumber',
  文件编号: 'docNumber',
  公开日期: 'publishedOn',
  发布日期: 'publishedOn',
  发布时间: 'publishedOn',
  实施日期: 'effectiveOn',
  施行日期: 'effectiveOn',
  失效日期: 'expiresOn',
  废止日期: 'expiresOn',
  有效性: 'status',
  时效性: 'status',
  效力状态: 'status',
  文件状态: 'status',
  信息来源: 'source',
  来源: 'source',
  文章来源: 'source',
}
const DATES = new Set<keyof Meta>(['writtenOn', 'publishedOn', 'effectiveOn', 'expiresOn'])
const NAMES = Object.keys(LABELS).sort((a, b) => b.length - a.length)
const LABEL = new RegExp(
  `(?:^|[\\s|])(${NAMES.map((name) => [...name].join('[ \\u3000]{0,4}')).join('|')})[ \\u3000]?[:：]`,
  'g',
)

/** What the prescribed <meta> tags of government sites state. */
export function readMetaTags(metas: Map<string, string>): Meta {
  const meta: Meta = {}
  const put = (key: keyof Meta, name: string): void => {
    const value = tidyLine(metas.get(name) ?? '')
    if (value !== '') Object.assign(meta, { [key]: value })
  }
  put('title', 'articletitle')
  put('source', 'contentsource')
  put('url', 'url')
  put('siteName', 'sitename')
  put('column', 'columnname')
  const published = readDate(metas.get('pubdate') ?? '')
  if (published) meta.publishedOn = published
  const keywords = (metas.get('keywords') ?? '').split(/[,，;；\s]+/).filter((word) => word !== '')
  if (keywords.length > 0) meta.keywords = keywords
  return meta
}

/** What the page states in labelled cells and lines around the text: 索引号, 发文机关, 成文日期 and the like. */
export function readLabels(blocks: Block[]): Meta {
  const meta: Meta = {}
  const lines = blocks.flatMap((block) => (block.kind === 'line' ? [block.text] : block.rows.flat()))
  const tidy = lines.map(tidyLine).filter((line) => line !== '' && line.length <= 600)
  for (const [i, line] of tidy.entries()) {
    const marks = [...line.matchAll(LABEL)]
    for (const [k, mark] of marks.entries()) {
      const key = LABELS[mark[1]!.replace(/[ \u3000]/g, '')]!
      const stop = marks[k + 1]?.index ?? line.length
      const value = line.slice(mark.index + mark[0].length, stop).trim()
      const next = value === '' && k === marks.length - 1 ? (tidy[i + 1] ?? '') : ''
      state(meta, key, value !== '' ? value : isLabel(next) ? '' : next)
    }
  }
  return meta
}

function isLabel(line: string): boolean {
  return /^[^:：]{1,12}[:：]/.test(line)
}

function state(meta: Meta, key: keyof Meta, spelled: string): void {
  const value = spelled.replace(/[\s|]+$/, '')
  if (value === '' || value === '无' || meta[key] !== undefined) return
  if (DATES.has(key)) {
    const date = readDate(value)
    if (date) Object.assign(meta, { [key]: date })
  } else if (key === 'issuers') meta.issuers = value.split(/[、,，;；\s]+/).filter((name) => name !== '')
  else if (key === 'topic') meta.topic = value.replace(/\s*[\\>]\s*/g, '/')
  else if (value.length <= 300) Object.assign(meta, { [key]: value })
}
