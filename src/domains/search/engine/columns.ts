/**
 * What is known of each document beside its words: id, title, keys, facets, dates. All typed arrays, so that a
 * million documents are a few dozen objects to the garbage collector and a snapshot is a copy.
 */

import { hashText } from './tokens.ts'

/**
 * A document as offered to the index. Days are whole numbers on one calendar of the caller's choice. What is null or
 * left out is unknown.
 */
export type SearchRecord = {
  id: string
  title: string
  /** The title in the caller's normal form; equal keys are the same title. */
  titleKey: string
  /** The document numbers in the caller's normal form. */
  numberKeys: readonly string[]
  body: string
  organ?: string | null | undefined
  year?: number | null | undefined
  genre?: string | null | undefined
  columns: readonly string[]
  scope?: string | null | undefined
  /** First and last day in force, where known. */
  forceFrom?: number | null | undefined
  forceTo?: number | null | undefined
  date?: number | null | undefined
}

/** Texts end to end. */
export type TextPool = { readonly units: Uint16Array; readonly starts: Uint32Array }

/** Hashes ascending, and the document of each. */
export type KeyTable = { readonly hashes: Float64Array; readonly documents: Uint32Array }

export type Columns = {
  readonly count: number
  readonly ids: TextPool
  readonly titles: TextPool
  readonly byId: KeyTable
  readonly byTitle: KeyTable
  readonly byNumber: KeyTable
  /** Lengths in tokens: title with body, and title alone. */
  readonly lengths: Uint32Array
  readonly titleLengths: Uint32Array
  readonly organ: Uint32Array
  readonly genre: Uint32Array
  readonly scope: Uint32Array
  readonly year: Int32Array
  readonly date: Int32Array
  readonly forceFrom: Int32Array
  readonly forceTo: Int32Array
  readonly columnStarts: Uint32Array
  readonly columnValues: Uint32Array
}

/** Stands for an unknown day or year in a column of numbers, and sorts before every known one. */
export const UNKNOWN = -0x80000000
/** The number of the empty value in every dictionary: organ, genre or scope not known. */
export const NO_VALUE = 0

/** A facet's values, numbered in the order they were first met. */
export type Dictionary = { readonly values: string[]; readonly numbers: Map<string, number> }

export type Dictionaries = { organ: Dictionary; genre: Dictionary; scope: Dictionary; column: Dictionary }

export function dictionaryOf(values: readonly string[]): Dictionary {
  return { values: [...values], numbers: new Map(values.map((value, i) => [value, i])) }
}

export function noDictionaries(): Dictionaries {
  return {
    organ: dictionaryOf(['']),
    genre: dictionaryOf(['']),
    scope: dictionaryOf(['']),
    column: dictionaryOf(['']),
  }
}

function numberValue(dictionary: Dictionary, value: string): number {
  const known = dictionary.numbers.get(value)
  if (known !== undefined) return known
  dictionary.values.push(value)
  dictionary.numbers.set(value, dictionary.values.length - 1)
  return dictionary.values.length - 1
}

/** A record without its words. */
export type Entry = {
  id: string
  title: string
  idHash: number
  titleHash: number
  numberHashes: number[]
  length: number
  titleLength: number
  organ: number
  genre: number
  scope: number
  year: number
  date: number
  forceFrom: number
  forceTo: number
  columns: number[]
}

export function entryOf(
  record: SearchRecord,
  dictionaries: Dictionaries,
  length: number,
  titleLength: number,
): Entry {
  return {
    id: record.id,
    title: record.title,
    idHash: hashText(record.id),
    titleHash: hashText(record.titleKey),
    numberHashes: [...new Set(record.numberKeys)].map(hashText),
    length,
    titleLength,
    organ: numberValue(dictionaries.organ, record.organ ?? ''),
    genre: numberValue(dictionaries.genre, record.genre ?? ''),
    scope: numberValue(dictionaries.scope, record.scope ?? ''),
    year: record.year ?? UNKNOWN,
    date: record.date ?? UNKNOWN,
    forceFrom: record.forceFrom ?? UNKNOWN,
    forceTo: record.forceTo ?? UNKNOWN,
    columns: [...new Set(record.columns)].map((column) => numberValue(dictionaries.column, column)),
  }
}

function poolOf(texts: readonly string[]): TextPool {
  const starts = new Uint32Array(texts.length + 1)
  texts.forEach((text, i) => {
    starts[i + 1] = starts[i]! + text.length
  })
  const units = new Uint16Array(starts[texts.length]!)
  let at = 0
  for (const text of texts) for (let i = 0; i < text.length; i++) units[at++] = text.charCodeAt(i)
  return { units, starts }
}

export function textAt(pool: TextPool, document: number): string {
  let text = ''
  const end = pool.starts[document + 1]!
  // In pieces, because a very long title would overflow the stack of one call.
  for (let at = pool.starts[document]!; at < end; at += 4096) {
    const piece = pool.units.subarray(at, Math.min(at + 4096, end))
    text += String.fromCharCode.apply(null, piece as unknown as number[])
  }
  return text
}

function keyTableOf(pairs: ReadonlyArray<readonly [number, number]>): KeyTable {
  const sorted = [...pairs].sort((a, b) => a[0] - b[0] || a[1] - b[1])
  return {
    hashes: Float64Array.from(sorted, ([hash]) => hash),
    documents: Uint32Array.from(sorted, ([, document]) => document),
  }
}

/** The documents under `hash`. */
export function lookUp(table: KeyTable, hash: number): number[] {
  let low = 0
  let high = table.hashes.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (table.hashes[middle]! < hash) low = middle + 1
    else high = middle
  }
  const found: number[] = []
  for (; table.hashes[low] === hash; low++) found.push(table.documents[low]!)
  return found
}

export function columnsOf(entries: readonly Entry[]): Columns {
  const columnStarts = new Uint32Array(entries.length + 1)
  entries.forEach((entry, i) => {
    columnStarts[i + 1] = columnStarts[i]! + entry.columns.length
  })
  return {
    count: entries.length,
    ids: poolOf(entries.map((entry) => entry.id)),
    titles: poolOf(entries.map((entry) => entry.title)),
    byId: keyTableOf(entries.map((entry, i) => [entry.idHash, i])),
    byTitle: keyTableOf(entries.map((entry, i) => [entry.titleHash, i])),
    byNumber: keyTableOf(entries.flatMap((entry, i) => entry.numberHashes.map((hash) => [hash, i] as const))),
    lengths: Uint32Array.from(entries, (entry) => entry.length),
    titleLengths: Uint32Array.from(entries, (entry) => entry.titleLength),
    organ: Uint32Array.from(entries, (entry) => entry.organ),
    genre: Uint32Array.from(entries, (entry) => entry.genre),
    scope: Uint32Array.from(entries, (entry) => entry.scope),
    year: Int32Array.from(entries, (entry) => entry.year),
    date: Int32Array.from(entries, (entry) => entry.date),
    forceFrom: Int32Array.from(entries, (entry) => entry.forceFrom),
    forceTo: Int32Array.from(entries, (entry) => entry.forceTo),
    columnStarts,
    columnValues: Uint32Array.from(entries.flatMap((entry) => entry.columns)),
  }
}
