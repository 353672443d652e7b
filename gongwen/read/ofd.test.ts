import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ofd, ofdPage, zip } from '../../test/support/office-files.ts'
import { parse, read, Unreadable } from '../index.ts'

const PAGE = 'Doc_0/Pages/Page_0/Content.xml'

async function linesOf(bytes: Uint8Array): Promise<{ lines: string[]; codes: string[] }> {
  const { blocks, issues } = await read(bytes, 'a.ofd')
  return {
    lines: blocks.map((block) => (block.kind === 'line' ? block.text : block.rows.flat().join('|'))),
    codes: issues.map((issue) => issue.code),
  }
}

async function refusal(bytes: Uint8Array): Promise<string> {
  try {
    await read(bytes, 'a.ofd')
  } catch (error) {
    assert.ok(error instanceof Unreadable, String(error))
    assert.match(error.message, /“a\.ofd”.*。$/)
    return error.code
  }
  return 'read'
}

test('两页的公文：文件里颠倒的顺序按位置排正，页码拿掉，断行接上', async () => {
  const pages = [
    [
      { text: '第二行写到右边才满足一整行的宽度然后断开成另外的一', x: 28, y: 140 },
      { text: '现将有关事项通知如下请各单位认真贯彻执行不得延误', x: 39.2, y: 130 },
      { text: '行。', x: 28, y: 150 },
      { text: '云溪区财政局文件', x: 60, y: 40, size: 11 },
      { text: '云财发〔2024〕8号', x: 80, y: 70 },
      { text: '关于做好决算公开的通知', x: 62, y: 100, size: 7.7 },
      { text: '— 1 —', x: 160, y: 280, size: 4.9 },
    ],
    [
      { text: '请按时公开。', x: 39.2, y: 40 },
      { text: '云溪区财政局', x: 130, y: 60 },
      { text: '2024年3月1日', x: 132, y: 70 },
      { text: '— 2 —', x: 30, y: 280, size: 4.9 },
    ],
  ]
  const document = parse(await read(ofd(pages), 'a.ofd'))
  assert.equal(document.title, '关于做好决算公开的通知')
  assert.equal(document.docNumber?.norm, '云财发〔2024〕8号')
  assert.equal(document.writtenOn, '2024-03-01')
  assert.deepEqual(document.issues, [])
  const whole =
    '现将有关事项通知如下请各单位认真贯彻执行不得延误第二行写到右边才满足一整行的宽度然后断开成另外的一行。'
  assert.ok(document.text.includes(whole), document.text)
})

test('底版的字、缩放的字、隔开写的字都在位', async () => {
  const template = ofdPage([{ text: '行政许可决定书', x: 70, y: 40 }])
  const object = (attrs: string, code: string): string =>
    `<ofd:TextObject Size="5.6" ${attrs}><ofd:TextCode ${code}</ofd:TextCode></ofd:TextObject>`
  const page = ofdPage([], '<ofd:Template TemplateID="7"/>').replace(
    '<ofd:Layer ID="8">',
    `<ofd:Layer ID="8">${[
      object('Boundary="30 60 99 9" CTM="0.5 0 0 0.5 0 0"', 'X="0" Y="10" DeltaX="g 3 5.6">申请单位'),
      object('Boundary="30 80 99 9"', 'X="0" Y="5" DeltaX="5.6 60 5.6">姓名单位'),
    ].join('')}`,
  )
  const document =
    '<ofd:Document xmlns:ofd="x"><ofd:CommonData><ofd:TemplatePage ID="7" BaseLoc="Tpls/T.xml"/></ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>'
  const { lines } = await linesOf(
    ofd([[]], { [PAGE]: page, 'Doc_0/Tpls/T.xml': template, 'Doc_0/Document.xml': document }),
  )
  assert.deepEqual(lines, ['行政许可决定书', '申请单位', '姓名\u3000单位'])
})

test('路径写法不标准也找得到', async () => {
  const root = (location: string): string =>
    `<OFD xmlns="x"><DocBody><DocRoot>${location}</DocRoot></DocBody></OFD>`
  const body = (location: string): string =>
    `<Document xmlns="x"><Pages><Page ID="1" BaseLoc="${location}"/></Pages></Document>`
  const page = ofdPage([{ text: '云溪区', x: 30, y: 40 }])
  const ways: Record<string, string>[] = [
    {
      'OFD.xml': root('/Doc_0/Document.xml'),
      'Doc_0/Document.xml': body('/Doc_0/P/C.xml'),
      'Doc_0/P/C.xml': page,
    },
    {
      'OFD.xml': root('Doc_0\\Document.xml'),
      'Doc_0/Document.xml': body('./P/../P/C.xml'),
      'Doc_0/P/C.xml': page,
    },
    { 'ofd.xml': root('DOC_0/document.xml'), 'Doc_0/Document.xml': body('p/c.xml'), 'Doc_0/P/C.xml': page },
    {
      '文档/OFD.xml': root('Doc_0/Document.xml'),
      '文档/Doc_0/Document.xml': body('P/C.xml'),
      '文档/Doc_0/P/C.xml': page,
    },
  ]
  for (const files of ways)
    assert.deepEqual((await linesOf(zip(files))).lines, ['云溪区'], Object.keys(files)[0])
})

test('签章、附件、注释、没有文字层，各有一句话', async () => {
  const root =
    '<OFD xmlns="x"><DocBody><DocRoot>Doc_0/Document.xml</DocRoot><Signatures>Doc_0/S.xml</Signatures></DocBody></OFD>'
  const document =
    '<Document xmlns="x"><Pages><Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></Pages><Annotations>A.xml</Annotations><Attachments>B.xml</Attachments></Document>'
  const { codes } = await linesOf(
    ofd([[{ text: '云溪区', x: 30, y: 40 }]], { 'OFD.xml': root, 'Doc_0/Document.xml': document }),
  )
  assert.deepEqual(codes, ['signed', 'attached-files', 'annotations'])
  const drawn = await linesOf(ofd([[]]))
  assert.deepEqual([drawn.lines, drawn.codes], [[], ['no-text-layer']])
})

test('加密的、带实体的、缺页的、页数过多的，都拒绝', async () => {
  const page = [[{ text: '云溪区', x: 30, y: 40 }]]
  const whole = ofd(page)
  assert.equal(await refusal(ofd(page, { 'Encryptions.xml': '<a/>' })), 'encrypted')
  assert.equal(
    await refusal(ofd(page, { [PAGE]: `<!DOCTYPE a [<!ENTITY b "c">]>${ofdPage([])}` })),
    'xml-doctype',
  )
  assert.equal(await refusal(ofd(page, { [PAGE]: '<ofd:Page>' })), 'damaged')
  assert.equal(await refusal(ofd([])), 'damaged')
  assert.equal(await refusal(zip({ 'word/document.xml': '<a/>' })), 'damaged')
  assert.equal(await refusal(whole.subarray(0, whole.length - 40)), 'damaged')
  assert.equal(await refusal(ofd(Array.from({ length: 1200 }, () => []))), 'too-many-pages')
})
