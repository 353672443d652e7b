/**
 * Sets the seed documents that name a .docx as Word files, in the manner of GB/T 9704: run it after changing one of
 * their texts (`node --import tsx db/seed/make-docx.ts`). The files are kept, because importing them is part of the demo.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  type IParagraphOptions,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import { blocksOf, type SeedBlock } from './blocks.ts'
import { readDocuments, SEED_FOLDER, type SeedDocument } from './read-seed.ts'

// GB/T 9704-2012: A4, type area 156 × 225 mm, 22 lines of 28 characters; lengths in twentieths of a point.
const MILLIMETRE = 56.7
const MARGIN = { top: 37, right: 26, bottom: 35, left: 28 }
const LINE = 29 * 20
const CHARACTER = 16 * 20
const RED = 'C00000'
const FANGSONG = face('仿宋')
const HEITI = face('黑体')
const KAITI = face('楷体')
const SONG = face('方正小标宋简体')
const RULE = { style: BorderStyle.SINGLE, size: 6, color: '000000', space: 1 }
const RED_RULE = { ...RULE, size: 18, color: RED }

if (import.meta.main) {
  for (const document of readDocuments().filter((each) => each.file))
    writeFileSync(join(SEED_FOLDER, 'documents', document.file!), await Packer.toBuffer(setInWord(document)))
}

/** The Word document of a seed document: red head, number, text, imprint. */
export function setInWord(document: SeedDocument): Document {
  const blocks = blocksOf(document.body)
  const office = document.organs[0]!
  return new Document({
    creator: office,
    lastModifiedBy: office,
    title: document.title,
    styles: { default: { document: { run: { font: FANGSONG, size: 32 } } } },
    sections: [
      {
        properties: { page: { size: { width: 11906, height: 16838 }, margin: margin() } },
        footers: { default: pageNumbers() },
        children: [...head(document), ...setBlocks(document, blocks), ...imprint(document)],
      },
    ],
  })
}

function setBlocks(document: SeedDocument, blocks: SeedBlock[]): (Paragraph | Table)[] {
  const addressee = blocks.findIndex((block) => block.kind === 'text' && block.text.endsWith('：'))
  return blocks.map((block, index) => {
    if (block.kind === 'table') return table(block.rows)
    if (block.kind === 'title') return title(block.text, index > 0 && !isLabel(blocks[index - 1]!))
    if (isLabel(block)) return line(block.text, { pageBreakBefore: true }, HEITI)
    if (block.kind === 'heading' && block.text.startsWith('第'))
      return line(block.text, { alignment: AlignmentType.CENTER }, HEITI)
    if (block.kind === 'heading') return line(block.text, indented(), HEITI)
    if (block.kind === 'subheading') return line(block.text, indented(), KAITI)
    if (index === addressee && index < 3) return line(block.text, {})
    return isSigned(document, block.text) ? signature(block.text) : line(block.text, indented())
  })
}

/** 附件 or 附件1 above an attachment's title, at the top left of its own page. */
function isLabel(block: SeedBlock): boolean {
  return block.kind === 'heading' && /^附件\d*$/.test(block.text)
}

function head(document: SeedDocument): Paragraph[] {
  const mark = new TextRun({
    text: `${document.organs[0]}文件`,
    font: SONG,
    size: 52,
    color: RED,
    bold: true,
  })
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { before: LINE, after: LINE },
      children: [mark],
    }),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      border: { bottom: RED_RULE },
      spacing: { after: LINE },
      children: [new TextRun({ text: document.number! })],
    }),
  ]
}

function title(text: string, onNewPage: boolean): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    pageBreakBefore: onNewPage,
    spacing: { before: LINE / 2, after: LINE },
    children: [new TextRun({ text, font: SONG, size: 44 })],
  })
}

function line(text: string, how: IParagraphOptions, font = FANGSONG): Paragraph {
  return new Paragraph({
    spacing: { line: LINE, lineRule: LineRuleType.EXACT },
    ...how,
    children: [new TextRun({ text, font })],
  })
}

function indented(): IParagraphOptions {
  return { indent: { firstLine: 2 * CHARACTER } }
}

function isSigned(document: SeedDocument, text: string): boolean {
  return document.organs.includes(text) || /^\d{4}年\d{1,2}月\d{1,2}日$/.test(text)
}

function signature(text: string): Paragraph {
  return line(text, { alignment: AlignmentType.RIGHT, indent: { right: 4 * CHARACTER } })
}

function table(rows: string[][]): Table {
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: rows.map(
      (cells, row) =>
        new TableRow({ tableHeader: row === 0, children: cells.map((text) => cell(text, row === 0)) }),
    ),
  })
}

function cell(text: string, isHead: boolean): TableCell {
  const run = new TextRun({ text, size: 24, font: isHead ? HEITI : FANGSONG })
  return new TableCell({ children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [run] })] })
}

function imprint({ writtenOn }: SeedDocument): Paragraph[] {
  const [year, month, day] = writtenOn.split('-').map(Number)
  const printed = `云溪区人民政府办公室　${year}年${month}月${day}日印发`
  const small = (text: string) => [new TextRun({ text, size: 28 })]
  return [
    new Paragraph({
      spacing: { before: LINE * 2 },
      border: { top: RULE },
      children: small('抄送：区委办公室，区人大常委会办公室，区政协办公室。'),
    }),
    new Paragraph({ border: { top: RULE, bottom: RULE }, children: small(printed) }),
  ]
}

function pageNumbers(): Footer {
  const run = new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], size: 28, font: face('宋体') })
  return new Footer({ children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [run] })] })
}

function margin(): Record<keyof typeof MARGIN, number> {
  const twentieths = (side: keyof typeof MARGIN) => Math.round(MARGIN[side] * MILLIMETRE)
  return {
    top: twentieths('top'),
    right: twentieths('right'),
    bottom: twentieths('bottom'),
    left: twentieths('left'),
  }
}

function face(eastAsia: string): { ascii: string; hAnsi: string; eastAsia: string } {
  return { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia }
}
