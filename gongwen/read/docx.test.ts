import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  AlignmentType,
  DeletedTextRun,
  Document,
  FootnoteReferenceRun,
  HeadingLevel,
  InsertedTextRun,
  LevelFormat,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
} from 'docx'
import { parse, read } from '../index.ts'

const numbering = {
  config: [
    {
      reference: 'clauses',
      levels: [
        { level: 0, format: LevelFormat.CHINESE_COUNTING, text: '%1、', alignment: AlignmentType.LEFT },
        { level: 1, format: LevelFormat.CHINESE_COUNTING, text: '（%2）', alignment: AlignmentType.LEFT },
        { level: 2, format: LevelFormat.DECIMAL, text: '%3.', alignment: AlignmentType.LEFT },
      ],
    },
  ],
}

const line = (text: string): Paragraph => new Paragraph({ text })
const clause = (text: string, level: number): Paragraph =>
  new Paragraph({ text, numbering: { reference: 'clauses', level } })
const cell = (text: string, columnSpan = 1): TableCell =>
  new TableCell({ columnSpan, children: [line(text)] })

async function make(children: (Paragraph | Table)[], more: object = {}): Promise<Uint8Array> {
  return Packer.toBuffer(new Document({ numbering, sections: [{ children }], ...more }))
}

test('Word自动编号还原成文字，标题、落款、附件各归其位', async () => {
  const bytes = await make([
    new Paragraph({ text: '关于做好2024年秋季', alignment: AlignmentType.CENTER }),
    new Paragraph({ text: '招生工作的通知', alignment: AlignmentType.CENTER }),
    new Paragraph({ text: '云教发〔2024〕15号', alignment: AlignmentType.CENTER }),
    line('各中小学校：'),
    line('现就做好2024年秋季招生工作通知如下：'),
    clause('招生原则', 0),
    clause('免试就近入学。公办学校按照学区招生。', 1),
    clause('公民同招。民办学校与公办学校同步招生。', 1),
    clause('报名材料', 0),
    clause('户口簿；', 2),
    clause('房屋权属证书。', 2),
    new Paragraph({ text: '云溪区教育局', alignment: AlignmentType.RIGHT }),
    new Paragraph({ text: '2024年6月3日', alignment: AlignmentType.RIGHT }),
    line('附件1'),
    new Paragraph({ text: '招生计划表', alignment: AlignmentType.CENTER }),
    new Table({
      rows: [
        new TableRow({ children: [cell('学校'), cell('计划')] }),
        new TableRow({ children: [cell('合计三百人', 2)] }),
      ],
    }),
  ])
  const document = parse(await read(bytes, '通知.docx'))
  assert.equal(document.title, '关于做好2024年秋季招生工作的通知')
  assert.equal(document.docNumber?.norm, '云教发〔2024〕15号')
  assert.deepEqual(document.addressees, ['各中小学校'])
  assert.deepEqual([document.signatories, document.writtenOn], [['云溪区教育局'], '2024-06-03'])
  assert.deepEqual(
    document.clauses.map(({ eId, num }) => `${eId} ${num}`),
    [
      'para_1 一、',
      'para_1__subpara_1 （一）',
      'para_1__subpara_2 （二）',
      'para_2 二、',
      'para_2__point_1 1.',
      'para_2__point_2 2.',
    ],
  )
  assert.deepEqual(document.parts.map(({ kind, title }) => [kind, title])[1], ['attachment', '招生计划表'])
  assert.deepEqual(document.tables[0]?.rows, [
    ['学校', '计划'],
    ['合计三百人', ''],
  ])
  assert.deepEqual(document.issues, [])
})

test('标题样式、修订、隐藏文字和脚注', async () => {
  const change = { id: 1, author: '甲', date: '2024-01-01T00:00:00Z' }
  const bytes = await make(
    [
      new Paragraph({ text: '云溪区工作规则', heading: HeadingLevel.HEADING_1 }),
      new Paragraph({
        children: [
          new TextRun('会议每周'),
          new DeletedTextRun({ text: '二', ...change }),
          new InsertedTextRun({ text: '三', ...change }),
          new TextRun({ text: '内部掌握', vanish: true }),
          new TextRun('召开。'),
          new FootnoteReferenceRun(1),
        ],
      }),
    ],
    { footnotes: { 1: { children: [line('遇节假日顺延。')] } } },
  )
  const reading = await read(bytes, '规则.docx')
  const [title, body, note] = reading.blocks
  assert.deepEqual(title, { kind: 'line', text: '云溪区工作规则', level: 1 })
  assert.equal(body?.kind === 'line' && body.text, '会议每周三召开。')
  assert.equal(note?.kind === 'line' && note.text.trim(), '遇节假日顺延。')
  assert.deepEqual(reading.issues.map((issue) => issue.code).sort(), [
    'footnotes',
    'hidden-text',
    'tracked-changes',
  ])
})
