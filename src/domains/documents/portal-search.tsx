import type { FastifyInstance } from 'fastify'
import type { Ctx } from '../../platform/context.ts'
import type { DocumentRow, Facet, ForceStatus } from '../../ui/page-model.ts'
import type { Found, Hit, Query } from '../search/index.ts'
import { askedFor, labelOf, oneOf, PAGE_ROWS, type Parameters, pagingOf } from './listing.ts'
import { type Drawing, type Portal, page } from './portal.tsx'
import { citingRowOf } from './presenting.ts'
import { citing, findReadable } from './reading.ts'
import type { ExactHit, SearchView } from './views-model.ts'
import { SearchPage } from './views-search.tsx'

const CITING_ROWS = 5
// NOTE whoever has leafed through a hundred pages needs other words, not more pages.
const PAGES_MOST = 100
// NOTE the index reads 300 characters; what is longer is cut, and the page says so.
const TEXT_MOST = 600

/** The search page. */
export function searchRoutes(app: FastifyInstance, portal: Portal): void {
  page(app, portal, '/search', async (drawing) => (
    <SearchPage frame={drawing.frame} view={await searchView(drawing, portal)} />
  ))
}

async function searchView({ ctx, request }: Drawing, { finder }: Portal): Promise<SearchView> {
  const parameters = request.query as Parameters
  const text = (oneOf(parameters.q) ?? '').slice(0, TEXT_MOST).toWellFormed()
  const asked = askedFor(parameters, ctx.today)
  const inForce = oneOf(parameters.force) === 'inForce'
  const { organ, year, genre, column } = asked.filters
  const query = {
    text,
    filters: { ...defined({ organ, year, genre, column }), ...(inForce ? { inForceOn: ctx.today } : {}) },
    sort: oneOf(parameters.sort) === 'date' ? ('date' as const) : ('relevance' as const),
    limit: PAGE_ROWS,
  }
  const { page, ...found } = await findPage(ctx, finder, query, asked.page)
  const state: State = {
    text,
    chosen: { ...defined({ organ, year, genre, column }), ...(inForce ? { force: 'inForce' } : {}) },
    sort: query.sort,
  }
  const exact = page === 1 ? found.hits.filter((hit) => hit.exact) : []
  const rest = found.hits.filter((hit) => !exact.includes(hit))
  const rows = (hits: Hit[]) => hits.map((hit) => rowOf(hit, found.forces, ctx.today))
  const cited =
    exact.length === 1 ? (await citing(ctx, exact[0]!.id, { limit: CITING_ROWS })).map(citingRowOf) : []
  return {
    query: text,
    rows: rows(rest),
    exact: exact.map(
      (hit): ExactHit => ({
        document: rowOf(hit, found.forces, ctx.today),
        links: [
          { href: `${hit.url}#files`, label: '下载' },
          { href: `${hit.url}#history`, label: '沿革' },
        ],
      }),
    ),
    citedBy: cited,
    sources: [],
    suggestions: found.total === 0 ? await shorterWords(text, finder) : [],
    paging: { ...pagingOf(found.total, page, addressOf(state)), pageCount: pagesOf(found.total) },
    facets: facetsOf(found, state),
    chosen: Object.entries(state.chosen).map(([name, value]) => ({
      label: labelOf(name, String(value)),
      removeHref: addressOf(state, { [name]: undefined }),
    })),
    clearHref: addressOf({ ...state, chosen: {} }),
    sorts: [
      {
        label: '按相关',
        href: addressOf({ ...state, sort: 'relevance' }),
        chosen: state.sort === 'relevance',
      },
      { label: '按日期', href: addressOf({ ...state, sort: 'date' }), chosen: state.sort === 'date' },
    ],
    ...(found.readAsNumber && exact.length > 0
      ? {
          readAsNumber: {
            docNumber: found.readAsNumber,
            wordsHref: addressOf({ ...state, text: `"${text}"` }),
          },
        }
      : {}),
    ...(found.remark ? { remark: found.remark } : {}),
  }
}

function pagesOf(total: number): number {
  return Math.min(PAGES_MOST, Math.max(1, Math.ceil(total / PAGE_ROWS)))
}

/** One page of what is found; of a page beyond the last, the last. */
async function findPage(ctx: Ctx, finder: Portal['finder'], query: Omit<Query, 'offset'>, asked: number) {
  const page = Math.min(asked, PAGES_MOST)
  const found = await findReadable(ctx, finder, { ...query, offset: (page - 1) * PAGE_ROWS })
  const last = pagesOf(found.total)
  if (page <= last) return { ...found, page }
  return { ...(await findReadable(ctx, finder, { ...query, offset: (last - 1) * PAGE_ROWS })), page: last }
}

interface State {
  text: string
  chosen: Record<string, string | number>
  sort: Query['sort']
}

function addressOf({ text, chosen, sort }: State, change: Record<string, string | undefined> = {}): string {
  const query = new URLSearchParams({ q: text })
  for (const [name, value] of Object.entries({ ...chosen, ...change }))
    if (value !== undefined) query.set(name, String(value))
  if (sort === 'date') query.set('sort', 'date')
  return `/search?${query}`
}

function defined<T extends Record<string, string | number | undefined>>(
  fields: T,
): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never
}

function rowOf(hit: Hit, forces: Map<string, ForceStatus>, asOf: string): DocumentRow {
  return {
    href: hit.url,
    title: hit.title,
    date: hit.datedOn ?? '',
    snippet: hit.snippet,
    force: { status: forces.get(hit.id) ?? 'none', asOf },
    ...(hit.docNumber ? { docNumber: hit.docNumber } : {}),
    ...(hit.organ ? { organ: hit.organ } : {}),
  }
}

const FACETS = { organ: '机关', year: '年份', genre: '体裁', column: '栏目' } as const
const CHOICES_MOST = 8

function facetsOf(found: Found, state: State): Facet[] {
  const force: Facet = {
    name: '效力',
    choices: [
      {
        label: '不看已废止、失效的',
        count: found.total,
        href: addressOf(state, { force: state.chosen.force ? undefined : 'inForce' }),
        ...(state.chosen.force ? { chosen: true } : {}),
      },
    ],
  }
  const others = (Object.keys(FACETS) as (keyof typeof FACETS)[]).map((name): Facet => {
    const choices = found.facets[name].slice(0, CHOICES_MOST).map(([value, count]) => {
      const chosen = String(state.chosen[name] ?? '') === value
      return {
        label: labelOf(name, value),
        count,
        href: addressOf(state, { [name]: chosen ? undefined : value }),
        ...(chosen ? { chosen } : {}),
      }
    })
    return { name: FACETS[name], choices }
  })
  return [force, ...others].filter(({ choices }) => choices.length > 0 && found.total > 0)
}

const PIECES_MOST = 4

/** For a query without hits: its pieces that have some. */
async function shorterWords(text: string, finder: Portal['finder']): Promise<SearchView['suggestions']> {
  const pieces = [
    ...new Set(
      text
        .split(/[\s，。、；：？！,.;:?!的和与及]+/u)
        .filter((piece) => piece.length >= 2 && piece.length < text.length),
    ),
  ]
  const counted = await Promise.all(
    pieces.slice(0, PIECES_MOST).map(async (label) => {
      const { total } = await finder.find({
        text: label,
        filters: {},
        sort: 'relevance',
        limit: 1,
        offset: 0,
      })
      return { label, href: `/search?q=${encodeURIComponent(label)}`, count: total }
    }),
  )
  return counted.filter(({ count }) => count > 0)
}
