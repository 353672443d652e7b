/** From sums to candidates: which documents belong to the result, how many, and the best of them. */

import { textAt } from './columns.ts'
import { count, failures, type Tally, type Wanted } from './facets.ts'
import type { Part } from './index.ts'
import type { Weighing } from './score.ts'
import { type Before, type Candidate, floorOf, offer, startTop, type Top } from './top.ts'

/** The documents of an index under one numbering, those of a part beginning at its base. */
export type Shelf = { readonly parts: readonly Part[]; readonly bases: readonly number[] }

/** The part that holds a document, and the document's number there. */
export function placeOf(shelf: Shelf, document: number): Part & { local: number } {
  let part = shelf.parts.length - 1
  while (shelf.bases[part]! > document) part--
  const { columns, dead } = shelf.parts[part]!
  return { columns, dead, local: document - shelf.bases[part]! }
}

export function dateOf(shelf: Shelf, document: number): number {
  const { columns, local } = placeOf(shelf, document)
  return columns.date[local]!
}

function lengthOf(shelf: Shelf, document: number): number {
  const { columns, local } = placeOf(shelf, document)
  return columns.lengths[local]!
}

export function idOf(shelf: Shelf, document: number): string {
  const { columns, local } = placeOf(shelf, document)
  return textAt(columns.ids, local)
}

export function titleOf(shelf: Shelf, document: number): string {
  const { columns, local } = placeOf(shelf, document)
  return textAt(columns.titles, local)
}

/**
 * By value; then by `second`; then by length and id, so that no two documents tie and equal indexes answer alike. The
 * length is there because many documents tie in all else, and ids are slow to compare.
 */
export function orderBy(shelf: Shelf, second: (document: number) => number): Before {
  return (a, b) => {
    if (a.value !== b.value) return a.value > b.value
    const difference = second(a.document) - second(b.document)
    if (difference !== 0) return difference > 0
    const longer = lengthOf(shelf, a.document) - lengthOf(shelf, b.document)
    if (longer !== 0) return longer < 0
    return idOf(shelf, a.document) < idOf(shelf, b.document)
  }
}

export type Membership = {
  readonly text: Weighing
  /** The least a document must cover. */
  readonly least: number
  readonly phrases: readonly Weighing[]
  /** Members whatever they cover. */
  readonly pinned: ReadonlyMap<number, unknown>
}

export function isMember({ text, least, phrases, pinned }: Membership, document: number): boolean {
  if (pinned.has(document)) return true
  return text.sums.values[document * 2 + 1]! >= least && holdsPhrases(phrases, document)
}

function holdsPhrases(phrases: readonly Weighing[], document: number): boolean {
  return phrases.every(
    ({ full, mass, sums }) => full > 0 && full === mass && sums.values[document * 2 + 1] === full,
  )
}

/** Whether a document is there at all and passes the filters. */
export function eligibility(shelf: Shelf, wanted: Wanted): (document: number) => boolean {
  return (document) => {
    const { columns, dead, local } = placeOf(shelf, document)
    return dead[local] === 0 && failures(wanted, columns, local) === 0
  }
}

export type Collected = { total: number; tally: Tally; top: Top }

/** Counts every member and keeps the best by `rankBy`. */
export function collect(
  shelf: Shelf,
  wanted: Wanted,
  membership: Membership,
  into: Collected,
  rankBy: (document: number) => number,
): void {
  const { text, least, phrases, pinned } = membership
  const { values, touched, count: touchedCount } = text.sums
  const take = (document: number) => {
    const { columns, dead, local } = placeOf(shelf, document)
    if (dead[local] !== 0) return
    const failed = failures(wanted, columns, local)
    count(into.tally, columns, local, failed)
    if (failed !== 0) return
    into.total++
    const value = rankBy(document)
    if (value >= floorOf(into.top)) offer(into.top, { document, value })
  }
  for (let i = 0; i < touchedCount; i++) {
    const document = touched[i]!
    if (values[document * 2 + 1]! < least) continue
    if (phrases.length === 0 || holdsPhrases(phrases, document) || pinned.has(document)) take(document)
  }
  for (const document of pinned.keys()) if (!(values[document * 2 + 1]! >= least)) take(document)
}

/** The best `size` live documents by their title alone. */
export function titleCandidates(shelf: Shelf, { sums, best }: Weighing, size: number): Candidate[] {
  const top = startTop(
    size,
    orderBy(shelf, (document) => dateOf(shelf, document)),
  )
  const least = best * TITLE_SHARE
  for (let i = 0; i < sums.count; i++) {
    const document = sums.touched[i]!
    const value = sums.values[document * 2]!
    if (value < floorOf(top) || sums.values[document * 2 + 1]! < least) continue
    const { dead, local } = placeOf(shelf, document)
    if (dead[local] === 0) offer(top, { document, value })
  }
  return top.heap
}

/** Titles that cover less than this share of what the best one covers are not looked at. */
export const TITLE_SHARE = 0.3
