import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import swagger from '@fastify/swagger'
import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify'
import { asRefusal, Invalid, NotFound, type Refusal, Upstream } from './errors.ts'
import type { Log } from './log.ts'
import { type KeptPage, openPageCache, type PageCache } from './page-cache.ts'

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
  /** Draws the page that tells a person what went wrong. */
  errorPage(request: FastifyRequest, refusal: Refusal | undefined): Promise<string>
  about: { title: string; version: string }
}

const BODY_MOST = 1024 * 1024
const REQUEST_MS = 15_000

/** A web server with our headers, limits, error pages and kept pages; it knows no domain. */
export async function openHttp(options: HttpOptions): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit: BODY_MOST,
    requestTimeout: REQUEST_MS,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    return503OnClosing: true,
    forceCloseConnections: true,
  })
  app.server.headersTimeout = REQUEST_MS
  app.decorate('pages', openPageCache())
  app.decorate('pageVersion', { getter: () => options.version })
  app.addHook('onRoute', (route) => {
    if (!route.config?.policy) throw new Error(`route ${route.url} stands under no policy`)
  })
  await app.register(cookie)
  await app.register(helmet, HEADERS)
  await app.register(swagger, { openapi: { openapi: '3.1.0', info: options.about }, hideUntagged: true })
  app.setErrorHandler((error: FastifyError, request, reply) => answerError(error, request, reply, options))
  app.setNotFoundHandler((request, reply) => answerError(new NotFound(), request, reply, options))
  return app
}

// NOTE nothing is loaded from elsewhere and nothing inline runs; JSON-LD is data, which the policy does not touch.
const HEADERS = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'"],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
  referrerPolicy: { policy: 'same-origin' as const },
  crossOriginEmbedderPolicy: false,
}

/**
 * Answers a page from what is kept, or draws and keeps it. When the database does not answer, the copy last kept is
 * given, marked as old (RFC 9111 §5.5); without one, the error goes on.
 */
export async function keptPage(
  request: FastifyRequest,
  reply: FastifyReply,
  key: string,
  draw: () => Promise<{ type: string; body: string | Buffer }>,
): Promise<FastifyReply> {
  const { pages } = request.server
  const version = request.server.pageVersion()
  const kept = pages.fresh(key, version)
  if (kept) return send(request, reply, kept)
  try {
    const { type, body } = await draw()
    return send(request, reply, pages.keep(key, version, type, body))
  } catch (error) {
    const old = asRefusal(error) instanceof Upstream ? pages.any(key) : undefined
    if (!old) throw error
    reply.header('warning', '110 - "Response is Stale"')
    return send(request, reply, old)
  }
}

function send(request: FastifyRequest, reply: FastifyReply, page: KeptPage): FastifyReply {
  reply.header('etag', page.etag).header('cache-control', 'no-cache').header('vary', 'Cookie').type(page.type)
  return request.headers['if-none-match'] === page.etag ? reply.code(304).send() : reply.send(page.body)
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
  return reply.type('text/html; charset=utf-8').send(await errorPage(request, refusal))
}

/** What the framework itself refuses: an address that cannot be read, a body too large. */
function asMalformed(error: FastifyError): Refusal | undefined {
  if (error.validation)
    return new Invalid('parameters', `请求的参数不对：${error.message}。请对照接口说明改正。`)
  if (error.statusCode === 404) return new NotFound()
  if (error.statusCode && error.statusCode < 500)
    return new Invalid('request', '请求的内容无法读取。请检查网址或者表单后再试。')
  return undefined
}

/** RFC 9457. */
function problem(refusal: Refusal | undefined, status: number): string {
  const code = refusal?.code ?? 'internal'
  const detail = refusal?.message ?? '系统出了差错，已经记录下来。请过一会儿再试。'
  const basis = refusal?.basis.length ? { basis: refusal.basis } : {}
  return JSON.stringify({ type: `/errors/${code}`, title: code, status, detail, ...basis })
}
