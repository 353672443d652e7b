import assert from 'node:assert/strict'
import { test } from 'node:test'
import { zip } from '../../test/support/office-files.ts'
import { read, readArchive, Unreadable } from '../index.ts'

async function namesOf(bytes: Uint8Array): Promise<string[]> {
  const names: string[] = []
  for await (const { name } of readArchive(bytes, 'a.zip')) names.push(name)
  return names
}

async function refusal(work: () => Promise<unknown>): Promise<string> {
  try {
    await work()
  } catch (error) {
    assert.ok(error instanceof Unreadable, String(error))
    assert.match(error.message, /“.+”.*。$/)
    return error.code
  }
  return 'read'
}

test('压缩包里的文件逐个取出，系统留下的杂物不取', async () => {
  const bytes = zip({
    '通知/二.txt': '云溪区乙',
    '通知/一.md': '云溪区甲',
    '通知/': '',
    '__MACOSX/通知/._一.md': 'x',
    '通知/.DS_Store': 'x',
    '通知/~$一.docx': 'x',
  })
  const texts: string[] = []
  for await (const entry of readArchive(bytes)) {
    const { blocks } = await read(entry.bytes, entry.name)
    texts.push(`${entry.name} ${blocks.map((block) => (block.kind === 'line' ? block.text : '')).join()}`)
  }
  assert.deepEqual(texts, ['通知/一.md 云溪区甲', '通知/二.txt 云溪区乙'])
})

test('中文Windows的文件名、反斜杠、越出目录和反写的名字', async () => {
  // 云溪.txt in GBK.
  const gbk = Buffer.from('d4c6cfaa2e747874', 'hex')
  assert.deepEqual(await namesOf(zip({ a: 'x' }, { utf8: false, nameBytes: () => gbk })), ['云溪.txt'])
  assert.deepEqual(await namesOf(zip({ '../../etc/甲.md': 'x' })), ['etc/甲.md'])
  assert.deepEqual(await namesOf(zip({ '/通知\\甲.md': 'x' })), ['通知/甲.md'])
  assert.deepEqual(await namesOf(zip({ '甲\u202etxt.exe': 'x' })), ['甲txt.exe'])
})

test('套着的压缩包取得出来，读它就拒绝；加密的、空的、同名的、膨胀的、截断的都拒绝', async () => {
  const inner = zip({ '甲.md': 'x' })
  const outer = zip({ '内.zip': inner })
  assert.deepEqual(await namesOf(outer), ['内.zip'])
  assert.equal(await refusal(() => read(inner, '内.zip')), 'archive')
  assert.equal(await refusal(() => namesOf(zip({ '甲.md': 'x' }, { locked: true }))), 'encrypted')
  assert.equal(await refusal(() => namesOf(zip({}))), 'empty')
  assert.equal(await refusal(() => namesOf(zip({ '甲.md': 'x', '/甲.md': 'y' }))), 'damaged')
  assert.equal(await refusal(() => namesOf(zip({ '甲.txt': 'a'.repeat(9_000_000) }))), 'zip-bomb')
  assert.equal(await refusal(() => namesOf(inner.subarray(0, inner.length - 9))), 'damaged')
  assert.equal(await refusal(() => namesOf(Buffer.from('云溪区'))), 'damaged')
})
