/** Which documents a search may answer with, and how they divide by organ, year, genre, column and scope. */

import { type Columns, type Dictionaries, NO_VALUE, UNKNOWN } from './columns.ts'

/** Several values of one facet are alternatives; different facets must all hold. */
export type Filters = {
  organ?: string | readonly string[] | undefined
  year?: number | readonly number[] | undefined
  genre?: string | readonly string[] | undefined
  column?: string | readonly string[] | undefined
  scope?: string | readonly string[] | undefined
  /** Leaves out what is known not to be in force on this day; what nobody has settled stays. */
  inForceOn?: number | undefined
}

export type FacetName = 'organ' | 'year' | 'genre' | 'column' | 'scope'

/** The values of each facet with their counts, most frequent first. */
export type FacetCounts = {
  organ: Array<[string, number]>
  year: Array<[number, number]>
  genre: Array<[string, number]>
  column: Array<[string, number]>
  scope: Array<[string, number]>
}

/** Filters in the index's own numbers; an absent facet is not filtered. */
export type Wanted = Partial<Record<FacetName, ReadonlySet<number>>> & { inForceOn?: number | undefined }

const BIT: Record<FacetName, number> = { organ: 1, year: 2, genre: 4, column: 8, scope: 16 }
const NOT_IN_FORCE = 32

function listed<T>(value: T | readonly T[] | undefined): readonly T[] | undefined {
  if (value === undefined) return undefined
  return Array.isArray(value) ? value : [value as T]
}

export function wantedOf(filters: Filters, dictionaries: Dictionaries): Wanted {
  const wanted: Wanted = { inForceOn: filters.inForceOn }
  for (const name of ['organ', 'genre', 'column', 'scope'] as const) {
    const values = listed<string>(filters[name])
    // An unknown value is kept as a number no document has: it finds nothing rather than everything.
    if (values) wanted[name] = new Set(values.map((value) => dictionaries[name].numbers.get(value) ?? -1))
  }
  const years = listed<number>(filters.year)
  if (years) wanted.year = new Set(years)
  return wanted
}

/** A bit for each condition the document fails: 0 when it may be shown. */
export function failures(wanted: Wanted, columns: Columns, document: number): number {
  let failed = 0
  if (wanted.organ && !wanted.organ.has(columns.organ[document]!)) failed |= BIT.organ
  if (wanted.year && !wanted.year.has(columns.year[document]!)) failed |= BIT.year
  if (wanted.genre && !wanted.genre.has(columns.genre[document]!)) failed |= BIT.genre
  if (wanted.scope && !wanted.scope.has(columns.scope[document]!)) failed |= BIT.scope
  if (wanted.column && !holdsColumn(wanted.column, columns, document)) failed |= BIT.column
  if (wanted.inForceOn !== undefined && !inForce(columns, document, wanted.inForceOn)) failed |= NOT_IN_FORCE
  return failed
}

function holdsColumn(wanted: ReadonlySet<number>, columns: Columns, document: number): boolean {
  for (let at = columns.columnStarts[document]!; at < columns.columnStarts[document + 1]!; at++) {
    if (wanted.has(columns.columnValues[at]!)) return true
  }
  return false
}

function inForce(columns: Columns, document: number, day: number): boolean {
  const from = columns.forceFrom[document]!
  const to = columns.forceTo[document]!
  return (from === UNKNOWN || from <= day) && (to === UNKNOWN || day <= to)
}

/** Running counts by facet and value number. */
export type Tally = Record<FacetName, Map<number, number>>

export function startTally(): Tally {
  return { organ: new Map(), year: new Map(), genre: new Map(), column: new Map(), scope: new Map() }
}

/**
 * Counts a document. A facet that is filtered counts what its own filter leaves out too, so that a page can offer
 * the other values; every other facet counts the result alone.
 */
export function count(tally: Tally, columns: Columns, document: number, failed: number): void {
  const only = (name: FacetName) => failed === 0 || failed === BIT[name]
  if (only('organ')) add(tally.organ, columns.organ[document]!, NO_VALUE)
  if (only('year')) add(tally.year, columns.year[document]!, UNKNOWN)
  if (only('genre')) add(tally.genre, columns.genre[document]!, NO_VALUE)
  if (only('scope')) add(tally.scope, columns.scope[document]!, NO_VALUE)
  if (!only('column')) return
  for (let at = columns.columnStarts[document]!; at < columns.columnStarts[document + 1]!; at++) {
    add(tally.column, columns.columnValues[at]!, NO_VALUE)
  }
}

/** What is not known is no value to choose from. */
function add(counts: Map<number, number>, value: number, unknown: number): void {
  if (value !== unknown) counts.set(value, (counts.get(value) ?? 0) + 1)
}

export function facetCounts(tally: Tally, dictionaries: Dictionaries): FacetCounts {
  const named = (name: 'organ' | 'genre' | 'column' | 'scope') =>
    ranked([...tally[name]].map(([value, n]) => [dictionaries[name].values[value]!, n] as [string, number]))
  return {
    organ: named('organ'),
    year: [...tally.year].sort((a, b) => b[0] - a[0]),
    genre: named('genre'),
    column: named('column'),
    scope: named('scope'),
  }
}

function ranked(counts: Array<[string, number]>): Array<[string, number]> {
  return counts.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
}
