/** The streams at the top of a compound file (OLE), by name. */
export type Streams = Map<string, Buffer>

const ENTRY = 128
const LARGEST_SECTOR = 0xfffffffa

type Entry = {
  name: string
  type: number
  left: number
  right: number
  child: number
  start: number
  size: number
}
type Sectors = { bytes: Buffer; size: number; fat: number[] }

/** Takes a compound file apart; null where its allocation tables cannot be followed. */
export function readCompound(bytes: Uint8Array): Streams | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (file.length < 1536) return null
  const [sectorShift, miniShift] = [file.readUInt16LE(0x1e), file.readUInt16LE(0x20)]
  if (sectorShift < 9 || sectorShift > 12 || miniShift !== 6) return null
  const sectors: Sectors = { bytes: file, size: 1 << sectorShift, fat: [] }
  if (!readFat(sectors)) return null
  const directory = readChain(sectors, file.readUInt32LE(0x30))
  const entries = directory && readEntries(directory)
  const root = entries?.[0]
  if (!entries || root?.type !== 5) return null
  const miniFat = toNumbers(readChain(sectors, file.readUInt32LE(0x3c)) ?? Buffer.alloc(0))
  const mini: Sectors = { bytes: readChain(sectors, root.start) ?? Buffer.alloc(0), size: 64, fat: miniFat }
  const cutoff = file.readUInt32LE(0x38)
  const streams: Streams = new Map()
  for (const entry of topEntries(entries, root.child)) {
    if (entry.type !== 2) continue
    const small = entry.size < cutoff
    const content = readChain(small ? mini : sectors, entry.start, small ? 0 : 1)
    if (content && content.length >= entry.size) streams.set(entry.name, content.subarray(0, entry.size))
  }
  return streams
}

/** Reads the allocation table, which is itself spread over sectors that the header and its sequel list. */
function readFat(sectors: Sectors): boolean {
  const { bytes, size } = sectors
  const listed: number[] = []
  for (let k = 0; k < 109; k++) listed.push(bytes.readUInt32LE(0x4c + 4 * k))
  let next = bytes.readUInt32LE(0x44)
  for (let turn = 0; next < LARGEST_SECTOR && turn < bytes.length / size; turn++) {
    const at = (next + 1) * size
    if (at + size > bytes.length) return false
    for (let k = 0; k < size / 4 - 1; k++) listed.push(bytes.readUInt32LE(at + 4 * k))
    next = bytes.readUInt32LE(at + size - 4)
  }
  const most = Math.ceil(bytes.length / size)
  for (const sector of listed) {
    if (sector >= LARGEST_SECTOR) continue
    const at = (sector + 1) * size
    if (at >= bytes.length || sectors.fat.length > most + size) return sectors.fat.length > 0
    for (const number of toNumbers(bytes.subarray(at, at + size))) sectors.fat.push(number)
  }
  return sectors.fat.length > 0
}

function toNumbers(bytes: Buffer): number[] {
  const numbers: number[] = []
  for (let at = 0; at + 4 <= bytes.length; at += 4) numbers.push(bytes.readUInt32LE(at))
  return numbers
}

/** The sectors of a chain, put together; null where it leaves the file or runs in a circle. */
function readChain({ bytes, size, fat }: Sectors, start: number, offset = 1): Buffer | null {
  const pieces: Buffer[] = []
  let sector = start
  while (sector < LARGEST_SECTOR) {
    const at = (sector + offset) * size
    if (at >= bytes.length || pieces.length > fat.length) return null
    pieces.push(bytes.subarray(at, at + size))
    sector = fat[sector] ?? LARGEST_SECTOR
  }
  return Buffer.concat(pieces)
}

function readEntries(directory: Buffer): Entry[] {
  const entries: Entry[] = []
  for (let at = 0; at + ENTRY <= directory.length; at += ENTRY) {
    const length = Math.min(64, directory.readUInt16LE(at + 64))
    entries.push({
      name: directory.toString('utf16le', at, at + Math.max(0, length - 2)),
      type: directory[at + 66]!,
      left: directory.readUInt32LE(at + 68),
      right: directory.readUInt32LE(at + 72),
      child: directory.readUInt32LE(at + 76),
      start: directory.readUInt32LE(at + 116),
      size: directory.readUInt32LE(at + 120),
    })
  }
  return entries
}

/** The entries that hang from the root itself: objects set into a document have streams of the same names. */
function topEntries(entries: Entry[], root: number): Entry[] {
  const found: Entry[] = []
  const seen = new Set<number>()
  const open = [root]
  while (open.length > 0) {
    const at = open.pop()!
    const entry = entries[at]
    if (!entry || seen.has(at)) continue
    seen.add(at)
    found.push(entry)
    open.push(entry.left, entry.right)
  }
  return found
}
