import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { parse, read, Unreadable } from '../index.ts'

// A notice written for this test and saved as Word 97–2003 by LibreOffice 7.4: automatic numbers, a table, a footnote,
// six hidden characters, an insertion and a deletion.
const NOTICE = readFileSync(new URL('./fixtures/notice.doc', import.meta.url))

async function refusal(bytes: Uint8Array, name = 'a.doc'): Promise<string> {
  try {
    await read(bytes, name)
  } catch (error) {
    assert.ok(error instanceof Unreadable, String(error))
    assert.match(error.message, /“a\.\w+”.*。$/)
    return error.code
  }
  return 'read'
}

/** The notice with bytes at a place of its first stream changed. */
function changed(offset: number, ...values: number[]): Uint8Array {
  const start = NOTICE.indexOf(Buffer.from([0xec, 0xa5, 0x01, 0x01]))
  assert.ok(start > 0)
  const bytes = Buffer.from(NOTICE)
  bytes.set(values, start + offset)
  return bytes
}

test('旧版Word：编号、表格、脚注读出，隐藏的和删去的不读', async () => {
  const { blocks, issues, format } = await read(NOTICE, 'a.doc')
  assert.equal(format, 'doc')
  assert.deepEqual(
    blocks.map((block) => (block.kind === 'line' ? block.text : block.rows)),
    [
      '云溪区财政局文件',
      '云财发〔2024〕18号',
      '云溪区财政局关于做好部门决算公开工作的通知',
      '区级各部门：',
      '现就做好部门决算公开工作通知如下，请各部门按照规定的时间、内容和方式公开，不得以任何理由推迟、遗漏或者变通，确保公众能够方便地查到、看懂并且监督。',
      '一、总体要求',
      '（一）及时公开',
      '（二）完整公开',
      '二、时间安排',
      '请于9月底前完成公开。',
      [
        ['部门', '公开日期', '备注'],
        ['区教育局', '9月10日', ''],
        ['区卫生健康局', '9月12日', '含下属单位'],
      ],
      '云溪区财政局',
      '2024年8月20日',
      '（此件公开发布）',
      '指2024年度部门决算。',
    ],
  )
  assert.deepEqual(
    issues.map((issue) => issue.code),
    ['tracked-changes', 'hidden-text', 'footnotes'],
  )
  assert.match(issues[1]!.message, /6个隐藏的字/)
})

test('旧版Word：对齐和缩进留着，解析成公文', async () => {
  const document = parse(await read(NOTICE, 'a.wps'))
  assert.equal(document.title, '云溪区财政局关于做好部门决算公开工作的通知')
  assert.equal(document.docNumber?.norm, '云财发〔2024〕18号')
  assert.deepEqual(document.signatories, ['云溪区财政局'])
  assert.equal(document.writtenOn, '2024-08-20')
  assert.equal(document.body.find((node) => node.kind === 'title')?.align, 'center')
})

test('旧版Word：加密的、过旧的、截断的、不是Word的，都有一句话', async () => {
  assert.equal(await refusal(changed(0x0b, 0x13)), 'encrypted')
  assert.equal(await refusal(changed(2, 0x68, 0x00)), 'unknown-format')
  assert.equal(await refusal(changed(0, 0, 0)), 'damaged')
  assert.equal(await refusal(changed(0x4c, 0xff, 0xff, 0xff, 0x0f)), 'damaged')
  assert.equal(await refusal(NOTICE.subarray(0, 3000)), 'damaged')
  const sheet = Buffer.from(NOTICE)
  const name = Buffer.from('WordDocument', 'utf16le')
  for (let at = sheet.indexOf(name); at >= 0; at = sheet.indexOf(name, at + 1))
    sheet.write('Xxxx', at, 'utf16le')
  assert.equal(await refusal(sheet), 'misnamed')
  assert.equal(await refusal(NOTICE, 'a.docx'), 'misnamed')
})
