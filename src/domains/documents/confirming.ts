import { docNumberKeys, type Issue, titleKey } from '@gongkai/gongwen'
import type { Ctx, Executor, Tx } from '../../platform/context.ts'
import { Denied, NotFound, Unlawful } from '../../platform/errors.ts'
import { organs } from '../accounts/index.ts'
import { actsOf } from './acts.ts'
import { adoptCitations } from './citing.ts'
import { offerLive, queueUp, record } from './commands-release.ts'
import { enterEdition } from './confirming-edition.ts'
import { annulEffect, EFFECTS, takeEffects, wordsOf } from './confirming-effects.ts'
import { planLines, type Relined } from './confirming-lines.ts'
import {
  type Bar,
  barsOnAcceptance,
  type Decision,
  FIELDS,
  type Field,
  type Fields,
  planFields,
  planRelations,
  type Relation,
  type Wanted,
} from './confirming-plan.ts'
import { isId } from './identity.ts'
import type { Structure } from './model.ts'
import { mayPublish } from './policy.ts'

/** A document as it stands before whoever is to confirm what was read from it. */
export type Standing = Awaited<ReturnType<typeof readForConfirming>>

/** What was read from a document and is to be confirmed: its draft, or else its live edition. */
export async function readForConfirming(ctx: Ctx, id: string) {
  if (!mayPublish(ctx.actor)) throw new Denied('核对文件由系统操作员办理。')
  return readStanding(ctx.db, id)
}

async function readStanding(db: Executor, id: string) {
  const edition = isId(id)
    ? await db
        .selectFrom('documents_edition')
        .selectAll()
        .where('work_id', '=', id)
        .where('state', 'in', ['draft', 'live'])
        .orderBy('version', 'desc')
        .executeTakeFirst()
    : undefined
  if (!edition) throw new NotFound('没有这份可以核对的文件。编号可能有误，也可能已经撤下。')
  const work = await db
    .selectFrom('documents_work')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const acts = await actsOf(db, id)
  const lastChange = acts.findLastIndex(({ type }) => type === 'correct')
  return {
    work,
    edition,
    structure: edition.structure as unknown as Structure,
    issues: edition.issues as unknown as Issue[],
    relations: await relationsOf(db, edition),
    accepted: acts.findLastIndex(({ type }) => type === 'confirm') > lastChange,
    fields: { ...edition, doc_number: work.doc_number } as Fields,
  }
}

async function relationsOf(db: Executor, edition: { id: number; body_text: string }): Promise<Relation[]> {
  const rows = await db
    .selectFrom('documents_citation as c')
    .innerJoin('documents_work as w', 'w.id', 'c.to_work')
    .selectAll('c')
    .select(['w.title as work_title', 'w.doc_number as work_number', 'w.held'])
    .where('c.edition_id', '=', edition.id)
    .orderBy('c.starts_at')
    .orderBy('c.id')
    .execute()
  return rows.map((row, at) => ({
    ...row,
    number: at + 1,
    to: [row.work_number ?? row.doc_number, `《${row.title ?? row.work_title}》`].filter(Boolean).join(''),
    words: wordsOf(edition.body_text, row),
  }))
}

/** What a confirmation did, in words. */
export interface Confirmed {
  id: string
  version: number
  done: string[]
  /** Anchors of clauses that now stand elsewhere, old to new. */
  moved: [string, string][]
}

/**
 * Records what an officer makes of a parse: fields corrected, a line split or joined, relations confirmed or rejected,
 * the whole accepted. All in one transaction, each an act of its own; a text that changes becomes a new edition. A
 * relation that changes force has its effect from here on, or from the publication of a draft. Throws `Unlawful`
 * with every reason at once where something bars any of it; then nothing is recorded.
 */
export async function confirm(ctx: Ctx, id: string, wanted: Wanted): Promise<Confirmed> {
  if (!mayPublish(ctx.actor)) throw new Denied('核对文件由系统操作员办理。')
  return ctx.db.transaction().execute(async (tx) => {
    await queueUp(tx)
    const standing = await readStanding(tx, id)
    const plan = await planAll(tx, ctx, standing, wanted)
    if (plan.bars.length > 0)
      throw new Unlawful(
        'confirmation-barred',
        plan.bars.map(({ because }) => because).join(''),
        plan.bars.flatMap(({ basis }) => basis ?? []),
      )
    return carryOut(tx, ctx, standing, plan)
  })
}

interface Plan {
  fields: Fields
  changed: Field[]
  relined: Relined | undefined
  decisions: Decision[]
  accept: boolean
  bars: Bar[]
}

async function planAll(tx: Tx, ctx: Ctx, standing: Standing, wanted: Wanted): Promise<Plan> {
  const registered = await organs(tx)
  const { fields, changed, bars } = planFields(standing.fields, wanted.set ?? {}, {
    organs: registered,
    today: ctx.today,
  })
  const lines = planLines(standing.structure, wanted, standing.edition)
  const relations = planRelations(standing.relations, wanted, fields.effective_on)
  const accept = wanted.accept === true
  const isChanged = changed.length > 0 || lines.relined !== undefined || relations.decisions.length > 0
  const all = [...bars, ...lines.bars, ...relations.bars]
  if (await isNumberTaken(tx, standing, fields))
    all.push({ because: `文号${fields.doc_number}已由另一份文件使用，请核对两份文件的文号。` })
  if (accept)
    all.push(
      ...barsOnAcceptance(fields, standing.relations, relations.decisions, standing.accepted && !isChanged),
    )
  if (!accept && !isChanged && all.length === 0) all.push({ because: '没有写明要办理什么。' })
  return { fields, changed, relined: lines.relined, decisions: relations.decisions, accept, bars: all }
}

async function isNumberTaken(tx: Tx, { work }: Standing, { doc_number }: Fields): Promise<boolean> {
  if (!doc_number || doc_number === work.doc_number) return false
  const other = await tx
    .selectFrom('documents_work')
    .select('id')
    .where('doc_number', '=', doc_number)
    .where('held', '=', true)
    .where('id', '<>', work.id)
    .executeTakeFirst()
  return other !== undefined
}

async function carryOut(tx: Tx, ctx: Ctx, standing: Standing, plan: Plan): Promise<Confirmed> {
  const { work } = standing
  const done: string[] = []
  // NOTE decided first: a new edition takes over the relations as they stand.
  for (const decision of plan.decisions) done.push(await decide(tx, ctx, standing, decision))
  const edition =
    plan.changed.length > 0 || plan.relined
      ? await correct(tx, ctx, standing, plan, done)
      : { id: standing.edition.id, version: standing.edition.version }
  if (standing.edition.state === 'live') {
    await takeEffects(tx, ctx, edition.id)
    if (plan.changed.length > 0 || plan.relined) await offerLive(tx, ctx, work.id)
  }
  if (plan.accept) {
    await record(tx, ctx, {
      workId: work.id,
      editionId: edition.id,
      type: 'confirm',
      on: ctx.today,
      detail: {},
    })
    done.push('已核对无误')
  }
  return { id: work.id, version: edition.version, done, moved: [...(plan.relined?.anchors ?? [])] }
}

/** Enters what became of one relation. What it did before is taken back first, by an act that says so. */
async function decide(
  tx: Tx,
  ctx: Ctx,
  { work, edition }: Standing,
  { relation, state, kind, on, until }: Decision,
): Promise<string> {
  if (relation.act_id !== null) await annulEffect(tx, ctx, { ...relation, act_id: relation.act_id })
  await tx
    .updateTable('documents_citation')
    .set({ state, relation: kind, effect_on: on, effect_until: until })
    .where('id', '=', relation.id)
    .execute()
  await record(tx, ctx, {
    workId: work.id,
    editionId: edition.id,
    type: state === 'confirmed' ? 'confirm-relation' : 'reject-relation',
    on: ctx.today,
    detail: {
      relation: kind,
      to: relation.to_work,
      ...(relation.relation === kind ? {} : { read: relation.relation }),
      ...(relation.words ? { quote: relation.words.sentence } : {}),
      ...(on ? { from: on } : {}),
      ...(until ? { until } : {}),
    },
  })
  const what = `第${relation.number}条：${kind}${relation.to}`
  if (state === 'rejected')
    return `${what}，已否定${relation.act_id === null ? '' : '，原来的效力记录已更正'}`
  const waits = edition.state === 'draft' && kind in EFFECTS ? '，待本文件发布后生效' : ''
  return `${what}，已确认${on ? `，自${on}起` : ''}${until ? `，至${until}` : ''}${waits}`
}

/** Enters corrections of fields and lines: as a new edition where the text is another, else where it stands. */
async function correct(
  tx: Tx,
  ctx: Ctx,
  standing: Standing,
  { fields, changed, relined }: Plan,
  done: string[],
): Promise<{ id: number; version: number }> {
  const { work, fields: before } = standing
  const edition = await enterEdition(tx, ctx, standing, { fields, changed, relined })
  if (changed.includes('title') || changed.includes('docNumber')) {
    const { title, doc_number } = fields
    await tx
      .updateTable('documents_work')
      .set({
        title,
        title_key: titleKey(title),
        doc_number,
        number_keys: doc_number ? docNumberKeys(doc_number) : [],
      })
      .where('id', '=', work.id)
      .execute()
    await adoptCitations(tx, { id: work.id, title, docNumber: doc_number })
  }
  const what = [...changed.map((name) => FIELDS[name]), ...(relined ? [relined.what] : [])]
  await record(tx, ctx, {
    workId: work.id,
    editionId: edition.id,
    type: 'correct',
    on: ctx.today,
    detail: {
      what,
      ...(changed.length > 0 ? { was: was(before, fields) } : {}),
      ...(relined && relined.anchors.size > 0 ? { moved: [...relined.anchors] } : {}),
    },
  })
  done.push(...what.map((each) => `${each}，已更正`))
  if (edition.version !== standing.edition.version) done.push(`文本有改动，已成为第${edition.version}版`)
  return edition
}

/** The fields as they stood, of those that change: kept with the act, not shown. */
function was(before: Fields, after: Fields): Partial<Fields> {
  const names = Object.keys(before) as (keyof Fields)[]
  return Object.fromEntries(
    names
      .filter((name) => name in after && JSON.stringify(before[name]) !== JSON.stringify(after[name]))
      .map((name) => [name, before[name]]),
  )
}
