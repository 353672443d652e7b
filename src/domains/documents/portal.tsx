import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { VNode } from 'preact'
import { dayOf, now } from '../../platform/clock.ts'
import { type Ctx, contextAt } from '../../platform/context.ts'
import type { Database } from '../../platform/db.ts'
import type { Files } from '../../platform/files.ts'
import { keptPage } from '../../platform/http.ts'
import type { Log } from '../../platform/log.ts'
import type { Typesetter } from '../../platform/typesetting.ts'
import { frameAt } from '../../ui/frame.ts'
import { render } from '../../ui/page.tsx'
import type { Frame, Site } from '../../ui/page-model.ts'
import type { Finder } from '../search/index.ts'
import { feedRoutes } from './feeds.ts'
import { documentRoutes } from './portal-document.tsx'
import { formRoutes } from './portal-forms.ts'
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
  formRoutes(app, portal)
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

export function frameOf(portal: Pick<Portal, 'site' | 'assets'>, request: FastifyRequest): Frame {
  const place = { site: portal.site(), assets: portal.assets, today: dayOf(now()) }
  return frameAt(place, request.url, request.cookies.mode)
}
