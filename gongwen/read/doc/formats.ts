/** What a paragraph is set to by itself. `style` 1 to 9 are Word's own headings. */
export type ParagraphFormat = {
  style: number
  align: number
  indent: number
  list: number
  depth: number
  inTable: boolean
  endsRow: boolean
}

/** What characters are set to. */
export type CharacterFormat = { hidden: boolean; deleted: boolean; inserted: boolean; bold: boolean }

/** A stretch of the file and what holds in it. */
export type Stretch<T> = { from: number; to: number; format: T }

const PAGE = 512
const MOST_STRETCHES = 2_000_000

/** Reads the formats of paragraphs; stretches are in the order of the file. */
export function readParagraphFormats(
  stream: Buffer,
  table: Buffer,
  place: Place,
): Stretch<ParagraphFormat>[] {
  return readStretches(stream, table, place, 13, (page, at) => {
    const format = { ...PLAIN }
    let [start, length] = [at + 1, 2 * page[at]! - 1]
    if (page[at] === 0) [start, length] = [at + 2, 2 * (page[at + 1] ?? 0)]
    if (at === 0 || length < 2 || start + length > PAGE) return format
    format.style = page.readUInt16LE(start)
    for (const { code, value } of settings(page.subarray(start + 2, start + length)))
      setParagraph(format, code, value)
    return format
  })
}

/** Reads the formats of characters. */
export function readCharacterFormats(
  stream: Buffer,
  table: Buffer,
  place: Place,
): Stretch<CharacterFormat>[] {
  return readStretches(stream, table, place, 1, (page, at) => {
    const format = { hidden: false, deleted: false, inserted: false, bold: false }
    if (at === 0 || at + 1 + page[at]! > PAGE) return format
    for (const { code, value } of settings(page.subarray(at + 1, at + 1 + page[at]!))) {
      if (code === 0x083c) format.hidden = (value & 1) === 1
      else if (code === 0x0800) format.deleted = (value & 1) === 1
      else if (code === 0x0801) format.inserted = (value & 1) === 1
      else if (code === 0x0835) format.bold = (value & 1) === 1
    }
    return format
  })
}

type Place = { at: number; length: number }

const PLAIN: ParagraphFormat = {
  style: 0,
  align: 0,
  indent: 0,
  list: 0,
  depth: 0,
  inTable: false,
  endsRow: false,
}

// NOTE codes of MS-DOC: sprmPJc80, sprmPJc, sprmPDxaLeft180, sprmPDxaLeft1, sprmPDxcLeft1, and so on.
function setParagraph(format: ParagraphFormat, code: number, value: number): void {
  if (code === 0x2403 || code === 0x2461) format.align = value
  else if (code === 0x8411 || code === 0x8460)
    format.indent ||= Math.max(0, Math.round(toSigned(value) / 320))
  else if (code === 0x4457) format.indent = Math.max(0, Math.round(toSigned(value) / 100))
  else if (code === 0x460b) format.list = toSigned(value)
  else if (code === 0x260a) format.depth = value
  else if (code === 0x2416) format.inTable = value !== 0
  else if (code === 0x2417) format.endsRow = value !== 0
}

function toSigned(value: number): number {
  return value > 0x7fff ? value - 0x10000 : value
}

/** Goes through the 512-byte pages that the table lists; each holds stretches and, from its end, their formats. */
function readStretches<T>(
  stream: Buffer,
  table: Buffer,
  { at, length }: Place,
  width: number,
  readFormat: (page: Buffer, at: number) => T,
): Stretch<T>[] {
  const stretches: Stretch<T>[] = []
  const count = Math.floor((length - 4) / 8)
  if (count < 1 || at + length > table.length) return stretches
  for (let k = 0; k < count; k++) {
    const start = (table.readUInt32LE(at + 4 * (count + 1) + 4 * k) & 0x3fffff) * PAGE
    const page = stream.subarray(start, start + PAGE)
    if (page.length < PAGE) continue
    const runs = Math.min(page[PAGE - 1]!, Math.floor((PAGE - 5) / (4 + width)))
    for (let i = 0; i < runs && stretches.length < MOST_STRETCHES; i++) {
      const [from, to] = [page.readUInt32LE(4 * i), page.readUInt32LE(4 * i + 4)]
      stretches.push({ from, to, format: readFormat(page, 2 * page[4 * (runs + 1) + width * i]!) })
    }
  }
  return stretches.sort((a, b) => a.from - b.from)
}

const SIZES = [1, 1, 2, 4, 2, 2, 0, 3]

/** The settings of a list of them, with operands of up to four bytes; longer ones are passed over. */
function* settings(list: Buffer): Generator<{ code: number; value: number }> {
  let at = 0
  while (at + 3 <= list.length) {
    const code = list.readUInt16LE(at)
    const fixed = SIZES[code >>> 13]!
    at += 2
    if (fixed === 0) {
      // NOTE the definition of a table's columns alone writes its length in two bytes, one too large.
      at += code === 0xd608 ? (at + 2 <= list.length ? list.readUInt16LE(at) + 1 : 2) : 1 + list[at]!
    } else {
      if (at + fixed > list.length) return
      yield { code, value: list.readUIntLE(at, Math.min(4, fixed)) }
      at += fixed
    }
  }
}

/** A look-up of what holds at an offset of the file; offsets asked for mostly rise. */
export function seek<T>(stretches: Stretch<T>[]): (offset: number) => T | null {
  let last = 0
  return (offset) => {
    const near = stretches[last]
    if (near && offset >= near.from && offset < near.to) return near.format
    let [low, high] = [0, stretches.length - 1]
    while (low <= high) {
      const middle = (low + high) >> 1
      const one = stretches[middle]!
      if (offset < one.from) high = middle - 1
      else if (offset >= one.to) low = middle + 1
      else {
        last = middle
        return one.format
      }
    }
    return null
  }
}
