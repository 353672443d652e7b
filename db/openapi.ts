import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openApp } from '../src/app.tsx'
import { readConfig } from '../src/config.ts'
import { openDatabase } from '../src/platform/db.ts'
import { openFiles } from '../src/platform/files.ts'
import { silent } from '../src/platform/log.ts'
import type { Connection } from '../src/platform/postgres.ts'

export const OPENAPI = join(import.meta.dirname, '../docs/openapi.json')

/** The text of docs/openapi.json: what the application over a migrated database says of its interface. */
export async function openapiOf(address: Connection): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'gongkai-openapi-'))
  const db = openDatabase(address)
  const close = () => db.destroy()
  try {
    const config = readConfig({ data: folder }, {})
    const app = await openApp({ config, db, files: openFiles(folder), log: silent, address, close })
    try {
      await app.http.ready()
      return `${JSON.stringify(app.http.swagger(), null, 2)}\n`
    } finally {
      await app.close()
    }
  } finally {
    await close()
    await rm(folder, { recursive: true, force: true })
  }
}
