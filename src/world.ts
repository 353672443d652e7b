import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Config } from './config.ts'
import { checkDatabase, type Database, type DatabaseAddress, openDatabase } from './platform/db.ts'
import { type Files, openFiles } from './platform/files.ts'
import { type Log, openLog } from './platform/log.ts'
import { migrate } from './platform/migrate.ts'
import { openCluster } from './platform/postgres.ts'

/** Everything a process holds open. `close` gives it all back, and stops the embedded database when last out. */
export interface World {
  config: Config
  db: Database
  files: Files
  log: Log
  /** How to reach the database, for a connection of one's own (notifications). */
  address: DatabaseAddress
  close(): Promise<void>
}

const MIGRATIONS = fileURLToPath(new URL('../db/migrations', import.meta.url))

/** Opens the database (one's own, or the embedded one in the data folder), brings its tables up to date. */
export async function openWorld(
  config: Config,
  { patience = 'long', log = openLog() }: { patience?: 'web' | 'long'; log?: Log } = {},
): Promise<World> {
  await mkdir(config.dataFolder, { recursive: true })
  const cluster = config.databaseUrl
    ? undefined
    : await openCluster(config.dataFolder, (line) => log.note('postgres', { line }))
  const address = config.databaseUrl ?? cluster!.connection
  try {
    await checkDatabase(address)
    await migrate(address, MIGRATIONS)
    const db = openDatabase(address, { patience, onLost: () => log.note('connection lost') })
    return {
      config,
      db,
      log,
      address,
      files: openFiles(join(config.dataFolder, 'files')),
      close: async () => {
        await db.destroy()
        await cluster?.leave()
      },
    }
  } catch (error) {
    await cluster?.leave()
    throw error
  }
}
