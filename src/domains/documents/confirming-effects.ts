import type { Day } from '../../platform/clock.ts'
import type { Ctx, Tx } from '../../platform/context.ts'
import { offerLive, record } from './commands-release.ts'
import type { ValidityAct } from './model.ts'

/** What a confirmed relation does to the document it names; the other relations only tell. */
export const EFFECTS: Readonly<Record<string, ValidityAct>> = {
  废止: 'repeal',
  替代: 'repeal',
  部分废止: 'partly-repeal',
  修改: 'amend',
  延长: 'extend',
}

interface Effective {
  id: number
  from_work: string
  to_work: string
  relation: string
  effect_on: Day
  effect_until: Day | null
}

/** What a citation says in its own text: the sentence it stands in, and the clauses named right after it. */
export interface Words {
  sentence: string
  clauses: string | null
  /** What stands in the sentence after the citation. */
  after: string
}

const CLAUSES =
  /^[ \u3000]?(?:中|的)?((?:第[一二三四五六七八九十百零〇\d]+[章节条款项目](?:[、和及至](?=第))?)+)/
const QUOTE_MOST = 300

/** The words by which a text does something to what it cites; null where the citation has no place in it. */
export function wordsOf(
  text: string,
  { starts_at, ends_at }: { starts_at: number | null; ends_at: number | null },
): Words | null {
  if (starts_at === null || ends_at === null || ends_at <= starts_at || ends_at > text.length) return null
  const before = text.slice(0, starts_at)
  const from = Math.max(...['。', '；', '\n'].map((stop) => before.lastIndexOf(stop))) + 1
  const end = text.slice(ends_at).search(/[。；\n]/)
  const to = end < 0 ? text.length : ends_at + end + (text[ends_at + end] === '\n' ? 0 : 1)
  const after = text.slice(ends_at, to)
  return {
    sentence: text.slice(from, to).trim().slice(0, QUOTE_MOST),
    clauses: CLAUSES.exec(after)?.[1] ?? null,
    after,
  }
}

/** Lets the confirmed relations of an edition that has gone live have their effect, those that have it already aside. */
export async function takeEffects(tx: Tx, ctx: Ctx, editionId: number): Promise<void> {
  const waiting = await tx
    .selectFrom('documents_citation')
    .selectAll()
    .where('edition_id', '=', editionId)
    .where('state', '=', 'confirmed')
    .where('relation', 'in', Object.keys(EFFECTS))
    .where('act_id', 'is', null)
    .where('effect_on', 'is not', null)
    .orderBy('id')
    .execute()
  if (waiting.length === 0) return
  const { body_text } = await tx
    .selectFrom('documents_edition')
    .select('body_text')
    .where('id', '=', editionId)
    .executeTakeFirstOrThrow()
  for (const citation of waiting) {
    const words = wordsOf(body_text, citation)
    await takeEffect(tx, ctx, { ...citation, effect_on: citation.effect_on! }, words)
  }
}

/** Enters what a confirmed relation does as an act on the document it names, and offers that one to be found anew. */
async function takeEffect(tx: Tx, ctx: Ctx, citation: Effective, words: Words | null): Promise<void> {
  const type = EFFECTS[citation.relation]!
  const actId = await record(tx, ctx, {
    workId: citation.to_work,
    editionId: await liveEditionId(tx, citation.to_work),
    type,
    on: citation.effect_on,
    detail: {
      by: citation.from_work,
      ...(words ? { quote: words.sentence } : {}),
      ...(words?.clauses && type !== 'repeal' ? { clauses: words.clauses } : {}),
      ...(citation.effect_until ? { until: citation.effect_until } : {}),
    },
  })
  await tx.updateTable('documents_citation').set({ act_id: actId }).where('id', '=', citation.id).execute()
  await offerAnew(tx, ctx, citation.to_work)
}

/** Takes back what a relation did: the act stays in the record, and another says that it was in error. */
export async function annulEffect(
  tx: Tx,
  ctx: Ctx,
  { id, from_work, to_work, act_id }: { id: number; from_work: string; to_work: string; act_id: number },
): Promise<void> {
  await record(tx, ctx, {
    workId: to_work,
    editionId: await liveEditionId(tx, to_work),
    type: 'annul',
    on: ctx.today,
    detail: { annuls: act_id, by: from_work },
  })
  await tx.updateTable('documents_citation').set({ act_id: null }).where('id', '=', id).execute()
  await offerAnew(tx, ctx, to_work)
}

/** The effects that relations had on a document we did not hold come to bear on the one that has come in its place. */
export async function moveEffects(
  tx: Tx,
  from: { citation: number; act: number }[],
  workId: string,
): Promise<void> {
  for (const { citation, act } of from) {
    const { id: _id, ...row } = await tx
      .selectFrom('documents_act')
      .selectAll()
      .where('id', '=', act)
      .executeTakeFirstOrThrow()
    const copy = await tx
      .insertInto('documents_act')
      .values({ ...row, work_id: workId, detail: JSON.stringify(row.detail) })
      .returning('id')
      .executeTakeFirstOrThrow()
    await tx.updateTable('documents_citation').set({ act_id: copy.id }).where('id', '=', citation).execute()
  }
}

async function offerAnew(tx: Tx, ctx: Ctx, workId: string): Promise<void> {
  if ((await liveEditionId(tx, workId)) !== null) await offerLive(tx, ctx, workId)
}

/** A document not held, or not public yet, is still ended or amended: what is done to it waits for its text. */
async function liveEditionId(tx: Tx, workId: string): Promise<number | null> {
  const live = await tx
    .selectFrom('documents_edition')
    .select('id')
    .where('work_id', '=', workId)
    .where('state', '=', 'live')
    .executeTakeFirst()
  return live?.id ?? null
}
