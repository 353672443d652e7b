import type { FastifyInstance } from 'fastify'
import { minuteOf } from '../../platform/clock.ts'
import type { Ctx } from '../../platform/context.ts'
import { cookieOf, modeOf, wayBack } from '../../ui/frame.ts'
import { organs } from '../accounts/index.ts'
import { columnEntries, oneOf } from './listing.ts'
import { type Portal, page } from './portal.tsx'
import { countDocuments, listDocuments } from './queries.ts'
import type { AboutView, GuideView, SitemapView } from './views-model.ts'
import { AboutPage, AccessibilityPage, ApplyInfoPage, GuidePage, SitemapPage } from './views-standing.tsx'

const VERSION = '0.1.0'
const YEAR_OF_SECONDS = 365 * 24 * 3600

/** The pages that always stand: guide, how to apply, about, site map, accessibility; and the mode switch. */
export function standingRoutes(app: FastifyInstance, portal: Portal): void {
  page(app, portal, '/guide', async ({ ctx, frame }) => (
    <GuidePage frame={frame} view={await guideView(ctx)} />
  ))
  page(app, portal, '/apply', async ({ frame }) => <ApplyInfoPage frame={frame} />)
  page(app, portal, '/about', async ({ ctx, frame }) => (
    <AboutPage frame={frame} view={await aboutView(ctx)} />
  ))
  page(app, portal, '/sitemap', async ({ ctx, frame }) => (
    <SitemapPage frame={frame} view={await sitemapView(ctx)} />
  ))
  page(app, portal, '/accessibility', async ({ frame }) => <AccessibilityPage frame={frame} />)
  app.get('/mode', { config: { policy: 'public' } }, async (request, reply) => {
    const query = request.query as Record<string, string | string[] | undefined>
    const mode = modeOf(request.cookies.mode)
    const flag = (name: string, now: boolean) =>
      oneOf(query[name]) === undefined ? now : oneOf(query[name]) === '1'
    const size = Number(oneOf(query.size) ?? mode.size ?? 0)
    const chosen = {
      elderly: flag('elderly', mode.elderly),
      contrast: flag('contrast', mode.contrast),
      size: size === 1 || size === 2 ? size : 0,
    } as const
    return reply
      .setCookie('mode', cookieOf(chosen), {
        path: '/',
        maxAge: YEAR_OF_SECONDS,
        sameSite: 'lax',
        httpOnly: true,
      })
      .header('cache-control', 'no-store')
      .redirect(wayBack(oneOf(query.back)), 303)
  })
}

async function guideView(ctx: Ctx): Promise<GuideView> {
  const [counts, everyOrgan] = await Promise.all([countDocuments(ctx, { asOf: ctx.today }), organs(ctx.db)])
  const held = new Map(counts.organ)
  return {
    columns: columnEntries(counts),
    organs: everyOrgan.map((organ) => ({
      name: organ.name,
      href: `/library?organ=${encodeURIComponent(organ.shortName)}`,
      count: held.get(organ.shortName) ?? 0,
      ...(organ.phone ? { phone: organ.phone } : {}),
      ...(organ.address ? { address: organ.address } : {}),
    })),
    updatedOn: ctx.today,
  }
}

async function aboutView(ctx: Ctx): Promise<AboutView> {
  const filters = { asOf: ctx.today }
  const [counts, [newest]] = await Promise.all([
    countDocuments(ctx, filters),
    listDocuments(ctx, filters, { limit: 1 }),
  ])
  return {
    documents: counts.total,
    version: VERSION,
    ...(newest ? { newestAt: minuteOf(newest.published_at) } : {}),
  }
}

async function sitemapView(ctx: Ctx): Promise<SitemapView> {
  const counts = await countDocuments(ctx, { asOf: ctx.today })
  const choices = (name: 'organ' | 'year' | 'genre') =>
    counts[name].map(([label, count]) => ({
      label: name === 'year' ? `${label}年` : label,
      count,
      href: `/library?${name}=${encodeURIComponent(label)}`,
    }))
  return {
    columns: columnEntries(counts),
    organs: choices('organ'),
    years: choices('year'),
    genres: choices('genre'),
  }
}
