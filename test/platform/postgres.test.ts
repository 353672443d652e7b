import assert from 'node:assert/strict'
import { execFile, spawn } from 'node:child_process'
import { readdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { openCluster } from '../../src/platform/postgres.ts'
import { processesOf } from '../../src/platform/postgres-server.ts'
import { type ClusterProcess, isRoot, launch, openElsewhere } from '../support/cluster-processes.ts'
import { dataFolder, usedFolder } from '../support/data-folders.ts'

const KEPT = "create table kept (word text); insert into kept values ('云溪区')"
const words = async (process: ClusterProcess) =>
  (await process.query('select word from kept')).map((row) => row.word)

async function signalAll(folder: string, signal: NodeJS.Signals): Promise<void> {
  for (const pid of await processesOf(folder)) {
    try {
      process.kill(pid, signal)
    } catch {
      // It went by itself, its client or its postmaster having gone just before.
    }
  }
}

async function killAll(folder: string): Promise<void> {
  await signalAll(folder, 'SIGKILL')
}

describe('an embedded cluster', () => {
  test('is a durable, private UTF-8 database of PostgreSQL 18 on a socket alone', async () => {
    const one = await openElsewhere(await dataFolder())
    const shown = async (name: string) => Object.values((await one.query(`show ${name}`))[0]!)[0]
    assert.equal(one.opening.started, true)
    assert.match(String(await shown('server_version')), /^18\./)
    assert.equal(await shown('fsync'), 'on')
    assert.equal(await shown('full_page_writes'), 'on')
    assert.equal(await shown('listen_addresses'), '')
    assert.equal(await shown('server_encoding'), 'UTF8')
    assert.equal(await shown('ssl'), 'off')
    const [database] = await one.query(
      'select datlocprovider provider, datlocale locale from pg_database where datname = current_database()',
    )
    assert.deepEqual(database, { provider: 'b', locale: 'C.UTF-8' })
    assert.equal((await stat(one.opening.sockets)).mode & 0o777, 0o700)
    assert.equal((await stat(one.opening.folder)).mode & 0o777, 0o700)
    assert.equal((await stat(join(one.opening.folder, '..', 'postgres.password'))).mode & 0o777, 0o600)
    await one.leave()
  })

  test('asks for its password', async () => {
    const cluster = await openCluster(await usedFolder(), () => {})
    const { default: pg } = await import('pg')
    const stranger = new pg.Client({ ...cluster.connection, password: 'guess' })
    await assert.rejects(stranger.connect(), { code: '28P01' })
    await cluster.leave()
  })

  test('inherits neither our environment nor our process group', async () => {
    const one = await openElsewhere(await usedFolder())
    const environment = await readFile(`/proc/${one.opening.postmaster}/environ`, 'utf8')
    assert.ok(!environment.includes('do-not-leak'))
    const group = (await readFile(`/proc/${one.opening.postmaster}/stat`, 'utf8')).split(' ')[4]
    assert.equal(Number(group), one.opening.postmaster)
    await one.leave()
  })

  test('never runs as root', { skip: !isRoot && 'only root can tell' }, async () => {
    const one = await openElsewhere(await usedFolder())
    assert.notEqual((await stat(`/proc/${one.opening.postmaster}`)).uid, 0)
    await one.leave()
  })

  test('is opened again with what was committed, and is gone after a clean stop', async () => {
    const data = await usedFolder()
    const first = await openElsewhere(data)
    await first.query(KEPT)
    await first.leave()
    assert.deepEqual(await processesOf(first.opening.folder), [])
    const second = await openElsewhere(data)
    assert.equal(second.opening.started, true)
    assert.deepEqual(await words(second), ['云溪区'])
    await second.leave()
  })

  for (const name of [
    '政务公开 数据 “云溪区”, it\'s "quoted"',
    `${'很长的名字'.repeat(12)}/${'x'.repeat(100)}`,
    'semi;colon $HOME `id` \\',
  ])
    test(`lives in a folder named ${name.slice(0, 40)}`, async () => {
      const data = await dataFolder(name)
      const first = await openElsewhere(data)
      await first.query(KEPT)
      await first.kill()
      const second = await openElsewhere(data)
      assert.equal(second.opening.started, false)
      assert.deepEqual(await words(second), ['云溪区'])
      await second.leave()
      assert.ok(!(await readdir('/tmp')).includes(second.opening.sockets.replace('/tmp/', '')))
    })
})

describe('several processes on one data folder', () => {
  test('start one server between them, and the last one out stops it', async () => {
    const data = await dataFolder()
    const all = await Promise.all([1, 2, 3].map(() => openElsewhere(data)))
    assert.equal(all.filter(({ opening }) => opening.started).length, 1)
    assert.equal(new Set(all.map(({ opening }) => opening.postmaster)).size, 1)
    const [last, ...others] = all.sort((a, b) => Number(a.opening.started) - Number(b.opening.started))
    await last!.query(KEPT)
    // The one that started the server is among those that leave first.
    await Promise.all(others.map((one) => one.leave()))
    assert.deepEqual(await words(last!), ['云溪区'])
    await last!.leave()
    assert.deepEqual(await processesOf(last!.opening.folder), [])
  })

  test('do not count one that was killed', async () => {
    const data = await usedFolder()
    const [first, second] = [await openElsewhere(data), await openElsewhere(data)]
    await first.kill()
    assert.equal(second.opening.started, false)
    await second.leave()
    assert.deepEqual(await processesOf(second.opening.folder), [])
  })

  test('do not stop it under the others, even when a presence was cut off', async () => {
    const data = await usedFolder()
    const [first, second] = [await openElsewhere(data), await openElsewhere(data)]
    const cut = (one: ClusterProcess) =>
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'gongkai presence % ${one.pid}'`
    await second.query(cut(first))
    await first.leave()
    assert.deepEqual(await second.query('select 1 as one'), [{ one: 1 }])
    await second.query(cut(second))
    await second.leave()
    assert.deepEqual(await processesOf(second.opening.folder), [])
  })

  test('are not led from a copied folder to the server of the original', async () => {
    const data = await usedFolder()
    const original = await openElsewhere(data)
    const copied = `${data}-copy`
    await promisify(execFile)('cp', ['-a', data, copied])
    const copy = await openElsewhere(copied)
    assert.equal(copy.opening.started, true)
    assert.notEqual(copy.opening.postmaster, original.opening.postmaster)
    await copy.query(KEPT)
    await assert.rejects(words(original), /does not exist/)
    await copy.leave()
    assert.deepEqual(await original.query('select 1 as one'), [{ one: 1 }])
    await original.leave()
  })

  test('may come and go at the same moment', async () => {
    const data = await usedFolder()
    const first = await openElsewhere(data)
    const [, second] = await Promise.all([first.leave(), openElsewhere(data)])
    assert.equal((await second.query('select 1 as one'))[0]!.one, 1)
    await second.leave()
    assert.deepEqual(await processesOf(second.opening.folder), [])
  })
})

describe('after kill -9', () => {
  test('of the application alone, the next start takes the server over', async () => {
    const data = await usedFolder()
    const first = await openElsewhere(data)
    await first.query(KEPT)
    await first.kill()
    const second = await openElsewhere(data)
    assert.equal(second.opening.started, false)
    assert.equal(second.opening.postmaster, first.opening.postmaster)
    assert.deepEqual(await words(second), ['云溪区'])
    await second.leave()
    assert.deepEqual(await processesOf(second.opening.folder), [])
  })

  test('of the application and all of PostgreSQL, five times, nothing acknowledged is lost', async () => {
    const data = await usedFolder()
    let acknowledged = 0
    for (let round = 0; round < 5; round += 1) {
      const one = await openElsewhere(data)
      await one.query('create table if not exists counted (n int)')
      assert.ok(Number((await one.query('select count(*)::int n from counted'))[0]!.n) >= acknowledged)
      const inserting = (async () => {
        for (;;) {
          await one.query(`insert into counted values (${acknowledged})`)
          acknowledged += 1
        }
      })().catch(() => {})
      await sleep(40 + 10 * round)
      await Promise.all([killAll(one.opening.folder), one.kill()])
      await inserting
    }
    assert.ok(acknowledged > 10)
    const last = await openElsewhere(data)
    assert.ok(Number((await last.query('select count(*)::int n from counted'))[0]!.n) >= acknowledged)
    await last.leave()
  })

  test('of the application and the postmaster, a backend that does not notice is brought down', async () => {
    const data = await usedFolder()
    const first = await openElsewhere(data)
    await first.query(KEPT)
    const busy = first.query('do $$ begin loop end loop; end $$').catch(() => {})
    const other = await openElsewhere(data)
    while (
      (await other.query("select 1 from pg_stat_activity where query like 'do %' and state = 'active'"))
        .length === 0
    )
      await sleep(10)
    process.kill(first.opening.postmaster, 'SIGKILL')
    await Promise.all([first.kill(), other.kill(), busy])
    const second = await openElsewhere(data)
    assert.equal(second.opening.started, true)
    assert.deepEqual(await words(second), ['云溪区'])
    await second.leave()
  })

  test('a server that is frozen is brought down', async () => {
    const data = await usedFolder()
    const first = await openElsewhere(data)
    await first.query(KEPT)
    await first.kill()
    await signalAll(first.opening.folder, 'SIGSTOP')
    const second = await openElsewhere(data)
    assert.equal(second.opening.started, true)
    assert.match(second.opening.notes.join(), /没有应答/)
    assert.deepEqual(await words(second), ['云溪区'])
    await second.leave()
  })

  test('a stale postmaster.pid whose number another program now has does not stand in the way', async () => {
    const data = await usedFolder()
    const first = await openElsewhere(data)
    await first.query(KEPT)
    await Promise.all([killAll(first.opening.folder), first.kill()])
    const { uid, gid } = await stat(first.opening.folder)
    const stranger = spawn('/bin/sleep', ['300'], isRoot ? { uid, gid } : {})
    const path = join(first.opening.folder, 'postmaster.pid')
    const [, ...rest] = (await readFile(path, 'utf8')).split('\n')
    await writeFile(path, [stranger.pid, ...rest].join('\n'))
    const second = await openElsewhere(data)
    assert.deepEqual(await words(second), ['云溪区'])
    await second.leave()
    assert.equal(stranger.exitCode, null)
    stranger.kill()
  })

  test('in the middle of making the database, the next start makes it whole', async () => {
    const data = await dataFolder()
    const child = launch(data, {})
    const halves = async () => (await readdir(data).catch(() => [])).filter((name) => name.endsWith('.half'))
    for (;;) {
      const [half] = await halves()
      if (half && (await readdir(join(data, half)).catch((): string[] => [])).includes('PG_VERSION')) break
      await sleep(2)
    }
    child.kill('SIGKILL')
    assert.ok(!(await readdir(data)).includes('postgres'))
    const one = await openElsewhere(data)
    await one.query(KEPT)
    await one.leave()
    const again = await openElsewhere(data)
    assert.deepEqual(await words(again), ['云溪区'])
    await again.leave()
    assert.deepEqual(await halves(), [])
  })
})

describe('while we live', () => {
  test('a server that is killed is started again', async () => {
    const one = await openElsewhere(await usedFolder())
    await one.query(KEPT)
    await killAll(one.opening.folder)
    while (!(await one.notes()).includes('数据库已恢复。')) await sleep(20)
    assert.deepEqual(await words(one), ['云溪区'])
    await one.leave()
    assert.deepEqual(await processesOf(one.opening.folder), [])
  })

  test('it is started once, however many processes miss it', async () => {
    const data = await usedFolder()
    const [first, second] = [await openElsewhere(data), await openElsewhere(data)]
    await killAll(first.opening.folder)
    for (const one of [first, second]) while (!(await one.notes()).includes('数据库已恢复。')) await sleep(20)
    await first.leave()
    assert.equal((await second.query('select 1 as one'))[0]!.one, 1)
    await second.leave()
    assert.deepEqual(await processesOf(first.opening.folder), [])
  })

  test('a database that vanished is missed, not replaced by an empty one', async () => {
    const one = await openElsewhere(await usedFolder())
    await rename(one.opening.folder, `${one.opening.folder}.away`)
    await killAll(`${one.opening.folder}.away`)
    while (!(await one.notes()).some((note) => note.includes('不见了'))) await sleep(20)
    await one.leave()
    await assert.rejects(stat(one.opening.folder), { code: 'ENOENT' })
  })

  test('leaving right after it was killed leaves nothing behind', async () => {
    const one = await openElsewhere(await usedFolder())
    await killAll(one.opening.folder)
    await one.leave()
    assert.deepEqual(await processesOf(one.opening.folder), [])
  })
})
