import { randomUUID } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { stopwatch } from './clock.ts'
import { type Place, readPassword, socketFolder } from './postgres-place.ts'
import {
  clearChildren,
  dropStaleLocks,
  forceDown,
  isRunning,
  launch,
  makeCluster,
  postmasterOf,
  processesOf,
  processSpace,
  resetPassword,
  type Settings,
  saysReady,
  socketsOf,
  stopServer,
} from './postgres-server.ts'

/** Where the embedded database answers. The port is part of the socket's name. */
export interface Connection {
  host: string
  port: number
  user: string
  password: string
  database: string
}

const PORT = 5432
const USER = 'gongkai'
const DATABASE = 'gongkai'
// NOTE every process that uses the cluster keeps one connection of this name; counting them tells the last one
// out. The name says which process, since the server takes a moment to notice that one was killed.
const PRESENCE = 'gongkai presence'
const SPACE = processSpace()
const POLL_MS = 15
const KNOCK_MS = 100
const READY_WITHIN_MS = 120_000
const MUTE_WITHIN_MS = 3000
export const RETRY_MS = 500

export interface Entered {
  client: pg.Client
  connection: Connection
  started: boolean
}

/** Under the lock: to a presence on a server that answers, whatever was there before. */
export async function enter(
  place: Place,
  settings: Settings,
  note: (line: string) => void,
): Promise<Entered> {
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
    const client = await untilReady(place, connection, () => reason)
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

/** A presence on the server that runs already, if one does and can be had; brings down one that is frozen. */
export async function joinRunning(
  place: Place,
  note: (line: string) => void,
): Promise<{ client: pg.Client; connection: Connection } | undefined> {
  const sockets = await socketsOf(place.cluster)
  if (!sockets) return undefined
  if (!(await readPassword(place)) && !(await postmasterLives(place.cluster))) return undefined
  const connection = await connectionAt(place, sockets)
  const waited = stopwatch()
  let spokeAt = 0
  for (;;) {
    const reply = await knock(connection)
    if (typeof reply === 'object') {
      if (await servesFolder(reply, place.cluster)) return { client: reply, connection }
      await reply.end()
      return undefined
    }
    if (!(await postmasterLives(place.cluster))) return undefined
    if (reply === 'busy') spokeAt = waited()
    if (waited() > READY_WITHIN_MS) throw notReady(place)
    // A server that replays its log says so; one that says nothing is frozen.
    if (waited() - spokeAt > MUTE_WITHIN_MS) {
      note('上次留下的数据库进程没有应答，正在停掉它……')
      await forceDown(place.cluster)
      return undefined
    }
    await sleep(KNOCK_MS)
  }
}

async function postmasterLives(cluster: string): Promise<boolean> {
  const postmaster = await postmasterOf(cluster)
  return postmaster !== undefined && (await processesOf(cluster)).includes(postmaster)
}

/**
 * Whether the server's PGDATA is this very folder. A folder that was copied while its server ran names, in
 * postmaster.pid, the socket of the original; a path tells nothing where folders are moved or mounted elsewhere.
 */
async function servesFolder(client: pg.Client, cluster: string): Promise<boolean> {
  const name = `gongkai.${randomUUID()}`
  await writeFile(join(cluster, name), '', { mode: 0o644 })
  try {
    const { rows } = await client.query('select 1 from pg_stat_file($1, true) where size is not null', [name])
    return rows.length > 0
  } finally {
    await rm(join(cluster, name), { force: true })
  }
}

async function untilReady(
  place: Place,
  connection: Connection,
  over: () => string | undefined,
): Promise<pg.Client | undefined> {
  const waited = stopwatch()
  while (waited() < READY_WITHIN_MS) {
    const reply = (await saysReady(place.cluster)) ? await knock(connection) : 'busy'
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
    application_name: `${PRESENCE} ${SPACE} ${process.pid}`,
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

// NOTE `pg` has both methods; its types do not.
export function keepsRunning(client: pg.Client, does: boolean): void {
  const socket = client as pg.Client & { ref(): void; unref(): void }
  if (does) socket.ref()
  else socket.unref()
}

/** How many other processes are present; unknown where our own connection is lost. */
export async function countOthers(presence: pg.Client): Promise<number | undefined> {
  keepsRunning(presence, true)
  const others = `select application_name as name from pg_stat_activity
    where application_name like '${PRESENCE}%' and pid <> pg_backend_pid()`
  return await presence.query<{ name: string }>(others).then(
    ({ rows }) => rows.filter(({ name }) => mayLive(name.slice(PRESENCE.length + 1))).length,
    () => undefined,
  )
}

/** Of a process in another container we know only that its connection stands. */
function mayLive(who: string): boolean {
  const [space, pid] = who.split(' ')
  return space !== SPACE || isRunning(Number(pid))
}
