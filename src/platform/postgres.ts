import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { type Connection, countOthers, enter, joinRunning, keepsRunning, RETRY_MS } from './postgres-entry.ts'
import { exists, findPlace, type Place, realFolder } from './postgres-place.ts'
import { dropSockets, type Settings, socketsOf, stopServer } from './postgres-server.ts'
import { takeLock } from './start-lock.ts'

export type { Connection } from './postgres-entry.ts'

export interface Cluster {
  connection: Connection
  /** False where we took over, or joined, a server that was already running. */
  started: boolean
  /** Call when all work on the database is closed. The last process out stops the server. */
  leave(): Promise<void>
}

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

/** Holds our presence, finds the server again when it is lost, and gives it up on leaving. */
function keepPresence(place: Place, first: pg.Client, settings: Settings, note: (line: string) => void) {
  let presence: pg.Client | undefined
  let leaving = false
  let healing = Promise.resolve()
  const stop = new AbortController()

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
    let told = ''
    while (!leaving) {
      try {
        const client = await underLock(place.dataDir, async () =>
          leaving ? undefined : await reenter(place, settings, note),
        )
        if (!client) return
        note('数据库已恢复。')
        return hold(client)
      } catch (error) {
        const { message } = error as Error
        if (message !== told) note(message)
        told = message
      }
      await sleep(RETRY_MS, undefined, { ref: false, signal: stop.signal }).catch(() => {})
    }
  }

  async function leave(): Promise<void> {
    if (leaving) return
    leaving = true
    stop.abort()
    await healing
    if (!(await exists(place.dataDir))) return
    await underLock(place.dataDir, () => departFrom(place, presence, note))
  }

  hold(first)
  return { leave }
}

/** Never to a database made anew: one that vanished under us must be missed, not replaced. */
async function reenter(place: Place, settings: Settings, note: (line: string) => void): Promise<pg.Client> {
  if (!(await exists(place.cluster)))
    throw new Error(`数据库的文件夹「${place.cluster}」不见了。请停掉程序，从备份恢复它，再启动。`)
  return (await enter(place, settings, note)).client
}

/** Under the lock, so that nobody joins between the count and the stop. */
async function departFrom(
  place: Place,
  presence: pg.Client | undefined,
  note: (line: string) => void,
): Promise<void> {
  let client = presence
  let others = client && (await countOthers(client))
  if (others === undefined) {
    // Our presence was lost just now, and perhaps nothing else.
    client = (await joinRunning(place, note))?.client
    others = client && (await countOthers(client))
  }
  const sockets = await socketsOf(place.cluster)
  await client?.end().catch(() => {})
  if (others) return
  await stopServer(place.cluster)
  if (sockets) await dropSockets(sockets)
}
