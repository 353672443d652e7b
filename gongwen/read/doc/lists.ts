import type { Level, Numbering } from '../docx/numbering.ts'

type Place = { at: number; length: number }

// NOTE numbers of MS-OSHARED's list of number formats, under the names that Word's XML has for them.
const FORMATS: Record<number, string> = {
  0: 'decimal',
  1: 'upperRoman',
  2: 'lowerRoman',
  3: 'upperLetter',
  4: 'lowerLetter',
  10: 'ideographDigital',
  11: 'japaneseCounting',
  18: 'decimalEnclosedCircle',
  22: 'decimalZero',
  23: 'bullet',
  28: 'decimalEnclosedCircleChinese',
  30: 'ideographTraditional',
  33: 'taiwaneseCounting',
  35: 'taiwaneseCountingThousand',
  37: 'chineseCounting',
  38: 'chineseLegalSimplified',
  39: 'chineseCountingThousand',
  255: 'none',
}

/** Reads the lists of a document, in the terms in which Word's newer format has them. */
export function readLists(table: Buffer, lists: Place, overrides: Place): Numbering {
  const numbering: Numbering = {
    lists: new Map(),
    instances: new Map(),
    counters: new Map(),
    begun: new Set(),
  }
  try {
    readLevels(table, lists, numbering)
    const count = overrides.length < 4 ? 0 : Math.min(table.readUInt32LE(overrides.at), 4000)
    for (let k = 0; k < count; k++) {
      const list = String(table.readInt32LE(overrides.at + 4 + 16 * k))
      numbering.instances.set(String(k + 1), { list, levels: new Map() })
    }
  } catch (error) {
    // NOTE a damaged list table costs the numbers, which an issue tells; it must not cost the text.
    if (!(error instanceof RangeError)) throw error
  }
  return numbering
}

function readLevels(table: Buffer, { at, length }: Place, numbering: Numbering): void {
  if (length < 2) return
  const count = Math.min(table.readUInt16LE(at), 4000)
  let next = at + length
  for (let k = 0; k < count; k++) {
    const entry = at + 2 + 28 * k
    const levels: Level[] = []
    const depth = ((table[entry + 26] ?? 0) & 1) === 1 ? 1 : 9
    for (let i = 0; i < depth; i++) {
      const { level, end } = readLevel(table, next)
      levels.push(level)
      next = end
    }
    numbering.lists.set(String(table.readInt32LE(entry)), levels)
  }
}

function readLevel(table: Buffer, at: number): { level: Level; end: number } {
  const flags = table.readUInt8(at + 5)
  const textAt = at + 28 + table.readUInt8(at + 24) + table.readUInt8(at + 25)
  const length = table.readUInt16LE(textAt)
  const end = textAt + 2 + 2 * length
  if (length > 255 || end > table.length) throw new RangeError('a list level runs out of its table')
  const text = table
    .toString('utf16le', textAt + 2, end)
    .replace(/[\u0000-\u0008]/g, (mark) => `%${mark.charCodeAt(0) + 1}`)
  const level: Level = {
    start: Math.max(0, table.readInt32LE(at)),
    format: FORMATS[table.readUInt8(at + 4)] ?? 'decimal',
    text,
    legal: (flags & 0x04) !== 0,
    restart: (flags & 0x08) !== 0 ? 0 : null,
  }
  return { level, end }
}
