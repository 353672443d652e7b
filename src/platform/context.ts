import type { Transaction } from 'kysely'
import type { DB } from '../../db/types.ts'
import { type Day, dayOf, now } from './clock.ts'
import type { Database } from './db.ts'
import type { Files } from './files.ts'
import type { Log } from './log.ts'

/** Who acts. Citizens and officers join when they can sign in; the operator is who runs `bin/gongkai`. */
export type Actor = { kind: 'public' } | { kind: 'operator'; name: string }

/** What a domain function needs of the world, and nothing else. */
export interface Ctx {
  db: Database
  actor: Actor
  /** The instant of the act and its local date: arguments, so that no rule reads a clock. */
  at: Date
  today: Day
  files: Files
  log: Log
}

/** Either the pool or a transaction: what queries run on. */
export type Executor = Database | Transaction<DB>
export type Tx = Transaction<DB>

export function contextAt(
  world: { db: Database; files: Files; log: Log },
  actor: Actor,
  at: Date = now(),
): Ctx {
  return { ...world, actor, at, today: dayOf(at) }
}
