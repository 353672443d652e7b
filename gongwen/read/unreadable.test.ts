import assert from 'node:assert/strict'
import { test } from 'node:test'
import { crc32, deflateRawSync } from 'node:zlib'
import { parse, read, readText, Unreadable } from '../index.ts'

const bytes = (text: string, encoding: BufferEncoding = 'utf8'): Uint8Array => Buffer.from(text, encoding)
const NOTICE =
  '云溪区财政局关于做好决算工作的通知\n\n各部门：\n请按时报送决算。\n\n云溪区财政局\n2024年3月1日\n'

/** A zip file with the given contents; `declared` overrides the size the directory states for each. */
function zip(files: Record<string, Uint8Array>, declared?: number): Uint8Array {
  const locals: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const [name, content] of Object.entries(files)) {
    const packed = deflateRawSync(content)
    const head = Buffer.alloc(26)
    head.writeUInt16LE(20, 0)
    head.writeUInt16LE(0x800, 2)
    head.writeUInt16LE(8, 4)
    head.writeUInt32LE(crc32(content), 10)
    head.writeUInt32LE(packed.length, 14)
    head.writeUInt32LE(declared ?? content.length, 18)
    head.writeUInt16LE(Buffer.byteLength(name), 22)
    const local = Buffer.concat([bytes('PK\u0003\u0004'), head, bytes(name), packed])
    const entry = Buffer.alloc(46)
    entry.write('PK\u0001\u0002', 0, 'latin1')
    entry.writeUInt16LE(20, 4)
    head.copy(entry, 6, 0, 26)
    entry.writeUInt32LE(offset, 42)
    central.push(entry, Buffer.from(name))
    locals.push(local)
    offset += local.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 0, 'latin1')
  end.writeUInt16LE(Object.keys(files).length, 8)
  end.writeUInt16LE(Object.keys(files).length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, directory, end])
}

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const word = (text: string): Uint8Array =>
  bytes(
    `<?xml version="1.0"?><w:document ${W}><w:body><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:body></w:document>`,
  )
const docx = (body: Uint8Array, declared?: number): Uint8Array => zip({ 'word/document.xml': body }, declared)

async function refusal(content: Uint8Array, name: string): Promise<string> {
  try {
    await read(content, name)
  } catch (error) {
    assert.ok(error instanceof Unreadable, String(error))
    assert.match(error.message, /[\u4e00-\u9fa5].*。$/)
    assert.ok(error.message.includes(name), error.message)
    return error.code
  }
  return 'read'
}

test('样例压缩包本身读得出来', async () => {
  const document = parse(await read(docx(word('云溪区工作规则')), 'a.docx'))
  assert.equal(document.text, '云溪区工作规则')
})

test('读不了的文件各有一句话和代码', async () => {
  const ole = Buffer.concat([
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    Buffer.alloc(600),
  ])
  const locked = Buffer.concat([ole, Buffer.from('EncryptedPackage', 'utf16le')])
  const whole = docx(word('云溪区'))
  const cases: [Uint8Array, string, string][] = [
    [new Uint8Array(), 'a.md', 'empty'],
    [bytes(' \n\u3000\r\n'), 'a.txt', 'empty'],
    [locked, 'a.docx', 'encrypted'],
    [ole, 'a.docx', 'misnamed'],
    [bytes('VGhpcyBpcyBiYXNlNjQ='), 'a.docx', 'misnamed'],
    [bytes('%PDF-1.7\n'), 'a.docx', 'misnamed'],
    [whole, 'a.md', 'misnamed'],
    [bytes('\u007fELF'), 'a.txt', 'misnamed'],
    [whole.subarray(0, whole.length - 30), 'a.docx', 'damaged'],
    [zip({ 'xl/workbook.xml': bytes('<a/>') }), 'a.docx', 'damaged'],
    [docx(bytes('<w:document><w:p>')), 'a.docx', 'damaged'],
    [docx(word('&undefined;')), 'a.docx', 'damaged'],
    [bytes('云溪区'), 'a.exe', 'unknown-format'],
    [bytes('云溪区'), '说明', 'unknown-format'],
    [Uint8Array.from({ length: 400 }, (_, i) => (i * 37) % 251), 'a.txt', 'unknown-encoding'],
    [Buffer.alloc(101 * 1024 * 1024, 0x41), 'a.docx', 'too-large'],
    [Buffer.alloc(17 * 1024 * 1024, 0x41), 'a.txt', 'too-large'],
    [bytes('云\n'.repeat(80_000)), 'a.txt', 'too-many-lines'],
    [bytes('云\n'.repeat(200_000)), 'a.md', 'too-many-lines'],
    [bytes('<b><i>'.repeat(200_000)), 'a.html', 'too-many-elements'],
  ]
  for (const [content, name, code] of cases)
    assert.equal(await refusal(content, name), code, `${name} ${code}`)
})

test('炸弹：膨胀、虚报、实体、条目', async () => {
  const filler = `<w:document ${W}><w:body>${' '.repeat(6_000_000)}</w:body></w:document>`
  assert.equal(await refusal(docx(bytes(filler)), 'a.docx'), 'zip-bomb')
  assert.equal(await refusal(docx(bytes(filler), 1000), 'a.docx'), 'damaged')
  assert.equal(await refusal(docx(word('云'), 3_000_000_000), 'a.docx'), 'zip-bomb')
  const entities = `<!DOCTYPE w [<!ENTITY a "云溪区"><!ENTITY b "&a;&a;&a;&a;">]><w:document ${W}/>`
  assert.equal(await refusal(docx(bytes(entities)), 'a.docx'), 'xml-doctype')
  const deep = `<w:document ${W}>${'<w:p>'.repeat(5000)}${'</w:p>'.repeat(5000)}</w:document>`
  assert.equal(await refusal(docx(bytes(deep)), 'a.docx'), 'damaged')
  const many = zip(Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`f${i}`, bytes('')])))
  assert.equal(await refusal(many, 'a.docx'), 'zip-bomb')
})

test('GB18030、UTF-16和带标记的UTF-8都读得出来', async () => {
  // 云溪区财政公告。 in GBK, which GB18030 contains.
  const gb = Buffer.from('d4c6cfaac7f8b2c6d5feb9abb8e6a1a3', 'hex')
  const wide = Buffer.from(NOTICE, 'utf16le')
  const swapped = Buffer.from(Buffer.concat([Buffer.from([0xff, 0xfe]), wide])).swap16()
  const first = async (content: Uint8Array): Promise<string> =>
    parse(await read(content, 'a.txt')).text.split('\n')[0]!
  assert.equal(await first(gb), '云溪区财政公告。')
  for (const content of [
    wide,
    swapped,
    Buffer.concat([Buffer.from([0xff, 0xfe]), wide]),
    bytes(`\ufeff${NOTICE}`),
  ]) {
    assert.equal(await first(content), '云溪区财政局关于做好决算工作的通知')
  }
})

test('敌意网页：脚本、未闭合、超深、假属性，都读成文字', async () => {
  const pages = [
    `<p>正文一。</p><script>alert('不是正文。')</script><style>p{}</style><!-- 注释。 --><p onclick="x()">正文二。</p>`,
    `<p>正文一。${'<font color=1>'.repeat(20_000)}${'<p>'.repeat(20_000)}正文二。`,
    `<p>正文一。</p>${'<div>'.repeat(50_000)}正文二。`,
    `<p>正文一。</p><p ${Array.from({ length: 20_000 }, (_, i) => `a${i}=1`).join(' ')}>正文二。</p>`,
    `<p>正文一。</p><p title="没有关上>正文二。</p>`,
    `<p>正文一。</p></div></td></table></p><p>正文二。`,
    `<p>正文一。</p><![CDATA[x]]><?php echo 1 ?><p>正文二。</p>`,
  ]
  for (const page of pages) {
    const { text } = parse(await read(bytes(page), 'a.html'))
    assert.ok(text.startsWith('正文一。'), text.slice(0, 50))
    assert.ok(text.includes('正文二。'), page.slice(0, 60))
    assert.doesNotMatch(text, /不是正文|注释|alert/)
  }
})

test('任何文字都能解析，不抛错', () => {
  const hostile = [
    '',
    '\u0000\u0001',
    '《'.repeat(5000),
    '》〉）',
    '第一条'.repeat(3000),
    '（一）\n'.repeat(3000),
    '〔2022〕号',
    '：\n：\n',
    '附件\n附件1\n附件：',
    '2022年7月18日\n'.repeat(50),
    '|a|\n|-|\n'.repeat(100),
    '# \n#'.repeat(100),
  ]
  for (const text of hostile) {
    const document = parse(readText(text))
    assert.equal(
      document.text.replace(/\s/g, '').length > 0,
      /[^\s\u0000-\u001f|-]/.test(text),
      text.slice(0, 20),
    )
  }
})
