/**
 * The newest documents of one field, not yet inverted: who holds which token how often, document by document.
 * Small enough to be read through at every search, so that a document is found the moment it is added.
 */

import { append, emptyList, encode, type List, MOST_TIMES, type Postings, type Writer } from './postings.ts'
import type { Tokens } from './tokens.ts'

export type Log = {
  /** Open-addressed table from token key to its number here; -1 where free. */
  slots: Int32Array
  /** The key of each number. */
  keys: Uint32Array
  keyCount: number
  /** Numbers of tokens and how often each occurs, all documents one after the other. */
  entries: Uint32Array
  times: Uint16Array
  entryCount: number
  /** In how many live documents each number occurs. */
  frequencies: Uint32Array
  /** Where the entries of each document end. */
  ends: number[]
  /** Scratch: how often each number was seen in the document being added. */
  seen: Uint16Array
}

export function startLog(): Log {
  return {
    slots: new Int32Array(4096).fill(-1),
    keys: new Uint32Array(2048),
    keyCount: 0,
    entries: new Uint32Array(16384),
    times: new Uint16Array(16384),
    entryCount: 0,
    frequencies: new Uint32Array(2048),
    ends: [],
    seen: new Uint16Array(2048),
  }
}

function slotOf(slots: Int32Array, keys: Uint32Array, key: number): number {
  const mask = slots.length - 1
  let slot = (Math.imul(key, 0x9e3779b1) >>> 7) & mask
  for (let number = slots[slot]!; number >= 0 && keys[number] !== key; number = slots[slot]!) {
    slot = (slot + 1) & mask
  }
  return slot
}

/** The number of `key` in this log, or -1. */
function numberOf(log: Log, key: number): number {
  return log.slots[slotOf(log.slots, log.keys, key)]!
}

function number(log: Log, key: number): number {
  const slot = slotOf(log.slots, log.keys, key)
  const known = log.slots[slot]!
  if (known >= 0) return known
  log.slots[slot] = log.keyCount
  log.keys[log.keyCount] = key
  log.keyCount++
  if (log.keyCount === log.keys.length) growTable(log)
  return log.keyCount - 1
}

function growTable(log: Log): void {
  const keys = new Uint32Array(log.keys.length * 2)
  keys.set(log.keys)
  const seen = new Uint16Array(keys.length)
  seen.set(log.seen)
  const slots = new Int32Array(keys.length * 2).fill(-1)
  for (let i = 0; i < log.keyCount; i++) slots[slotOf(slots, keys, keys[i]!)] = i
  const frequencies = new Uint32Array(keys.length)
  frequencies.set(log.frequencies)
  log.keys = keys
  log.frequencies = frequencies
  log.seen = seen
  log.slots = slots
}

function roomForEntries(log: Log, more: number): void {
  if (log.entryCount + more <= log.entries.length) return
  const entries = new Uint32Array(2 * (log.entryCount + more))
  const times = new Uint16Array(entries.length)
  entries.set(log.entries.subarray(0, log.entryCount))
  times.set(log.times.subarray(0, log.entryCount))
  log.entries = entries
  log.times = times
}

/** Adds the next document with its tokens. */
export function logDocument(log: Log, tokens: Tokens): void {
  roomForEntries(log, tokens.count)
  const first = log.entryCount
  for (let i = 0; i < tokens.count; i++) {
    const entry = number(log, tokens.keys[i]!)
    const before = log.seen[entry]!
    if (before === 0) log.entries[log.entryCount++] = entry
    if (before < MOST_TIMES) log.seen[entry] = before + 1
  }
  for (let i = first; i < log.entryCount; i++) {
    const entry = log.entries[i]!
    log.times[i] = log.seen[entry]!
    log.seen[entry] = 0
    log.frequencies[entry]!++
  }
  log.ends.push(log.entryCount)
}

/** Stops counting a document that died. */
export function discountDocument(log: Log, document: number): void {
  const first = document === 0 ? 0 : log.ends[document - 1]!
  for (let at = first; at < log.ends[document]!; at++) log.frequencies[log.entries[at]!]!--
}

/** In how many live documents `key` occurs. */
export function loggedFrequency(log: Log, key: number): number {
  const entry = numberOf(log, key)
  return entry < 0 ? 0 : log.frequencies[entry]!
}

/** The lists of `keys`, in the order asked for, over the documents that are not `dead`. */
export function listsOf(log: Log, keys: readonly number[], dead: readonly number[]): List[] {
  const lists = keys.map(emptyList)
  const wanted = new Map<number, List>()
  keys.forEach((key, i) => {
    const entry = numberOf(log, key)
    if (entry >= 0) wanted.set(entry, lists[i]!)
  })
  if (wanted.size === 0) return lists
  const asked = new Uint8Array(log.keyCount)
  for (const entry of wanted.keys()) asked[entry] = 1
  let at = 0
  for (let document = 0; document < log.ends.length; document++) {
    const end = log.ends[document]!
    if (dead[document]) at = end
    for (; at < end; at++) {
      const entry = log.entries[at]!
      if (asked[entry] === 1) append(wanted.get(entry)!, document, log.times[at]!)
    }
  }
  return lists
}

/** Inverts the log. Documents are renumbered by `renumber`, those it gives -1 are left out. */
export function invert(log: Log, renumber: Int32Array): Postings {
  const { starts, documents, times } = groupByToken(log, renumber)
  // Sorted as one number, key above, so that the order of keys carries their numbers along.
  const order = new Float64Array(log.keyCount)
  for (let i = 0; i < log.keyCount; i++) order[i] = log.keys[i]! * 2 ** 21 + i
  order.sort()
  const keys = new Uint32Array(log.keyCount)
  const ends = new Uint32Array(log.keyCount + 1)
  const writer: Writer = { bytes: new Uint8Array(documents.length * 3 + 1024), at: 0 }
  let kept = 0
  for (const combined of order) {
    const entry = combined % 2 ** 21
    const from = starts[entry]!
    const to = starts[entry + 1]!
    if (from === to) continue
    encode(writer, {
      documents: documents.subarray(from, to),
      times: times.subarray(from, to),
      count: to - from,
    })
    keys[kept++] = log.keys[entry]!
    ends[kept] = writer.at
  }
  return {
    keys: keys.slice(0, kept),
    starts: ends.slice(0, kept + 1),
    bytes: writer.bytes.slice(0, writer.at),
  }
}

/** A counting sort of the entries by token; within a token the documents stay in order. */
function groupByToken(log: Log, renumber: Int32Array) {
  const starts = new Uint32Array(log.keyCount + 1)
  forEachKept(log, renumber, (_, at) => {
    starts[log.entries[at]! + 1]!++
  })
  for (let i = 0; i < log.keyCount; i++) starts[i + 1]! += starts[i]!
  const next = starts.slice()
  const documents = new Uint32Array(starts[log.keyCount]!)
  const times = new Uint16Array(documents.length)
  forEachKept(log, renumber, (document, at) => {
    const target = next[log.entries[at]!]!++
    documents[target] = document
    times[target] = log.times[at]!
  })
  return { starts, documents, times }
}

function forEachKept(log: Log, renumber: Int32Array, visit: (document: number, at: number) => void): void {
  let at = 0
  for (let document = 0; document < log.ends.length; document++) {
    const end = log.ends[document]!
    const target = renumber[document]!
    if (target < 0) at = end
    for (; at < end; at++) visit(target, at)
  }
}

/** The most distinct tokens a log may hold, by the way `invert` sorts them. */
export const MOST_LOGGED_KEYS = 2 ** 21 - 2 ** 19
