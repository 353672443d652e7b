import { headingDepths, titleKey } from '@gongkai/gongwen'
import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  type IParagraphOptions,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import type { Structure } from './model.ts'
import type { Sheet } from './paper.ts'

type Node = Structure['body'][number]
type Face = { ascii: string; hAnsi: string; eastAsia: string }

const face = (eastAsia: string): Face => ({ ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia })
const FANG = face('仿宋_GB2312')
const BIAO = face('方正小标宋简体')
const HEI = face('黑体')
const KAI = face('楷体_GB2312')
const RED = 'B4281A'
// Half points, as the format counts: 三号 16 pt, 二号 22 pt, 四号 14 pt.
const BODY = 32
const TITLE = 44
const SMALL = 28
const LINE = { line: 578, lineRule: 'exact' as const }
const LOOSE = { line: 360, lineRule: 'atLeast' as const }
const MARGIN = { top: '37mm', left: '28mm', right: '26mm', bottom: '35mm' } as const

/**
 * The same sheet as `paperOf`, as a Word file with the typefaces GB/T 9704—2012 names. Numbers of clauses are written
 * out, and headings carry their depth, so that the file read again gives the same structure.
 */
export async function wordOf({ title, issuers, docNumber, keywords, document }: Sheet): Promise<Buffer> {
  const { body, parts } = document
  const depths = headingDepths(body)
  const number = new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], size: SMALL })],
  })
  const sheet = new Document({
    title: wellFormed(title),
    creator: wellFormed(issuers.join('、')),
    keywords: wellFormed(keywords.join('，')),
    styles: {
      default: {
        document: { run: { font: FANG, size: BODY, language: { value: 'zh-CN', eastAsia: 'zh-CN' } } },
      },
    },
    sections: [
      {
        properties: { page: { size: { width: '210mm', height: '297mm' }, margin: MARGIN } },
        footers: { default: new Footer({ children: [number] }) },
        children: parts.flatMap((part, at) => {
          const nodes = body.slice(part.from, part.to)
          return [
            ...(at === 0 ? missingOf(body, title, docNumber) : []),
            ...nodes.flatMap((node, i) => lineOf(node, depths[part.from + i]!, at > 0 && i === 0)),
          ]
        }),
      },
    ],
  })
  return Packer.toBuffer(sheet)
}

/** Title and number that are registered and stand nowhere in the text. */
function missingOf(body: Node[], title: string, docNumber: string | null): Paragraph[] {
  const numbered = body.some((node) => node.kind === 'doc-number')
  const titled = body.some((node) => node.kind === 'title' && titleKey(node.text) === titleKey(title))
  return [
    ...(docNumber && !numbered ? [line(docNumber, NUMBER)] : []),
    ...(titled ? [] : [line(title, HEADLINE)]),
  ]
}

/** How a line is set: as a paragraph, and in what type. */
type Setting = Omit<IParagraphOptions, 'children' | 'text'> & {
  type?: { font?: Face; size?: number; color?: string; bold?: boolean }
}

const INDENT = { firstLine: 640 }
const NUMBER: Setting = {
  alignment: AlignmentType.CENTER,
  spacing: { after: 480 },
  border: { bottom: { style: BorderStyle.SINGLE, size: 12, color: RED, space: 8 } },
}
const HEADLINE: Setting = {
  alignment: AlignmentType.CENTER,
  keepNext: true,
  spacing: { after: 240 },
  type: { font: BIAO, size: TITLE },
}
const SIGNED: Setting = { alignment: AlignmentType.RIGHT, indent: { right: 1280 }, spacing: LINE }
const RULE = { style: BorderStyle.SINGLE, size: 6, color: '000000', space: 4 }
const SETTINGS: Partial<Record<Node['kind'], Setting>> = {
  'red-head': {
    alignment: AlignmentType.CENTER,
    spacing: { after: 240 },
    type: { font: BIAO, size: 60, color: RED },
  },
  'doc-number': NUMBER,
  title: HEADLINE,
  history: { alignment: AlignmentType.CENTER, spacing: LINE, type: { font: KAI } },
  addressee: { spacing: LINE },
  contents: { spacing: LINE },
  'attachment-label': { spacing: LINE, keepNext: true, type: { font: HEI } },
  signature: { ...SIGNED, keepNext: true },
  date: SIGNED,
  imprint: { spacing: LOOSE, border: { top: RULE, bottom: RULE }, type: { size: SMALL } },
}
const ALIGNMENTS = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
}

function lineOf(node: Node, depth: number | null, pageBreakBefore: boolean): (Paragraph | Table)[] {
  // NOTE an empty paragraph after each table: Word runs two tables into one, and wants a paragraph at the end.
  if (node.rows) return [tableOf(node.rows, node.head ?? 0), new Paragraph({})]
  return [line(node.text, { ...(SETTINGS[node.kind] ?? proseOf(node, depth)), pageBreakBefore })]
}

function proseOf(node: Node, depth: number | null): Setting {
  const outlineLevel = depth === null ? {} : { outlineLevel: Math.min(9, depth) - 1 }
  const align = node.align
    ? { alignment: ALIGNMENTS[node.align] }
    : { indent: INDENT, alignment: AlignmentType.BOTH }
  const isHeading = node.kind === 'heading'
  const font = !isHeading ? FANG : (node.level ?? 1) <= 1 ? HEI : KAI
  const bold = node.bold || (isHeading && depth === null && !node.align)
  return {
    spacing: LINE,
    keepNext: isHeading,
    ...align,
    ...outlineLevel,
    type: { font, ...(bold ? { bold } : {}) },
  }
}

function line(text: string, { type, ...setting }: Setting): Paragraph {
  return new Paragraph({ ...setting, children: [new TextRun({ text: wellFormed(text), ...type })] })
}

function tableOf(rows: string[][], head: number): Table {
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: rows.map(
      (row, at) =>
        new TableRow({
          tableHeader: at < head,
          children: (row.length > 0 ? row : ['']).map(
            (text) =>
              new TableCell({ children: [new Paragraph({ children: [new TextRun(wellFormed(text))] })] }),
          ),
        }),
    ),
  })
}

/** A text without what XML cannot hold. */
function wellFormed(text: string): string {
  return text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
}
