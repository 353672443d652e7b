/**
 * Writes db/types.ts from the migrations: they run on a throw-away database, and the types are read off it.
 * `npm run codegen`.
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import { generate, PostgresDialect } from 'kysely-codegen'
import { openDatabase } from '../src/platform/db.ts'
import { migrate } from '../src/platform/migrate.ts'
import { openScratchCluster } from '../src/platform/postgres-scratch.ts'

export const MIGRATIONS = join(import.meta.dirname, 'migrations')
export const TYPES = join(import.meta.dirname, 'types.ts')

/** The text of db/types.ts for a migrated database. */
export async function typesOf<DB>(db: Kysely<DB>): Promise<string> {
  return await generate({
    db,
    // NOTE what the parsers of platform/db.ts make of these types.
    dialect: new PostgresDialect({ dateParser: 'string' }),
    typeMapping: { int8: 'number' },
    excludePattern: 'migration',
    outFile: null,
    print: false,
  })
}

async function main(): Promise<void> {
  const cluster = await openScratchCluster()
  try {
    await migrate(cluster.connection, MIGRATIONS)
    const db = openDatabase(cluster.connection)
    await writeFile(TYPES, await typesOf(db))
    await db.destroy()
  } finally {
    await cluster.leave()
  }
}

if (import.meta.main) await main()
