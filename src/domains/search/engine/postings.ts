/**
 * An inverted list per token, compressed: how many documents it has; then for each document the gap from the one
 * before, doubled, plus one when the token occurs more than once there; then, in that case, how often it occurs. All
 * are little-endian numbers of seven bits a byte.
 */

export type Postings = {
  /** Token keys, ascending. */
  readonly keys: Uint32Array
  /** `starts[i]` to `starts[i + 1]` are the bytes of the list of `keys[i]`. */
  readonly starts: Uint32Array
  readonly bytes: Uint8Array
}

/** One list decoded: document `documents[i]` holds the token `times[i]` times. */
export type List = { documents: Uint32Array; times: Uint16Array; count: number }

export const MOST_TIMES = 0xffff

export function emptyList(): List {
  return { documents: new Uint32Array(0), times: new Uint16Array(0), count: 0 }
}

function widen(list: List): void {
  const documents = new Uint32Array(list.documents.length * 2 + 16)
  const times = new Uint16Array(documents.length)
  documents.set(list.documents)
  times.set(list.times)
  list.documents = documents
  list.times = times
}

export function append(list: List, document: number, times: number): void {
  if (list.count === list.documents.length) widen(list)
  list.documents[list.count] = document
  list.times[list.count] = times
  list.count++
}

/** Where `key` stands in `postings.keys`, or -1. */
export function find(postings: Postings, key: number): number {
  const keys = postings.keys
  let low = 0
  let high = keys.length - 1
  while (low <= high) {
    const middle = (low + high) >>> 1
    const found = keys[middle]!
    if (found === key) return middle
    if (found < key) low = middle + 1
    else high = middle - 1
  }
  return -1
}

/** How many documents the list at `position` has. */
export function lengthAt(postings: Postings, position: number): number {
  const { bytes, starts } = postings
  let at = starts[position]!
  let byte = bytes[at++]!
  let length = byte & 127
  for (let shift = 7; byte > 127; shift += 7) {
    byte = bytes[at++]!
    length |= (byte & 127) << shift
  }
  return length
}

/** Where the documents of a list begin, which its length stands before. */
export function bodyStart(postings: Postings, position: number): number {
  let at = postings.starts[position]!
  while (postings.bytes[at]! > 127) at++
  return at + 1
}

/** Appends to `list` the list at `position`, each document through `renumber` where given (-1: leave it out). */
export function decode(postings: Postings, position: number, list: List, renumber?: Int32Array): void {
  const { bytes, starts } = postings
  const end = starts[position + 1]!
  let at = bodyStart(postings, position)
  let document = -1
  while (at < end) {
    let byte = bytes[at++]!
    let value = byte & 127
    for (let shift = 7; byte > 127; shift += 7) {
      byte = bytes[at++]!
      value |= (byte & 127) << shift
    }
    document += (value >>> 1) + 1
    let times = 1
    if ((value & 1) === 1) {
      byte = bytes[at++]!
      times = byte & 127
      for (let shift = 7; byte > 127; shift += 7) {
        byte = bytes[at++]!
        times |= (byte & 127) << shift
      }
    }
    const target = renumber === undefined ? document : renumber[document]!
    if (target >= 0) append(list, target, times)
  }
}

/** Bytes under construction. Twice as wide when full; pages never written cost no memory. */
export type Writer = { bytes: Uint8Array; at: number }

function put(writer: Writer, value: number): void {
  let rest = value
  while (rest > 127) {
    writer.bytes[writer.at++] = (rest & 127) | 128
    rest >>>= 7
  }
  writer.bytes[writer.at++] = rest
}

/** Writes a list whose documents ascend. */
export function encode(writer: Writer, list: List): void {
  // Five bytes for a gap and three for a count are the most a posting can take.
  const room = writer.at + list.count * 8 + 5
  if (room > writer.bytes.length) {
    const wider = new Uint8Array(Math.max(room, writer.bytes.length * 2))
    wider.set(writer.bytes.subarray(0, writer.at))
    writer.bytes = wider
  }
  put(writer, list.count)
  let before = -1
  for (let i = 0; i < list.count; i++) {
    const document = list.documents[i]!
    const times = list.times[i]!
    const gap = document - before - 1
    put(writer, times > 1 ? gap * 2 + 1 : gap * 2)
    if (times > 1) put(writer, times)
    before = document
  }
}
