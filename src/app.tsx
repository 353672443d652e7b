import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type SiteIdentity, siteIdentity } from './domains/accounts/index.ts'
import { mountApi, mountPortal, type Portal } from './domains/documents/index.ts'
import { CHANNEL, followReleases } from './domains/outlets/index.ts'
import { openFinder } from './domains/search/index.ts'
import { dayOf, now } from './platform/clock.ts'
import { listen } from './platform/db.ts'
import { asRefusal, type Refusal } from './platform/errors.ts'
import { openHttp } from './platform/http.ts'
import { openTypesetter } from './platform/typesetting.ts'
import { BadRequestPage, BusyPage, DatabaseDownPage, NotFoundPage, ServerErrorPage } from './ui/errors.tsx'
import { frameAt } from './ui/frame.ts'
import { render } from './ui/page.tsx'
import type { Site } from './ui/page-model.ts'
import type { World } from './world.ts'

const UI = fileURLToPath(new URL('./ui', import.meta.url))
const ASSETS = {
  'gongkai.css': 'text/css; charset=utf-8',
  'cursor-large.svg': 'image/svg+xml',
  'icon.svg': 'image/svg+xml',
  'read-aloud.js': 'text/javascript; charset=utf-8',
}
const YEAR_OF_SECONDS = 365 * 24 * 3600

export interface App {
  http: FastifyInstance
  /** Takes in everything released up to now; for those who must not wait for the next look. */
  catchUp(): Promise<void>
  close(): Promise<void>
}

/** The table of contents of the system: every domain's pages and interfaces, over one database. */
export async function openApp(world: World): Promise<App> {
  const assets = await readAssets()
  const finder = await openFinder({
    db: world.db,
    log: world.log,
    folder: join(world.config.dataFolder, 'search'),
  })
  const typesetter = openTypesetter()
  let identity = await siteIdentity(world.db)
  const site = () => siteOf(identity, world.config.origin)
  const portal: Portal = {
    db: world.db,
    files: world.files,
    log: world.log,
    finder,
    typesetter,
    site,
    assets: assets.fingerprint,
  }
  const http = await openHttp({
    log: world.log,
    // NOTE pages tell force as of today, so a kept page is good for one day at most.
    version: () => `${follower.head()} ${dayOf(now())}`,
    errorPage: (request, refusal) => errorPage(portal, request, refusal),
    about: { title: '政府信息公开接口', version: '1' },
  })
  const follower = await followReleases({
    db: world.db,
    log: world.log,
    listen: (onNotified) => listen(world.address, CHANNEL, onNotified),
    takeIn: async ({ withdrew }) => {
      if (withdrew) http.pages.clear()
      await finder.catchUp()
      identity = await siteIdentity(world.db)
    },
  })
  mountAssets(http, assets.files)
  mountApi(http, portal)
  mountPortal(http, portal)
  http.get('/healthz', { config: { policy: 'public' } }, (_request, reply) => health(world, reply))
  return {
    http,
    catchUp: () => follower.catchUp(),
    async close() {
      await http.close()
      await follower.stop()
      await finder.close()
      await typesetter.close()
    },
  }
}

async function health(world: World, reply: FastifyReply): Promise<FastifyReply> {
  try {
    await siteIdentity(world.db)
    return reply.send({ ready: true })
  } catch (error) {
    if (!asRefusal(error)) throw error
    return reply.code(503).send({ ready: false, because: '数据库没有应答' })
  }
}

async function readAssets() {
  const files = new Map<string, { body: Buffer; type: string }>()
  const hash = createHash('sha256')
  for (const [name, type] of Object.entries(ASSETS)) {
    const body = await readFile(join(UI, name))
    hash.update(body)
    files.set(name, { body, type })
  }
  return { files, fingerprint: hash.digest('base64url').slice(0, 10) }
}

function mountAssets(http: FastifyInstance, files: Map<string, { body: Buffer; type: string }>): void {
  const icon = files.get('icon.svg')!
  // NOTE where browsers look that show something other than a page of ours: a feed, a text.
  http.get('/favicon.ico', { config: { policy: 'public' } }, (_request, reply) =>
    reply.header('cache-control', 'public, max-age=86400').type(icon.type).send(icon.body),
  )
  for (const [name, { body, type }] of files)
    http.get(`/assets/${name}`, { config: { policy: 'public' } }, (_request, reply) =>
      reply.header('cache-control', `public, max-age=${YEAR_OF_SECONDS}, immutable`).type(type).send(body),
    )
}

function siteOf(identity: SiteIdentity, origin: string | undefined): Site {
  return {
    ...identity,
    government: identity.organ,
    office: `${identity.owner}（政府信息公开工作机构）`,
    origin: origin ?? `https://${identity.domain}`,
    ipv6: true,
  }
}

function errorPage(
  portal: Portal,
  request: FastifyRequest | undefined,
  refusal: Refusal | undefined,
): string {
  const place = { site: portal.site(), assets: portal.assets, today: dayOf(now()) }
  const frame = frameAt(place, request?.url ?? '/', request?.cookies?.mode)
  if (!refusal) return render(<ServerErrorPage frame={frame} reference={request?.id ?? ''} />)
  if (refusal.status === 404) return render(<NotFoundPage frame={frame} />)
  if (refusal.code === 'database-away') return render(<DatabaseDownPage frame={frame} />)
  if (refusal.status === 503) return render(<BusyPage frame={frame} because={refusal.message} />)
  return render(
    <BadRequestPage frame={frame} status={refusal.status === 422 ? 422 : 400} problems={[refusal.message]} />,
  )
}
