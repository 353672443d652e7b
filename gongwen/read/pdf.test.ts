import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deflateSync } from 'node:zlib'
import { type Placed, pdf, pdfOf } from '../../test/support/office-files.ts'
import { parse, read, Unreadable } from '../index.ts'

const LEFT = 80
const LINES = 28

/** Body lines of 28 characters of 16 points from the left margin; an opening 　　 is the indent. */
function set(lines: string[], top = 120): Placed[] {
  return lines.map((line, i) => {
    const indent = /^\u3000*/.exec(line)![0].length
    return { text: line.slice(indent), x: LEFT + 16 * indent, y: top + 29 * i }
  })
}

const PARAGRAPH =
  '\u3000\u3000为了规范政务公开工作，保障公众依法获取政府信息，提高工作透明度，充分发挥政府信息的服务作用，根据有关规定，结合本区实际，制定本办法。'

/** Cuts a paragraph at the line's width. */
function wrap(text: string): string[] {
  return Array.from({ length: Math.ceil(text.length / LINES) }, (_, i) =>
    text.slice(i * LINES, (i + 1) * LINES),
  )
}

async function textOf(pages: Placed[][]): Promise<{ lines: string[]; codes: string[] }> {
  const { blocks, issues } = await read(pdf(pages), 'a.pdf')
  const lines = blocks.map((block) =>
    block.kind === 'line' ? block.text : block.rows.map((row) => row.join('|')).join('/'),
  )
  return { lines, codes: issues.map((issue) => issue.code) }
}

async function refusal(bytes: Uint8Array): Promise<string> {
  try {
    await read(bytes, 'a.pdf')
  } catch (error) {
    assert.ok(error instanceof Unreadable, String(error))
    assert.match(error.message, /“a\.pdf”.*。$/)
    return error.code
  }
  return 'read'
}

test('断行和跨页的段落接上，页码和每页重复的页眉拿掉', async () => {
  const body = [...wrap(PARAGRAPH), '\u3000\u3000一、总体要求', ...wrap(PARAGRAPH)]
  const pages = [0, 1, 2].map((i): Placed[] => [
    { text: '云溪区政务公开办法汇编', x: 220, y: 60, size: 12 },
    ...set(body.slice(i * 3, (i + 1) * 3)),
    { text: `— ${i + 1} —`, x: i % 2 === 0 ? 470 : 100, y: 780, size: 14 },
  ])
  const { lines, codes } = await textOf(pages)
  const whole = PARAGRAPH.trim()
  assert.deepEqual(lines, [whole, '一、总体要求', whole])
  assert.deepEqual(codes, ['page-furniture'])
})

test('红头、文号、居中标题、主送、落款、版记，解析成公文', async () => {
  const pages: Placed[][] = [
    [
      { text: '云溪区人民政府办公室文件', x: 165, y: 120, size: 22 },
      { text: '云政办〔2024〕7号', x: 240, y: 180 },
      { text: '关于做好政务公开工作的通知', x: 155, y: 250, size: 22 },
      ...set(['各街道办事处，区级各部门：', ...wrap(PARAGRAPH)], 310),
      { text: '云溪区人民政府办公室', x: 304, y: 500 },
      { text: '2024年3月1日', x: 336, y: 529 },
      { text: '云溪区人民政府办公室', x: 88, y: 760, size: 14 },
      { text: '2024年3月4日印发', x: 390, y: 760, size: 14 },
    ],
  ]
  const document = parse(await read(pdf(pages), 'a.pdf'))
  assert.equal(document.title, '关于做好政务公开工作的通知')
  assert.equal(document.docNumber?.norm, '云政办〔2024〕7号')
  assert.deepEqual(document.signatories, ['云溪区人民政府办公室'])
  assert.equal(document.writtenOn, '2024-03-01')
  assert.equal(document.body.at(-1)?.kind, 'imprint')
  assert.ok(document.text.includes(PARAGRAPH.trim()))
})

test('两栏先左后右', async () => {
  const column = (letter: string): string[] =>
    Array.from({ length: 10 }, (_, i) => `${letter}栏第${'一二三四五六七八九十'[i]}行文字写满这一行。`)
  const [left, right] = [column('左'), column('右')]
  const page = [
    ...left.map((text, i): Placed => ({ text, x: 60, y: 120 + 24 * i })),
    ...right.map((text, i): Placed => ({ text, x: 320, y: 120 + 24 * i })),
  ]
  const { lines } = await textOf([page])
  assert.equal(lines.join(''), [...left, ...right].join(''))
})

test('对齐的格子是表格，格子里折行的字归回格子', async () => {
  const row = (y: number, ...cells: string[]): Placed[] =>
    cells.map((text, k) => ({ text, x: [90, 220, 400][k]!, y }))
  const { lines } = await textOf([
    [
      ...row(120, '部门', '事项', '时限'),
      ...row(150, '教育局', '义务教育入学', '9月'),
      ...row(180, '民政局', '临时救助金的', '随时'),
      { text: '审核确认', x: 220, y: 200 },
      ...row(230, '人社局', '失业登记', '10月'),
    ],
  ])
  assert.deepEqual(lines, [
    '部门|事项|时限/教育局|义务教育入学|9月/民政局|临时救助金的审核确认|随时/人社局|失业登记|10月',
  ])
})

test('注码不混进正文的数字，康熙部首写回汉字，重叠的字只算一遍', async () => {
  const { lines } = await textOf([
    [
      { text: '经费12', x: 80, y: 120 },
      { text: '3', x: 128, y: 114, size: 8 },
      { text: '万元', x: 134, y: 120 },
      { text: '⽂件', x: 80, y: 160 },
      { text: '⽂件', x: 80.4, y: 160 },
    ],
  ])
  assert.deepEqual(lines, ['经费12³万元', '文件'])
})

test('没有文字层的，不出文字，说一句话', async () => {
  const reading = await read(pdf([[], []]), 'a.pdf')
  assert.deepEqual(reading.blocks, [])
  assert.deepEqual(
    reading.issues.map((issue) => issue.code),
    ['no-text-layer'],
  )
})

test('加密、截断、页数过多、空的，各有一句话', async () => {
  const whole = pdf([set(wrap(PARAGRAPH))])
  const locked = pdfOf(
    ['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Count 0/Kids[]>>'],
    `/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<${'11'.repeat(32)}>/U<${'22'.repeat(32)}>>>`,
  )
  assert.equal(await refusal(locked), 'encrypted')
  assert.equal(await refusal(whole.subarray(0, 300)), 'damaged')
  assert.equal(await refusal(Buffer.from('%PDF-1.7\n')), 'damaged')
  assert.equal(await refusal(pdf(Array.from({ length: 5000 }, () => []))), 'too-many-pages')
})

test('炸弹读到限度就放弃，下一份照读', async () => {
  const call = (next: number): string => {
    const content = `/X ${'Do /X '.repeat(9)}Do`
    return `<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X ${next} 0 R>>>>/Length ${content.length}>>stream\n${content}\nendstream`
  }
  const page = (contents: string): string[] => [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Count 1/Kids[3 0 R]>>',
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>`,
    contents,
  ]
  const forms = Array.from({ length: 8 }, (_, i) => call(Math.min(12, 6 + i)))
  const font = '/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>'
  const leaf = `<</Type/XObject/Subtype/Form/BBox[0 0 9 9]${font}/Length 20>>stream\nBT /F 9 Tf (a) Tj ET\nendstream`
  const nested = pdfOf([...page('<</Length 5>>stream\n/X Do\nendstream'), ...forms.slice(0, 7), leaf])
  assert.equal(await refusal(nested), 'too-slow')
  const swollen = deflateSync(Buffer.alloc(300_000_000, '(a) Tj ')).toString('latin1')
  const flate = `<</Filter/FlateDecode/Length ${swollen.length}>>stream\n${swollen}\nendstream`
  assert.match(await refusal(pdfOf(page(flate))), /^too-/)
  assert.equal(await refusal(pdf([set(wrap(PARAGRAPH))])), 'read')
})
