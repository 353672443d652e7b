/**
 * The index as a whole: large segments from before, a buffer of the newest documents, and the sums that BM25 needs,
 * kept exact. An index grown document by document ranks and scores as one built anew from the same documents.
 */

import {
  type Columns,
  columnsOf,
  type Dictionaries,
  entryOf,
  noDictionaries,
  type SearchRecord,
} from './columns.ts'
import { discountDocument, logDocument, MOST_LOGGED_KEYS } from './log.ts'
import { type Buffer, bury, documentOf, freeze, mergeSegments, type Segment, startBuffer } from './segment.ts'
import { noSums, type Sums } from './sums.ts'
import { noTokens, type Tokens, tokenise } from './tokens.ts'

export type SearchIndex = {
  segments: Segment[]
  buffer: Buffer
  dictionaries: Dictionaries
  /** Live documents, and the sums of their lengths in tokens. */
  live: number
  textTokens: number
  titleTokens: number
  /** Grows with every change, so that what was computed before one can be told apart. */
  generation: number
  readonly scratch: Scratch
  /** The buffer's columns as of a generation. */
  buffered: { generation: number; columns: Columns }
}

/** Room that is used again from call to call, and what is remembered between them. */
type Scratch = {
  text: Tokens
  title: Tokens
  textSums: Sums
  titleSums: Sums
  remembered: { generation: number; idf: Map<number, number> }
}

/** A segment or the buffer, as far as a search reads them alike. */
export type Part = { readonly columns: Columns; readonly dead: ArrayLike<number> }

/** Of a longer body only the beginning is indexed: a book in one record must not starve the rest. */
const LONGEST_BODY = 500_000

/** A buffer fuller than this is inverted before the next search, because a search reads it through. */
const SEARCHABLE_ENTRIES = 2 ** 17
/** A buffer fuller than this is inverted at once: inverting more would keep a search waiting for too long. */
const MOST_ENTRIES = 2 ** 21

export function createIndex(): SearchIndex {
  return {
    segments: [],
    buffer: startBuffer(),
    dictionaries: noDictionaries(),
    live: 0,
    textTokens: 0,
    titleTokens: 0,
    generation: 0,
    scratch: {
      text: noTokens(),
      title: noTokens(),
      textSums: noSums(),
      titleSums: noSums(),
      remembered: { generation: 0, idf: new Map() },
    },
    buffered: { generation: 0, columns: columnsOf([]) },
  }
}

/** Adds a document, or replaces the one with the same id. */
export function upsert(index: SearchIndex, record: SearchRecord): void {
  const { text, title } = index.scratch
  title.count = 0
  tokenise(record.title, title)
  text.count = 0
  tokenise(record.title, text)
  tokenise(record.body.slice(0, LONGEST_BODY), text)
  // NOTE everything that may throw on a malformed record comes before the first change to the index.
  const entry = entryOf(record, index.dictionaries, text.count, title.count)
  remove(index, record.id)
  const { buffer } = index
  logDocument(buffer.title, title)
  logDocument(buffer.text, text)
  buffer.byId.set(record.id, buffer.entries.length)
  buffer.entries.push(entry)
  buffer.dead.push(0)
  index.live++
  index.textTokens += text.count
  index.titleTokens += title.count
  index.generation++
  if (buffer.text.entryCount > MOST_ENTRIES || buffer.text.keyCount > MOST_LOGGED_KEYS) freezeBuffer(index)
}

/** Takes a document out; answers whether it was there. */
export function remove(index: SearchIndex, id: string): boolean {
  const { buffer } = index
  const buffered = buffer.byId.get(id)
  if (buffered !== undefined) {
    buffer.dead[buffered] = 1
    discountDocument(buffer.text, buffered)
    discountDocument(buffer.title, buffered)
    buffer.byId.delete(id)
    discount(index, buffer.entries[buffered]!.length, buffer.entries[buffered]!.titleLength)
    return true
  }
  for (const segment of index.segments) {
    const document = documentOf(segment, id)
    if (document < 0) continue
    bury(segment, document)
    discount(index, segment.columns.lengths[document]!, segment.columns.titleLengths[document]!)
    return true
  }
  return false
}

function discount(index: SearchIndex, length: number, titleLength: number): void {
  index.live--
  index.textTokens -= length
  index.titleTokens -= titleLength
  index.generation++
}

/** Inverts the buffer into a segment of its own. */
export function freezeBuffer(index: SearchIndex): void {
  if (index.buffer.entries.length === 0) return
  if (index.buffer.byId.size > 0) index.segments.push(freeze(index.buffer))
  index.buffer = startBuffer()
  index.generation++
}

/** Called before a search: keeps the part that must be read through small. */
export function settleBuffer(index: SearchIndex): void {
  if (index.buffer.text.entryCount > SEARCHABLE_ENTRIES) freezeBuffer(index)
}

/** The segments in order, then the buffer. */
export function partsOf(index: SearchIndex): Part[] {
  if (index.buffered.generation !== index.generation) {
    index.buffered = { generation: index.generation, columns: columnsOf(index.buffer.entries) }
  }
  return [...index.segments, { columns: index.buffered.columns, dead: index.buffer.dead }]
}

/** Postings moved between two yields of a compaction: a few milliseconds. */
const STRIDE = 200_000

/** Merging waits until the newer segments together weigh this share of the next older one. */
const MERGE_SHARE = 1 / 4
const DEAD_SHARE = 1 / 4

function weight(segment: Segment): number {
  return segment.text.bytes.length + 1
}

function nextMerge(segments: readonly Segment[]): Segment[] {
  let newer = 0
  let from = segments.length
  for (let i = segments.length - 1; i >= 0; i--) {
    if (newer > 0 && newer >= weight(segments[i]!) * MERGE_SHARE) from = i
    newer += weight(segments[i]!)
  }
  // A pair is not worth moving until there are a few; searching eight segments costs little more than one.
  if (segments.length - from >= 4) return segments.slice(from)
  return segments.filter((segment) => segment.deadCount > segment.columns.count * DEAD_SHARE).slice(0, 1)
}

/**
 * Merges what is due, in steps; run to the end, or step by step between searches. Everything into one segment
 * with `all`. Changes made to the index between steps are kept.
 */
export function* compaction(index: SearchIndex, all = false, stride = STRIDE): Generator<number, void> {
  if (all) freezeBuffer(index)
  else settleBuffer(index)
  for (;;) {
    const everything = index.segments.length > 1 || index.segments.some((segment) => segment.deadCount > 0)
    const sources = all ? (everything ? [...index.segments] : []) : nextMerge(index.segments)
    if (sources.length === 0) return
    const merged = yield* mergeSegments(sources, stride)
    const at = index.segments.indexOf(sources[0]!)
    index.segments.splice(at, sources.length, ...(merged.columns.count > 0 ? [merged] : []))
    if (all) return
  }
}

/** Merges everything into one segment. */
export function compact(index: SearchIndex): void {
  for (const _ of compaction(index, true)) {
    // Every step at once.
  }
}
