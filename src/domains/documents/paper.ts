import type { BodyNode, DocumentPart, DocumentView } from './views-model.ts'

/**
 * A document set on paper as GB/T 9704—2012 lays it out: A4, type area 156 × 225 mm, 22 lines of 28 characters, red
 * head over a red rule, page numbers between dashes. Answers a Typst source; every text enters as a string literal,
 * so that nothing in a document can be read as a command. The typeface is Noto Serif SC in place of 仿宋 and 小标宋.
 */
export function paperOf(view: DocumentView): string {
  const parts = view.parts.flatMap((part, at) => [
    at > 0 ? '#pagebreak(weak: true)' : '',
    ...partOf(view, part, at),
  ])
  return [
    PREAMBLE,
    `#set document(title: ${text(view.title)}, author: ${text(view.issuers.join('、'))})`,
    ...parts,
  ].join('\n')
}

const PREAMBLE = `
#set page(paper: "a4", margin: (top: 37mm, left: 28mm, right: 26mm, bottom: 35mm), footer: context align(center)[#text(size: 14pt)[— #counter(page).display() —]])
#set text(font: "Noto Serif SC", size: 15.6pt, lang: "zh", region: "cn")
#set par(leading: 13pt, spacing: 13pt, justify: true, first-line-indent: (amount: 2em, all: true))
#set table(stroke: 0.5pt, inset: 5pt)
#show table: set text(size: 12pt)
#show table: set par(first-line-indent: 0pt, leading: 7pt, justify: false)
#let banner(body) = align(center, text(size: 30pt, weight: "bold", fill: rgb("#b4281a"), body))
#let number(body) = { align(center, body); line(length: 100%, stroke: 1.5pt + rgb("#b4281a")); v(14pt) }
#let heading-line(body) = align(center, text(size: 21pt, weight: "bold", par(first-line-indent: 0pt, justify: false, body)))
#let flat(body) = par(first-line-indent: 0pt, body)
#let strong-line(body) = block(sticky: true, par(text(weight: "bold", body)))
#let signed(body) = align(right, pad(right: 4em, body))
`

function partOf(view: DocumentView, part: DocumentPart, at: number): string[] {
  const lines: string[] = []
  if (at === 0 && view.banner) lines.push(`#banner(${text(view.banner)})`)
  if (at === 0 && view.docNumber) lines.push(`#number(${text(view.docNumber)})`)
  if (part.label) lines.push(`#flat(${text(part.label)})`)
  lines.push(`#heading-line(${text(part.title ?? (at === 0 ? view.title : ''))})`, '#v(14pt)')
  if (part.caption) lines.push(`#align(center, ${text(part.caption)})`)
  for (const addressee of part.addressees ?? []) lines.push(`#flat(${text(addressee)})`)
  for (const node of view.body) if (node.part === part.key) lines.push(...nodeOf(node))
  for (const attachment of part.attachments ?? []) lines.push(paragraph(attachment))
  if (part.signers?.length || part.signedOn) lines.push('#v(26pt)')
  for (const signer of part.signers ?? []) lines.push(`#signed(${text(signer)})`)
  if (part.signedOn) lines.push(`#signed(${text(part.signedOn)})`)
  if (part.note) lines.push(paragraph(part.note))
  return lines
}

function nodeOf(node: BodyNode): string[] {
  if (node.rows) return [tableOf(node.rows)]
  const lines = []
  if (node.heading) lines.push(`#strong-line(${text(`${node.num}${node.heading}`)})`)
  const run = node.heading ? node.text : `${node.num}${node.text}`
  for (const line of run.split('\n')) if (line.trim()) lines.push(paragraph(line))
  return lines
}

function tableOf(rows: string[][]): string {
  const width = Math.max(...rows.map((row) => row.length))
  const cells = rows.map((row) =>
    Array.from({ length: width }, (_, at) => `[#${text(row[at] ?? '')}]`).join(', '),
  )
  return `#table(columns: (${'1fr, '.repeat(width)}), ${cells.join(',\n')})`
}

function paragraph(line: string): string {
  return `#par(${text(line.trim())})`
}

function text(value: string): string {
  return JSON.stringify(value.replace(/[\p{Cc}]/gu, ' ')).replace(/\\u([0-9a-f]{4})/g, '\\u{$1}')
}
