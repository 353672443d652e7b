import cookie from '@fastify/cookie'
import swagger from '@fastify/swagger'
import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify'
import { asRefusal, Invalid, Malformed, NotFound, type Refusal, Upstream } from './errors.ts'
import type { Log } from './log.ts'
import { type Drawn, type KeptPage, openPageCache, type PageCache } from './page-cache.ts'
import { answerUnparsed } from './unparsed-request.ts'

/** Under which policy a route answers; a route without one does not start. */
export type RoutePolicy = 'public'

declare module 'fastify' {
  interface FastifyContextConfig {
    policy?: RoutePolicy
  }
  interface FastifyInstance {
    pages: PageCache
    /** What must be the same for a kept page to be given again: publication version and local date. */
    pageVersion: () => string
  }
}

export interface HttpOptions {
  log: Log
  version(): string
  /** Draws the page that tells a person what went wrong; without a request where none could be read. */
  errorPage(request: FastifyRequest | undefined, refusal: Refusal | undefined): string
  about: { title: string; version: string }
}

const BODY_MOST = 1024 * 1024
const REQUEST_MS = 15_000
// NOTE slow clients are looked for this often; by Node's own half a minute they would hold their places for long.
const SLOW_CHECK_MS = 5_000
// NOTE a query of 10,000 Chinese characters is 90,000 bytes in an address.
const HEADERS_MOST = 128 * 1024

/** A web server with our headers, limits, error pages and kept pages; it knows no domain. */
export async function openHttp(options: HttpOptions): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit: BODY_MOST,
    requestTimeout: REQUEST_MS,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    return503OnClosing: true,
    forceCloseConnections: true,
    http: { maxHeaderSize: HEADERS_MOST, connectionsCheckingInterval: SLOW_CHECK_MS },
    clientErrorHandler: (error, socket) =>
      answerUnparsed(error, socket, SECURITY_HEADERS, (refusal) => options.errorPage(undefined, refusal)),
    frameworkErrors: (error, request, reply) => {
      reply.headers(SECURITY_HEADERS)
      return answerError(error, request, reply, options)
    },
  })
  app.server.headersTimeout = REQUEST_MS
  app.decorate('pages', openPageCache())
  app.decorate('pageVersion', { getter: () => options.version })
  app.addHook('onRoute', (route) => {
    if (!route.config?.policy) throw new Error(`route ${route.url} stands under no policy`)
  })
  await app.register(cookie)
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers(SECURITY_HEADERS)
  })
  await app.register(swagger, { openapi: { openapi: '3.1.0', info: options.about }, hideUntagged: true })
  app.setErrorHandler((error: FastifyError, request, reply) => answerError(error, request, reply, options))
  app.setNotFoundHandler((request, reply) => answerError(new NotFound(), request, reply, options))
  return app
}

// NOTE nothing is loaded from elsewhere and nothing inline runs; JSON-LD is data, which the policy does not touch.
const SECURITY_HEADERS = {
  'content-security-policy':
    "default-src 'none';script-src 'self';style-src 'self';img-src 'self';connect-src 'self';form-action 'self';base-uri 'none';frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'referrer-policy': 'same-origin',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-frame-options': 'DENY',
  'x-permitted-cross-domain-policies': 'none',
}

/**
 * Answers a page from what is kept, or draws and keeps it. When the database does not answer, the copy last kept is
 * given, marked as old (RFC 9111 §5.5); without one, the error goes on.
 */
export async function keptPage(
  request: FastifyRequest,
  reply: FastifyReply,
  key: string,
  draw: () => Promise<Drawn>,
): Promise<FastifyReply> {
  const { pages } = request.server
  const version = request.server.pageVersion()
  const epoch = pages.epoch()
  const kept = pages.fresh(key, version)
  if (kept) return send(request, reply, kept)
  try {
    return send(request, reply, pages.keep(key, version, await draw(), epoch))
  } catch (error) {
    const old = asRefusal(error) instanceof Upstream ? pages.any(key) : undefined
    if (!old) throw error
    reply.header('warning', '110 - "Response is Stale"')
    return send(request, reply, old)
  }
}

function send(request: FastifyRequest, reply: FastifyReply, page: KeptPage): FastifyReply {
  reply.header('cache-control', 'no-cache').header('vary', 'Cookie')
  if (page.location) return reply.redirect(page.location, page.status)
  reply.code(page.status).header('etag', page.etag)
  if (page.status === 200 && holdsAlready(request, page.etag)) return reply.code(304).send()
  if (page.fileName) reply.header('content-disposition', `attachment; filename="${page.fileName}"`)
  return reply.type(page.type).send(page.body)
}

/** Whether the reader's copy is this one (RFC 9110 §13.1.2): compared weakly, for servers in front compress. */
export function holdsAlready(request: FastifyRequest, etag: string): boolean {
  const held = request.headers['if-none-match'] ?? ''
  return held === '*' || held.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag)
}

async function answerError(
  error: FastifyError | Refusal,
  request: FastifyRequest,
  reply: FastifyReply,
  { log, errorPage }: HttpOptions,
): Promise<FastifyReply> {
  const refusal = asRefusal(error) ?? asMalformed(error as FastifyError)
  const status = refusal?.status ?? 500
  if (!refusal) log.bug('request failed', error)
  if (status === 503) reply.header('retry-after', '5')
  reply.code(status).header('cache-control', 'no-store')
  if (request.url.startsWith('/api/'))
    return reply.type('application/problem+json').send(problem(refusal, status))
  return reply.type('text/html; charset=utf-8').send(errorPage(request, refusal))
}

/** What the framework itself refuses: an address that cannot be read, a body too large. */
function asMalformed(error: FastifyError): Refusal | undefined {
  if (error.validation)
    return new Invalid('parameters', `请求的参数不对：${error.message}。请对照接口说明改正。`)
  if (error.statusCode === 404) return new NotFound()
  if (error.statusCode && error.statusCode < 500) return new Malformed(error.statusCode)
  return undefined
}

/** RFC 9457. */
function problem(refusal: Refusal | undefined, status: number): string {
  const code = refusal?.code ?? 'internal'
  const detail = refusal?.message ?? '系统出了差错，已经记录下来。请过一会儿再试。'
  const basis = refusal?.basis.length ? { basis: refusal.basis } : {}
  return JSON.stringify({ type: `/errors/${code}`, title: code, status, detail, ...basis })
}
