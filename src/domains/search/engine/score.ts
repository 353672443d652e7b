/** BM25 over every document of the index, token by token, into one row of sums per document. */

import { type Part, partsOf, type SearchIndex } from './index.ts'
import { listsOf, loggedFrequency } from './log.ts'
import { bodyStart, find, type List, type Postings } from './postings.ts'
import { type Field, frequency } from './segment.ts'
import { clear, type Sums } from './sums.ts'

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
const MOST_TERMS = 64

export type Weighing = {
  readonly terms: readonly Term[]
  /** What a document covers that holds every term, to the bit. */
  readonly full: number
  /** The same with the idf of what no document holds: covering all of it is finding the query whole. */
  readonly mass: number
  /** The most that an eligible document covers. */
  readonly best: number
  readonly sums: Sums
}

/**
 * Which documents are of no use, so that they need not be summed up. Sums are exact for documents that cover `share`
 * of what the best eligible one covers, or more; of others some are left out.
 */
export type Bar = { readonly share: number; readonly eligible: (document: number) => boolean }

/** ln(1 + (N − df + ½)/(df + ½)): never negative, 0 for nothing. */
export function idfOf(live: number, documents: number): number {
  return Math.log(1 + (live - documents + 0.5) / (documents + 0.5))
}

/** In how many live documents of the whole index `key` occurs. */
export function frequencyOf(index: SearchIndex, field: Field, key: number): number {
  let documents = loggedFrequency(index.buffer[field], key)
  for (const segment of index.segments) documents += frequency(segment, field, key)
  return documents
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

/** Scores the documents that hold one of `keys`. The order of the terms depends on the documents alone. */
export function weigh(
  index: SearchIndex,
  field: Field,
  { keys, times }: { readonly keys: readonly number[]; readonly times: readonly number[] },
  sums: Sums,
  bar: Bar,
): Weighing {
  const parts = partsOf(index)
  const { bases, count } = basesOf(parts)
  const all = keys.map((key, i): Term => {
    const documents = frequencyOf(index, field, key)
    return { key, times: times[i]!, frequency: documents, idf: idfOf(index.live, documents) }
  })
  // The rarest first: after them it is known which documents the common ones, with their long lists, can still matter to.
  const terms = all
    .filter((term) => term.frequency > 0)
    .sort((a, b) => a.frequency - b.frequency || a.key - b.key)
    .slice(0, MOST_TERMS)
  const absent = all.filter((term) => term.frequency === 0)
  const full = terms.reduce((sum, term) => Math.fround(sum + term.idf), 0)
  const mass = full + absent.reduce((sum, term) => sum + term.idf, 0)
  const average = (field === 'text' ? index.textTokens : index.titleTokens) / Math.max(1, index.live)
  const lists = listsOf(
    index.buffer[field],
    terms.map((term) => term.key),
    index.buffer.dead,
  )
  clear(sums, count)
  let decided = false
  let left = full
  terms.forEach((term, i) => {
    decided ||= i > 0 && mayDecide(left, full, bar) && left * SLACK < bestOf(sums, bar) * bar.share
    const share = { weight: term.idf * term.times * (K1 + 1), idf: term.idf, slope: (K1 * B) / average }
    parts.forEach(({ columns }, part) => {
      const into: Into = {
        sums,
        base: bases[part]!,
        lengths: field === 'text' ? columns.lengths : columns.titleLengths,
        decided,
      }
      const segment = index.segments[part]
      if (segment === undefined) addList(lists[i]!, share, into)
      else addPostings(segment[field], find(segment[field], term.key), share, into)
    })
    left -= term.idf
  })
  return { terms, full, mass, best: bestOf(sums, bar), sums }
}

/** Room for the rounding of sums. */
const SLACK = 1.001

/** Whether what is left can be too little, supposing one document holds all there was so far. */
function mayDecide(left: number, full: number, { share }: Bar): boolean {
  return left * SLACK < (full - left) * share
}

function bestOf({ values, touched, count }: Sums, { eligible }: Bar): number {
  let best = 0
  for (let i = 0; i < count; i++) {
    const document = touched[i]!
    const covered = values[document * 2 + 1]!
    if (covered > best && eligible(document)) best = covered
  }
  return best
}

/** What one posting of a term adds, apart from the document's own figures. */
type Share = { readonly weight: number; readonly idf: number; readonly slope: number }

/** Where a part's documents are summed up; once it is `decided`, only those that are touched already. */
type Into = {
  readonly sums: Sums
  readonly base: number
  readonly lengths: Uint32Array
  readonly decided: boolean
}

/** The inner loop of every search. The decoding of `postings.ts` is repeated here because a call costs more. */
function addPostings(postings: Postings, position: number, share: Share, into: Into): void {
  if (position < 0) return
  const { bytes, starts } = postings
  const end = starts[position + 1]!
  const { weight, idf, slope } = share
  const { sums, base, lengths, decided } = into
  const { values, touched } = sums
  let count = sums.count
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
    const row = (base + document) * 2
    const covered = values[row + 1]!
    if (covered === 0) {
      if (decided) continue
      touched[count++] = base + document
    }
    values[row] = values[row]! + (weight * times) / (times + FLAT + slope * lengths[document]!)
    values[row + 1] = covered + idf
  }
  sums.count = count
}

/** The same for the buffer. */
function addList(list: List, { weight, idf, slope }: Share, { sums, base, lengths, decided }: Into): void {
  const { values, touched } = sums
  for (let i = 0; i < list.count; i++) {
    const document = list.documents[i]!
    const times = list.times[i]!
    const row = (base + document) * 2
    const covered = values[row + 1]!
    if (covered === 0) {
      if (decided) continue
      touched[sums.count++] = base + document
    }
    values[row] = values[row]! + (weight * times) / (times + FLAT + slope * lengths[document]!)
    values[row + 1] = covered + idf
  }
}
