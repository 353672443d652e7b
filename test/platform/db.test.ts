import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { checkDatabase, type Database, listen, openDatabase, problemsOf } from '../../src/platform/db.ts'
import { asRefusal } from '../../src/platform/errors.ts'
import { emptyDatabase } from '../support/database.ts'

async function one<T>(db: Database, query: ReturnType<typeof sql<{ value: T }>>): Promise<T> {
  return (await query.execute(db)).rows[0]!.value
}

test('a date is a string, an instant a Date, a bigint an exact number', async () => {
  await using db = await emptyDatabase()
  assert.equal(await one(db, sql`select date '2022-07-18' as value`), '2022-07-18')
  assert.deepEqual(await one(db, sql`select array[date '2022-07-18', null] as value`), ['2022-07-18', null])
  assert.deepEqual(
    await one(db, sql`select timestamptz '2022-07-18 09:00+08' as value`),
    new Date('2022-07-18T01:00:00Z'),
  )
  assert.equal(await one(db, sql`select 9007199254740991::int8 as value`), 9_007_199_254_740_991)
  assert.deepEqual(await one(db, sql`select array[1::int8, null] as value`), [1, null])
  assert.equal(await one(db, sql`select 10.10::numeric as value`), '10.10')
  await assert.rejects(one(db, sql`select 9007199254740992::int8 as value`), RangeError)
})

test('connections say whose they are, and have limits on the server too', async () => {
  await using db = await emptyDatabase()
  assert.equal(await one(db, sql`select current_setting('application_name') as value`), 'gongkai')
  assert.equal(await one(db, sql`select current_setting('statement_timeout') as value`), '1800ms')
  assert.equal(
    await one(db, sql`select current_setting('idle_in_transaction_session_timeout') as value`),
    '30s',
  )
  const long = openDatabase(db.connection, { patience: 'long' })
  assert.equal(await one(long, sql`select current_setting('statement_timeout') as value`), '30min')
  await long.destroy()
})

test('no statement is prepared under a name, which PgBouncer could not follow', async () => {
  await using db = await emptyDatabase()
  await db.transaction().execute(async (tx) => {
    await sql`select ${1}::int`.execute(tx)
    assert.equal(await one(tx, sql`select count(*)::int as value from pg_prepared_statements`), 0)
  })
})

test('a connection lost while idle is told, not fatal, and replaced', async () => {
  const lost: string[] = []
  await using db = await emptyDatabase({ size: 1, onLost: (error) => lost.push(error.message) })
  await using other = await emptyDatabase()
  const pid = await one(db, sql`select pg_backend_pid() as value`)
  await sql`select pg_terminate_backend(${pid})`.execute(other)
  while (lost.length === 0) await sleep(5)
  assert.notEqual(await one(db, sql`select pg_backend_pid() as value`), pid)
})

/** A proxy whose connections can be made to swallow everything, as a broken network does. */
async function swallowingProxy(
  socketPath: string,
): Promise<{ server: Server; port: number; swallow(on: boolean): void }> {
  const pairs: [Socket, Socket][] = []
  let swallowing = false
  const server = createServer((near) => {
    const far = connect(socketPath)
    for (const socket of [near, far]) socket.on('error', () => {})
    near.on('data', (bytes) => swallowing || far.write(bytes)).on('close', () => far.destroy())
    far.on('data', (bytes) => swallowing || near.write(bytes)).on('close', () => near.destroy())
    pairs.push([near, far])
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    server,
    port: (server.address() as { port: number }).port,
    swallow: (on) => {
      swallowing = on
    },
  }
}

test('a network that swallows everything ends in a refusal, and costs no connection afterwards', async () => {
  await using db = await emptyDatabase()
  const { host, user, password, database } = db.connection
  const proxy = await swallowingProxy(`${host}/.s.PGSQL.5432`)
  const url = `postgres://${user}:${password}@127.0.0.1:${proxy.port}/${database}`
  const far = openDatabase(url, { size: 1 })
  assert.equal(await one(far, sql`select 1 as value`), 1)

  proxy.swallow(true)
  await assert.rejects(one(far, sql`select 2 as value`), (error) => asRefusal(error)?.status === 503)
  await assert.rejects(one(far, sql`select 3 as value`), (error) => asRefusal(error)?.status === 503)
  proxy.swallow(false)
  assert.equal(await one(far, sql`select 4 as value`), 4)

  // In a transaction neither a second query nor the rollback waits in vain again: they get the first one's error.
  const errors: unknown[] = []
  await assert.rejects(
    far.transaction().execute(async (tx) => {
      proxy.swallow(true)
      for (const value of [5, 6])
        await one(tx, sql`select ${value} as value`).catch((error) => errors.push(error))
      throw new Error('given up')
    }),
  )
  assert.match(String(errors[0]), /Query read timeout/)
  assert.equal(errors[0], errors[1])
  proxy.swallow(false)
  assert.equal(await one(far, sql`select 7 as value`), 7)
  await far.destroy()
  proxy.server.close()
})

test('notices arrive, and after a lost connection the listener is told to look', async () => {
  await using db = await emptyDatabase()
  const heard: (string | undefined)[] = []
  const listening = await listen(db.connection, 'outlets "release"', (payload) => heard.push(payload))
  const until = async (count: number) => {
    while (heard.length < count) await sleep(5)
  }
  assert.deepEqual(heard, [undefined])
  await sql`select pg_notify('outlets "release"', '7')`.execute(db)
  await until(2)
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen%'`.execute(db)
  await until(3)
  await sql`select pg_notify('outlets "release"', '')`.execute(db)
  await until(4)
  assert.deepEqual(heard, [undefined, '7', undefined, ''])
  await listening.close()
  assert.equal(
    await one(db, sql`select count(*)::int as value from pg_stat_activity where query like 'listen%'`),
    0,
  )
})

test('a server that will do passes; others are refused with every reason', async () => {
  await using db = await emptyDatabase()
  await checkDatabase(db.connection)
  const problems = problemsOf({ version: 140_011, encoding: 'SQL_ASCII', dates: 'German, DMY' })
  assert.equal(problems.length, 3)
  assert.match(problems[0]!, /PostgreSQL 14，需要 15 或更新/)
  await sql`alter database ${sql.id(db.connection.database)} set datestyle = 'German'`.execute(db)
  await assert.rejects(checkDatabase(db.connection), /日期写法/)
})

test('a database that cannot be reached is refused with a sentence', async () => {
  await using db = await emptyDatabase()
  await assert.rejects(checkDatabase({ ...db.connection, password: 'x' }), /口令不对.*DATABASE_URL/)
  await assert.rejects(checkDatabase({ ...db.connection, database: 'x' }), /没有这个名字的数据库/)
  await assert.rejects(checkDatabase('postgres://gongkai@127.0.0.1:1/x'), /没有数据库在监听/)
  await assert.rejects(checkDatabase({ ...db.connection, host: '/nonexistent' }), /没有数据库在监听/)
})
