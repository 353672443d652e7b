import type { Day } from '../../platform/clock.ts'
import type { Ctx, Tx } from '../../platform/context.ts'
import { Conflict, Denied, NotFound, Unlawful } from '../../platform/errors.ts'
import { release } from '../outlets/index.ts'
import { retract } from '../search/index.ts'
import { actsOf } from './acts.ts'
import { liveEdition, offerLive, queueUp, record } from './commands-release.ts'
import { takeEffects } from './confirming-effects.ts'
import type { Act, ValidityAct } from './model.ts'
import { mayPublish } from './policy.ts'

/**
 * Publishes the draft of a document: it becomes the live edition, its publication time is the server's and final,
 * and it enters every outlet. Throws `Unlawful` with all the reasons at once where something bars it.
 */
export async function publish(ctx: Ctx, workId: string): Promise<void> {
  await ctx.db.transaction().execute(async (tx) => {
    await queueUp(tx)
    await publishEdition(tx, ctx, workId)
  })
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
  await offerLive(tx, ctx, workId)
  await takeEffects(tx, ctx, draft.id)
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
  /** The clauses it touches, where not the whole: 第九条. */
  clauses?: string
  /** For an extension: the new last day. */
  until?: Day
}

/** Records, as confirmed by the actor, an act that changes whether a document is in force; the same act once. */
export async function recordValidity(ctx: Ctx, change: ValidityChange): Promise<void> {
  if (!mayPublish(ctx.actor)) throw new Denied('确认文件效力由系统操作员办理。')
  const { workId, type, on, ...detail } = change
  await ctx.db.transaction().execute(async (tx) => {
    const live = await liveEdition(tx, workId)
    if ((await actsOf(tx, workId)).some((act) => isSame(act, change))) return
    await record(tx, ctx, { workId, editionId: live.id, type, on, detail })
    await offerLive(tx, ctx, workId)
  })
}

/** NOTE what was recorded and is brought again, by an import cut short or by two officers, is one act. */
function isSame({ type, on, detail }: Act, change: ValidityChange): boolean {
  const parts = ['by', 'quote', 'clauses', 'until'] as const
  return type === change.type && on === change.on && parts.every((part) => detail[part] === change[part])
}
