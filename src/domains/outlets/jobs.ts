import type { Database } from '../../platform/db.ts'
import type { Log } from '../../platform/log.ts'
import { hasWithdrawnSince, ledgerHead } from './queries.ts'

export interface Follower {
  /** The newest release this node has taken in. */
  head(): number
  /** Takes in everything released up to now, without waiting for the next look. */
  catchUp(): Promise<void>
  stop(): Promise<void>
}

interface Following {
  db: Database
  log: Log
  /** Takes in everything released up to now; called again on the next look where it fails. */
  takeIn(news: { withdrew: boolean }): Promise<void>
  /** Calls back on every notification, until closed. */
  listen(onNotified: () => void): Promise<{ close(): Promise<void> }>
}

const LOOK_MS = 1_000

/**
 * Follows the ledger of releases: on every notification, and once a second in case one was lost. A database that is
 * away leaves the node at the release it has; it goes on when the database is back.
 */
export async function followReleases({ db, log, takeIn, listen }: Following): Promise<Follower> {
  let head = -1
  let stopped = false
  let looking: Promise<void> | undefined
  let again = false
  const lookOnce = async () => {
    try {
      const newest = await ledgerHead(db)
      if (newest === head) return
      await takeIn({ withdrew: await hasWithdrawnSince(db, head) })
      head = newest
    } catch (error) {
      if (!stopped) log.note('releases not followed', { because: (error as Error).message.slice(0, 200) })
    }
  }
  const look = (): Promise<void> => {
    if (looking) {
      again = true
      return looking
    }
    looking = lookOnce().finally(() => {
      looking = undefined
      if (again && !stopped) {
        again = false
        void look()
      }
    })
    return looking
  }
  await look()
  const timer = setInterval(look, LOOK_MS)
  const listening = await listen(() => void look())
  return {
    head: () => Math.max(head, 0),
    async catchUp() {
      // NOTE the first look may have begun before what the caller waits for; the second begins after it.
      await look()
      await look()
    },
    async stop() {
      stopped = true
      clearInterval(timer)
      await listening.close()
      await looking
    },
  }
}
