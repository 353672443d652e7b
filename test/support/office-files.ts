import { crc32, deflateRawSync } from 'node:zlib'

type Files = Record<string, Uint8Array | string>
type ZipOptions = { utf8?: boolean; nameBytes?: (name: string) => Buffer; locked?: boolean }

/** A zip file with the given contents. */
export function zip(
  files: Files,
  { utf8 = true, nameBytes = Buffer.from, locked = false }: ZipOptions = {},
): Buffer {
  const locals: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const [path, given] of Object.entries(files)) {
    const [content, name] = [Buffer.from(given), nameBytes(path)]
    const packed = deflateRawSync(content)
    const head = Buffer.alloc(26)
    head.writeUInt16LE(20, 0)
    head.writeUInt16LE((utf8 ? 0x800 : 0) | (locked ? 1 : 0), 2)
    head.writeUInt16LE(8, 4)
    head.writeUInt32LE(crc32(content), 10)
    head.writeUInt32LE(packed.length, 14)
    head.writeUInt32LE(content.length, 18)
    head.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), head, name, packed])
    const entry = Buffer.alloc(46)
    entry.write('PK\u0001\u0002', 0, 'latin1')
    entry.writeUInt16LE(20, 4)
    head.copy(entry, 6, 0, 26)
    entry.writeUInt32LE(offset, 42)
    central.push(entry, name)
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

/** A line of text on a page of 595 by 842 points: left edge and baseline from the top, size 16 unless said. */
export type Placed = { text: string; x: number; y: number; size?: number }

const UNICODE_MAP =
  '/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfrange <0000> <ffff> <0000> endbfrange endcmap end'

/** A PDF of such pages; every full-width character is as wide as its size, others half as wide. */
export function pdf(pages: Placed[][]): Buffer {
  const objects: string[] = [
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Count ${pages.length}/Kids[${pages.map((_, i) => `${6 + 2 * i} 0 R`).join(' ')}]>>`,
    '<</Type/Font/Subtype/Type0/BaseFont/FangSong/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>',
    '<</Type/Font/Subtype/CIDFontType2/BaseFont/FangSong/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000/W[32 126 500]>>',
    stream(UNICODE_MAP),
  ]
  for (const [i, page] of pages.entries()) {
    const texts = page.map(({ text, x, y, size = 16 }) => {
      const codes = Buffer.from(text, 'utf16le').swap16().toString('hex')
      return `BT /F ${size} Tf 1 0 0 1 ${x} ${842 - y} Tm <${codes}> Tj ET`
    })
    objects.push(
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents ${7 + 2 * i} 0 R>>`,
      stream(texts.join('\n')),
    )
  }
  return pdfOf(objects)
}

function stream(content: string): string {
  return `<</Length ${content.length}>>stream\n${content}\nendstream`
}

/** A PDF of objects written out, numbered from 1, the first its catalogue; `trailer` is added to the trailer. */
export function pdfOf(objects: string[], trailer = ''): Buffer {
  let body = '%PDF-1.7\n'
  const offsets: number[] = []
  for (const [i, object] of objects.entries()) {
    offsets.push(body.length)
    body += `${i + 1} 0 obj\n${object}\nendobj\n`
  }
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const xref = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`
  const end = `trailer\n<</Size ${objects.length + 1}/Root 1 0 R${trailer}>>\nstartxref\n${body.length}\n%%EOF\n`
  return Buffer.from(body + xref + end, 'latin1')
}

const OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'

/** An OFD of pages of 210 by 297 millimetres, places and sizes in millimetres, size 5.6 unless said. */
export function ofd(pages: Placed[][], more: Files = {}): Buffer {
  const files: Files = {
    'OFD.xml': `<?xml version="1.0"?><ofd:OFD ${OFD}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
    'Doc_0/Document.xml': `<ofd:Document ${OFD}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>${pages
      .map((_, i) => `<ofd:Page ID="${i + 1}" BaseLoc="Pages/Page_${i}/Content.xml"/>`)
      .join('')}</ofd:Pages></ofd:Document>`,
  }
  for (const [i, page] of pages.entries()) files[`Doc_0/Pages/Page_${i}/Content.xml`] = ofdPage(page)
  return zip({ ...files, ...more })
}

/** The content of such a page; `head` is put before its text. */
export function ofdPage(page: Placed[], head = ''): string {
  const objects = page.map(({ text, x, y, size = 5.6 }) => {
    const steps = [...text].slice(0, -1).map((c) => (c.charCodeAt(0) < 0x2010 ? size / 2 : size))
    return `<ofd:TextObject ID="9" Size="${size}" Boundary="${x} ${y - size} 150 ${size}"><ofd:TextCode X="0" Y="${size}" DeltaX="${steps.join(' ')}">${text}</ofd:TextCode></ofd:TextObject>`
  })
  return `<ofd:Page ${OFD}>${head}<ofd:Content><ofd:Layer ID="8">${objects.join('')}</ofd:Layer></ofd:Content></ofd:Page>`
}

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** A workbook of sheets written out in XML; cell format 1 is a date. `state` hides a sheet. */
export function xlsx(
  sheets: { name: string; xml: string; state?: string }[],
  strings: string[] = [],
): Buffer {
  const files: Files = {
    '_rels/.rels': `<Relationships><Relationship Id="r1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook ${MAIN} xmlns:r="${RELATIONS}"><sheets>${sheets
      .map(
        ({ name, state = 'visible' }, i) =>
          `<sheet name="${name}" sheetId="${i + 1}" state="${state}" r:id="s${i}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${sheets
      .map((_, i) => `<Relationship Id="s${i}" Type="${RELATIONS}/worksheet" Target="worksheets/s${i}.xml"/>`)
      .join('')}</Relationships>`,
    'xl/sharedStrings.xml': `<sst ${MAIN}>${strings.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`,
    'xl/styles.xml': `<styleSheet ${MAIN}><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
  }
  for (const [i, { xml }] of sheets.entries())
    files[`xl/worksheets/s${i}.xml`] = `<worksheet ${MAIN}>${xml}</worksheet>`
  return zip(files)
}
