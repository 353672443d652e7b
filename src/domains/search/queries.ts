import type { Executor } from '../../platform/context.ts'

/** Offerings and tombstones after a release, in the order of the ledger. */
export async function offeringsAfter(db: Executor, seq: number, limit: number) {
  return db
    .selectFrom('search_offering')
    .selectAll()
    .where('seq', '>', seq)
    .orderBy('seq')
    .limit(limit)
    .execute()
}

/** What is shown of hits; an offering retracted since the index answered is left out. */
export async function offeringsOf(db: Executor, ids: string[]) {
  if (ids.length === 0) return new Map<string, never>()
  const rows = await db
    .selectFrom('search_offering')
    .selectAll()
    .where('id', 'in', ids)
    .where('retracted', '=', false)
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}
