import type { Align, Block, Line } from '../../model.ts'
import { readXml } from '../xml.ts'
import type { Archive } from '../zip.ts'
import { countParagraph, type Numbering } from './numbering.ts'
import { type Format, isOn, readFormat, type Styles } from './styles.ts'

type Paragraph = { text: string; own: Format; style: string; bold: number; length: number }
type Grid = { rows: string[][]; head: number; cell: string[] | null; span: number; merged: boolean }

/** What became of the text while it was edited, and what of it is not in the body. */
export type Findings = {
  inserted: number
  deleted: number
  hidden: number
  notes: Map<string, string>
  comments: number
}

type Run = { bold: boolean | null; hidden: boolean }

/** A document part as it is read: blocks done, paragraphs and tables still open, depth inside what is left out. */
export type Body = {
  blocks: Block[]
  findings: Findings
  styles: Styles
  numbering: Numbering
  paragraphs: Paragraph[]
  grids: Grid[]
  run: Run | null
  properties: string[]
  muted: number
  note: string | null
}

export function newBody(styles: Styles, numbering: Numbering): Body {
  const findings = { inserted: 0, deleted: 0, hidden: 0, notes: new Map<string, string>(), comments: 0 }
  return {
    blocks: [],
    findings,
    styles,
    numbering,
    paragraphs: [],
    grids: [],
    run: null,
    properties: [],
    muted: 0,
    note: null,
  }
}

// NOTE text that Word keeps but a reader of the page does not see: what was moved away, the second drawing of a
// text box for older programs, codes of fields, phonetic guides.
const MUTED = new Set(['Fallback', 'moveFrom', 'del', 'instrText', 'delText', 'rt', 'txbxContentFallback'])
const PROPERTIES = new Set(['pPr', 'rPr', 'tblPr', 'trPr', 'tcPr', 'sectPr'])

/** Reads word/document.xml, or the notes, into the body. */
export async function readBody(archive: Archive, path: string, name: string, body: Body): Promise<boolean> {
  let inText = false
  return readXml(archive, path, name, {
    open(tag, attrs) {
      if (tag === 'ins' && body.properties.length === 0) body.findings.inserted++
      if ((tag === 'del' || tag === 'moveFrom') && body.properties.length === 0) body.findings.deleted++
      if (MUTED.has(tag)) body.muted++
      if (body.muted > 0) return
      if (PROPERTIES.has(tag)) body.properties.push(tag)
      inText = tag === 't'
      if (body.properties.length > 0) openProperty(body, tag, attrs)
      else openTag(body, tag, attrs)
    },
    text(text) {
      if (inText && body.muted === 0) addText(body, text)
    },
    close(tag) {
      if (MUTED.has(tag)) {
        body.muted--
        return
      }
      if (body.muted > 0) return
      if (tag === 't') inText = false
      if (body.properties.at(-1) === tag) body.properties.pop()
      else if (body.properties.length === 0) closeTag(body, tag)
    },
  })
}

function openTag(body: Body, tag: string, attrs: Record<string, string>): void {
  if (tag === 'p') body.paragraphs.push({ text: '', own: {}, style: '', bold: 0, length: 0 })
  else if (tag === 'r') body.run = { bold: null, hidden: false }
  else if (tag === 'tbl') body.grids.push({ rows: [], head: 0, cell: null, span: 1, merged: false })
  else if (tag === 'tr') body.grids.at(-1)?.rows.push([])
  else if (tag === 'tc') openCell(body)
  else if (tag === 'tab' || tag === 'ptab') addText(body, ' ')
  else if (tag === 'br' || tag === 'cr') addText(body, '\n')
  else if (tag === 'noBreakHyphen') addText(body, '-')
  else if (tag === 'sym') addText(body, symbol(attrs.char ?? ''))
  else if ((tag === 'footnote' || tag === 'endnote') && !attrs.type) body.note = attrs.id ?? ''
  else if (tag === 'commentReference') body.findings.comments++
}

function openCell(body: Body): void {
  const grid = body.grids.at(-1)
  if (grid) Object.assign(grid, { cell: [], span: 1, merged: false })
}

function openProperty(body: Body, tag: string, attrs: Record<string, string>): void {
  const paragraph = body.paragraphs.at(-1)
  const place = body.properties.at(-1)
  const grid = body.grids.at(-1)
  if (place === 'rPr' && !body.properties.includes('pPr') && body.run) {
    if (tag === 'b') body.run.bold = isOn(attrs)
    else if (tag === 'vanish') body.run.hidden = isOn(attrs)
  } else if (place === 'tcPr' && grid) {
    if (tag === 'gridSpan') grid.span = Math.min(100, Math.max(1, Number(attrs.val) || 1))
    else if (tag === 'vMerge') grid.merged = attrs.val !== 'restart'
  } else if (place === 'trPr' && tag === 'tblHeader' && grid && isOn(attrs)) {
    if (grid.head === grid.rows.length - 1) grid.head++
  } else if (place === 'pPr' && paragraph) {
    if (tag === 'pStyle') paragraph.style = attrs.val ?? ''
    else readFormat(paragraph.own, tag, attrs, false)
  }
}

function addText(body: Body, text: string): void {
  const paragraph = body.paragraphs.at(-1)
  if (!paragraph) return
  if (body.run?.hidden) {
    body.findings.hidden += text.trim().length
    return
  }
  paragraph.text += text
  const length = text.replace(/\s/g, '').length
  paragraph.length += length
  const bold = body.run?.bold ?? body.styles.get(paragraph.style)?.bold ?? false
  if (bold) paragraph.bold += length
}

function symbol(code: string): string {
  const value = Number.parseInt(code, 16)
  // NOTE symbol fonts keep their pictures in the private area: what they show cannot be told from the code.
  return value > 0x20 && value < 0xe000 ? String.fromCodePoint(value) : ''
}

function closeTag(body: Body, tag: string): void {
  const grid = body.grids.at(-1)
  if (tag === 'r') body.run = null
  else if (tag === 'p') closeParagraph(body)
  else if (tag === 'tc' && grid?.cell) {
    const row = grid.rows.at(-1)
    row?.push(grid.merged ? '' : grid.cell.join(' '))
    for (let k = 1; k < grid.span; k++) row?.push('')
    grid.cell = null
  } else if (tag === 'tbl' && grid) {
    body.grids.pop()
    const outer = body.grids.at(-1)
    if (outer?.cell) outer.cell.push(grid.rows.flat().join(' '))
    else body.blocks.push({ kind: 'table', rows: grid.rows, head: grid.head })
  } else if (tag === 'footnote' || tag === 'endnote') body.note = null
}

function closeParagraph(body: Body): void {
  const paragraph = body.paragraphs.pop()
  if (!paragraph) return
  const format: Format = { ...body.styles.get(paragraph.style), ...paragraph.own }
  const blank = paragraph.length === 0
  const counted = format.list && format.list !== '0' && !blank
  const number = counted ? countParagraph(body.numbering, format.list!, format.depth ?? 0) : ''
  if (blank) return
  const space = number === '' || /[、．）)，]$/.test(number) ? '' : ' '
  const text = number + space + paragraph.text.trim()
  const cell = body.grids.at(-1)?.cell
  if (body.note !== null) {
    const before = body.findings.notes.get(body.note)
    body.findings.notes.set(body.note, before === undefined ? text : `${before} ${text}`)
  } else if (cell) cell.push(text)
  else for (const piece of text.split('\n')) pushLine(body, piece, paragraph, format)
}

function pushLine(body: Body, text: string, paragraph: Paragraph, format: Format): void {
  if (text.trim() === '') return
  const line: Line = { kind: 'line', text }
  if (format.outline !== undefined && format.outline < 9) line.level = format.outline + 1
  if (paragraph.bold >= paragraph.length) line.bold = true
  const align = toAlign(format.align)
  if (align) line.align = align
  if (format.indent) line.indent = format.indent
  body.blocks.push(line)
}

function toAlign(value: string | undefined): Align | undefined {
  if (value === 'center') return 'center'
  return value === 'right' || value === 'end' ? 'right' : undefined
}
