import { type Day, isDay } from '../../platform/clock.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Choice, Chosen, Facet, Paging, SortChoice } from '../../ui/page-model.ts'
import { allColumns, columnOf } from '../catalogue/index.ts'
import { rowOf } from './presenting.ts'
import { type Counts, countDocuments, type ListFilters, type ListOrder, listDocuments } from './queries.ts'
import type { ListView } from './views-model.ts'

/** What a list's address asks for. Anything it cannot mean is left out, never an error: an old link still leads somewhere. */
export interface Asked {
  filters: ListFilters
  order: ListOrder
  page: number
  /** What was typed as a day and is none. */
  badDay?: string
}

export type Parameters = Record<string, string | string[] | undefined>

export const PAGE_ROWS = 20
const PAGE_MOST = 5_000
const ORDERS: { order: ListOrder; label: string }[] = [
  { order: 'date', label: '按日期' },
  { order: 'organ', label: '按机关' },
  { order: 'expiry', label: '按失效日' },
]
const FORCES: Record<string, string> = {
  inForce: '现行有效',
  notYet: '尚未施行',
  partly: '部分失效',
  ended: '已废止或失效',
  unknown: '效力未核定',
}

export function askedFor(query: Parameters, today: Day): Asked {
  const said = (name: string) => oneOf(query[name])?.slice(0, 200) || undefined
  const day = said('on')
  const isKnown = day !== undefined && isDay(day)
  const year = Number(said('year'))
  const column = said('column')
  const force = said('force')
  const filters: ListFilters = {
    asOf: isKnown ? day : today,
    ...optional('organ', said('organ')),
    ...optional('genre', said('genre')),
    ...optional('year', Number.isInteger(year) && year > 0 && year < 10_000 ? year : undefined),
    ...optional('column', column && columnOf(column) ? column : undefined),
    ...optional('force', force && force in FORCES ? force : undefined),
  }
  return {
    filters,
    order: ORDERS.find(({ order }) => order === said('sort'))?.order ?? 'date',
    page: pageOf(said('page')),
    ...(day !== undefined && !isKnown ? { badDay: day } : {}),
  }
}

/** The one value of a parameter, without the NUL that no database takes. */
export function oneOf(value: string | string[] | undefined): string | undefined {
  return (Array.isArray(value) ? value[0] : value)?.replaceAll('\u0000', '')
}

export function pageOf(value: string | undefined): number {
  const page = Number(value ?? 1)
  return Number.isInteger(page) && page >= 1 ? Math.min(page, PAGE_MOST) : 1
}

function optional<K extends string, V>(name: K, value: V | undefined): { [P in K]?: V } {
  return (value === undefined ? {} : { [name]: value }) as { [P in K]?: V }
}

/** One page of a list, with its filters and counts. `fixed` is what the page itself narrows to. */
export async function listView(
  ctx: Ctx,
  address: string,
  asked: Asked,
  fixed: Partial<ListFilters> = {},
): Promise<ListView> {
  const filters = { ...asked.filters, ...fixed }
  const counts = await countDocuments(ctx, filters)
  const paging = pagingOf(counts.total, asked.page, addressOf(address, asked, ctx.today))
  const offset = (paging.page - 1) * PAGE_ROWS
  const documents =
    counts.total === 0
      ? []
      : await listDocuments(ctx, filters, { order: asked.order, limit: PAGE_ROWS, offset })
  return {
    rows: documents.map((document) => rowOf(document, filters.asOf)),
    paging,
    facets: facetsOf(counts, address, asked, ctx.today, fixed),
    chosen: chosenOf(address, asked, ctx.today),
    clearHref: address,
    sorts: sortsOf(address, asked, ctx.today),
  }
}

export function pagingOf(total: number, asked: number, address: string, rows = PAGE_ROWS): Paging {
  const pageCount = Math.max(1, Math.ceil(total / rows))
  const page = Math.min(asked, pageCount)
  return {
    total,
    page,
    pageCount,
    from: total === 0 ? 0 : (page - 1) * rows + 1,
    to: Math.min(total, page * rows),
    address,
  }
}

/** The address of a list with these filters, and one of them changed: undefined takes it away. */
function addressOf(
  address: string,
  { filters, order }: Asked,
  today: Day,
  change: Record<string, string | undefined> = {},
): string {
  const { asOf, ...narrowing } = filters
  const all: Record<string, string | number | undefined> = {
    ...narrowing,
    on: asOf === today ? undefined : asOf,
    sort: order === 'date' ? undefined : order,
    ...change,
  }
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(all)) if (value !== undefined) query.set(name, String(value))
  return query.size > 0 ? `${address}?${query}` : address
}

const FACETS = { force: '效力', organ: '制定机关', year: '年份', genre: '体裁', column: '栏目' } as const
const CHOICES_MOST = 12

function facetsOf(
  counts: Counts,
  address: string,
  asked: Asked,
  today: Day,
  fixed: Partial<ListFilters>,
): Facet[] {
  const facets = (Object.keys(FACETS) as (keyof typeof FACETS)[]).filter((name) => !(name in fixed))
  return facets.flatMap((name) => {
    const values = name === 'force' ? forcesOf(counts.force) : counts[name]
    const choices = values.slice(0, CHOICES_MOST).map(([value, count]): Choice => {
      const chosen = String(asked.filters[name] ?? '') === value
      const href = addressOf(address, asked, today, { [name]: chosen ? undefined : value })
      return { label: labelOf(name, value), count, href, ...(chosen ? { chosen } : {}) }
    })
    return choices.length > 0 ? [{ name: FACETS[name], choices }] : []
  })
}

/** Repealed and expired stand together; what carries no force is not a choice. */
function forcesOf(counts: [string, number][]): [string, number][] {
  const sum = new Map<string, number>()
  for (const [status, count] of counts) {
    const force = status === 'repealed' || status === 'expired' ? 'ended' : status
    if (force in FORCES) sum.set(force, (sum.get(force) ?? 0) + count)
  }
  return Object.keys(FORCES).flatMap((force): [string, number][] =>
    sum.has(force) ? [[force, sum.get(force)!]] : [],
  )
}

export function labelOf(facet: string, value: string): string {
  if (facet === 'force') return FORCES[value] ?? value
  if (facet === 'column') return columnOf(value)?.name ?? value
  return facet === 'year' ? `${value}年` : value
}

function chosenOf(address: string, asked: Asked, today: Day): Chosen[] {
  const { asOf, ...narrowing } = asked.filters
  const chosen = Object.entries(narrowing).map(([name, value]) => ({
    label: labelOf(name, String(value)),
    removeHref: addressOf(address, asked, today, { [name]: undefined }),
  }))
  if (asOf !== today)
    chosen.push({
      label: `按${asOf}计算效力`,
      removeHref: addressOf(address, asked, today, { on: undefined }),
    })
  return chosen
}

function sortsOf(address: string, asked: Asked, today: Day): SortChoice[] {
  return ORDERS.map(({ order, label }) => ({
    label,
    href: addressOf(address, asked, today, { sort: order === 'date' ? undefined : order }),
    chosen: asked.order === order,
  }))
}

/** Every column with how many documents stand in it. */
export function columnEntries(counts: Counts, newest = new Map<string, Day>()) {
  const of = new Map(counts.column)
  return allColumns().map((column) => ({
    code: column.code,
    name: column.name,
    href: `/columns/${column.code}`,
    count: of.get(column.code) ?? 0,
    description: column.about,
    ...optional('newestOn', newest.get(column.code)),
  }))
}
