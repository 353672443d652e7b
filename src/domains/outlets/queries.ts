import type { Executor } from '../../platform/context.ts'

/** The publication version: the number of the newest release, 0 where nothing was ever released. */
export async function ledgerHead(db: Executor): Promise<number> {
  const row = await db
    .selectFrom('outlets_release')
    .select((eb) => eb.fn.max('seq').as('head'))
    .executeTakeFirstOrThrow()
  return Number(row.head ?? 0)
}

/** Whether anything was withdrawn after a release. */
export async function hasWithdrawnSince(db: Executor, seq: number): Promise<boolean> {
  const row = await db
    .selectFrom('outlets_release')
    .select('seq')
    .where('seq', '>', seq)
    .where('action', '=', 'withdraw')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
