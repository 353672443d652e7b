import type { FastifyInstance } from 'fastify'
import type { Ctx } from '../../platform/context.ts'
import { NotFound } from '../../platform/errors.ts'
import { keptPage } from '../../platform/http.ts'
import { columnOf } from '../catalogue/index.ts'
import { type Portal, publicContext } from './portal.tsx'
import { documentHref } from './presenting.ts'
import { listAddresses, listDocuments } from './queries.ts'

const FEED_ENTRIES = 50
// NOTE the sitemaps.org protocol allows 50,000 addresses a file; beyond that an index of files is due.
const SITEMAP_ENTRIES = 50_000
const STANDING = [
  '/',
  '/guide',
  '/rules',
  '/columns',
  '/apply',
  '/reports',
  '/library',
  '/about',
  '/sitemap',
  '/accessibility',
]

/** Atom feeds (RFC 4287), the XML site map and robots.txt. */
export function feedRoutes(app: FastifyInstance, portal: Portal): void {
  const config = { policy: 'public' as const }
  app.get('/feed.atom', { config }, (request, reply) =>
    keptPage(request, reply, request.url, async () => atom(await feedOf(portal, publicContext(portal)))),
  )
  app.get<{ Params: { code: string } }>('/columns/:code/feed.atom', { config }, (request, reply) =>
    keptPage(request, reply, request.url, async () =>
      atom(await feedOf(portal, publicContext(portal), request.params.code)),
    ),
  )
  app.get('/sitemap.xml', { config }, (request, reply) =>
    keptPage(request, reply, request.url, async () => ({
      type: 'application/xml; charset=utf-8',
      body: await siteMap(portal, publicContext(portal)),
    })),
  )
  app.get('/robots.txt', { config }, (_request, reply) =>
    reply
      .type('text/plain; charset=utf-8')
      .send(
        `User-agent: *\nDisallow: /mode\nDisallow: /search\nSitemap: ${portal.site().origin}/sitemap.xml\n`,
      ),
  )
}

function atom(body: string) {
  return { type: 'application/atom+xml; charset=utf-8', body }
}

async function feedOf(portal: Portal, ctx: Ctx, code?: string): Promise<string> {
  const column = code === undefined ? undefined : columnOf(code)
  if (code !== undefined && !column) throw new NotFound('没有这个栏目。')
  const { origin, name } = portal.site()
  const documents = await listDocuments(
    ctx,
    { asOf: ctx.today, ...(code ? { column: code } : {}) },
    { limit: FEED_ENTRIES },
  )
  const self = code ? `${origin}/columns/${code}/feed.atom` : `${origin}/feed.atom`
  const updated = documents.reduce((newest, { published_at }) => Math.max(newest, published_at.getTime()), 0)
  const entries = documents.map(
    (document) => `<entry>
<id>${escapeXml(origin + documentHref(document.id))}</id>
<title>${escapeXml(document.title)}</title>
<link rel="alternate" type="text/html" href="${escapeXml(origin + documentHref(document.id))}"/>
<updated>${document.published_at.toISOString()}</updated>
<author><name>${escapeXml(document.organ ?? name)}</name></author>
<summary>${escapeXml([document.doc_number, document.summary].filter(Boolean).join('　') || document.title)}</summary>
</entry>`,
  )
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">
<id>${escapeXml(self)}</id>
<title>${escapeXml(column ? `${column.name}－${name}` : name)}</title>
<link rel="self" type="application/atom+xml" href="${escapeXml(self)}"/>
<link rel="alternate" type="text/html" href="${escapeXml(column ? `${origin}/columns/${code}` : `${origin}/library`)}"/>
<updated>${new Date(updated).toISOString()}</updated>
${entries.join('\n')}
</feed>
`
}

async function siteMap(portal: Portal, ctx: Ctx): Promise<string> {
  const { origin } = portal.site()
  const documents = await listAddresses(ctx, '', SITEMAP_ENTRIES - STANDING.length)
  const standing = STANDING.map((path) => `<url><loc>${escapeXml(origin + path)}</loc></url>`)
  const rows = documents.map(
    ({ id, published_at }) =>
      `<url><loc>${escapeXml(origin + documentHref(id))}</loc><lastmod>${published_at.toISOString()}</lastmod></url>`,
  )
  return `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${[...standing, ...rows].join('\n')}
</urlset>
`
}

function escapeXml(text: string): string {
  return text
    .replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`)
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
}
