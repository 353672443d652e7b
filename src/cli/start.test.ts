import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { FIXTURES } from '../../test/support/application.ts'
import { ended, gongkai, startGongkai } from '../../test/support/command.ts'
import { usedFolder } from '../../test/support/data-folders.ts'
import { demoSite } from '../../test/support/demo-site.ts'
import { databaseProcesses, startSite } from '../../test/support/site.ts'
import { readConfig } from '../config.ts'
import type { Database } from '../platform/db.ts'
import { silent } from '../platform/log.ts'
import { openWorld } from '../world.ts'

/** What the demo district leaves in a database, without instants. */
async function demoState(db: Database): Promise<unknown[]> {
  const { rows } = await sql`
    select w.id, w.held, w.doc_number, e.content_hash, e.index_number,
      (select array_agg(a.type || a.on_day order by a.type, a.on_day) from documents_act a
        where a.work_id = w.id and a.type not in ('taken-over', 'published')) as acts,
      (select count(*)::int from documents_citation c where c.from_work = w.id) as citations
    from documents_work w left join documents_edition e on e.work_id = w.id order by w.id, e.version`.execute(
    db,
  )
  return rows
}

describe('命令 start', () => {
  test('serves over both families, refuses a second site, lets commands join, and stops cleanly', async () => {
    const data = await usedFolder()
    const site = await startSite(data, ['--no-demo'])
    const { port } = new URL(site.origin)
    for (const host of ['127.0.0.1', '[::1]', 'localhost'])
      assert.equal((await fetch(`http://${host}:${port}/`)).status, 200, host)
    const second = await gongkai(['start', '--port', '0', '--no-demo', '--data', data])
    assert.equal(second.code, 1)
    assert.match(second.stderr, /已有一个网站在运行/)
    assert.equal((await fetch(`${site.origin}/healthz`)).status, 200, 'the first goes on')
    const joined = await gongkai(['import', join(FIXTURES, 'drainage.txt'), '--publish', '--data', data])
    assert.equal(joined.code, 0, joined.stderr)
    const found = await gongkai(['search', '云水发12号', '--json', '--data', data])
    assert.equal(JSON.parse(found.stdout).hits[0].docNumber, '云水发〔2027〕12号')
    const end = await site.stop()
    assert.equal(end.code, 0)
    assert.deepEqual(await databaseProcesses(data), [])
  })

  test('stops while a command is still on its database, which goes on and stops it in the end', async () => {
    const data = await usedFolder()
    const site = await startSite(data, ['--no-demo'])
    const world = await openWorld(readConfig({ data }, {}), { log: silent })
    try {
      assert.equal((await site.stop()).code, 0)
      assert.equal((await sql<{ n: number }>`select 1 as n`.execute(world.db)).rows[0]?.n, 1)
      const next = await startSite(data, ['--no-demo'])
      assert.equal((await next.stop()).code, 0)
    } finally {
      await world.close()
    }
    assert.deepEqual(await databaseProcesses(data), [])
  })

  test('a port that is taken is told in a sentence, and nothing is left running', async () => {
    const data = await usedFolder()
    const other = createServer().listen(0, '::')
    await once(other, 'listening')
    const { port } = other.address() as { port: number }
    const { code, stderr } = await gongkai(['start', '--port', String(port), '--no-demo', '--data', data])
    other.close()
    assert.equal(code, 1)
    assert.match(stderr, new RegExp(`端口 ${port} 已被占用`))
    assert.deepEqual(await databaseProcesses(data), [])
  })

  test('a demo whose loading was killed is completed by the next start, to the same state', async () => {
    const data = await usedFolder()
    const child = startGongkai(['start', '--port', '0', '--data', data])
    const end = ended(child)
    await once(child.stderr!, 'data')
    await sleep(300 + Math.random() * 2000)
    child.kill('SIGKILL')
    await end
    const site = await startSite(data)
    const world = await openWorld(readConfig({ data }, {}), { log: silent })
    try {
      assert.deepEqual(await demoState(world.db), await demoState((await demoSite()).db))
    } finally {
      await world.close()
      await site.stop()
    }
  })
})
