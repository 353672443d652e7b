import type { Node, ParsedDocument } from '../model.ts'
import { headingDepths } from './marks.ts'

/**
 * The document in Markdown with a head of what is registered of it. Reading and parsing it again gives the same
 * parts, clauses, tables and text: lines and their numbers are written out as they are, and the head says that
 * every paragraph is whole.
 */
export function markdown(document: Omit<ParsedDocument, 'text' | 'issues'>): string {
  const depths = headingDepths(document.body)
  const blocks = document.body.map((node, at) => blockOf(node, depths[at]!))
  return `${[headOf(document), ...blocks].join('\n\n')}\n`
}

function headOf(document: Omit<ParsedDocument, 'text' | 'issues'>): string {
  // NOTE a title that only an annex bears must not be stated as the whole's: it would be looked for at the top.
  const borrowed =
    document.parts[0]?.title === null && document.parts.some((one) => one.title === document.title)
  const fields: [string, string | null][] = [
    ['标题', borrowed ? null : document.title],
    ['文号', document.docNumber?.norm ?? null],
    ['索引号', document.indexNumber],
    ['主题', document.topic],
    ['体裁', document.genre],
    ['发文机关', document.issuers.join('、')],
    ['成文日期', document.writtenOn],
    ['发布日期', document.publishedOn],
    ['来源', document.source],
    ['网址', document.url],
    ['段落', '完整'],
  ]
  const lines = fields.filter(([, value]) => value).map(([key, value]) => `${key}: ${scalar(value!)}`)
  return ['---', ...lines, '---'].join('\n')
}

/** A value as YAML takes it for a text: quoted where it could be taken for something else. */
function scalar(value: string): string {
  return /^[\p{L}\p{N}《（][^\s:#"'\\]*$/u.test(value) ? value : JSON.stringify(value)
}

function blockOf(node: Node, depth: number | null): string {
  if (node.rows) return tableOf(node.rows, node.head ?? 0)
  const text = escapeLine(node.text)
  if (node.kind === 'title') return `# ${text}`
  const strong =
    node.bold || (node.kind === 'heading' && depth === null && !node.align) ? `**${text}**` : text
  const line = node.align ? `<p align="${node.align}">${strong}</p>` : strong
  return depth === null ? line : `${'#'.repeat(Math.min(6, depth))} ${text}`
}

/** A text with everything that Markdown could take for a mark escaped. */
function escapeText(text: string): string {
  return text.replace(/[\\`*_[\]<>~|&]/g, '\\$&')
}

function escapeLine(text: string): string {
  return escapeText(text)
    .replace(/^(?:[-+#=])/, '\\$&')
    .replace(/^(\d{1,9})([.)])/, '$1\\$2')
}

function tableOf(rows: string[][], head: number): string {
  // NOTE a table without heading row has an empty one here: the form has no other way to say so.
  const width = Math.max(1, ...rows.map((row) => row.length))
  const written = head > 0 ? rows : [Array.from({ length: width }, () => ''), ...rows]
  const lines = written.map((row) => `| ${(row.length > 0 ? row : ['']).map(escapeText).join(' | ')} |`)
  const rule = `| ${Array.from({ length: written[0]!.length || 1 }, () => '---').join(' | ')} |`
  return [lines[0], rule, ...lines.slice(1)].join('\n')
}
