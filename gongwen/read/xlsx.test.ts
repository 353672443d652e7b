import assert from 'node:assert/strict'
import { test } from 'node:test'
import { xlsx, zip } from '../../test/support/office-files.ts'
import { read, Unreadable } from '../index.ts'

const text = (address: string, value: string): string =>
  `<c r="${address}" t="inlineStr"><is><t>${value}</t></is></c>`

async function refusal(bytes: Uint8Array): Promise<string> {
  try {
    await read(bytes, 'a.xlsx')
  } catch (error) {
    assert.ok(error instanceof Unreadable, String(error))
    return error.code
  }
  return 'read'
}

test('工作表成表格：共享文字、日期、小数、公式的值、空格位、表上的标题', async () => {
  const xml = `<sheetData><row r="1">${text('A1', '补贴发放名册')}</row>
    <row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="D2" t="s"><v>2</v></c></row>
    <row r="3"><c r="A3" t="s"><v>3</v></c><c r="B3" s="1"><v>45356</v></c><c r="D3"><f>1+1</f><v>0.30000000000000004</v></c></row>
    <row r="9"/></sheetData>`
  const { blocks, issues } = await read(
    xlsx([{ name: '名册', xml }], ['姓名', '发放日期', '金额', '张阿三']),
    'a.xlsx',
  )
  assert.deepEqual(blocks, [
    { kind: 'line', text: '补贴发放名册' },
    {
      kind: 'table',
      head: 1,
      rows: [
        ['姓名', '发放日期', '', '金额'],
        ['张阿三', '2024-03-05', '', '0.3'],
      ],
    },
  ])
  assert.deepEqual(issues, [])
})

test('隐藏的表、行、列不读，并且说出来；几张表各有名字', async () => {
  const xml = `<cols><col min="2" max="2" hidden="1"/></cols><sheetData>
    <row>${text('A1', '姓名')}${text('B1', '身份证号')}${text('C1', '村')}</row>
    <row hidden="1">${text('A2', '张三')}${text('B2', '3205')}${text('C2', '东村')}</row>
    <row>${text('A3', '李四')}${text('B3', '3206')}${text('C3', '西村')}</row></sheetData>`
  const sheets = [
    { name: '甲', xml },
    { name: '乙', xml },
    { name: '底册', xml, state: 'veryHidden' },
  ]
  const { blocks, issues } = await read(xlsx(sheets), 'a.xlsx')
  assert.deepEqual(
    blocks.map((block) => (block.kind === 'line' ? block.text : block.rows)),
    [
      '甲',
      [
        ['姓名', '村'],
        ['李四', '西村'],
      ],
      '乙',
      [
        ['姓名', '村'],
        ['李四', '西村'],
      ],
    ],
  )
  assert.match(issues[0]!.message, /1张工作表、2行、2列/)
})

test('过长的、坏的、空的表', async () => {
  const rows = '<row><c><v>1</v></c></row>'
  const long = xlsx([{ name: '甲', xml: `<sheetData>${rows.repeat(100_000)}</sheetData>` }])
  assert.match(await refusal(long), /zip-bomb|too-many-rows/)
  const varied = Array.from({ length: 30_000 }, (_, i) => `<row><c><v>${i * 7919}</v></c></row>`).join('')
  assert.equal(
    await refusal(xlsx([{ name: '甲', xml: `<sheetData>${varied}</sheetData>` }])),
    'too-many-rows',
  )
  assert.equal(await refusal(xlsx([])), 'damaged')
  assert.equal(await refusal(zip({ 'word/document.xml': '<a/>' })), 'damaged')
  assert.equal(await refusal(zip({ 'xl/workbook.xml': '<!DOCTYPE a><workbook/>' })), 'xml-doctype')
  const empty = await read(xlsx([{ name: '甲', xml: '<sheetData/>' }]), 'a.xlsx')
  assert.deepEqual(
    empty.issues.map((issue) => issue.code),
    ['no-text'],
  )
})
