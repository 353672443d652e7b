import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { stopwatch } from './clock.ts'
import { findPlace, type Place, readPassword, realFolder, socketFolder } from './postgres-place.ts'
import {
  clearChildren,
  dropSockets,
  dropStaleLocks,
  forceDown,
  launch,
  makeCluster,
  postmasterOf,
  processesOf,
  resetPassword,
  type Settings,
  socketsOf,
  stopServer,
} from './postgres-server.ts'
import { takeLock } from './start-lock.ts'

/** Where the embedded database answers. The port is part of the socket's name. */
export interface Connection {
  host: string
  port: number
  user: string
  password: string
  database: string
}

export interface Cluster {
  connection: Connection
  /** False where we took over, or joined, a server that was already running. */
  started: boolean
  /** Call when all work on the database is closed. The last process out stops the server. */
  leave(): Promise<void>
}

const PORT = 5432
const USER = 'gongkai'
const DATABASE = 'gongkai'
// NOTE every process that uses the cluster keeps one connection of this name; counting them tells the last one
// out, and the kernel closes that of a process that was killed.
const PRESENCE = 'gongkai presence'
const POLL_MS = 15
const READY_WITHIN_MS = 120_000
const MUTE_WITHIN_MS = 3000
const RETRY_MS = 500

/**
 * Opens the embedded PostgreSQL of a data folder: joins the server that runs, takes over one that a killed
 * process left, or starts one, making the database first where there is none. Several processes may do so at
 * once. If the server dies while we live, it is started again.
 */
export async function openCluster(
  dataDir: string,
  note: (line: string) => void,
  settings: Settings = {},
): Promise<Cluster> {
  const folder = await realFolder(dataDir)
  const opened = await underLock(folder, async () => {
    const place = await findPlace(folder)
    return { place, ...(await enter(place, settings, note)) }
  })
  const stay = keepPresence(opened.place, opened.client, settings, note)
  return { connection: opened.connection, started: opened.started, leave: stay.leave }
}

async function underLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const held = await takeLock(join(folder, 'postgres.lock'))
  try {
    return await work()
  } finally {
    held.release()
  }
}

interface Entered {
  client: pg.Client
  connection: Connection
  started: boolean
}

/** Under the lock: to a presence on a server that answers, whatever was there before. */
async function enter(place: Place, settings: Settings, note: (line: string) => void): Promise<Entered> {
  for (let tries = 1; ; tries += 1) {
    const joined = await joinRunning(place, note)
    if (joined) return { ...joined, started: false }
    await clearChildren(place.cluster)
    await makeCluster(place, settings, note)
    const begun = await start(place, settings)
    if (typeof begun === 'object') return begun
    // NOTE a server that a killed process had only just launched may come up beside ours; then join that one.
    if (tries === 3 || !/already exists|still in use/.test(begun))
      throw new Error(`数据库启动不了：${begun}。详情见「${place.log}」的末尾。`)
    await sleep(RETRY_MS)
  }
}

/** Answers the reason where the server did not start. */
async function start(place: Place, settings: Settings): Promise<Entered | string> {
  const sockets = await socketFolder(place)
  dropStaleLocks(place.cluster, sockets, await processesOf(place.cluster))
  if (!(await readPassword(place))) await resetPassword(place)
  const connection = await connectionAt(place, sockets)
  const server = await launch(place, sockets, settings)
  let reason: string | undefined
  server.over.then((why) => {
    reason = why
  })
  try {
    const client = await untilReady(connection, () => reason)
    if (client) return { client, connection, started: true }
    if (reason !== undefined) return reason
    throw notReady(place)
  } catch (error) {
    await stopServer(place.cluster)
    throw error
  }
}

function notReady(place: Place): Error {
  return new Error(
    `等了两分钟，数据库仍未就绪（可能在恢复大量数据）。请看「${place.log}」的末尾，过一会儿再启动。`,
  )
}

async function joinRunning(
  place: Place,
  note: (line: string) => void,
): Promise<{ client: pg.Client; connection: Connection } | undefined> {
  const sockets = await socketsOf(place.cluster)
  if (!sockets) return undefined
  const connection = await connectionAt(place, sockets)
  const waited = stopwatch()
  let spokeAt = 0
  for (;;) {
    const reply = await knock(connection)
    if (typeof reply === 'object') return { client: reply, connection }
    const postmaster = await postmasterOf(place.cluster)
    const lives = postmaster !== undefined && (await processesOf(place.cluster)).includes(postmaster)
    if (!lives) return undefined
    if (reply === 'busy') spokeAt = waited()
    if (waited() > READY_WITHIN_MS) throw notReady(place)
    // A server that replays its log says so; one that says nothing is frozen.
    if (waited() - spokeAt > MUTE_WITHIN_MS) {
      note('上次留下的数据库进程没有应答，正在停掉它……')
      await forceDown(place.cluster)
      return undefined
    }
    await sleep(POLL_MS)
  }
}

async function untilReady(
  connection: Connection,
  over: () => string | undefined,
): Promise<pg.Client | undefined> {
  const waited = stopwatch()
  while (waited() < READY_WITHIN_MS) {
    const reply = await knock(connection)
    if (typeof reply === 'object') return reply
    if (over() !== undefined) return undefined
    await sleep(POLL_MS)
  }
  return undefined
}

async function connectionAt(place: Place, sockets: string): Promise<Connection> {
  const password = await readPassword(place)
  if (!password)
    throw new Error(
      `数据文件夹「${place.dataDir}」里没有数据库的口令（postgres.password），而数据库正在运行。请先停掉正在使用它的程序，再启动：会重新设置口令。`,
    )
  return { host: sockets, port: PORT, user: USER, password, database: DATABASE }
}

/** One try: a presence, or `busy` (starts up or shuts down), `mute` (silent) or `away` (nobody listens). */
async function knock(connection: Connection): Promise<pg.Client | 'busy' | 'mute' | 'away'> {
  const client = new pg.Client({
    ...connection,
    ssl: false,
    application_name: PRESENCE,
    connectionTimeoutMillis: 1000,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    return client
  } catch (error) {
    await client.end().catch(() => {})
    const { code } = error as { code?: string }
    if (code === '3D000') return await makeDatabase(connection)
    if (code === '57P03') return 'busy'
    if (code === 'ENOENT' || code === 'ECONNREFUSED') return 'away'
    if (code === '53300') throw new Error('数据库的连接已经用满。请结束一些正在运行的命令，再试一次。')
    if (code === '28P01')
      throw new Error(
        '数据库不认 postgres.password 里的口令。请停掉正在使用它的程序，删除这个文件，再启动：会重新设置口令。',
      )
    if (code === undefined || code === 'ECONNRESET' || code === 'EPIPE') return 'mute'
    throw error
  }
}

async function makeDatabase(connection: Connection): Promise<pg.Client | 'busy' | 'mute' | 'away'> {
  const client = new pg.Client({ ...connection, database: 'postgres', ssl: false })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query(`create database ${DATABASE}`)
  } finally {
    await client.end()
  }
  return await knock(connection)
}

/** Holds our presence, finds the server again when it is lost, and gives it up on leaving. */
function keepPresence(place: Place, first: pg.Client, settings: Settings, note: (line: string) => void) {
  let presence: pg.Client | undefined
  let leaving = false
  let healing = Promise.resolve()

  function hold(client: pg.Client): void {
    presence = client
    // NOTE a presence alone must not keep a finished command running.
    keepsRunning(client, false)
    client.once('end', () => {
      presence = undefined
      if (!leaving) healing = heal()
    })
  }

  async function heal(): Promise<void> {
    note('与数据库的连接断了，正在恢复……')
    while (!leaving) {
      const entered = await underLock(place.dataDir, async () => {
        if (!leaving) return await enter(place, settings, note)
      }).catch((error: Error) => note(error.message))
      if (entered) {
        note('数据库已恢复。')
        return hold(entered.client)
      }
      await sleep(RETRY_MS, undefined, { ref: false })
    }
  }

  async function leave(): Promise<void> {
    if (leaving) return
    leaving = true
    await healing
    await underLock(place.dataDir, () => departFrom(place, presence))
  }

  hold(first)
  return { leave }
}

// NOTE `pg` has both methods; its types do not.
function keepsRunning(client: pg.Client, does: boolean): void {
  const socket = client as pg.Client & { ref(): void; unref(): void }
  if (does) socket.ref()
  else socket.unref()
}

/** Under the lock, so that nobody joins between the count and the stop. */
async function departFrom(place: Place, presence: pg.Client | undefined): Promise<void> {
  if (!presence) return
  keepsRunning(presence, true)
  const others = await presence
    .query<{ n: number }>(
      'select count(*)::int n from pg_stat_activity where application_name = $1 and pid <> pg_backend_pid()',
      [PRESENCE],
    )
    .then(
      ({ rows }) => rows[0]?.n ?? 0,
      () => 0,
    )
  const sockets = await socketsOf(place.cluster)
  await presence.end().catch(() => {})
  if (others > 0) return
  await stopServer(place.cluster)
  if (sockets) await dropSockets(sockets)
}
