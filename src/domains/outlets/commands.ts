import { sql } from 'kysely'
import type { Ctx, Tx } from '../../platform/context.ts'

export interface Release {
  subject: { kind: string; id: string }
  action: 'publish' | 'withdraw'
  contentHash: string
}

/** The channel on which a commit of releases is notified. */
export const CHANNEL = 'outlets_release'
const ORDER_LOCK = 7_301

/**
 * Enters a release in the ledger and answers its sequence number. Let it be the last thing a transaction does before
 * it commits, since everyone who publishes waits behind it.
 */
export async function release(tx: Tx, ctx: Ctx, { subject, action, contentHash }: Release): Promise<number> {
  // NOTE the lock is held until commit, so numbers become visible in order: who has seen n has seen all before n.
  await sql`select pg_advisory_xact_lock(${ORDER_LOCK})`.execute(tx)
  const row = await tx
    .insertInto('outlets_release')
    .values({
      subject_kind: subject.kind,
      subject_id: subject.id,
      action,
      content_hash: contentHash,
      at: ctx.at,
    })
    .returning('seq')
    .executeTakeFirstOrThrow()
  await sql`select pg_notify(${CHANNEL}, '')`.execute(tx)
  return Number(row.seq)
}

/** Notes how far an outlet of a node has followed the ledger. */
export async function acknowledge(db: Ctx['db'], outlet: string, node: string, seq: number): Promise<void> {
  await db
    .insertInto('outlets_receipt')
    .values({ outlet, node, seq })
    .onConflict((conflict) =>
      conflict.columns(['outlet', 'node']).doUpdateSet({ seq, at: sql`clock_timestamp()` }),
    )
    .execute()
}
