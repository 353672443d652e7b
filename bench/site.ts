import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openApp } from '../src/app.tsx'
import { loadDemo } from '../src/cli/demo.ts'
import { readConfig } from '../src/config.ts'
import { silent } from '../src/platform/log.ts'
import { openWorld } from '../src/world.ts'
import { type Load, load } from './load.ts'

const PAGE_BYTES = 16 * 1024

/**
 * `bench site`: requests a second of a document page kept and not kept, of a 304 and of a search, beside a bare
 * node:http server that sends as many bytes, all in one run on the demo district.
 */
export async function benchSite(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'gongkai-bench-'))
  const world = await openWorld({ ...readConfig({ data: folder }), port: 0 }, { log: silent })
  try {
    await loadDemo(world, () => {})
    const app = await openApp(world)
    const address = await app.http.listen({ host: '127.0.0.1', port: 0 })
    const { id } = await world.db
      .selectFrom('documents_work')
      .select('id')
      .where('doc_number', '=', '云政办发〔2026〕12号')
      .executeTakeFirstOrThrow()
    const page = `${address}/documents/${id}`
    const first = await fetch(page)
    const etag = first.headers.get('etag') ?? ''
    await first.text()
    const bare = await bareServer()
    const runs: Record<string, Load> = {}
    runs['bare node:http'] = await load(bare.address)
    runs['document, kept'] = await load(page)
    runs['document, 304'] = await load(page, { headers: { 'if-none-match': etag } })
    runs['document, drawn each time'] = await load((n) => `${page}?n=${n}`)
    runs['search, drawn each time'] = await load(
      (n) => `${address}/search?q=${encodeURIComponent('住房租赁补贴')}&n=${n}`,
    )
    runs['bare node:http, again'] = await load(bare.address)
    bare.close()
    report(runs)
    await app.close()
    return 0
  } finally {
    await world.close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function bareServer() {
  const body = Buffer.alloc(PAGE_BYTES, 'x')
  const server = createServer((_request, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end(body),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { address: `http://127.0.0.1:${port}/`, close: () => server.close() }
}

function report(runs: Record<string, Load>): void {
  const base =
    ((runs['bare node:http']?.perSecond ?? 0) + (runs['bare node:http, again']?.perSecond ?? 0)) / 2
  for (const [name, { perSecond, p50, p99, failures }] of Object.entries(runs))
    process.stdout.write(
      `${JSON.stringify({ name, per_second: Math.round(perSecond), ratio_to_bare: Number((perSecond / base).toFixed(3)), p50_ms: Number(p50.toFixed(2)), p99_ms: Number(p99.toFixed(2)), failures })}\n`,
    )
}
