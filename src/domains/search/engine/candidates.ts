/** From sums to candidates: which documents belong to the result, how many, and the best of them. */

import { type Columns, textAt } from './columns.ts'
import { count, failures, startTally, type Tally, type Wanted } from './facets.ts'
import type { Part } from './index.ts'
import type { Weighing } from './score.ts'
import { type Before, type Candidate, floorOf, offer, startTop, type Top } from './top.ts'

/** The documents of an index under one numbering, those of a part beginning at its base. */
export type Shelf = { readonly parts: readonly Part[]; readonly bases: readonly number[] }

export function placeOf(shelf: Shelf, document: number): { columns: Columns; local: number } {
  let part = shelf.parts.length - 1
  while (shelf.bases[part]! > document) part--
  return { columns: shelf.parts[part]!.columns, local: document - shelf.bases[part]! }
}

export function dateOf(shelf: Shelf, document: number): number {
  const { columns, local } = placeOf(shelf, document)
  return columns.date[local]!
}

export function idOf(shelf: Shelf, document: number): string {
  const { columns, local } = placeOf(shelf, document)
  return textAt(columns.ids, local)
}

export function titleOf(shelf: Shelf, document: number): string {
  const { columns, local } = placeOf(shelf, document)
  return textAt(columns.titles, local)
}

/** By value; then by `second`; then by id, so that no two documents tie. */
export function orderBy(shelf: Shelf, second: (document: number) => number): Before {
  return (a, b) => {
    if (a.value !== b.value) return a.value > b.value
    const difference = second(a.document) - second(b.document)
    if (difference !== 0) return difference > 0
    return idOf(shelf, a.document) < idOf(shelf, b.document)
  }
}

export type Membership = {
  readonly text: Weighing
  /** The least a document must cover. */
  readonly least: number
  readonly phrases: readonly Weighing[]
  readonly pinned: ReadonlyMap<number, unknown>
}

export function isMember({ text, least, phrases, pinned }: Membership, document: number): boolean {
  if (pinned.has(document)) return true
  const covered = text.sums[document * 2 + 1]!
  if (covered === 0 || covered < least) return false
  return phrases.every((phrase) => phrase.sums[document * 2 + 1] === phrase.full && phrase.full > 0)
}

/** What the best document covers, among those that may be shown. */
export function bestCoverage(shelf: Shelf, wanted: Wanted, sums: Float32Array): number {
  let best = 0
  shelf.parts.forEach(({ columns, dead }, i) => {
    const base = shelf.bases[i]!
    for (let local = 0, row = base * 2 + 1; local < columns.count; local++, row += 2) {
      const covered = sums[row]!
      if (covered > best && dead[local] !== 1 && failures(wanted, columns, local) === 0) best = covered
    }
  })
  return best
}

export type Collected = { total: number; tally: Tally; top: Top }

/** Counts every member and keeps the best `size` by `valueOf`. */
export function collect(
  shelf: Shelf,
  wanted: Wanted,
  membership: Membership,
  top: { size: number; valueOf: (document: number) => number; before: Before },
): Collected {
  const collected: Collected = { total: 0, tally: startTally(), top: startTop(top.size, top.before) }
  const { sums } = membership.text
  const { least, pinned } = membership
  shelf.parts.forEach(({ columns, dead }, i) => {
    const base = shelf.bases[i]!
    for (let local = 0; local < columns.count; local++) {
      const document = base + local
      if (sums[document * 2 + 1]! < least && !pinned.has(document)) continue
      if (dead[local] === 1 || !isMember(membership, document)) continue
      const failed = failures(wanted, columns, local)
      count(collected.tally, columns, local, failed)
      if (failed !== 0) continue
      collected.total++
      const value = top.valueOf(document)
      if (value >= floorOf(collected.top)) offer(collected.top, { document, value })
    }
  })
  return collected
}

/** The best `size` live documents by their title alone. */
export function titleCandidates(shelf: Shelf, title: Weighing, size: number): Candidate[] {
  const top = startTop(
    size,
    orderBy(shelf, (document) => dateOf(shelf, document)),
  )
  shelf.parts.forEach(({ columns, dead }, i) => {
    const base = shelf.bases[i]!
    for (let local = 0; local < columns.count; local++) {
      const value = title.sums[(base + local) * 2]!
      if (value > 0 && value >= floorOf(top) && dead[local] !== 1)
        offer(top, { document: base + local, value })
    }
  })
  return top.heap
}
