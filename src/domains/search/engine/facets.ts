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
export type Wanted = Partial<Record<FacetName, ReadonlySet<number>>> & {
  inForceOn?: number | undefined
  /** True when there is nothing to filter by. */
  anything: boolean
}

const BIT: Record<FacetName, number> = { organ: 1, year: 2, genre: 4, column: 8, scope: 16 }
const NOT_IN_FORCE = 32

function listed<T>(value: T | readonly T[] | undefined): readonly T[] | undefined {
  if (value === undefined) return undefined
  return Array.isArray(value) ? value : [value as T]
}

export function wantedOf(filters: Filters, dictionaries: Dictionaries): Wanted {
  const wanted: Wanted = { inForceOn: filters.inForceOn, anything: true }
  for (const name of ['organ', 'genre', 'column', 'scope'] as const) {
    const values = listed<string>(filters[name])
    // An unknown value is kept as a number no document has: it finds nothing rather than everything.
    if (values) wanted[name] = new Set(values.map((value) => dictionaries[name].numbers.get(value) ?? -1))
  }
  const years = listed<number>(filters.year)
  if (years) wanted.year = new Set(years)
  wanted.anything = Object.values(wanted).every((value) => value === undefined || value === true)
  return wanted
}

/** A bit for each condition the document fails: 0 when it may be shown. */
export function failures(wanted: Wanted, columns: Columns, document: number): number {
  if (wanted.anything) return 0
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

/** Running counts by the number of a value; those of years by year. */
export type Tally = Record<FacetName, Uint32Array>

/** Later years, and what is not known, are not counted. */
const YEARS = 4096

export function startTally(dictionaries: Dictionaries): Tally {
  return {
    organ: new Uint32Array(dictionaries.organ.values.length),
    year: new Uint32Array(YEARS),
    genre: new Uint32Array(dictionaries.genre.values.length),
    column: new Uint32Array(dictionaries.column.values.length),
    scope: new Uint32Array(dictionaries.scope.values.length),
  }
}

/**
 * Counts a document. A facet that is filtered counts what its own filter leaves out too, so that a page can offer
 * the other values; every other facet counts the result alone.
 */
export function count(tally: Tally, columns: Columns, document: number, failed: number): void {
  // NOTE written out, because it is done for every document of a result. A number beyond an array counts nothing.
  if (failed === 0 || failed === BIT.organ) tally.organ[columns.organ[document]!]!++
  const year = columns.year[document]!
  if (year >= 0 && (failed === 0 || failed === BIT.year)) tally.year[year]!++
  if (failed === 0 || failed === BIT.genre) tally.genre[columns.genre[document]!]!++
  if (failed === 0 || failed === BIT.scope) tally.scope[columns.scope[document]!]!++
  if (failed !== 0 && failed !== BIT.column) return
  const end = columns.columnStarts[document + 1]!
  for (let at = columns.columnStarts[document]!; at < end; at++) tally.column[columns.columnValues[at]!]!++
}

export function facetCounts(tally: Tally, dictionaries: Dictionaries): FacetCounts {
  const named = (name: 'organ' | 'genre' | 'column' | 'scope') =>
    counted(tally[name])
      .filter(([value]) => value !== NO_VALUE)
      .map(([value, times]): [string, number] => [dictionaries[name].values[value]!, times])
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  return {
    organ: named('organ'),
    year: counted(tally.year).reverse(),
    genre: named('genre'),
    column: named('column'),
    scope: named('scope'),
  }
}

function counted(counts: Uint32Array): Array<[number, number]> {
  const found: Array<[number, number]> = []
  counts.forEach((times, value) => {
    if (times > 0) found.push([value, times])
  })
  return found
}
