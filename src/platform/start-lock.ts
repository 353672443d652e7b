import { chown, open, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { stopwatch } from './clock.ts'

const WAIT_MS = 60_000
const POLL_MS = 20

export interface Held {
  release(): void
}

/**
 * Takes the lock of a data folder, waiting while another process starts or stops the same database.
 *
 * NOTE Node has no flock, and a file naming its holder's pid goes stale with a crash and cannot be taken over
 * without a race. SQLite, which Node carries, locks an empty file with fcntl: exclusive between processes (and
 * containers that share the folder), and released by the kernel however the holder dies. Nothing is stored.
 */
export async function takeLock(path: string): Promise<Held> {
  const waited = stopwatch()
  for (;;) {
    const held = await tryLock(path)
    if (held) return held
    if (waited() > WAIT_MS)
      throw new Error(
        `等了一分钟，另一个进程仍在启动或停止数据文件夹「${dirname(path)}」的数据库。请结束那个进程，再试一次。`,
      )
    await sleep(POLL_MS)
  }
}

/** Takes the lock if it is free: for what only one process may do on a data folder at a time. */
export async function tryLock(path: string): Promise<Held | undefined> {
  await ownLikeFolder(path).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EACCES' ? anothers(dirname(path)) : error
  })
  const file = new DatabaseSync(path, { timeout: 0 })
  try {
    // NOTE a journal on disk could not be opened where the disk is full, and a server must be stoppable even then.
    file.exec('pragma journal_mode = memory; begin exclusive')
    return { release: () => file.close() }
  } catch (error) {
    file.close()
    if (isBusy(error)) return undefined
    throw error
  }
}

/** The refusal of a data folder that another user's processes made. */
export function anothers(dataDir: string): Error {
  return new Error(
    `数据文件夹「${dataDir}」里的数据库是另一个用户建的（例如 root）。请用原来的用户运行，或用 --data 换一个文件夹。`,
  )
}

function isBusy(error: unknown): boolean {
  const SQLITE_BUSY = 5
  return (error as { errcode?: number }).errcode === SQLITE_BUSY
}

/** Creates the file where it is absent; what root makes in another user's folder stays that user's. */
export async function ownLikeFolder(path: string, mode = 0o600): Promise<void> {
  await (await open(path, 'a', mode)).close()
  if (process.getuid?.() !== 0) return
  const folder = await stat(dirname(path))
  await chown(path, folder.uid, folder.gid)
}
