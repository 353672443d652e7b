import type { Align, Block, Line } from '../../model.ts'
import { countParagraph, type Numbering } from '../docx/numbering.ts'
import type { Piece } from './fib.ts'
import type { CharacterFormat, ParagraphFormat } from './formats.ts'

/** What the text is read from: the stream, its pieces, what holds where, and the lists that count paragraphs. */
export type Source = {
  stream: Buffer
  pieces: Piece[]
  paragraphAt: (offset: number) => ParagraphFormat | null
  characterAt: (offset: number) => CharacterFormat | null
  numbering: Numbering
}

/** What of the text was not taken as it stands. */
export type Findings = { hidden: number; deleted: number; inserted: number; comments: number }

type Field = 'code' | 'result'
type Writer = {
  source: Source
  blocks: Block[]
  findings: Findings
  text: string
  bold: number
  fields: Field[]
  rows: string[][]
  cells: string[]
  cell: string[]
}

const LATIN = new TextDecoder('windows-1252')

/** The lines and tables between two characters of the text. */
export function readRange(source: Source, from: number, to: number, findings: Findings): Block[] {
  const writer: Writer = {
    source,
    blocks: [],
    findings,
    text: '',
    bold: 0,
    fields: [],
    rows: [],
    cells: [],
    cell: [],
  }
  for (const piece of source.pieces) {
    const [first, last] = [Math.max(from, piece.from), Math.min(to, piece.to)]
    const width = piece.wide ? 2 : 1
    const start = piece.offset + (first - piece.from) * width
    if (first >= last) continue
    const bytes = source.stream.subarray(start, start + (last - first) * width)
    const text = piece.wide ? bytes.toString('utf16le') : LATIN.decode(bytes)
    for (let i = 0; i < text.length; i++) write(writer, text.charCodeAt(i), text[i]!, start + i * width)
  }
  closeParagraph(writer, null)
  closeTable(writer)
  return writer.blocks
}

// NOTE marks of Word's binary text: fields from 0x13 over 0x14 to 0x15, ends of cells 0x07, of paragraphs 0x0d.
function write(writer: Writer, code: number, character: string, offset: number): void {
  if (code === 0x13) writer.fields.push('code')
  else if (code === 0x14 && writer.fields.length > 0) writer.fields[writer.fields.length - 1] = 'result'
  else if (code === 0x15) writer.fields.pop()
  else if (code === 0x0d || code === 0x07 || code === 0x0c || code === 0x0e) {
    endParagraph(writer, code, offset)
  } else if (writer.fields.includes('code')) return
  else if (code === 0x05) writer.findings.comments++
  else addCharacter(writer, code, character, offset)
}

const SPELLED: Record<number, string> = { 9: ' ', 11: '\n', 30: '-' }

function addCharacter(writer: Writer, code: number, character: string, offset: number): void {
  const spelled = code < 0x20 ? (SPELLED[code] ?? '') : character
  if (spelled === '') return
  const format = writer.source.characterAt(offset)
  if (format?.deleted) writer.findings.deleted++
  else if (format?.hidden) writer.findings.hidden += spelled.trim().length
  else {
    if (format?.inserted) writer.findings.inserted++
    if (format?.bold) writer.bold += spelled.trim().length
    writer.text += spelled
  }
}

function endParagraph(writer: Writer, code: number, offset: number): void {
  const format = writer.source.paragraphAt(offset)
  const inTable = code === 0x07 || format?.inTable === true
  if (!inTable) closeTable(writer)
  if (format?.endsRow) {
    closeRow(writer)
    writer.text = ''
    writer.bold = 0
  } else if (inTable) {
    const text = numbered(writer, format)
    if (text !== '') writer.cell.push(text)
    writer.text = ''
    writer.bold = 0
    if (code === 0x07) {
      writer.cells.push(writer.cell.join(' '))
      writer.cell = []
    }
  } else closeParagraph(writer, format)
}

function closeRow(writer: Writer): void {
  if (writer.cell.length > 0) writer.cells.push(writer.cell.join(' '))
  if (writer.cells.length > 0) writer.rows.push(writer.cells)
  writer.cells = []
  writer.cell = []
}

function closeTable(writer: Writer): void {
  closeRow(writer)
  if (writer.rows.length > 0) writer.blocks.push({ kind: 'table', rows: writer.rows })
  writer.rows = []
}

/** The paragraph's text with the number Word prints before it. */
function numbered(writer: Writer, format: ParagraphFormat | null): string {
  const text = writer.text.trim()
  if (text === '' || !format || format.list <= 0 || format.list === 0x7ff) return text
  const number = countParagraph(writer.source.numbering, String(format.list), format.depth)
  return number + (number === '' || /[、．）)，]$/.test(number) ? '' : ' ') + text
}

function closeParagraph(writer: Writer, format: ParagraphFormat | null): void {
  const text = numbered(writer, format)
  const bold = writer.bold > 0 && writer.bold >= writer.text.replace(/\s/g, '').length
  writer.text = ''
  writer.bold = 0
  for (const piece of text.split('\n')) {
    if (piece.trim() === '') continue
    const line: Line = { kind: 'line', text: piece }
    if (format && format.style >= 1 && format.style <= 9) line.level = format.style
    if (bold) line.bold = true
    const align = ALIGN[format?.align ?? 0]
    if (align) line.align = align
    if (format && format.indent > 0) line.indent = format.indent
    writer.blocks.push(line)
  }
}

const ALIGN: Record<number, Align> = { 1: 'center', 2: 'right' }
