/**
 * Writes what is generated: db/types.ts, db/migrations/HASHES, docs/openapi.json. The migrations run on a
 * throw-away database, and the rest is read off it. `npm run codegen`.
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import { generate, PostgresDialect } from 'kysely-codegen'
import { openDatabase } from '../src/platform/db.ts'
import { migrate, readMigrations } from '../src/platform/migrate.ts'
import { openScratchCluster } from '../src/platform/postgres-scratch.ts'

export const MIGRATIONS = join(import.meta.dirname, 'migrations')
export const HASHES = join(MIGRATIONS, 'HASHES')
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

/** The text of HASHES for a folder of migrations: a line a file, as `sha256sum` writes them. */
export async function hashesOf(folder: string): Promise<string> {
  const migrations = await readMigrations(folder)
  return migrations.map(({ name, hash }) => `${hash}  ${name}\n`).join('')
}

async function main(): Promise<void> {
  // NOTE loaded late: tests take the above from here, and only some of them want the whole application.
  const { OPENAPI, openapiOf } = await import('./openapi.ts')
  const cluster = await openScratchCluster()
  try {
    await migrate(cluster.connection, MIGRATIONS)
    const db = openDatabase(cluster.connection)
    await writeFile(TYPES, await typesOf(db))
    await db.destroy()
    await writeFile(HASHES, await hashesOf(MIGRATIONS))
    await writeFile(OPENAPI, await openapiOf(cluster.connection))
  } finally {
    await cluster.leave()
  }
}

if (import.meta.main) await main()
