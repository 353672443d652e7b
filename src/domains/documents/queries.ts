import { type RawBuilder, sql } from 'kysely'
import type { Day } from '../../platform/clock.ts'
import type { Ctx } from '../../platform/context.ts'
import type { ForceStatus } from '../../ui/page-model.ts'

/** A row of any list of documents. */
export interface ListedDocument {
  id: string
  title: string
  doc_number: string | null
  organ: string | null
  kind: string | null
  genre: string | null
  shown_on: Day
  written_on: Day | null
  published_at: Date
  force: string
  in_force_from: Day | null
  in_force_to: Day | null
  summary: string | null
  content_hash: string
}

export interface ListFilters {
  organ?: string
  year?: number
  genre?: string
  column?: string
  kind?: string
  force?: string
  /** The day on which force is told. */
  asOf: Day
}

/**
 * The one way to documents in lists: what the actor may read, as `policy.ts` has it. The public reads what is live,
 * proactively disclosed and meant for the internet.
 */
function readable(ctx: Ctx): RawBuilder<unknown> {
  const all = sql`documents_edition e join documents_work w on w.id = e.work_id`
  return ctx.actor.kind === 'operator'
    ? sql`${all} where e.state in ('live', 'draft')`
    : sql`${all} where e.state = 'live' and e.disclosure = 'proactive' and e.scope = 'internet'`
}

const SHOWN_ON = sql`coalesce(e.first_published_on, (e.published_at at time zone 'Asia/Shanghai')::date)`
const ORGAN = sql`coalesce((select o.short_name from accounts_organ_shared o where o.code = e.organ_code), e.issuers[1])`
const YEAR = sql`extract(year from coalesce(e.written_on, ${SHOWN_ON}))::int`

/** 效力 on a day, from the dates the commands derived; the document's own page asks the rule itself. */
function forceOn(day: Day): RawBuilder<unknown> {
  return sql`case
    when not e.carries_force then 'none'
    when e.in_force_end = 'repealed' and e.in_force_to < ${day}::date then 'repealed'
    when e.in_force_from is null then 'unknown'
    when e.in_force_from > ${day}::date then 'notYet'
    when e.in_force_to < ${day}::date then e.in_force_end
    when e.partly_from <= ${day}::date then 'partly'
    else 'inForce' end`
}

function matching({ organ, year, genre, column, kind, force, asOf }: ListFilters): RawBuilder<unknown> {
  const parts = [sql``]
  if (organ !== undefined) parts.push(sql`and ${ORGAN} = ${organ}`)
  if (year !== undefined) parts.push(sql`and ${YEAR} = ${year}`)
  if (genre !== undefined) parts.push(sql`and e.genre = ${genre}`)
  if (column !== undefined) parts.push(sql`and e.columns @> array[${column}]`)
  if (kind !== undefined) parts.push(sql`and e.kind = ${kind}`)
  if (force === 'ended') parts.push(sql`and ${forceOn(asOf)} in ('repealed', 'expired')`)
  else if (force !== undefined) parts.push(sql`and ${forceOn(asOf)} = ${force}`)
  return sql.join(parts, sql` `)
}

export type ListOrder = 'date' | 'organ' | 'expiry'
const ORDERS: Record<ListOrder, RawBuilder<unknown>> = {
  date: sql`${SHOWN_ON} desc, e.id desc`,
  organ: sql`${ORGAN} nulls last, ${SHOWN_ON} desc, e.id desc`,
  expiry: sql`e.in_force_to nulls last, e.id desc`,
}

export async function listDocuments(
  ctx: Ctx,
  filters: ListFilters,
  { order = 'date', limit, offset = 0 }: { order?: ListOrder; limit: number; offset?: number },
): Promise<ListedDocument[]> {
  const { rows } = await sql<ListedDocument>`
    select w.id, e.title, w.doc_number, ${ORGAN} as organ, e.kind, e.genre, ${SHOWN_ON} as shown_on, e.written_on,
      e.published_at, ${forceOn(filters.asOf)} as force, e.in_force_from, e.in_force_to, e.summary, e.content_hash
    from ${readable(ctx)} ${matching(filters)}
    order by ${ORDERS[order]} limit ${limit} offset ${offset}`.execute(ctx.db)
  return rows
}

export interface Counts {
  total: number
  organ: [string, number][]
  year: [string, number][]
  genre: [string, number][]
  force: [string, number][]
  column: [string, number][]
}

/** How many documents match, in all and by each facet, most first. */
export async function countDocuments(ctx: Ctx, filters: ListFilters): Promise<Counts> {
  const { rows } = await sql<{ facet: keyof Counts; value: string | null; count: number }>`
    with hits as materialized (
      select ${ORGAN} as organ, ${YEAR} as year, e.genre, ${forceOn(filters.asOf)} as force, e.columns
      from ${readable(ctx)} ${matching(filters)})
    select 'total' as facet, null as value, count(*)::int as count from hits
    union all select 'organ', organ, count(*)::int from hits where organ is not null group by organ
    union all select 'year', year::text, count(*)::int from hits where year is not null group by year
    union all select 'genre', genre, count(*)::int from hits where genre is not null group by genre
    union all select 'force', force, count(*)::int from hits group by force
    union all select 'column', unnest(columns), count(*)::int from hits group by 2
    order by 3 desc, 2 desc`.execute(ctx.db)
  const of = (facet: keyof Counts) =>
    rows.filter((row) => row.facet === facet).map((row): [string, number] => [row.value ?? '', row.count])
  const total = rows.find((row) => row.facet === 'total')?.count ?? 0
  return {
    total,
    organ: of('organ'),
    year: of('year').sort((a, b) => b[0].localeCompare(a[0])),
    genre: of('genre'),
    force: of('force'),
    column: of('column'),
  }
}

/** The day something was last published in each column. */
export async function newestByColumn(ctx: Ctx): Promise<Map<string, Day>> {
  const { rows } = await sql<{ code: string; newest: Day }>`
    select code, max(shown_on) as newest
    from (select unnest(e.columns) as code, ${SHOWN_ON} as shown_on from ${readable(ctx)}) as standing
    group by code`.execute(ctx.db)
  return new Map(rows.map((row) => [row.code, row.newest]))
}

/** Ids and last changes of all that the public may read, for the sitemap. */
export async function listAddresses(
  ctx: Ctx,
  after: string,
  limit: number,
): Promise<{ id: string; published_at: Date }[]> {
  const { rows } = await sql<{ id: string; published_at: Date }>`
    select w.id, e.published_at from ${readable(ctx)} and w.id > ${after} order by w.id limit ${limit}`.execute(
    ctx.db,
  )
  return rows
}

/** 效力 on a day of each of some documents. */
export async function forcesOf(ctx: Ctx, ids: string[], asOf: Day): Promise<Map<string, ForceStatus>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; force: ForceStatus }>`
    select w.id, ${forceOn(asOf)} as force from ${readable(ctx)} and w.id in (${sql.join(ids)})`.execute(
    ctx.db,
  )
  return new Map(rows.map((row) => [row.id, row.force]))
}
