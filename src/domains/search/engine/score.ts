/** BM25 over every document of the index, token by token, into one row of sums per document. */

import { type Part, partsOf, type SearchIndex } from './index.ts'
import { listsOf } from './log.ts'
import { find, type List, type Postings } from './postings.ts'
import { type Field, frequency } from './segment.ts'

const K1 = 1.2
const B = 0.75
const FLAT = K1 * (1 - B)

/** A token of the query with what its presence in a document says. */
export type Term = {
  readonly key: number
  readonly times: number
  readonly frequency: number
  readonly idf: number
}

/** More terms than this add time and no information; the rarest are kept. */
export const MOST_TERMS = 64

export type Weighing = {
  readonly terms: readonly Term[]
  /** What a document covers that holds every term, to the bit. */
  readonly full: number
  /** The same with the idf of what no document holds: covering all of it is finding the query whole. */
  readonly mass: number
  /** Where each segment's documents begin in the common numbering; the buffer's come last. */
  readonly bases: readonly number[]
  readonly count: number
  /** For each document, at twice its number: its score, then the idf it covers. */
  readonly sums: Float32Array
}

/** ln(1 + (N − df + ½)/(df + ½)): never negative, 0 for nothing. */
export function idfOf(live: number, documents: number): number {
  return Math.log(1 + (live - documents + 0.5) / (documents + 0.5))
}

export function basesOf(parts: readonly Part[]): { bases: number[]; count: number } {
  const bases: number[] = []
  let count = 0
  for (const { columns } of parts) {
    bases.push(count)
    count += columns.count
  }
  return { bases, count }
}

/** What one posting of a term adds, apart from the document's own figures. */
type Share = { readonly weight: number; readonly idf: number; readonly slope: number }

/** Scores every document that holds one of `keys`. The order of the terms depends on the documents alone. */
export function weigh(
  index: SearchIndex,
  field: Field,
  keys: readonly number[],
  times: readonly number[],
  scratch: Float32Array,
): Weighing {
  const parts = partsOf(index)
  const { bases, count } = basesOf(parts)
  const buffered = listsOf(index.buffer[field], keys, index.buffer.dead)
  const all = keys.map((key, i) => {
    let documents = buffered[i]!.count
    for (const segment of index.segments) documents += frequency(segment, field, key)
    return {
      key,
      times: times[i]!,
      frequency: documents,
      idf: idfOf(index.live, documents),
      list: buffered[i]!,
    }
  })
  const absent = all.filter((term) => term.frequency === 0)
  const terms = all
    .filter((term) => term.frequency > 0)
    .sort((a, b) => a.frequency - b.frequency || a.key - b.key)
    .slice(0, MOST_TERMS)
  const full = terms.reduce((sum, term) => Math.fround(sum + term.idf), 0)
  const mass = full + absent.reduce((sum, term) => sum + term.idf, 0)
  const sums = scratch.length >= count * 2 ? scratch.fill(0, 0, count * 2) : new Float32Array(count * 3)
  const average = (field === 'text' ? index.textTokens : index.titleTokens) / Math.max(1, index.live)
  for (const term of terms) {
    const share = { weight: term.idf * term.times * (K1 + 1), idf: term.idf, slope: (K1 * B) / average }
    parts.forEach(({ columns }, i) => {
      const lengths = field === 'text' ? columns.lengths : columns.titleLengths
      const into = sums.subarray(bases[i]! * 2)
      const segment = index.segments[i]
      const position = segment ? find(segment[field], term.key) : -1
      if (segment === undefined) addList(term.list, lengths, share, into)
      else if (position >= 0) addPostings(segment[field], position, lengths, share, into)
    })
  }
  return { terms, full, mass, bases, count, sums }
}

/** The inner loop of every search. The decoding of `postings.ts` is repeated here because a call costs more. */
function addPostings(
  postings: Postings,
  position: number,
  lengths: Uint32Array,
  share: Share,
  into: Float32Array,
): void {
  const bytes = postings.bytes
  const end = postings.starts[position + 1]!
  const { weight, idf, slope } = share
  let at = postings.starts[position]!
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
    const row = document * 2
    into[row] = into[row]! + (weight * times) / (times + FLAT + slope * lengths[document]!)
    into[row + 1] = into[row + 1]! + idf
  }
}

function addList(list: List, lengths: Uint32Array, { weight, idf, slope }: Share, into: Float32Array): void {
  for (let i = 0; i < list.count; i++) {
    const document = list.documents[i]!
    const times = list.times[i]!
    const row = document * 2
    into[row] = into[row]! + (weight * times) / (times + FLAT + slope * lengths[document]!)
    into[row + 1] = into[row + 1]! + idf
  }
}
