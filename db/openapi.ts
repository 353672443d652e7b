import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { openApp } from '../src/app.tsx'
import { readConfig } from '../src/config.ts'
import { openDatabase } from '../src/platform/db.ts'
import { openFiles } from '../src/platform/files.ts'
import { silent } from '../src/platform/log.ts'
import type { Connection } from '../src/platform/postgres.ts'

export const OPENAPI = join(import.meta.dirname, '../docs/openapi.json')

/** What a server says of its interface, as text. */
export async function interfaceOf(http: FastifyInstance): Promise<string> {
  await http.ready()
  return `${JSON.stringify(http.swagger(), null, 2)}\n`
}

/** The text of docs/openapi.json: the interface of the application over a migrated database. */
export async function openapiOf(address: Connection): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'gongkai-openapi-'))
  const db = openDatabase(address)
  const close = () => db.destroy()
  try {
    const config = readConfig({ data: folder }, {})
    const app = await openApp({ config, db, files: openFiles(folder), log: silent, address, close })
    try {
      return await interfaceOf(app.http)
    } finally {
      await app.close()
    }
  } finally {
    await close()
    await rm(folder, { recursive: true, force: true })
  }
}
