import { docNumberKeys, titleKey } from '@gongkai/gongwen'
import { sql } from 'kysely'
import type { Day } from '../../platform/clock.ts'
import type { Ctx, Tx } from '../../platform/context.ts'
import { NotFound } from '../../platform/errors.ts'
import { recordAct } from '../audit/index.ts'
import { release } from '../outlets/index.ts'
import { offer } from '../search/index.ts'
import { actsOf } from './acts.ts'
import { spanOf } from './facts.ts'
import { ACTS } from './model.ts'

const QUEUE_LOCK = 7_302

/**
 * Waits for its turn to change the library. NOTE intakes, publications and confirmations queue here, so that two at
 * once cannot both find a text, an id or a citation absent, nor wait for each other's documents for ever.
 */
export async function queueUp(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${QUEUE_LOCK})`.execute(tx)
}

/** The live edition of a work, held for this transaction. */
export async function liveEdition(tx: Tx, workId: string) {
  const live = await tx
    .selectFrom('documents_edition')
    .select([
      'id',
      'title',
      'kind',
      'genre',
      'organ_code',
      'issuers',
      'columns',
      'scope',
      'body_text',
      'content_hash',
      'written_on',
      'effective_on',
      'expires_on',
      'first_published_on',
    ])
    .where('work_id', '=', workId)
    .where('state', '=', 'live')
    .forUpdate()
    .executeTakeFirst()
  if (!live) throw new NotFound('没有这份已发布的文件。')
  return live
}

/** Enters the live edition in the ledger of releases and offers it to be found. */
export async function offerLive(tx: Tx, ctx: Ctx, workId: string): Promise<void> {
  const live = await liveEdition(tx, workId)
  const work = await tx
    .selectFrom('documents_work')
    .selectAll()
    .where('id', '=', workId)
    .executeTakeFirstOrThrow()
  const span = spanOf(live, await actsOf(tx, workId))
  const organ = await tx
    .selectFrom('accounts_organ_shared')
    .select('short_name')
    .where('code', '=', live.organ_code ?? '')
    .executeTakeFirst()
  await tx
    .updateTable('documents_edition')
    .set({
      carries_force: span.carriesForce,
      in_force_from: span.from,
      in_force_to: span.to,
      in_force_end: span.end,
      partly_from: span.partlyFrom,
    })
    .where('id', '=', live.id)
    .execute()
  const seq = await release(tx, ctx, {
    subject: { kind: 'document', id: workId },
    action: 'publish',
    contentHash: live.content_hash,
  })
  await offer(tx, seq, {
    id: workId,
    kind: live.kind ?? 'document',
    url: `/documents/${workId}`,
    title: live.title,
    titleKey: titleKey(live.title),
    docNumber: work.doc_number,
    numberKeys: work.doc_number ? docNumberKeys(work.doc_number) : [],
    body: live.body_text,
    organ: organ?.short_name ?? live.issuers[0] ?? null,
    year: live.written_on ? Number(live.written_on.slice(0, 4)) : null,
    genre: live.genre,
    columns: live.columns,
    scope: live.scope,
    inForceFrom: span.from,
    inForceTo: span.to,
    datedOn: live.written_on ?? live.first_published_on,
  })
}

interface Recorded {
  workId: string
  /** Null where it is done to a document of which no edition is held. */
  editionId: number | null
  type: keyof typeof ACTS
  on: Day
  detail: Record<string, unknown>
}

/** Enters an act done to a document, and audits it; answers the act's id. */
export async function record(
  tx: Tx,
  ctx: Ctx,
  { workId, editionId, type, on, detail }: Recorded,
): Promise<number> {
  const { basis } = ACTS[type]
  const act = await tx
    .insertInto('documents_act')
    .values({
      work_id: workId,
      edition_id: editionId,
      type,
      on_day: on,
      at: ctx.at,
      actor: ctx.actor.kind,
      basis,
      detail: JSON.stringify(detail),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await recordAct(tx, ctx.actor, {
    act: type,
    subject: { kind: 'document', id: workId },
    basis,
    detail: { on, ...detail },
  })
  return act.id
}
