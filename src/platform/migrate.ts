import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { type DatabaseAddress, directClient } from './db.ts'

export interface Migration {
  /** The file's name, `0001_audit.sql`: its number gives the order. */
  name: string
  sql: string
  hash: string
}

const NAME = /^(\d{4})_[a-z0-9_]+\.sql$/
// Any number will do, as long as every node uses the same.
const LOCK = 4_712_022_060

/** Reads the numbered files of a folder, in order. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  const numbers = new Set<string>()
  const migrations: Migration[] = []
  for (const name of names) {
    const number = NAME.exec(name)?.[1]
    if (!number) throw new Error(`数据库变更文件「${name}」的名字不对，应当像 0007_documents.sql。`)
    if (numbers.has(number))
      throw new Error(`有两个数据库变更文件的编号都是 ${number}。请把后写的那个改成下一个编号。`)
    numbers.add(number)
    const sql = (await readFile(join(folder, name), 'utf8')).replaceAll('\r\n', '\n')
    migrations.push({ name, sql, hash: createHash('sha256').update(sql).digest('hex') })
  }
  return migrations
}

/**
 * Brings the database up to the files of a folder, forward only, each in a transaction of its own. Two nodes may
 * do so at once: the lock is of the transaction, so it also holds through PgBouncer. Answers what was applied.
 */
export async function migrate(address: DatabaseAddress, folder: string): Promise<string[]> {
  const migrations = await readMigrations(folder)
  const client = directClient(address, { statement_timeout: 0 })
  await client.connect()
  try {
    const applied: string[] = []
    await inTransaction(client, () => prepare(client))
    await mustContinue(client, migrations)
    for (const migration of migrations)
      if (await inTransaction(client, () => applyOnce(client, migration))) applied.push(migration.name)
    return applied
  } finally {
    await client.end()
  }
}

async function prepare(client: pg.Client): Promise<void> {
  await client.query(`create table if not exists migration (
    name text primary key,
    hash text not null,
    applied_at timestamptz not null default now()
  )`)
}

/** What was applied must still be there, word for word: another history is another program's database. */
async function mustContinue(client: pg.Client, migrations: Migration[]): Promise<void> {
  const { rows } = await client.query<{ name: string; hash: string }>(
    'select name, hash from migration order by name',
  )
  const files = new Map(migrations.map((one) => [one.name, one.hash]))
  for (const { name, hash } of rows) {
    const now = files.get(name)
    if (now === undefined)
      throw new Error(
        `数据库已执行过「${name}」，程序里却没有这个文件：数据库比程序新。请用更新的版本启动，不要退回旧版。`,
      )
    if (now !== hash)
      throw new Error(`「${name}」执行过之后又被改动了。请把它改回原样，把新的变更写进下一个编号的文件。`)
  }
  const last = rows.at(-1)?.name ?? ''
  const done = new Set(rows.map((row) => row.name))
  const late = migrations.find((one) => one.name < last && !done.has(one.name))
  if (late) throw new Error(`「${late.name}」的编号比已执行的「${last}」还小。请给它下一个编号。`)
}

async function applyOnce(client: pg.Client, { name, sql, hash }: Migration): Promise<boolean> {
  const done = await client.query<{ hash: string }>('select hash from migration where name = $1', [name])
  if (done.rows.length > 0) return false
  try {
    await client.query(sql)
  } catch (error) {
    throw new Error(`数据库变更「${name}」没有成功，已全部撤回：${(error as Error).message}`, {
      cause: error,
    })
  }
  await client.query('insert into migration (name, hash) values ($1, $2)', [name, hash])
  return true
}

async function inTransaction<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  await client.query('begin')
  try {
    await client.query('select pg_advisory_xact_lock($1)', [LOCK])
    const answer = await work()
    await client.query('commit')
    return answer
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}
