/** Where a stretch of the text lies in the file: from character `from` to `to`, one or two bytes each. */
export type Piece = { from: number; to: number; offset: number; wide: boolean }

/** What the head of a Word 97–2003 document says: lengths of its texts, and where its tables are. */
export type Head = {
  version: number
  encrypted: boolean
  table: '0Table' | '1Table'
  lengths: {
    main: number
    footnotes: number
    headers: number
    comments: number
    endnotes: number
    boxes: number
  }
  place: (index: number) => { at: number; length: number }
}

/** Indexes of the tables in the head, as MS-DOC numbers them. */
export const TABLE = { characters: 12, paragraphs: 13, pieces: 33, lists: 73, overrides: 74 }

const PLACES = 154

/** Reads the head of the WordDocument stream; null where it is none. */
export function readHead(stream: Buffer): Head | null {
  if (stream.length < PLACES + 8 * 75 || stream.readUInt16LE(0) !== 0xa5ec) return null
  const flags = stream.readUInt16LE(0x0a)
  const length = (at: number): number => Math.max(0, stream.readInt32LE(at))
  return {
    version: stream.readUInt16LE(2),
    encrypted: (flags & 0x0100) !== 0,
    table: (flags & 0x0200) === 0 ? '0Table' : '1Table',
    lengths: {
      main: length(0x4c),
      footnotes: length(0x50),
      headers: length(0x54),
      comments: length(0x5c),
      endnotes: length(0x60),
      boxes: length(0x64),
    },
    place: (index) => ({
      at: stream.readUInt32LE(PLACES + 8 * index),
      length: stream.readUInt32LE(PLACES + 8 * index + 4),
    }),
  }
}

/** Reads the piece table; null where it is not whole. */
export function readPieces(table: Buffer, { at, length }: { at: number; length: number }): Piece[] | null {
  const end = Math.min(table.length, at + length)
  let next = at
  while (next + 5 <= end && table[next] === 1) next += 3 + table.readUInt16LE(next + 1)
  if (next + 5 > end || table[next] !== 2) return null
  const size = table.readUInt32LE(next + 1)
  const count = Math.floor((size - 4) / 12)
  const start = next + 5
  if (count < 1 || start + size > end) return null
  const pieces: Piece[] = []
  for (let k = 0; k < count; k++) {
    const [from, to] = [table.readUInt32LE(start + 4 * k), table.readUInt32LE(start + 4 * k + 4)]
    const place = table.readUInt32LE(start + 4 * (count + 1) + 8 * k + 2)
    const wide = (place & 0x40000000) === 0
    const offset = wide ? place & 0x3fffffff : (place & 0x3fffffff) >>> 1
    if (to < from || (k > 0 && from !== pieces.at(-1)!.to)) return null
    pieces.push({ from, to, offset, wide })
  }
  return pieces
}
