import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import type { BodyNode, DocumentPart, DocumentView } from './views-model.ts'

const FANG = { ascii: 'Times New Roman', eastAsia: '仿宋_GB2312' }
const BIAO = { ascii: 'Times New Roman', eastAsia: '方正小标宋简体' }
const HEI = { ascii: 'Times New Roman', eastAsia: '黑体' }
const KAI = { ascii: 'Times New Roman', eastAsia: '楷体_GB2312' }
const RED = 'B4281A'
// Half points, as the format counts: 三号 16 pt, 二号 22 pt, 四号 14 pt.
const BODY = 32
const TITLE = 44
const SMALL = 28
const LINE = { line: 580, lineRule: 'exact' as const }
const MARGIN = { top: '37mm', left: '28mm', right: '26mm', bottom: '35mm' } as const

/** The same sheet as `paperOf`, as a Word file with the typefaces GB/T 9704—2012 names. */
export async function wordOf(view: DocumentView): Promise<Buffer> {
  const number = new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], size: SMALL })],
  })
  const document = new Document({
    title: view.title,
    creator: view.issuers.join('、'),
    styles: { default: { document: { run: { font: FANG, size: BODY } } } },
    sections: [
      {
        properties: { page: { size: { width: '210mm', height: '297mm' }, margin: MARGIN } },
        footers: { default: new Footer({ children: [number] }) },
        children: view.parts.flatMap((part, at) => partOf(view, part, at)),
      },
    ],
  })
  return Packer.toBuffer(document)
}

function partOf(view: DocumentView, part: DocumentPart, at: number): (Paragraph | Table)[] {
  const title = part.title ?? (at === 0 ? view.title : '')
  return [
    ...(at === 0 && view.banner ? [centred(view.banner, { font: BIAO, size: 60, color: RED })] : []),
    ...(at === 0 && view.docNumber ? [redRule(view.docNumber)] : []),
    ...(part.label ? [flat(part.label)] : []),
    ...(title ? [centred(title, { font: BIAO, size: TITLE }, at > 0)] : []),
    ...(part.caption ? [centred(part.caption, {})] : []),
    ...(part.addressees ?? []).map(flat),
    ...view.body.filter((node) => node.part === part.key).flatMap(nodeOf),
    ...(part.attachments ?? []).map((line) => run(line)),
    ...[...(part.signers ?? []), ...(part.signedOn ? [part.signedOn] : [])].map(signed),
    ...(part.note ? [run(part.note)] : []),
  ]
}

function nodeOf(node: BodyNode): (Paragraph | Table)[] {
  if (node.rows) return [tableOf(node.rows)]
  const lines = (node.heading ? node.text : `${node.num}${node.text}`)
    .split('\n')
    .filter((line) => line.trim())
  const heading = node.heading ? [run(`${node.num}${node.heading}`, node.level <= 1 ? HEI : KAI)] : []
  return [...heading, ...lines.map((line) => run(line))]
}

function run(text: string, font = FANG): Paragraph {
  return new Paragraph({
    spacing: LINE,
    indent: { firstLine: 640 },
    alignment: AlignmentType.BOTH,
    children: [new TextRun({ text: text.trim(), font })],
  })
}

function flat(text: string): Paragraph {
  return new Paragraph({ spacing: LINE, children: [new TextRun(text)] })
}

function signed(text: string): Paragraph {
  return new Paragraph({
    spacing: LINE,
    alignment: AlignmentType.RIGHT,
    indent: { right: 1280 },
    children: [new TextRun(text)],
  })
}

function centred(
  text: string,
  style: { font?: typeof FANG; size?: number; color?: string },
  pageBreakBefore = false,
): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    pageBreakBefore,
    spacing: { after: 240 },
    children: [new TextRun({ text, ...style })],
  })
}

function redRule(text: string): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { after: 480 },
    border: { bottom: { style: BorderStyle.SINGLE, size: 12, color: RED, space: 8 } },
    children: [new TextRun(text)],
  })
}

function tableOf(rows: string[][]): Table {
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: rows.map(
      (row, at) =>
        new TableRow({
          tableHeader: at === 0,
          children: row.map((text) => new TableCell({ children: [new Paragraph(text)] })),
        }),
    ),
  })
}
