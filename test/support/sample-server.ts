import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { drawSample, SAMPLE_MODES, SAMPLE_PAGES } from './sample-pages.tsx'

const ASSET_TYPES: Record<string, string> = {
  'gongkai.css': 'text/css; charset=utf-8',
  'read-aloud.js': 'text/javascript; charset=utf-8',
  'cursor-large.svg': 'image/svg+xml',
}

/** Sample pages on a port of their own; the mode is chosen by the query. `extra` adds pages by path. */
export async function serveSamples(extra: Record<string, string> = {}) {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://here.invalid')
    const asset = pathname.startsWith('/assets/') ? pathname.slice(8) : ''
    const type = ASSET_TYPES[asset]
    if (type) {
      response
        .setHeader('content-type', type)
        .end(readFileSync(new URL(`../../src/ui/${asset}`, import.meta.url)))
      return
    }
    const given = extra[pathname]
    const mode = SAMPLE_MODES[searchParams.get('mode') ?? 'normal'] ?? { elderly: false, contrast: false }
    response.setHeader('content-type', 'text/html; charset=utf-8')
    if (given !== undefined) response.end(given)
    else response.end(drawSample(pathname in SAMPLE_PAGES ? pathname : '/not-found', mode))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    address: (path: string, mode = 'normal') => `http://127.0.0.1:${port}${path}?mode=${mode}`,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}
