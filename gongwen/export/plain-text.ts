import type { Node, NodeKind } from '../model.ts'
import type { Exported, ExportIdentity } from './identity.ts'

const FLUSH = new Set<NodeKind>([
  'red-head',
  'doc-number',
  'title',
  'history',
  'addressee',
  'attachment-label',
  'table',
  'imprint',
])
const SIGN_OFF = new Set<NodeKind>(['signature', 'date'])

/**
 * The document as plain text: a paragraph a line, indented by two characters; cells parted by tabs; a blank line
 * before each part. Below a rule stands where it is from, for a reader who meets the file alone.
 */
export function plainText(document: Exported, identity: ExportIdentity): string {
  const parts = document.parts.map((part) => document.body.slice(part.from, part.to).map(lineOf).join('\n'))
  const source = [
    ['名称', identity.title],
    ['发文字号', identity.docNumber],
    ['索引号', identity.indexNumber],
    ['发布日期', identity.publishedOn],
    ['网址', identity.url],
  ]
  const foot = source.filter(([, value]) => value).map(([label, value]) => `${label}：${value}`)
  return `${[...parts, ['————', ...foot].join('\n')].join('\n\n')}\n`
}

function lineOf(node: Node): string {
  if (FLUSH.has(node.kind)) return node.text
  return (SIGN_OFF.has(node.kind) ? '\u3000'.repeat(16) : '\u3000\u3000') + node.text
}
