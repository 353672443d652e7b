import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { sql } from 'kysely'
import { testDatabase } from '../test/support/database.ts'
import { TYPES, typesOf } from './codegen.ts'

test('db/types.ts is what the migrations make; if not, run npm run codegen', async () => {
  await using db = await testDatabase()
  assert.equal(await readFile(TYPES, 'utf8'), await typesOf(db))
})

test('a change of the tables changes the types, with the types our parsers give', async () => {
  await using db = await testDatabase()
  await sql`create table judged (id bigint generated always as identity, written_on date, read_at timestamptz not null)`.execute(
    db,
  )
  const types = await typesOf(db)
  assert.match(
    types,
    /interface Judged \{\s+id: Generated<number>;\s+read_at: Timestamp;\s+written_on: string \| null;/,
  )
})
