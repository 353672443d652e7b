import { parseFragment } from 'parse5'
import { Unreadable } from '../../unreadable.ts'

/** An element of a page. Only the attributes the reader uses are kept. */
export type Element = { tag: string; attrs: Record<string, string>; children: (Element | string)[] }

/** A page as a tree, its <title>, and its <meta name content> pairs in lower-case names. */
export type Page = { root: Element; title: string; metas: Map<string, string> }

const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '))
const RAW = new Set(
  'script style noscript textarea title xmp iframe noframes template svg math object select'.split(' '),
)
const BLOCK = new Set(
  'address article aside blockquote center details dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td tfoot th thead tr ul body html head'.split(
    ' ',
  ),
)
const SCOPE = new Set(['table', 'td', 'th', 'tr', 'body', 'html'])
const TABLE_PARTS = new Set('table tbody thead tfoot tr td th caption'.split(' '))
const KEPT = new Set(
  'id class style align name content charset http-equiv colspan rowspan start value type hidden'.split(' '),
)

// NOTE built here rather than by a browser's rules: those may turn one megabyte of unclosed <font> into a billion
// nodes. This builder makes at most one node for each tag, and no tree deeper than this.
const DEEPEST = 200
const LONGEST_TAG = 65_536
const MOST_ELEMENTS = 300_000

type Builder = { text: string; at: number; stack: Element[]; page: Page; quotes: boolean; elements: number }

/** Builds the tree of a page, however broken, in time linear in its length; `name` is said where it is refused. */
export function readTree(text: string, name: string): Page {
  const root: Element = { tag: 'html', attrs: {}, children: [] }
  const page: Page = { root, title: '', metas: new Map() }
  const builder: Builder = { text, at: 0, stack: [root], page, quotes: true, elements: 0 }
  while (builder.at < text.length) {
    step(builder)
    if (builder.elements > MOST_ELEMENTS) throw tooManyElements(name)
  }
  return page
}

function tooManyElements(name: string): Unreadable {
  const message = `“${name}”的网页标记超过${MOST_ELEMENTS}个，不像一份公文。请只保留正文部分后再上传。`
  return new Unreadable('too-many-elements', message)
}

function step(builder: Builder): void {
  const { text, at } = builder
  const open = text.indexOf('<', at)
  const end = open < 0 ? text.length : open
  if (end > at) addText(builder, text.slice(at, end))
  builder.at = end
  if (open < 0) return
  const next = text[open + 1] ?? ''
  if (text.startsWith('<!--', open)) builder.at = skipTo(text, '-->', open + 4)
  else if (next === '!' || next === '?') builder.at = skipTo(text, '>', open + 2)
  else if (next === '/') closeTag(builder, open)
  else if (/[a-zA-Z]/.test(next)) openTag(builder, open)
  else {
    addText(builder, '<')
    builder.at = open + 1
  }
}

function skipTo(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from)
  return at < 0 ? text.length : at + mark.length
}

function addText(builder: Builder, text: string): void {
  builder.stack.at(-1)!.children.push(text.includes('&') ? decodeEntities(text) : text)
}

function closeTag(builder: Builder, open: number): void {
  const end = builder.text.indexOf('>', open)
  builder.at = end < 0 ? builder.text.length : end + 1
  const tag = /^[a-zA-Z][a-zA-Z0-9:-]{0,30}/.exec(builder.text.slice(open + 2, open + 34))?.[0].toLowerCase()
  if (!tag) return
  const { stack } = builder
  for (let i = stack.length - 1; i > 0; i--) {
    const name = stack[i]!.tag
    if (name === tag) {
      stack.length = i
      return
    }
    // NOTE a stray end tag must not close the table cell it stands in.
    if (SCOPE.has(name) && !TABLE_PARTS.has(tag) && tag !== 'body' && tag !== 'html') return
    if (BLOCK.has(name) && !BLOCK.has(tag)) return
    if (name === 'table' && TABLE_PARTS.has(tag)) return
  }
}

function openTag(builder: Builder, open: number): void {
  const end = tagEnd(builder, open)
  const source = builder.text.slice(open + 1, end)
  builder.at = end + 1
  const tag = /^[a-zA-Z][a-zA-Z0-9:-]*/.exec(source)![0].toLowerCase()
  const attrs = readAttributes(source.slice(tag.length))
  if (RAW.has(tag)) {
    if (!source.endsWith('/')) skipRaw(builder, tag)
    return
  }
  if (tag === 'meta') readMeta(builder.page, attrs)
  closeImplied(builder.stack, tag)
  const element: Element = { tag, attrs, children: [] }
  builder.elements++
  builder.stack.at(-1)!.children.push(element)
  const childless = VOID.has(tag) || (source.endsWith('/') && !BLOCK.has(tag))
  if (!childless && builder.stack.length < DEEPEST) builder.stack.push(element)
}

/** Where the tag ends: its >, outside quotation marks as long as those pair up in this text. */
function tagEnd(builder: Builder, open: number): number {
  const { text } = builder
  if (builder.quotes) {
    let quote = ''
    for (let i = open + 1; i < Math.min(text.length, open + LONGEST_TAG); i++) {
      const c = text[i]!
      if (quote !== '') quote = c === quote ? '' : quote
      else if ((c === '"' || c === "'") && /[=\s]/.test(text[i - 1]!)) quote = c
      else if (c === '>') return i
    }
    builder.quotes = false
  }
  const end = text.indexOf('>', open)
  return end < 0 ? text.length : end
}

function readAttributes(source: string): Record<string, string> {
  const attrs: Record<string, string> = {}
  const short = source.length > 4000 ? source.slice(0, 4000) : source
  for (const match of short.matchAll(
    /([^\s"'<>/=]{1,60})(?:\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+)))?/g,
  )) {
    const name = match[1]!.toLowerCase()
    if (KEPT.has(name) && attrs[name] === undefined)
      attrs[name] = decodeEntities(match[2] ?? match[3] ?? match[4] ?? '')
  }
  return attrs
}

function skipRaw(builder: Builder, tag: string): void {
  const close = new RegExp(`</${tag}[\\s>/]`, 'gi')
  close.lastIndex = builder.at
  const match = close.exec(builder.text)
  const end = match ? match.index : builder.text.length
  if (tag === 'title' && builder.page.title === '') {
    builder.page.title = decodeEntities(
      builder.text.slice(builder.at, Math.min(end, builder.at + 1000)),
    ).trim()
  }
  builder.at = match ? skipTo(builder.text, '>', end) : builder.text.length
}

function readMeta(page: Page, attrs: Record<string, string>): void {
  const name = attrs.name?.trim().toLowerCase()
  if (name && attrs.content && !page.metas.has(name)) page.metas.set(name, attrs.content.trim())
}

const CLOSED_BY: Record<string, string[]> = {
  li: ['li'],
  dt: ['dt', 'dd'],
  dd: ['dt', 'dd'],
  tr: ['td', 'th', 'tr'],
  td: ['td', 'th'],
  th: ['td', 'th'],
  tbody: ['td', 'th', 'tr', 'thead', 'tbody'],
  tfoot: ['td', 'th', 'tr', 'thead', 'tbody'],
}

/** Closes what a start tag ends without saying so: a paragraph before a block, a cell before a cell. */
function closeImplied(stack: Element[], tag: string): void {
  if (BLOCK.has(tag) && tag !== 'html' && tag !== 'body') closeWithin(stack, ['p'])
  const ends = CLOSED_BY[tag]
  if (ends) for (let turn = 0; turn < 3 && closeWithin(stack, ends); turn++);
}

function closeWithin(stack: Element[], tags: string[]): boolean {
  for (let i = stack.length - 1; i > 0; i--) {
    const name = stack[i]!.tag
    if (tags.includes(name)) {
      stack.length = i
      return true
    }
    if (BLOCK.has(name) && !['td', 'th', 'tr', 'tbody', 'thead'].includes(name)) return false
    if (name === 'table' || (tags[0] === 'p' && SCOPE.has(name))) return false
  }
  return false
}

const named = new Map<string, string>()

/** Character references as characters; a name nobody defined stays as written. */
function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z][a-zA-Z0-9]{1,31}));?/g,
    (whole, dec, hex, name) => {
      if (name === undefined) return fromCode(dec ? Number(dec) : Number.parseInt(hex, 16))
      if (!named.has(name)) {
        const node = parseFragment(`&${name};`).childNodes[0]
        const value = node && 'value' in node ? node.value : whole
        if (named.size > 5000) return whole
        named.set(name, value === `&${name};` ? '' : value)
      }
      return named.get(name) || whole
    },
  )
}

function fromCode(code: number): string {
  if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return ''
  return String.fromCodePoint(code)
}
