import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { migrate } from '../../src/platform/migrate.ts'
import { emptyDatabase, type TestDatabase } from '../support/database.ts'

const folders: string[] = []
after(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

async function migrations(files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'gongkai-migrate-test-'))
  folders.push(folder)
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  return folder
}

const tables = async (db: TestDatabase) =>
  (
    await sql<{
      name: string
    }>`select tablename as name from pg_tables where schemaname = 'public' order by 1`.execute(db)
  ).rows.map(({ name }) => name)

const ONE = { '0001_one.sql': 'create table one (n int);' }
const TWO = { ...ONE, '0002_two.sql': 'create table two (n int); insert into two values (1);' }

test('applies what is new, once, in order', async () => {
  await using db = await emptyDatabase()
  assert.deepEqual(await migrate(db.connection, await migrations(ONE)), ['0001_one.sql'])
  const folder = await migrations(TWO)
  assert.deepEqual(await migrate(db.connection, folder), ['0002_two.sql'])
  assert.deepEqual(await migrate(db.connection, folder), [])
  assert.deepEqual(await tables(db), ['migration', 'one', 'two'])
})

test('is safe when several nodes start at once', async () => {
  await using db = await emptyDatabase()
  const folder = await migrations(TWO)
  const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(db.connection, folder)))
  assert.deepEqual(applied.flat().sort(), ['0001_one.sql', '0002_two.sql'])
})

test('takes back the whole of a file that fails, keeps those before it, and can go on once mended', async () => {
  await using db = await emptyDatabase()
  const broken = { ...ONE, '0002_two.sql': 'create table two (n int); select 1/0;' }
  await assert.rejects(
    migrate(db.connection, await migrations(broken)),
    /0002_two\.sql.*没有成功.*撤回.*division by zero/,
  )
  assert.deepEqual(await tables(db), ['migration', 'one'])
  assert.deepEqual(await migrate(db.connection, await migrations(TWO)), ['0002_two.sql'])
})

test('refuses a file that was changed after it was applied, but not for its line ends', async () => {
  await using db = await emptyDatabase()
  await migrate(db.connection, await migrations({ '0001_one.sql': 'create table one\n(n int);' }))
  await migrate(db.connection, await migrations({ '0001_one.sql': 'create table one\r\n(n int);' }))
  const changed = await migrations({ '0001_one.sql': 'create table one (n bigint);' })
  await assert.rejects(migrate(db.connection, changed), /0001_one\.sql.*又被改动.*下一个编号/)
})

test('refuses a database that is newer than the program', async () => {
  await using db = await emptyDatabase()
  await migrate(db.connection, await migrations(TWO))
  await assert.rejects(migrate(db.connection, await migrations(ONE)), /0002_two\.sql.*数据库比程序新/)
})

test('refuses a file slipped in before one that is applied, and applies nothing then', async () => {
  await using db = await emptyDatabase()
  await migrate(db.connection, await migrations({ '0002_two.sql': 'create table two (n int);' }))
  const slipped = await migrations({ ...TWO, '0002_two.sql': 'create table two (n int);' })
  await assert.rejects(migrate(db.connection, slipped), /0001_one\.sql.*比已执行的.*还小/)
  assert.deepEqual(await tables(db), ['migration', 'two'])
})

test('refuses names without a number, and a number used twice', async () => {
  await using db = await emptyDatabase()
  await assert.rejects(migrate(db.connection, await migrations({ 'one.sql': '' })), /one\.sql.*名字不对/)
  const twice = await migrations({ ...ONE, '0001_other.sql': 'select 1;' })
  await assert.rejects(migrate(db.connection, twice), /编号都是 0001/)
})
