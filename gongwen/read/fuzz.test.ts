import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { ofd, ofdPage, pdf, xlsx, zip } from '../../test/support/office-files.ts'
import { parse, read, readArchive, Unreadable } from '../index.ts'

const PAGE = [
  { text: '云溪区财政局文件', x: 60, y: 40 },
  { text: '现将有关事项通知如下，请认真执行。', x: 40, y: 80 },
]
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const SAMPLES: [name: string, bytes: Uint8Array, turns: number][] = [
  ['a.doc', readFileSync(new URL('./fixtures/notice.doc', import.meta.url)), 600],
  ['a.ofd', ofd([PAGE, PAGE]), 300],
  [
    'a.xlsx',
    xlsx([{ name: '甲', xml: '<sheetData><row><c r="A1"><v>1</v></c></row></sheetData>' }], ['甲']),
    300,
  ],
  ['a.docx', zip({ 'word/document.xml': `<w:document ${W}><w:body><w:p/></w:body></w:document>` }), 150],
  ['a.pdf', pdf([PAGE, PAGE]), 80],
]

/** Numbers that look random and are the same every time. */
function dice(seed: number): (most: number) => number {
  let state = seed
  return (most) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * most)
  }
}

/** The bytes with some changed, cut out, doubled, or the end lost. */
function mutate(bytes: Uint8Array, throwDice: (most: number) => number): Uint8Array {
  let copy = Buffer.from(bytes)
  for (let k = throwDice(4); k >= 0; k--) {
    const at = throwDice(copy.length)
    const length = 1 + throwDice(40)
    const way = throwDice(5)
    if (way === 0) copy[at] = throwDice(256)
    else if (way === 1)
      copy.fill([0, 0xff, 0x20, 0x7f][throwDice(4)]!, at, Math.min(copy.length, at + length))
    else if (way === 2) copy = Buffer.concat([copy.subarray(0, at), copy.subarray(at + length)])
    else if (way === 3) copy = Buffer.concat([copy.subarray(0, at + length), copy.subarray(at)])
    else copy = copy.subarray(0, Math.max(16, throwDice(2) === 0 ? at : copy.length - length))
  }
  return copy
}

for (const [name, bytes, turns] of SAMPLES) {
  test(`改坏的文件 ${name}：读出来，或者只说读不了`, async () => {
    assert.ok((await read(bytes, name)).format.length > 0)
    const throwDice = dice(name.length * 7919 + bytes.length)
    let refused = 0
    for (let turn = 0; turn < turns; turn++) {
      const broken = mutate(bytes, throwDice)
      try {
        parse(await read(broken, name))
        if (!/pdf|doc$/.test(name))
          for await (const entry of readArchive(broken)) assert.ok(entry.name !== '')
      } catch (error) {
        assert.ok(error instanceof Unreadable, `${name} ${turn} ${(error as Error).stack}`)
        refused++
      }
    }
    assert.ok(refused > 0, '一份也没有改坏，这个检验不算数')
  })
}

test('容器完好、内容改坏的OFD和工作簿：读出来，或者只说读不了', async () => {
  const throwDice = dice(20240301)
  const sheet =
    '<cols><col min="1" max="2" hidden="1"/></cols><sheetData><row r="1"><c r="C1" t="s" s="1"><v>0</v></c></row></sheetData>'
  const page = ofdPage(PAGE, '<ofd:Area><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:Area>')
  let readable = 0
  for (let turn = 0; turn < 400; turn++) {
    const swap = (text: string): string => {
      const at = throwDice(text.length)
      return (
        text.slice(0, at) +
        String(throwDice(3) === 0 ? -1e308 : throwDice(1e9)) +
        text.slice(at + throwDice(6))
      )
    }
    const files: [string, Uint8Array][] = [
      ['a.ofd', ofd([[]], { 'Doc_0/Pages/Page_0/Content.xml': swap(page) })],
      ['a.xlsx', xlsx([{ name: '甲', xml: swap(sheet) }], ['甲'])],
    ]
    for (const [name, bytes] of files) {
      try {
        parse(await read(bytes, name))
        readable++
      } catch (error) {
        assert.ok(error instanceof Unreadable, `${name} ${turn} ${(error as Error).stack}`)
      }
    }
  }
  assert.ok(readable > 40, `只读出${readable}份，改得太狠，这个检验不算数`)
})
