import { docNumberKeys, titleKey } from '@gongkai/gongwen'
import type { Day } from '../../platform/clock.ts'
import type { Ctx, Tx } from '../../platform/context.ts'
import { Conflict, Denied, NotFound, Unlawful } from '../../platform/errors.ts'
import { recordAct } from '../audit/index.ts'
import { release } from '../outlets/index.ts'
import { offer, retract } from '../search/index.ts'
import { actsOf } from './acts.ts'
import { spanOf } from './facts.ts'
import { ACTS, type ValidityAct } from './model.ts'
import { mayPublish } from './policy.ts'

/**
 * Publishes the draft of a document: it becomes the live edition, its publication time is the server's and final,
 * and it enters every outlet. Throws `Unlawful` with all the reasons at once where something bars it.
 */
export async function publish(ctx: Ctx, workId: string): Promise<void> {
  await ctx.db.transaction().execute((tx) => publishEdition(tx, ctx, workId))
}

/** The same within a transaction that has just entered the draft. */
export async function publishEdition(tx: Tx, ctx: Ctx, workId: string): Promise<void> {
  if (!mayPublish(ctx.actor)) throw new Denied('发布文件由系统操作员办理。')
  const draft = await tx
    .selectFrom('documents_edition')
    .select(['id', 'disclosure', 'scope', 'title', 'body_text'])
    .where('work_id', '=', workId)
    .where('state', '=', 'draft')
    .forUpdate()
    .executeTakeFirst()
  if (!draft) throw new NotFound('这份文件没有待发布的文本。')
  const bars = whatBars(draft)
  if (bars.length > 0)
    throw new Unlawful(
      'publication-barred',
      bars.map((bar) => bar.because).join(''),
      bars.map((bar) => bar.basis),
    )
  await tx
    .updateTable('documents_edition')
    .set({ state: 'past' })
    .where('work_id', '=', workId)
    .where('state', '=', 'live')
    .execute()
  await tx
    .updateTable('documents_edition')
    .set({ state: 'live', published_at: ctx.at })
    .where('id', '=', draft.id)
    .execute()
  await record(tx, ctx, { workId, editionId: draft.id, type: 'published', on: ctx.today, detail: {} })
  await offerLive(tx, ctx, workId, 'publish')
}

/** What bars publication, every reason with its article; empty where nothing does. */
function whatBars(draft: {
  disclosure: string
  scope: string
  title: string
  body_text: string
}): { because: string; basis: string }[] {
  const bars = []
  if (draft.disclosure !== 'proactive')
    bars.push({ because: '公开属性不是主动公开，不能发布。', basis: '条例·13、14' })
  if (draft.scope !== 'internet')
    bars.push({ because: '公开范围不是互联网，不能在网站发布。', basis: '条例·23' })
  if (draft.body_text.trim() === '') bars.push({ because: '正文是空的。', basis: '条例·12' })
  return bars
}

/** Withdraws the live edition: its text leaves every outlet, and its page stays to say when and why. */
export async function withdraw(ctx: Ctx, workId: string, reason: string): Promise<void> {
  if (!mayPublish(ctx.actor)) throw new Denied('撤下文件由系统操作员办理。')
  if (reason.trim() === '') throw new Conflict('reason-missing', '撤下文件必须写明理由，理由会在原网址公开。')
  await ctx.db.transaction().execute(async (tx) => {
    const live = await liveEdition(tx, workId)
    await tx.updateTable('documents_edition').set({ state: 'withdrawn' }).where('id', '=', live.id).execute()
    await record(tx, ctx, {
      workId,
      editionId: live.id,
      type: 'withdrawn',
      on: ctx.today,
      detail: { reason },
    })
    const seq = await release(tx, ctx, {
      subject: { kind: 'document', id: workId },
      action: 'withdraw',
      contentHash: live.content_hash,
    })
    await retract(tx, seq, workId)
  })
}

export interface ValidityChange {
  workId: string
  type: ValidityAct
  /** First day of the new state: a document repealed on 1 May is last in force on 30 April. */
  on: Day
  /** The work that does it, and the words it does it with. */
  by?: string
  quote?: string
  /** For an extension: the new last day. */
  until?: Day
}

/** Records, as confirmed by the actor, an act that changes whether a document is in force. */
export async function recordValidity(ctx: Ctx, change: ValidityChange): Promise<void> {
  if (!mayPublish(ctx.actor)) throw new Denied('确认文件效力由系统操作员办理。')
  const { workId, type, on, ...detail } = change
  await ctx.db.transaction().execute(async (tx) => {
    const live = await liveEdition(tx, workId)
    await record(tx, ctx, { workId, editionId: live.id, type, on, detail })
    await offerLive(tx, ctx, workId, 'publish')
  })
}

async function liveEdition(tx: Tx, workId: string) {
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
async function offerLive(tx: Tx, ctx: Ctx, workId: string, action: 'publish'): Promise<void> {
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
    action,
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
  editionId: number
  type: keyof typeof ACTS
  on: Day
  detail: Record<string, unknown>
}

async function record(tx: Tx, ctx: Ctx, { workId, editionId, type, on, detail }: Recorded): Promise<void> {
  const { basis } = ACTS[type]
  await tx
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
    .execute()
  await recordAct(tx, ctx.actor, {
    act: type,
    subject: { kind: 'document', id: workId },
    basis,
    detail: { on, ...detail },
  })
}
