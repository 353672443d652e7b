import type { FastifyInstance } from 'fastify'
import { type Static, Type } from 'typebox'
import { NotFound } from '../../platform/errors.ts'
import { statutoryColumns } from '../catalogue/index.ts'
import { askedFor, PAGE_ROWS, pagingOf } from './listing.ts'
import { type Portal, publicContext } from './portal.tsx'
import { heldView } from './portal-document.tsx'
import { documentHref } from './presenting.ts'
import { countDocuments, listDocuments } from './queries.ts'
import { findReadable, readDocument } from './reading.ts'

const QUERY_MOST = 10_000
const LIMIT_MOST = 50

const ListParameters = Type.Object({
  organ: Type.Optional(Type.String({ description: '机关简称' })),
  year: Type.Optional(Type.Integer({ description: '成文年份' })),
  genre: Type.Optional(Type.String({ description: '体裁' })),
  column: Type.Optional(Type.String({ description: '法定栏目编号，如 A20-01' })),
  force: Type.Optional(
    Type.Union(['inForce', 'notYet', 'partly', 'ended', 'unknown'].map((value) => Type.Literal(value))),
  ),
  on: Type.Optional(Type.String({ format: 'date', description: '按这一天计算效力' })),
  page: Type.Optional(Type.Integer({ minimum: 1 })),
})
const SearchParameters = Type.Object({
  q: Type.String({ maxLength: QUERY_MOST, description: '文号、名称、词语或问题' }),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: LIMIT_MOST, default: 10 })),
  in_force: Type.Optional(Type.Boolean({ default: false, description: '略去已知不在施行中的' })),
  on: Type.Optional(Type.String({ format: 'date', description: '在这一天是否施行；默认今天' })),
})
const OnDay = Type.Optional(Type.String({ format: 'date', description: '按这一天计算效力' }))
const ById = Type.Object({ id: Type.String() })
const AsOf = Type.Object({ on: OnDay })

/** The public interface under /api/v1: the same accessors as the pages. */
export function mountApi(app: FastifyInstance, portal: Portal): void {
  const config = { policy: 'public' as const }
  const tags = ['documents']
  app.get<{ Querystring: Static<typeof ListParameters> }>(
    '/api/v1/documents',
    { config, schema: { tags, summary: '已公开的文件', querystring: ListParameters } },
    async (request) => listOf(portal, request.query as Record<string, string>),
  )
  app.get<{ Params: Static<typeof ById>; Querystring: Static<typeof AsOf> }>(
    '/api/v1/documents/:id',
    { config, schema: { tags, summary: '一份文件的全部内容', params: ById, querystring: AsOf } },
    async (request) => documentOf(portal, request.params.id, request.query.on),
  )
  app.get<{ Querystring: Static<typeof SearchParameters> }>(
    '/api/v1/search',
    { config, schema: { tags, summary: '查找', querystring: SearchParameters } },
    async (request) => searchOf(portal, request.query),
  )
  app.get('/api/v1/columns', { config, schema: { tags, summary: '法定主动公开栏目' } }, async () =>
    statutoryColumns(),
  )
  app.get('/api/v1/openapi.json', { config }, async () => app.swagger())
}

async function listOf(portal: Portal, query: Record<string, string>) {
  const ctx = publicContext(portal)
  const { filters, page } = askedFor(stringly(query), ctx.today)
  const { total } = await countDocuments(ctx, filters)
  const paging = pagingOf(total, page, '/api/v1/documents')
  const documents = await listDocuments(ctx, filters, {
    limit: PAGE_ROWS,
    offset: (paging.page - 1) * PAGE_ROWS,
  })
  return {
    total,
    page: paging.page,
    page_count: paging.pageCount,
    as_of: filters.asOf,
    documents: documents.map((document) => ({
      id: document.id,
      url: portal.site().origin + documentHref(document.id),
      title: document.title,
      doc_number: document.doc_number,
      organ: document.organ,
      genre: document.genre,
      written_on: document.written_on,
      published_on: document.shown_on,
      force: document.force,
    })),
  }
}

function stringly(query: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)]))
}

async function documentOf(portal: Portal, id: string, on?: string) {
  const ctx = publicContext(portal)
  const read = await readDocument(ctx, id)
  if (read.found === 'held')
    return { found: 'held', ...(await heldView(ctx, read, on)), text: read.edition.body_text }
  if (read.found === 'cited')
    return { found: 'cited', id, title: read.work.title, doc_number: read.work.doc_number }
  const act = read.acts.findLast((each) => each.type === 'withdrawn')
  if (!act) throw new NotFound()
  return { found: 'withdrawn', id, title: read.work.title, withdrawn_on: act.on, reason: act.detail.reason }
}

async function searchOf(
  portal: Portal,
  { q, limit = 10, in_force = false, on }: Static<typeof SearchParameters>,
) {
  const ctx = publicContext(portal)
  const found = await findReadable(ctx, portal.finder, {
    text: q,
    filters: in_force ? { inForceOn: on ?? ctx.today } : {},
    sort: 'relevance',
    limit,
    offset: 0,
  })
  return {
    took_ms: found.tookMs,
    total: found.total,
    hits: found.hits.map(({ id, title, docNumber, score, snippet, url }) => ({
      id,
      url: portal.site().origin + url,
      title,
      doc_number: docNumber,
      score,
      snippet: snippet.map(({ text }) => text).join(''),
    })),
    ...(found.remark ? { remark: found.remark } : {}),
  }
}
