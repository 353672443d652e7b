import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { testDatabase } from './database.ts'

test('each test database is fresh, and gone after', async () => {
  let address: string
  {
    await using db = await testDatabase()
    address = db.connection.database
    await sql`create table left_behind (n int)`.execute(db)
  }
  await using next = await testDatabase()
  assert.notEqual(next.connection.database, address)
  const { rows } = await sql<{ datname: string }>`select datname from pg_database`.execute(next)
  assert.ok(!rows.some((row) => row.datname === address))
  await assert.rejects(sql`select * from left_behind`.execute(next), /does not exist/)
})
