import type { Align, Block, Line, Meta } from '../model.ts'
import { splitLines } from './plain.ts'

/** Whether a text is written in Markdown rather than plainly. */
export function looksLikeMarkdown(text: string): boolean {
  return (
    /^#{1,6} \S/m.test(text.slice(0, 200_000)) || /^\|.*\|\s*\n\|[ :|-]+\|\s*$/m.test(text.slice(0, 200_000))
  )
}

/**
 * The lines and tables of a Markdown text, without its marks, and what its head states (--- title: … ---); a head
 * that says 段落: 完整 vouches that no line is torn.
 */
export function readMarkdown(text: string): { blocks: Block[]; meta: Meta; whole?: boolean } {
  const lines = splitLines(text)
  const meta: Meta = {}
  let i = readHead(lines, meta)
  const whole = lines.slice(1, i).includes('段落: 完整')
  const blocks: Block[] = []
  let blank = true
  let gaps = 0
  while (i < lines.length) {
    const line = lines[i]!
    if (isTableStart(lines, i)) {
      const end = tableEnd(lines, i)
      blocks.push(readTable(lines, i, end))
      i = end
      blank = true
      continue
    }
    const made = readLine(line)
    if (made) blocks.push(...made.map((one) => (blank ? one : { ...one, tight: true })))
    if (made && blank) gaps++
    blank =
      made === null || made.at(-1)?.level !== undefined || line.endsWith('  ') || /<br\s*\/?>\s*$/i.test(line)
    i++
  }
  return { blocks: settleTight(blocks, gaps), meta, ...(whole ? { whole } : {}) }
}

/** A table; one whose heading row is empty has none, for the form cannot leave it out. */
function readTable(lines: string[], from: number, to: number): Block {
  const [head, ...rows] = [from, ...range(from + 2, to)].map((k) => splitCells(lines[k]!))
  const isHeadless = head!.every((cell) => cell === '') && rows.length > 0
  return { kind: 'table', rows: isHeadless ? rows : [head!, ...rows], head: isHeadless ? 0 : 1 }
}

/** Where lines are seldom parted by blank ones, a line without a blank before it says nothing. */
function settleTight(blocks: Block[], gaps: number): Block[] {
  if (gaps >= blocks.length * 0.6) return blocks
  return blocks.map((block) => (block.kind === 'line' ? { ...block, tight: undefined } : block))
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, k) => from + k)
}

const HEAD_KEYS: Record<string, keyof Meta> = {
  title: 'title',
  标题: 'title',
  doc_number: 'docNumber',
  docNumber: 'docNumber',
  文号: 'docNumber',
  发文字号: 'docNumber',
  index_number: 'indexNumber',
  索引号: 'indexNumber',
  topic: 'topic',
  主题: 'topic',
  体裁: 'genre',
  发文机关: 'issuers',
  成文日期: 'writtenOn',
  发布日期: 'publishedOn',
  source: 'source',
  来源: 'source',
  url: 'url',
  网址: 'url',
}

function readHead(lines: string[], meta: Meta): number {
  if (lines[0]?.trim() !== '---') return 0
  const end = lines.findIndex((line, i) => i > 0 && /^(?:---|\.\.\.)\s*$/.test(line))
  if (end < 0 || end > 40) return 0
  const pairs = lines.slice(1, end).map((line) => /^([^:：\s]{1,20})\s*[:：]\s*(.*)$/.exec(line))
  if (pairs.some((pair) => pair === null)) return 0
  for (const pair of pairs) {
    const key = HEAD_KEYS[pair![1]!]
    const value = readScalar(pair![2]!)
    if (!key || value === '') continue
    if (key === 'issuers') meta.issuers = value.split('、')
    else if (!/On$/.test(key) || /^\d{4}-\d{2}-\d{2}$/.test(value)) Object.assign(meta, { [key]: value })
  }
  return end + 1
}

/** A value of the head: plain, in quotation marks, or quoted with escapes. */
function readScalar(written: string): string {
  if (/^".*\\.*"$/.test(written)) {
    try {
      return String(JSON.parse(written)).trim()
    } catch {
      // NOTE not the escapes of YAML: then it is taken as it stands.
    }
  }
  return written.replace(/^["']|["']$/g, '').trim()
}

function isTableStart(lines: string[], i: number): boolean {
  const [line, rule] = [lines[i]!, lines[i + 1]]
  return (
    line.includes('|') &&
    rule !== undefined &&
    rule.length < 2000 &&
    /^\s*\|?[ :|-]*-[ :|-]*\|?\s*$/.test(rule) &&
    rule.includes('|')
  )
}

function tableEnd(lines: string[], i: number): number {
  let end = i + 2
  while (end < lines.length && lines[end]!.includes('|') && lines[end]!.trim() !== '') end++
  return end
}

function splitCells(line: string): string[] {
  const cells = line
    .trim()
    .replace(/^\|/, '')
    .replace(/\|$/, '')
    .split(/(?<!\\)\|/)
  return cells.map((cell) => inline(cell.trim().replace(/(?<!\\)<br\s*\/?>/gi, ' ')))
}

/** The lines a source line makes (a <br> parts it); null for a blank line, a rule or a picture. */
function readLine(source: string): Line[] | null {
  let line = source.trimEnd().replace(/^ {0,3}(?:> ?)+/, '')
  if (/^\s*(?:[-*_]\s*){3,}$/.test(line) || /^\s*(?:=+|```.*|~~~.*)$/.test(line)) return null
  const heading = /^ {0,3}(#{1,6})(?:[ \t]+|$)/.exec(line)
  if (heading) line = line.slice(heading[0].length).replace(/[ \t]+#+$/, '')
  line = line.replace(/^\s*[-*+] +(?=\S)/, '')
  const pieces = line.split(/(?<!\\)<br\s*\/?>/i).map((piece) => readPiece(piece))
  const made = pieces.filter((piece) => piece.text !== '')
  if (made.length === 0) return null
  return heading ? made.map((one) => ({ ...one, level: heading[1]!.length })) : made
}

function readPiece(piece: string): Line {
  const set = /^<p align="(left|center|right)">(.*)<\/p>$/.exec(piece.trim())
  const bare = set ? set[2]! : piece.trim()
  const bold = /^(\*\*|__)(?=\S)([^*_]+)\1$/.exec(bare)
  const lead = piece.length - piece.replace(/^[ \u3000\u00a0]+/, '').length
  const line: Line = { kind: 'line', text: inline(bare) }
  if (set) line.align = set[1] as Align
  if (bold) line.bold = true
  if (lead > 0) line.indent = lead
  return line
}

const SIGNS = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'
const ESCAPED = /\\([!-/:-@[-`{-~])/g
const SET_ASIDE = /[\ufdd0-\ufdef]/g

/** Inline marks taken off: emphasis, code, links, pictures, tags. What is escaped is no mark. */
function inline(text: string): string {
  if (!/[*_`[<\\&]/.test(text)) return text
  // NOTE while marks are taken off, noncharacters, which no text may hold, stand for the signs that are escaped.
  const bare = text
    .replace(SET_ASIDE, '')
    .replace(ESCAPED, (_, sign: string) => String.fromCharCode(0xfdd0 + SIGNS.indexOf(sign)))
  return unmark(bare).replace(SET_ASIDE, (one) => SIGNS[one.charCodeAt(0) - 0xfdd0]!)
}

function unmark(text: string): string {
  return text
    .replace(/!\[[^\]]{0,500}\]\([^)]{0,2000}\)/g, '')
    .replace(/\[([^\]]{0,500})\]\((?:[^()\s]|\([^()\s]{0,200}\)){0,2000}\)/g, '$1')
    .replace(/(\*\*|__)(?=\S)((?:(?!\1).){1,2000}?)\1/g, '$2')
    .replace(/(?<![*\d])\*(?=\S)([^*\n]{1,500}?)\*(?!\*)/g, '$1')
    .replace(/`([^`\n]{1,500})`/g, '$1')
    .replace(/<\/?(?:b|i|u|em|strong|span|font|p|div|center|sup|sub|a)(?:\s[^<>]{0,300})?>/gi, '')
    .replace(/&nbsp;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .trim()
}
