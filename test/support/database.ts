import { after } from 'node:test'
import { MIGRATIONS } from '../../db/codegen.ts'
import { type Database, type DatabaseOptions, directClient, openDatabase } from '../../src/platform/db.ts'
import { migrate } from '../../src/platform/migrate.ts'
import type { Cluster, Connection } from '../../src/platform/postgres.ts'
import { openScratchCluster } from '../../src/platform/postgres-scratch.ts'

export type TestDatabase = Database & AsyncDisposable & { readonly connection: Connection }

const TEMPLATE = 'gongkai_template'

let run: Promise<Cluster> | undefined
let made = 0

/**
 * A fresh database with every migration applied, on a server that this test run keeps for itself.
 * `await using db = await testDatabase()`; `db.connection` is its address.
 */
export function testDatabase(options: DatabaseOptions = {}): Promise<TestDatabase> {
  return freshDatabase(TEMPLATE, options)
}

/** A fresh database without any table. */
export function emptyDatabase(options: DatabaseOptions = {}): Promise<TestDatabase> {
  return freshDatabase('template1', options)
}

async function freshDatabase(template: string, options: DatabaseOptions): Promise<TestDatabase> {
  run ??= startRun()
  const cluster = await run
  made += 1
  const connection = { ...cluster.connection, database: `gongkai_test_${made}` }
  await administer(cluster, `create database ${connection.database} template ${template} strategy wal_log`)
  const db = openDatabase(connection, options)
  const close = async () => {
    await db.destroy()
    await administer(cluster, `drop database ${connection.database} with (force)`)
  }
  return Object.assign(db, { connection, [Symbol.asyncDispose]: close })
}

async function startRun(): Promise<Cluster> {
  const cluster = await openScratchCluster()
  await administer(cluster, `create database ${TEMPLATE}`)
  await migrate({ ...cluster.connection, database: TEMPLATE }, MIGRATIONS)
  return cluster
}

async function administer(cluster: Cluster, statement: string): Promise<void> {
  const client = directClient(cluster.connection)
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

const departures: (() => Promise<void>)[] = []

/** Does something at the end of the run, while its databases are still there. */
export function atEnd(work: () => Promise<void>): void {
  departures.push(work)
}

// NOTE registered on import, at the top: within a test it would run when that test ends.
after(async () => {
  for (const depart of departures) await depart()
  const cluster = await run
  await cluster?.leave()
})
