import assert from 'node:assert/strict'
import { appendFile, cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { HASHES, hashesOf, MIGRATIONS } from '../../db/codegen.ts'
import { interfaceOf, OPENAPI, openapiOf } from '../../db/openapi.ts'
import { openHttp } from '../../src/platform/http.ts'
import { silent } from '../../src/platform/log.ts'
import { testDatabase } from '../support/database.ts'
import { houseRule } from './rule.ts'
import type { Tree } from './tree.ts'

test('docs/openapi.json is what the application answers', async () => {
  await using db = await testDatabase()
  const written = await readFile(OPENAPI, 'utf8')
  assert.equal(await openapiOf(db.connection), written, 'docs/openapi.json is stale: npm run codegen')
})

test('a route more would show in docs/openapi.json', async () => {
  const about = { title: 'test', version: '1' }
  const http = await openHttp({ log: silent, version: () => '', errorPage: () => '', about })
  const route = { config: { policy: 'public' as const }, schema: { tags: ['planted'] } }
  http.get('/planted', route, async () => 'ok')
  assert.match(await interfaceOf(http), /"\/planted"/)
  await http.close()
})

test('a migration once listed is not changed; one letter more would show', async () => {
  const written = await readFile(HASHES, 'utf8')
  const advice =
    'a migration that was applied anywhere is not changed: write the next one, then npm run codegen'
  assert.equal(await hashesOf(MIGRATIONS), written, advice)
  const copy = await mkdtemp(join(tmpdir(), 'gongkai-migrations-'))
  try {
    await cp(MIGRATIONS, copy, { recursive: true })
    await appendFile(join(copy, '0001_audit.sql'), ' ')
    assert.notEqual(await hashesOf(copy), written)
  } finally {
    await rm(copy, { recursive: true })
  }
})

interface Locked {
  packages?: Record<string, { optionalDependencies?: Record<string, string> }>
}

/** npm leaves out of a lock what it could not look up when writing it, and then refuses the lock for lacking it. */
function unlocked(tree: Tree): string[] {
  const { packages = {} } = JSON.parse(tree.get('package-lock.json') ?? '{}') as Locked
  const locked = new Set(Object.keys(packages).map((path) => path.replace(/^.*node_modules\//, '')))
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !locked.has(name))
      .map(
        (name) =>
          `package-lock.json lacks ${name}, which ${path || 'the application'} may want: npm ci would refuse`,
      ),
  )
}

houseRule(
  'the lock names the packages of every platform',
  unlocked,
  {
    'package-lock.json':
      '{"packages":{"node_modules/a":{"optionalDependencies":{"a-linux":"1.0.0"}},"node_modules/a-linux":{}}}',
  },
  [
    {
      files: {
        'package-lock.json': '{"packages":{"node_modules/a":{"optionalDependencies":{"a-linux":"1.0.0"}}}}',
      },
      says: /lacks a-linux, which node_modules\/a may want/,
    },
  ],
)
