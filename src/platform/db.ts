import { type Dialect, Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely'
import pg from 'pg'
import type { DB } from '../../db/types.ts'
import { databaseAway } from './errors.ts'
import type { Connection } from './postgres.ts'

export type Database = Kysely<DB>
/** The embedded cluster's connection, or a `DATABASE_URL`. */
export type DatabaseAddress = Connection | string

export interface DatabaseOptions {
  /** `web` (the default) gives up within seconds, so that a page can say so; `long` is for imports and commands. */
  patience?: 'web' | 'long'
  /** Connections at most. */
  size?: number
  /** Told when an idle connection fails; the pool makes a new one by itself. */
  onLost?: (error: Error) => void
}

// NOTE a page waits for a connection and then for its query: together they stay below three seconds.
const CONNECT_WITHIN_MS = { web: 1000, long: 5000 }
// NOTE the server's own limit is a little shorter than ours, so that it says no before we stop listening; ours is
// there for a server or a network that says nothing at all.
const PATIENCE = {
  web: { statement_timeout: 1800, query_timeout: 1900, idle_in_transaction_session_timeout: 30_000 },
  long: {
    statement_timeout: 1_800_000,
    query_timeout: 1_805_000,
    idle_in_transaction_session_timeout: 1_800_000,
  },
}
const OLDEST = 15

/** Opens the pool. No connection is made until the first query. */
export function openDatabase(address: DatabaseAddress, options: DatabaseOptions = {}): Database {
  const pool = new pg.Pool({
    ...clientConfig(address),
    ...PATIENCE[options.patience ?? 'web'],
    connectionTimeoutMillis: CONNECT_WITHIN_MS[options.patience ?? 'web'],
    max: options.size ?? 10,
  })
  pool.on('error', (error) => options.onLost?.(error))
  // NOTE the pool listens to idle connections only: one that is reset while lent out would end the process.
  pool.on('connect', (client) => client.on('error', () => {}))
  return new Kysely<DB>({ dialect: dialectOver(pool) })
}

function dialectOver(pool: pg.Pool): Dialect {
  const poolForKysely: PostgresPool = {
    Client: pg.Client as PostgresPool['Client'],
    options: pool.options,
    connect: async () =>
      dropWhenStuck(
        await pool.connect().catch((error: Error) => {
          throw databaseAway(error)
        }),
      ),
    end: () => pool.end(),
  }
  return new PostgresDialect({ pool: poolForKysely })
}

/**
 * NOTE after a query that was never answered, `pg` keeps the connection busy with it: the rollback and whoever
 * borrows it next would wait in vain too. Such a connection refuses further queries and is not lent again.
 */
function dropWhenStuck(client: pg.PoolClient): PostgresPoolClient {
  let stuck: Error | undefined
  const query = async (...args: [string, unknown[]]) => {
    if (stuck) throw stuck
    try {
      return await client.query(...args)
    } catch (error) {
      if (error instanceof Error && error.message === 'Query read timeout') stuck = error
      throw error
    }
  }
  return {
    query: query as unknown as PostgresPoolClient['query'],
    release: (destroy) => client.release(destroy || stuck !== undefined),
  }
}

/** What every connection of ours has in common. */
function clientConfig(address: DatabaseAddress): pg.ClientConfig {
  const where = typeof address === 'string' ? { connectionString: address } : { ...address, ssl: false }
  return { ...where, application_name: 'gongkai', keepAlive: true, types: { getTypeParser } }
}

const INT8 = 20
const DATE = 1082
const DATE_ARRAY = 1182
const INT8_ARRAY = 1016
// NOTE the oid of text[], which the driver knows and its types do not name.
const textArray: (text: string) => (string | null)[] = pg.types.getTypeParser(1009 as number, 'text')

/**
 * A local date stays the string `YYYY-MM-DD` it is: as a Date it would move with the time zone of the process.
 * A bigint is a number, and an error where it is too great to be one exactly.
 */
const getTypeParser = ((oid: number, format?: 'text' | 'binary') => {
  if (format === 'binary') return pg.types.getTypeParser(oid, 'binary')
  if (oid === DATE) return (text: string) => text
  if (oid === DATE_ARRAY) return textArray
  if (oid === INT8) return exactNumber
  if (oid === INT8_ARRAY) {
    return (text: string) =>
      textArray(text).map((one: string | null) => (one === null ? null : exactNumber(one)))
  }
  return pg.types.getTypeParser(oid, 'text')
}) as typeof pg.types.getTypeParser

function exactNumber(text: string): number {
  const number = Number(text)
  if (!Number.isSafeInteger(number)) throw new RangeError(`${text} is too great for an exact number`)
  return number
}

/** A connection of its own, outside the pool: for work that must not wait behind pages. Connect and end it. */
export function directClient(address: DatabaseAddress, limits: pg.ClientConfig = {}): pg.Client {
  const client = new pg.Client({
    ...clientConfig(address),
    connectionTimeoutMillis: CONNECT_WITHIN_MS.long,
    ...limits,
  })
  // NOTE without a listener, a connection lost between two queries would end the process.
  client.on('error', () => {})
  return client
}

/** Refuses, with a sentence, a database that this program cannot work on. */
export async function checkDatabase(address: DatabaseAddress): Promise<void> {
  const client = directClient(address, { query_timeout: 5000 })
  try {
    await client.connect().catch((error) => {
      throw new Error(whyUnreachable(error), { cause: error })
    })
    const { rows } = await client.query<{ version: number; encoding: string; dates: string }>(
      `select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding,
        current_setting('datestyle') as dates`,
    )
    for (const problem of problemsOf(rows[0]!)) throw new Error(problem)
  } finally {
    await client.end().catch(() => {})
  }
}

function whyUnreachable({ code, message }: Error & { code?: string }): string {
  const found: Record<string, string> = {
    ENOTFOUND: '找不到这台主机',
    ECONNREFUSED: '那里没有数据库在监听',
    ENOENT: '那里没有数据库在监听',
    '28P01': '用户名或口令不对',
    '28000': '数据库不许这个用户这样连接',
    '3D000': '那里没有这个名字的数据库',
    '53300': '连接已经用满',
    '57P03': '它正在启动或停止',
  }
  return `连不上数据库：${found[code ?? ''] ?? message}。请检查 DATABASE_URL 和数据库是否在运行，再启动。`
}

/** Why this server will not do; empty where it will. */
export function problemsOf(server: { version: number; encoding: string; dates: string }): string[] {
  const problems: string[] = []
  const major = Math.floor(server.version / 10_000)
  if (major < OLDEST)
    problems.push(
      `数据库是 PostgreSQL ${major}，需要 ${OLDEST} 或更新。请升级它，或用 DATABASE_URL 指明另一个。`,
    )
  if (server.encoding !== 'UTF8')
    problems.push(
      `数据库的编码是 ${server.encoding}，存不下全部汉字。请用 create database … encoding 'UTF8' template template0 另建一个。`,
    )
  if (!server.dates.startsWith('ISO'))
    problems.push(
      `数据库的日期写法是「${server.dates}」。请执行 alter database … set datestyle = 'ISO'，再启动。`,
    )
  return problems
}

export interface Listening {
  close(): Promise<void>
}

const RECONNECT_MS = 500
const ANSWERS_WITHIN_MS = 5000
const HEARTBEAT_MS = 30_000

/**
 * Listens on a channel over a connection of its own, for ever: a lost connection is made again.
 * `onNotify` is also called without a payload after every (re)connection, since notices given meanwhile are lost:
 * it means "look for yourself".
 */
export async function listen(
  address: DatabaseAddress,
  channel: string,
  onNotify: (payload: string | undefined) => void,
): Promise<Listening> {
  let client: pg.Client | undefined
  let closed = false
  let again: NodeJS.Timeout | undefined
  // NOTE a network that swallows packets looks like a quiet channel; only asking tells.
  const heartbeat = setInterval(() => {
    const asked = client
    asked?.query('select 1').catch(() => asked.end())
  }, HEARTBEAT_MS)

  async function open(): Promise<void> {
    const fresh = directClient(address, { query_timeout: ANSWERS_WITHIN_MS })
    fresh.on('notification', ({ payload }) => onNotify(payload ?? ''))
    try {
      await fresh.connect()
      await fresh.query(`listen ${pg.escapeIdentifier(channel)}`)
    } catch (error) {
      await fresh.end().catch(() => {})
      throw error
    }
    if (closed) return await fresh.end()
    client = fresh
    fresh.once('end', retry)
    onNotify(undefined)
  }

  function retry(): void {
    client = undefined
    if (!closed) again = setTimeout(() => open().catch(retry), RECONNECT_MS)
  }

  await open().catch((error) => {
    clearInterval(heartbeat)
    throw error
  })
  return {
    async close() {
      closed = true
      clearTimeout(again)
      clearInterval(heartbeat)
      await client?.end()
    },
  }
}
