import type { FastifyInstance } from 'fastify'
import { minuteOf } from '../../platform/clock.ts'
import type { Ctx } from '../../platform/context.ts'
import { NotFound } from '../../platform/errors.ts'
import { organs } from '../accounts/index.ts'
import { columnOf, statutoryColumns } from '../catalogue/index.ts'
import { askedFor, columnEntries, listView, type Parameters } from './listing.ts'
import { type Drawing, type Portal, page } from './portal.tsx'
import { rowOf } from './presenting.ts'
import { countDocuments, listDocuments, newestByColumn } from './queries.ts'
import { HomePage } from './views-home.tsx'
import { ColumnPage, ColumnsPage, LibraryPage, ReportsPage, RulesPage } from './views-list.tsx'
import type { ColumnsView, HomeView, LibraryView, ReportsView } from './views-model.ts'

const NEWEST = 8
const SECTION_MOST = 200
const INDEX_MOST = 9

/** Home, the library, the statutory columns, the rules and the annual reports. */
export function listRoutes(app: FastifyInstance, portal: Portal): void {
  page(app, portal, '/', async ({ ctx, frame }) => <HomePage frame={frame} view={await homeView(ctx)} />)
  page(app, portal, '/library', async (drawing) => (
    <LibraryPage frame={drawing.frame} view={await libraryView(drawing)} />
  ))
  page(app, portal, '/columns', async ({ ctx, frame }) => (
    <ColumnsPage frame={frame} view={await columnsView(ctx)} />
  ))
  page(app, portal, '/columns/:code', async (drawing) => (
    <ColumnPage frame={drawing.frame} view={await columnView(drawing)} />
  ))
  page(app, portal, '/rules', async ({ ctx, frame }) => (
    <RulesPage frame={frame} view={{ rows: await sectionRows(ctx, 'P-RULES') }} />
  ))
  page(app, portal, '/reports', async ({ ctx, frame }) => (
    <ReportsPage frame={frame} view={await reportsView(ctx)} />
  ))
}

async function homeView(ctx: Ctx): Promise<HomeView> {
  const filters = { asOf: ctx.today }
  const [newest, counts, everyOrgan] = await Promise.all([
    listDocuments(ctx, filters, { limit: NEWEST }),
    countDocuments(ctx, filters),
    organs(ctx.db),
  ])
  const numbered = newest.find((document) => document.doc_number)
  const inForce = counts.force.find(([status]) => status === 'inForce')?.[1] ?? 0
  return {
    newest: newest.map((document) => rowOf(document, ctx.today)),
    examples: [numbered?.doc_number, '养老服务补贴怎么申请', '部门预算'].flatMap((query) =>
      query ? [{ label: query, href: `/search?q=${encodeURIComponent(query)}` }] : [],
    ),
    indexes: [
      {
        heading: '按机关查',
        choices: counts.organ
          .slice(0, INDEX_MOST)
          .map(([label, count]) => ({ label, count, href: `/library?organ=${encodeURIComponent(label)}` })),
      },
      {
        heading: '按体裁查',
        choices: counts.genre
          .slice(0, INDEX_MOST)
          .map(([label, count]) => ({ label, count, href: `/library?genre=${encodeURIComponent(label)}` })),
      },
    ].filter(({ choices }) => choices.length > 0),
    consultations: [],
    account: {
      documents: counts.total,
      inForce,
      organs: everyOrgan.length || counts.organ.length,
      ...(newest[0] ? { newestAt: minuteOf(newest[0].published_at) } : {}),
    },
  }
}

async function libraryView({ ctx, request }: Drawing): Promise<LibraryView> {
  const asked = askedFor(request.query as Parameters, ctx.today)
  const list = await listView(ctx, '/library', asked)
  const { asOf, ...kept } = asked.filters
  return {
    ...list,
    asOf,
    feedHref: '/feed.atom',
    kept: Object.entries(kept).map(([name, value]) => ({ name, value: String(value) })),
    ...(asked.badDay
      ? {
          asOfError: {
            typed: asked.badDay,
            message: `“${asked.badDay.slice(0, 40)}”不是日期。请写成 2024-06-30 这样的年月日。`,
          },
        }
      : {}),
  }
}

async function columnsView(ctx: Ctx): Promise<ColumnsView> {
  const [counts, newest] = await Promise.all([countDocuments(ctx, { asOf: ctx.today }), newestByColumn(ctx)])
  const entries = columnEntries(counts, newest)
  const of = (level: string) => {
    const codes = new Set(
      statutoryColumns()
        .filter((column) => column.level === level)
        .map((column) => column.code),
    )
    return entries.filter((entry) => codes.has(entry.code))
  }
  return {
    groups: [
      { heading: '各机关都应当公开的', basis: '条例·20', columns: of('all') },
      { heading: '区级还应当公开的', basis: '条例·21', columns: of('county') },
      { heading: '镇（街道）还应当公开的', basis: '条例·21', columns: of('town') },
    ],
  }
}

async function columnView({ ctx, request }: Drawing) {
  const { code } = request.params as { code: string }
  const column = columnOf(code)
  if (!column) throw new NotFound('没有这个栏目。栏目名称和编号见“法定主动公开内容”。')
  const address = `/columns/${code}`
  const list = await listView(ctx, address, askedFor(request.query as Parameters, ctx.today), {
    column: code,
  })
  return {
    ...list,
    feedHref: `${address}/feed.atom`,
    column: {
      code,
      href: address,
      name: column.name,
      description: column.about,
      keywords: [column.name],
      type: column.type,
      basis: column.basis,
    },
  }
}

async function sectionRows(ctx: Ctx, column: string) {
  const documents = await listDocuments(ctx, { asOf: ctx.today, column }, { limit: SECTION_MOST })
  return documents.map((document) => rowOf(document, ctx.today))
}

/** Annual reports by the year they report on: the year in the title, else the year before they appeared. */
async function reportsView(ctx: Ctx): Promise<ReportsView> {
  const years = new Map<number, ReportsView['years'][number]['rows']>()
  for (const row of await sectionRows(ctx, 'P-REPORTS')) {
    const year = Number(/(\d{4})年/.exec(row.title)?.[1] ?? Number(row.date.slice(0, 4)) - 1)
    years.set(year, [...(years.get(year) ?? []), row])
  }
  return { years: [...years].sort((a, b) => b[0] - a[0]).map(([year, rows]) => ({ year, rows })) }
}
