import { headingDepths, titleKey } from '@gongkai/gongwen'
import type { Structure } from './model.ts'

/** What is set on paper: the text as it stands in its lines, and what is registered of it. */
export interface Sheet {
  title: string
  issuers: string[]
  docNumber: string | null
  keywords: string[]
  /** ISO date; the file says it was made then, so that the same text always gives the same bytes. */
  publishedOn: string
  document: Structure
}

type Node = Structure['body'][number]

/**
 * A document set on paper as GB/T 9704—2012 lays it out: A4, type area 156 × 225 mm, 22 lines of 28 characters, red
 * head over a red rule, page numbers between dashes. Answers a Typst source; every text enters as a string literal,
 * so that nothing in a document can be read as a command. The lines stand in the order of the text, each once. The
 * typeface is Noto Serif SC in place of 仿宋 and 小标宋.
 */
export function paperOf({ title, issuers, docNumber, keywords, publishedOn, document }: Sheet): string {
  const { body, parts } = document
  const depths = headingDepths(body)
  const lines = parts.flatMap((part, at) => [
    at > 0 ? '#pagebreak(weak: true)' : '',
    ...(at === 0 ? missingOf(body, title, docNumber) : []),
    ...body
      .slice(part.from, part.to)
      .map((node, i) => lineOf(node, depths[part.from + i]!, body[part.from + i - 1]?.kind)),
  ])
  const facts = `title: ${text(title)}, author: ${list(issuers)}, keywords: ${list(keywords)}, date: ${dateOf(publishedOn)}`
  return [PREAMBLE, `#set document(${facts})`, ...lines].join('\n')
}

const PREAMBLE = `
#set page(paper: "a4", margin: (top: 37mm, left: 28mm, right: 26mm, bottom: 35mm), footer: context align(center)[#text(size: 14pt)[— #counter(page).display() —]])
#set text(font: "Noto Serif SC", size: 15.6pt, lang: "zh", region: "cn", cjk-latin-spacing: none, top-edge: 0.8em, bottom-edge: -0.2em)
#set par(leading: 13.4pt, spacing: 13.4pt, justify: true, first-line-indent: (amount: 2em, all: true))
#set table(stroke: 0.5pt, inset: 5pt)
#show table: set par(first-line-indent: 0pt, leading: 5pt, justify: false)
#show heading: it => block(sticky: true, above: 13.4pt, below: 13.4pt, text(size: 15.6pt, weight: "bold", par(it.body)))
#let banner(size, body) = align(center, text(size: size, weight: "bold", fill: rgb("#b4281a"), par(first-line-indent: 0pt, justify: false, body)))
#let number(body) = { align(center, body); line(length: 100%, stroke: 1.5pt + rgb("#b4281a")) }
#let title-line(body) = block(sticky: true, width: 100%, above: 28pt, below: 28pt, align(center, text(size: 21pt, weight: "bold", par(first-line-indent: 0pt, justify: false, body))))
#let middle(body) = align(center, par(first-line-indent: 0pt, justify: false, body))
#let flat(body) = par(first-line-indent: 0pt, body)
#let label(body) = block(sticky: true, par(first-line-indent: 0pt, text(weight: "bold", body)))
#let signed(above, body) = block(sticky: true, width: 100%, above: above, align(right, pad(right: 4em, par(first-line-indent: 0pt, justify: false, body))))
#let dated(body) = align(right, pad(right: 4em, par(first-line-indent: 0pt, justify: false, body)))
#let foot(body) = block(width: 100%, stroke: (top: 0.5pt, bottom: 0.5pt), inset: (y: 6pt), text(size: 14pt, par(first-line-indent: 1em, body)))
`

/** Title and number that are registered and stand nowhere in the text. */
function missingOf(body: Node[], title: string, docNumber: string | null): string[] {
  const numbered = body.some((node) => node.kind === 'doc-number')
  const titled = body.some((node) => node.kind === 'title' && titleKey(node.text) === titleKey(title))
  return [
    ...(docNumber && !numbered ? [`#number(${text(docNumber)})`] : []),
    ...(titled ? [] : [`#title-line(${text(title)})`]),
  ]
}

const SETTINGS: Partial<Record<Node['kind'], string>> = {
  'doc-number': 'number',
  title: 'title-line',
  history: 'middle',
  addressee: 'flat',
  contents: 'flat',
  'attachment-label': 'label',
  date: 'dated',
  imprint: 'foot',
}

function lineOf(node: Node, depth: number | null, before: Node['kind'] | undefined): string {
  if (node.rows) return tableOf(node.rows, node.head ?? 0)
  // The names of the head are as large as one line of 156 mm can hold, those of a sign-off begin after a blank line.
  if (node.kind === 'red-head')
    return `#banner(${Math.max(16, Math.min(30, 440 / node.text.length))}pt, ${text(node.text)})`
  if (node.kind === 'signature')
    return `#signed(${before === 'signature' ? 13.4 : 42.4}pt, ${text(node.text)})`
  const setting = SETTINGS[node.kind]
  if (setting) return `#${setting}(${text(node.text)})`
  const said = text(narrowed(node))
  if (node.align === 'center' && node.kind === 'heading') return `#title-line(${said})`
  if (node.kind === 'heading') return `#heading(level: ${Math.max(1, (depth ?? 2) - 1)}, ${said})`
  if (node.align === 'center') return `#middle(${said})`
  if (node.align === 'right') return `#dated(${said})`
  return `#par(${said})`
}

/**
 * The text of a line with half the space after its number.
 * NOTE with a whole em there, programs that read the PDF take the numbers of neighbouring lines for a column.
 */
function narrowed({ num = '', text: whole }: Node): string {
  return num + whole.slice(num.length).replace(/^\u3000+/, '\u2002')
}

/** Characters of a column that never wraps, where there are few such columns. */
const SHORT = 6

/** A table whose columns are as wide as what they hold asks; its heading rows come again on every page. */
function tableOf(rows: string[][], head: number): string {
  const width = Math.max(1, ...rows.map((row) => row.length))
  const longest = Array.from({ length: width }, (_, at) =>
    Math.max(1, ...rows.map((row) => row[at]?.length ?? 0)),
  )
  const short = longest.filter((count) => count <= SHORT)
  // NOTE short columns are as wide as they need, unless together they would leave nothing to the others.
  const fits = short.length < width && short.reduce((sum, count) => sum + count, 0) <= SHORT * 3
  const shares = longest.map((count) =>
    fits && count <= SHORT ? 'auto' : `${Math.min(24, Math.max(3, count))}fr`,
  )
  const cellsOf = (some: string[][]) =>
    some.flatMap((row) => Array.from({ length: width }, (_, at) => `[#${text(row[at] ?? '')}]`)).join(', ')
  // NOTE a head as long as the table would be a head of nothing.
  const heading = head > 0 && head < rows.length ? `table.header(${cellsOf(rows.slice(0, head))}), ` : ''
  const size = width > 12 ? 7 : width > 8 ? 9 : 12
  const cells = cellsOf(heading ? rows.slice(head) : rows)
  return `#block(text(size: ${size}pt, table(columns: (${shares.join(', ')},), ${heading}${cells})))`
}

function dateOf(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  return `datetime(year: ${year}, month: ${month}, day: ${date})`
}

function list(values: string[]): string {
  return `(${values.map((value) => `${text(value)}, `).join('')})`
}

function text(value: string): string {
  return JSON.stringify(value.replace(/[\p{Cc}]/gu, ' ')).replace(/\\u([0-9a-f]{4})/g, '\\u{$1}')
}
