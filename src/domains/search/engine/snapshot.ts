/**
 * The index as bytes and back. A snapshot is a convenience: whatever is wrong with one, it is refused with a reason
 * and the index is rebuilt from the records.
 *
 * Layout: sixteen 32-bit words of header, a description in JSON, then the arrays it describes, each from a multiple
 * of eight bytes. Words are in the machine's own order; a snapshot from a machine of the other order is refused.
 */

import { type Columns, dictionaryOf } from './columns.ts'
import { createIndex, freezeBuffer, type SearchIndex } from './index.ts'
import type { Postings } from './postings.ts'
import { type AnyArray, arraysOf, type Segment, segmentOf } from './segment.ts'
import { foldingFingerprint } from './tokens.ts'

const MAGIC = 0x4b47_5331
/** Raised whenever tokens, lists or columns come to mean something else. */
const VERSION = 2
const HEADER_WORDS = 16
const HEADER_BYTES = HEADER_WORDS * 4
/** So many words of the header come under the checksum, which follows them. */
const SUMMED_WORDS = 6

const ARRAYS = { Float64Array, Int32Array, Uint32Array, Uint16Array, Uint8Array }
type ArrayKind = keyof typeof ARRAYS

type Description = {
  /** The caller's own mark: up to where in its feed the index goes. */
  mark: string
  live: number
  textTokens: number
  titleTokens: number
  dictionaries: { organ: string[]; genre: string[]; scope: string[]; column: string[] }
  segments: Array<{ count: number; arrays: Array<[string, ArrayKind, number]> }>
}

/** The bytes of a snapshot in pieces, so that nobody has to hold them all twice. Later changes do not reach them. */
export function snapshotPieces(index: SearchIndex, mark: string): Uint8Array[] {
  freezeBuffer(index)
  const arrays = index.segments.map(storedArrays)
  const description: Description = {
    mark,
    live: index.live,
    textTokens: index.textTokens,
    titleTokens: index.titleTokens,
    dictionaries: {
      organ: index.dictionaries.organ.values,
      genre: index.dictionaries.genre.values,
      scope: index.dictionaries.scope.values,
      column: index.dictionaries.column.values,
    },
    segments: index.segments.map((segment, i) => ({
      count: segment.columns.count,
      arrays: arrays[i]!.map(([name, array]) => [name, array.constructor.name as ArrayKind, array.length]),
    })),
  }
  const json = new TextEncoder().encode(JSON.stringify(description))
  const pieces = [json, ...arrays.flat().map(([, array]) => bytesOf(array))].flatMap(padded)
  return [headerOf(json.length, pieces), ...pieces]
}

/** A snapshot in one piece. */
export function writeSnapshot(index: SearchIndex, mark: string): Buffer {
  return Buffer.concat(snapshotPieces(index, mark))
}

function headerOf(jsonBytes: number, pieces: readonly Uint8Array[]): Uint8Array {
  const header = new Uint32Array(HEADER_WORDS)
  const total = pieces.reduce((sum, piece) => sum + piece.length, HEADER_BYTES)
  header.set([MAGIC, VERSION, foldingFingerprint(), jsonBytes, total % 2 ** 32, Math.floor(total / 2 ** 32)])
  const sum = startSum()
  for (const piece of [bytesOf(header.subarray(0, SUMMED_WORDS)), ...pieces]) addToSum(sum, piece)
  header.set([sum.a, sum.b], SUMMED_WORDS)
  return bytesOf(header)
}

function bytesOf(array: AnyArray): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength)
}

/** The bytes as they are, but for the last few, which are copied and filled up to eight. */
function padded(bytes: Uint8Array): Uint8Array[] {
  const even = bytes.length - (bytes.length % 8)
  if (even === bytes.length) return [bytes]
  const tail = new Uint8Array(8)
  tail.set(bytes.subarray(even))
  return even > 0 ? [bytes.subarray(0, even), tail] : [tail]
}

/** Every array of a segment. None but `dead` is ever written to again, so only that one has to be copied. */
function storedArrays(segment: Segment): Array<[string, AnyArray]> {
  return arraysOf(segment).map(([name, array]) => [name, name === 'dead' ? array.slice() : array])
}

type Sum = { a: number; b: number }

function startSum(): Sum {
  return { a: 0x811c9dc5, b: 0x9747b28c }
}

/** Two running products over the words, so that no word can be changed, moved or zeroed unseen. */
function addToSum(sum: Sum, bytes: Uint8Array): void {
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4)
  let { a, b } = sum
  for (let i = 0; i < words.length; i += 2) {
    a = Math.imul(a ^ words[i]!, 0x01000193)
    a ^= a >>> 15
    b = Math.imul(b ^ words[i + 1]!, 0xcc9e2d51)
    b ^= b >>> 13
  }
  sum.a = a
  sum.b = b
}

export type ReadSnapshot = { index: SearchIndex; mark: string } | { refused: string }

/** Reads a snapshot. The index it answers keeps the bytes and must be their only user. */
export function readSnapshot(given: Uint8Array): ReadSnapshot {
  // The arrays are read in place, which needs them where a machine word may be.
  const bytes = given.byteOffset % 8 === 0 ? given : given.slice()
  const refused = refusalOf(bytes)
  if (refused !== undefined) return { refused }
  const jsonBytes = new Uint32Array(bytes.buffer, bytes.byteOffset, HEADER_WORDS)[3]!
  const json = new TextDecoder().decode(bytes.subarray(HEADER_BYTES, HEADER_BYTES + jsonBytes))
  return assemble(JSON.parse(json) as Description, bytes, HEADER_BYTES + upToEight(jsonBytes))
}

function upToEight(length: number): number {
  return Math.ceil(length / 8) * 8
}

function refusalOf(bytes: Uint8Array): string | undefined {
  if (bytes.length < HEADER_BYTES) return '检索快照不完整：连文件头都没有写完，将重建索引。'
  const header = new Uint32Array(bytes.buffer, bytes.byteOffset, HEADER_WORDS)
  if (header[0] !== MAGIC) return '这个文件不是检索快照，或者来自字节序不同的机器，将重建索引。'
  if (header[1] !== VERSION) return `检索快照是第${header[1]}版的格式，本程序用第${VERSION}版，将重建索引。`
  if (header[2] !== foldingFingerprint()) return '检索快照所用的字符表与本程序不同，将重建索引。'
  if (header[4]! + header[5]! * 2 ** 32 !== bytes.length)
    return '检索快照的长度与记载不符，可能没有写完，将重建索引。'
  const sum = startSum()
  addToSum(sum, bytes.subarray(0, SUMMED_WORDS * 4))
  addToSum(sum, bytes.subarray(HEADER_BYTES))
  if (header[SUMMED_WORDS] !== sum.a >>> 0 || header[SUMMED_WORDS + 1] !== sum.b >>> 0)
    return '检索快照的校验和不符，内容已经损坏，将重建索引。'
  return undefined
}

function assemble(description: Description, bytes: Uint8Array, from: number): ReadSnapshot {
  let at = from
  const segments = description.segments.map(({ count, arrays }) => {
    const named = new Map<string, AnyArray>()
    for (const [name, kind, length] of arrays) {
      const view = new ARRAYS[kind](bytes.buffer as ArrayBuffer, bytes.byteOffset + at, length)
      named.set(name, view)
      at += upToEight(view.byteLength)
    }
    return segmentFrom(count, named)
  })
  const { dictionaries, live, textTokens, titleTokens, mark } = description
  const index = createIndex()
  index.segments = segments
  index.dictionaries = {
    organ: dictionaryOf(dictionaries.organ),
    genre: dictionaryOf(dictionaries.genre),
    scope: dictionaryOf(dictionaries.scope),
    column: dictionaryOf(dictionaries.column),
  }
  Object.assign(index, { live, textTokens, titleTokens })
  return { index, mark }
}

function segmentFrom(count: number, named: ReadonlyMap<string, AnyArray>): Segment {
  const grouped: Record<string, unknown> = { count }
  for (const [name, array] of named) {
    const [group, part] = name.split('.') as [string, string | undefined]
    if (part === undefined) grouped[group] = array
    else grouped[group] = { ...(grouped[group] as object | undefined), [part]: array }
  }
  const { text, title, dead, ...columns } = grouped
  return segmentOf(columns as Columns, text as Postings, title as Postings, dead as Uint8Array)
}
