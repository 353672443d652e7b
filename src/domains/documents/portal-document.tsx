import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Ctx } from '../../platform/context.ts'
import { NotFound } from '../../platform/errors.ts'
import { holdsAlready, keptPage } from '../../platform/http.ts'
import { render } from '../../ui/page.tsx'
import { columnOf } from '../catalogue/index.ts'

import { askedFor, oneOf, type Parameters, pageOf, pagingOf } from './listing.ts'
import { frameOf, type Portal, publicContext } from './portal.tsx'
import { citingRowOf, viewOf } from './presenting.ts'
import { changersOf, citedBy, citing, countCiting, filesOf, readDocument, standIn } from './reading.ts'
import { DocumentPage } from './views-document.tsx'
import type { DocumentView } from './views-model.ts'
import { StubPage, WithdrawnPage } from './views-stub.tsx'

const CITING_MOST = 50
const CITING_ROWS = 20
const HTML = 'text/html; charset=utf-8'

export type ById = { Params: { id: string } }

/** A document's page and its files. */
export function documentRoutes(app: FastifyInstance, portal: Portal): void {
  const config = { policy: 'public' as const }
  app.get<ById>('/documents/:id', { config }, (request, reply) => documentPage(request, reply, portal))
  app.get<{ Params: { id: string; file: string } }>(
    '/documents/:id/files/:file',
    { config },
    (request, reply) => storedFile(request, reply, portal),
  )
}

async function documentPage(
  request: FastifyRequest<ById>,
  reply: FastifyReply,
  portal: Portal,
): Promise<FastifyReply> {
  const frame = frameOf(portal, request)
  const ctx = publicContext(portal)
  const key = `${JSON.stringify(frame.mode)} ${request.url}`
  return keptPage(request, reply, key, async () => {
    const read = await readDocument(ctx, request.params.id)
    if (read.found === 'held') {
      const view = await viewAsked(ctx, read, request.query as Parameters)
      return { type: HTML, body: render(<DocumentPage frame={frame} view={view} />) }
    }
    if (read.found === 'withdrawn')
      return {
        type: HTML,
        status: 410,
        body: render(<WithdrawnPage frame={frame} view={withdrawnView(read)} />),
      }
    const stand = await standIn(ctx, read.work)
    // NOTE not for ever: the document may yet come under the address it is cited by.
    if (stand) return { type: HTML, status: 302, location: `/documents/${stand}`, body: '' }
    const asked = pageOf(oneOf((request.query as Parameters).page))
    return {
      type: HTML,
      body: render(<StubPage frame={frame} view={await stubView(ctx, read.work, asked)} />),
    }
  })
}

/** The page as of the day its address asks for (`?on=2024-06-30`); what is no day is told, and today taken instead. */
async function viewAsked(ctx: Ctx, read: Held, query: Parameters): Promise<DocumentView> {
  const { filters, badDay } = askedFor({ on: query.on }, ctx.today)
  const view = await heldView(ctx, read, filters.asOf)
  if (badDay === undefined) return view
  const note = `“${badDay.slice(0, 40)}”不是日期，这里按今天计算。请写成 2024-06-30 这样的年月日。`
  return { ...view, force: { ...view.force, notes: [note, ...(view.force.notes ?? [])] } }
}

type Held = Extract<Awaited<ReturnType<typeof readDocument>>, { found: 'held' }>

/** Everything around a held document that its page and its other forms show. */
export async function heldView(ctx: Ctx, read: Held, asOf = ctx.today): Promise<DocumentView> {
  const [cites, around, files, changedBy] = await Promise.all([
    citedBy(ctx, read.edition.id),
    citing(ctx, read.work.id, { limit: CITING_MOST }),
    filesOf(ctx, read.edition.id),
    changersOf(ctx, read.acts),
  ])
  const columns = read.edition.columns.flatMap((code) => {
    const column = columnOf(code)
    return column
      ? [
          {
            name: column.name,
            description: column.about,
            keywords: [column.name],
            type: column.type,
            href: `/columns/${code}`,
          },
        ]
      : []
  })
  return viewOf(read, { cites, citing: around, files, columns, asOf, changedBy })
}

function withdrawnView(read: Extract<Awaited<ReturnType<typeof readDocument>>, { found: 'withdrawn' }>) {
  const act = read.acts.findLast((each) => each.type === 'withdrawn')!
  return {
    title: read.title,
    on: act.on,
    reason: act.detail.reason ?? '',
    ...(read.work.doc_number ? { docNumber: read.work.doc_number } : {}),
  }
}

async function stubView(
  ctx: Ctx,
  work: { id: string; title: string; doc_number: string | null },
  asked: number,
) {
  const paging = pagingOf(await countCiting(ctx, work.id), asked, `/documents/${work.id}`, CITING_ROWS)
  const rows = await citing(ctx, work.id, { limit: CITING_ROWS, offset: (paging.page - 1) * CITING_ROWS })
  return {
    title: work.title,
    citedBy: rows.map(citingRowOf),
    paging,
    ...(work.doc_number ? { docNumber: work.doc_number } : {}),
  }
}

/** The bytes of a file as they came. Never shown in the page: a file is not ours to run. */
async function storedFile(
  request: FastifyRequest<{ Params: { id: string; file: string } }>,
  reply: FastifyReply,
  portal: Portal,
): Promise<FastifyReply> {
  const ctx = publicContext(portal)
  const read = await readDocument(ctx, request.params.id)
  if (read.found !== 'held') throw new NotFound('这份文件没有可以下载的原件。')
  const file = (await filesOf(ctx, read.edition.id)).find((each) => String(each.id) === request.params.file)
  if (!file) throw new NotFound('没有这个附件。')
  const etag = `"${file.sha256}"`
  // NOTE asked for anew each time: a copy kept on the way would outlive a withdrawal.
  reply.header('cache-control', 'no-cache').header('etag', etag)
  if (holdsAlready(request, etag)) return reply.code(304).send()
  const name = encodeURIComponent(file.name).replaceAll("'", '%27')
  return reply
    .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
    .type('application/octet-stream')
    .send(await ctx.files.read(file.sha256))
}
