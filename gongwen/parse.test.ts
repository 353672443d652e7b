import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { canonicalText, parse, type Reading, readText } from './index.ts'

const FOLDER = new URL('./fixtures/', import.meta.url)
const texts = readdirSync(FOLDER)
  .filter((name) => /\.(?:md|txt)$/.test(name))
  .map((name) => readFileSync(new URL(name, FOLDER), 'utf8'))

const bare = (text: string): string =>
  text.replace(/[\s\u0000-\u001f\u007f\u00ad\u200b-\u200f\u2060\ufeff]/g, '')

/** The characters of a reading, in order, without layout. */
function spell(reading: Reading): string {
  return bare(
    reading.blocks.map((block) => (block.kind === 'line' ? block.text : block.rows.flat().join(''))).join(''),
  )
}

test('规范文本不丢字、不添字、不换位置', () => {
  for (const text of texts) {
    const reading = readText(text)
    assert.equal(bare(parse(reading).text), spell(reading))
  }
})

test('规范文本就是各节点逐行相接', () => {
  for (const text of texts) {
    const document = parse(readText(text))
    assert.equal(canonicalText(document.body), document.text)
  }
})

/** A fixture with pieces cut, doubled or spoilt. */
const spoilt = fc
  .record({
    text: fc.constantFrom(...texts),
    cuts: fc.array(
      fc.tuple(
        fc.nat(3000),
        fc.nat(200),
        fc.constantFrom('', '\n', '《', '（', '：', '。', '\n\n附件1\n', '\n2024年3月1日\n', '第三条', '　'),
      ),
      { maxLength: 6 },
    ),
  })
  .map(({ text, cuts }) => {
    let result = text
    for (const [at, length, put] of cuts) result = result.slice(0, at) + put + result.slice(at + length)
    return result
  })

test('再破的文本也解析得出，字不丢，编号不重', () => {
  fc.assert(
    fc.property(spoilt, (text) => {
      const reading = readText(text)
      const document = parse(reading)
      assert.equal(bare(document.text), spell(reading))
      const anchors = document.body.flatMap((node) => node.eId ?? [])
      assert.equal(new Set(anchors).size, anchors.length)
      for (const { start, end, quote } of document.references)
        assert.equal(document.text.slice(start, end), quote)
      for (const node of document.body) assert.equal(document.text.slice(node.start, node.end), node.text)
      assert.equal(document.parts.at(-1)?.to, document.body.length)
    }),
    { numRuns: 300, seed: 9704 },
  )
})

test('给定的登记内容优先，与正文不符时提出', () => {
  const text =
    '云政发〔2024〕3号\n\n关于调整分工的通知\n\n各部门：\n现将分工调整如下。\n云溪区人民政府\n2024年3月1日'
  const same = parse(
    readText(text, { title: '关于调整分工的通知', docNumber: '云政发[2024]3号', writtenOn: '2024-03-01' }),
  )
  assert.deepEqual(same.issues, [])
  const other = parse(readText(text, { docNumber: '云政发〔2024〕4号', writtenOn: '2024-03-02' }))
  assert.equal(other.docNumber?.norm, '云政发〔2024〕4号')
  assert.equal(other.writtenOn, '2024-03-02')
  assert.deepEqual(
    other.issues.map((issue) => issue.code),
    ['doc-number-differs', 'written-date-differs'],
  )
})

test('编号缺漏和重复说得明白，接续编号不算错', () => {
  const messages = (text: string): string[] => parse(readText(text)).issues.map((issue) => issue.message)
  const head = '云溪区工作要点\n根据要求，制定本要点。\n'
  assert.deepEqual(messages(`${head}一、甲\n（一）乙。\n二、丙\n（二）丁。`), [])
  assert.deepEqual(messages(`${head}一、甲。\n二、乙。\n四、丙。`), [
    '“四、”之前没有找到“三、”，请核对原文是否缺漏。',
  ])
  assert.deepEqual(messages(`${head}第一条 甲。\n第二条 乙。\n第二条 丙。`), [
    '“第二条”出现了两次，请核对编号。',
  ])
})
