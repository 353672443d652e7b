import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { VNode } from 'preact'
import { dayOf, now } from '../../platform/clock.ts'
import { type Ctx, contextAt } from '../../platform/context.ts'
import type { Database } from '../../platform/db.ts'
import type { Files } from '../../platform/files.ts'
import { keptPage } from '../../platform/http.ts'
import type { Log } from '../../platform/log.ts'
import type { Typesetter } from '../../platform/typesetting.ts'
import { render } from '../../ui/page.tsx'
import type { Frame, Mode, Site } from '../../ui/page-model.ts'
import type { Finder } from '../search/index.ts'
import { feedRoutes } from './feeds.ts'
import { documentRoutes } from './portal-document.tsx'
import { listRoutes } from './portal-lists.tsx'
import { searchRoutes } from './portal-search.tsx'
import { standingRoutes } from './portal-standing.tsx'

/** What the public pages need: the database, the index, the typesetter, and who the site is. */
export interface Portal {
  db: Database
  files: Files
  log: Log
  finder: Finder
  typesetter: Typesetter
  site(): Site
  assets: string
}

/** Mounts every public page of the library. */
export function mountPortal(app: FastifyInstance, portal: Portal): void {
  listRoutes(app, portal)
  documentRoutes(app, portal)
  searchRoutes(app, portal)
  standingRoutes(app, portal)
  feedRoutes(app, portal)
}

/** What a page is drawn from: the actor is the public, the day is today. */
export interface Drawing {
  ctx: Ctx
  frame: Frame
  request: FastifyRequest
}

/** A page kept until something is published, the day turns, or the reader's mode differs. */
export function page(
  app: FastifyInstance,
  portal: Portal,
  path: string,
  draw: (drawing: Drawing) => Promise<VNode>,
): void {
  app.get(path, { config: { policy: 'public' } }, async (request, reply) => {
    const frame = frameOf(portal, request)
    const key = `${JSON.stringify(frame.mode)} ${request.url}`
    return keptPage(request, reply, key, async () => ({
      type: 'text/html; charset=utf-8',
      body: render(await draw({ ctx: publicContext(portal), frame, request })),
    }))
  })
}

export function publicContext(portal: Portal): Ctx {
  return contextAt(portal, { kind: 'public' })
}

// NOTE the switches of the page come back to its address, so a long one would stand in the page many times over.
const ADDRESS_MOST = 1_000

/** What every page is framed by. Without a request (one that could not be read) it is that of the home page. */
export function frameOf(portal: Pick<Portal, 'site' | 'assets'>, request: FastifyRequest | undefined): Frame {
  return {
    site: portal.site(),
    mode: modeOf(request?.cookies?.mode),
    path: ownAddress(request?.url ?? '/'),
    today: dayOf(now()),
    assets: portal.assets,
  }
}

/** An address that can stand in a link: `//elsewhere` would lead to another site. */
function ownAddress(url: string): string {
  const address = url.replace(/^\/[/\\]+/, '/')
  if (address.length <= ADDRESS_MOST) return address
  const path = address.split('?')[0]!
  return path.length <= ADDRESS_MOST ? path : '/'
}

/** The reader's mode as its cookie says it: `elderly-1 contrast`. */
export function modeOf(cookie: string | undefined): Mode {
  const words = cookie?.split(' ') ?? []
  const elderly = words.find((word) => word.startsWith('elderly'))
  const size = Number(elderly?.split('-')[1] ?? 0)
  return {
    elderly: elderly !== undefined,
    contrast: words.includes('contrast'),
    ...(size === 1 || size === 2 ? { size } : {}),
  }
}

export function cookieOf({ elderly, contrast, size }: Mode): string {
  return [elderly ? `elderly-${size ?? 0}` : '', contrast ? 'contrast' : ''].filter(Boolean).join(' ')
}
