import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { NotFound } from '../../platform/errors.ts'
import type { ForceStatus } from '../../ui/page-model.ts'
import type { Finder, Found, Query } from '../search/index.ts'
import { actsOf } from './acts.ts'
import { isId } from './identity.ts'
import type { Act, Structure } from './model.ts'
import { mayRead, wasPublic } from './policy.ts'
import { forcesOf } from './queries.ts'

/** One document with all that its page shows. */
export type ReadDocument = Awaited<ReturnType<typeof readDocument>>

/**
 * The one way to a single document. Answers what the actor may read: the live edition, the tombstone of a withdrawn
 * one, or the page of a document that others cite and the actor may not read here; anything else is not found.
 */
export async function readDocument(ctx: Ctx, id: string) {
  if (!isId(id)) throw notHere()
  const work = await ctx.db.selectFrom('documents_work').selectAll().where('id', '=', id).executeTakeFirst()
  if (!work) throw notHere()
  const editions = await ctx.db
    .selectFrom('documents_edition')
    .selectAll()
    .where('work_id', '=', id)
    .orderBy('version', 'desc')
    .execute()
  const acts = await actsOf(ctx.db, id)
  const edition = editions.find((each) => mayRead(ctx.actor, each))
  if (edition)
    return {
      found: 'held' as const,
      work,
      edition,
      acts,
      structure: edition.structure as unknown as Structure,
    }
  const withdrawn = editions.find((each) => each.state === 'withdrawn' && wasPublic(each))
  if (withdrawn) return { found: 'withdrawn' as const, work, title: withdrawn.title, acts }
  const cited = await asCited(ctx, work)
  if (!cited) throw notHere()
  return { found: 'cited' as const, work: cited }
}

function notHere(): NotFound {
  return new NotFound('没有这份文件。编号可能有误，您可以按名称或者文号查找。')
}

/**
 * A document as those cite it that the actor may read. Of one that is held but not for the public, this is all that
 * shows: never its own title, which its citations need not have told.
 */
async function asCited(
  ctx: Ctx,
  { id, held, title, title_key, doc_number }: CitedWork,
): Promise<CitedWork | undefined> {
  if (!held) return { id, held, title, title_key, doc_number }
  const told = await liveWorks(ctx)
    .innerJoin('documents_citation as c', 'c.edition_id', 'documents_edition.id')
    .select(['c.title', 'c.doc_number', 'c.quote'])
    .where('c.to_work', '=', id)
    .where('c.state', '<>', 'rejected')
    .orderBy('c.title', (order) => order.asc().nullsLast())
    .executeTakeFirst()
  if (!told) return undefined
  return {
    id,
    held: false,
    title: told.title ?? told.doc_number ?? told.quote,
    title_key: '',
    doc_number: told.doc_number,
  }
}

interface CitedWork {
  id: string
  held: boolean
  title: string
  title_key: string
  doc_number: string | null
}

/**
 * The live document with the same title as a cited one we do not hold, if there is one now. A number told of both
 * must be the same: many documents share a title, year after year.
 */
export async function standIn(ctx: Ctx, { title_key, doc_number }: CitedWork): Promise<string | undefined> {
  if (title_key === '') return undefined
  const row = await liveWorks(ctx)
    .select('documents_work.id')
    .where('documents_work.title_key', '=', title_key)
    .$if(doc_number !== null, (query) =>
      query.where((where) =>
        where.or([
          where('documents_work.doc_number', 'is', null),
          where('documents_work.doc_number', '=', doc_number),
        ]),
      ),
    )
    .orderBy('documents_work.created_at')
    .orderBy('documents_work.id')
    .executeTakeFirst()
  return row?.id
}

export interface CitationRow {
  relation: string
  id: string
  title: string
  doc_number: string | null
  held: boolean
  e_id: string | null
  starts_at: number | null
  ends_at: number | null
  quote: string
  written_on: string | null
}

/** What an edition cites, in the order of its text. A held work the actor may not read shows as one we do not hold. */
export async function citedBy(ctx: Ctx, editionId: number): Promise<CitationRow[]> {
  const rows = await ctx.db
    .selectFrom('documents_citation as c')
    .innerJoin('documents_work as w', 'w.id', 'c.to_work')
    .leftJoin('documents_edition as e', (join) =>
      join
        .onRef('e.work_id', '=', 'w.id')
        .on('e.state', '=', 'live')
        .on('e.scope', '=', 'internet')
        .on('e.disclosure', '=', 'proactive'),
    )
    .select([
      'c.relation',
      'w.id',
      'c.title',
      'w.title as work_title',
      'w.held',
      'c.doc_number',
      'e.id as edition',
      'c.e_id',
      'c.starts_at',
      'c.ends_at',
      'c.quote',
      'e.written_on',
    ])
    .where('c.edition_id', '=', editionId)
    .where('c.state', '<>', 'rejected')
    .orderBy('c.id')
    .execute()
  return rows.map(({ edition, work_title, title, held, ...row }) => ({
    ...row,
    title: title ?? (edition !== null || !held ? work_title : (row.doc_number ?? row.quote)),
    held: edition !== null,
  }))
}

/** The live documents that cite a work, newest first. */
export async function citing(
  ctx: Ctx,
  workId: string,
  { limit, offset = 0 }: { limit: number; offset?: number },
): Promise<CitationRow[]> {
  const rows = await ctx.db
    .selectFrom(firstCitations(ctx, workId).as('first'))
    .selectAll()
    .orderBy('written_on', (order) => order.desc().nullsLast())
    .orderBy('id')
    .limit(limit)
    .offset(offset)
    .execute()
  return rows.map((row) => ({ ...row, held: true }))
}

/** Of each live document that cites a work, the citation that says most: its validity, then its interpretation. */
function firstCitations(ctx: Ctx, workId: string) {
  return liveWorks(ctx)
    .innerJoin('documents_citation as c', 'c.edition_id', 'documents_edition.id')
    .distinctOn('documents_work.id')
    .select([
      'c.relation',
      'documents_work.id',
      'documents_edition.title',
      'documents_work.doc_number',
      'c.e_id',
      'c.starts_at',
      'c.ends_at',
      'c.quote',
      'documents_edition.written_on',
    ])
    .where('c.to_work', '=', workId)
    .where('c.state', '<>', 'rejected')
    .orderBy('documents_work.id')
    .orderBy(sql`array_position(array['废止', '部分废止', '修改', '替代', '解读'], c.relation)`)
    .orderBy('c.id')
}

export async function countCiting(ctx: Ctx, workId: string): Promise<number> {
  const row = await ctx.db
    .selectFrom(firstCitations(ctx, workId).as('first'))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/** The files of an edition: the original as received, then attachments. */
export function filesOf(ctx: Ctx, editionId: number) {
  return ctx.db
    .selectFrom('documents_file')
    .selectAll()
    .where('edition_id', '=', editionId)
    .orderBy('id')
    .execute()
}

function liveWorks(ctx: Ctx) {
  return ctx.db
    .selectFrom('documents_work')
    .innerJoin('documents_edition', 'documents_edition.work_id', 'documents_work.id')
    .where('documents_edition.state', '=', 'live')
    .where('documents_edition.disclosure', '=', 'proactive')
    .where('documents_edition.scope', '=', 'internet')
}

export interface Named {
  id: string
  title: string
  docNumber: string | null
}

/** The documents by which acts were done to a document: what repealed, amended or extended it. */
export async function changersOf(ctx: Ctx, acts: Act[]): Promise<Map<string, Named>> {
  const ids = [...new Set(acts.flatMap((act) => act.detail.by ?? []))]
  if (ids.length === 0) return new Map()
  const rows = await liveWorks(ctx)
    .select(['documents_work.id', 'documents_work.title', 'documents_work.doc_number'])
    .where('documents_work.id', 'in', ids)
    .execute()
  return new Map(rows.map((row) => [row.id, { id: row.id, title: row.title, docNumber: row.doc_number }]))
}

/** What the index finds and the actor may read, with whether it is in force today, or on the day asked for. */
export async function findReadable(
  ctx: Ctx,
  finder: Finder,
  query: Query,
): Promise<Found & { forces: Map<string, ForceStatus> }> {
  const found = await finder.find(query)
  const ids = found.hits.map((hit) => hit.id)
  const forces = await forcesOf(ctx, ids, query.filters.inForceOn ?? ctx.today)
  return { ...found, hits: found.hits.filter((hit) => forces.has(hit.id)), forces }
}

/** The id of the held document under a number, in strict writing. */
export async function workByNumber(ctx: Ctx, docNumber: string): Promise<string | undefined> {
  const row = await ctx.db
    .selectFrom('documents_work')
    .select('id')
    .where('doc_number', '=', docNumber)
    .where('held', '=', true)
    .orderBy('created_at')
    .executeTakeFirst()
  return row?.id
}
