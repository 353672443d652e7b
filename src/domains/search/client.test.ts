import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, type TestContext, test } from 'node:test'
import { promisify } from 'node:util'
import { type SearchClient, type SearchClientOptions, startSearch } from './client.ts'
import type { SearchRecord } from './engine/columns.ts'

const folder = await mkdtemp(join(tmpdir(), 'search-'))
after(() => rm(folder, { recursive: true }))

function record(id: number, body: string): SearchRecord {
  return { id: `${id}`, title: `第${id}件`, titleKey: `第${id}件`, numberKeys: [], body, columns: [] }
}

/** Stopped at the end of the test, whatever its outcome. */
function start(t: TestContext, options?: SearchClientOptions): SearchClient {
  const client = startSearch(options)
  t.after(() => client.close())
  return client
}

const RECORDS = Array.from({ length: 300 }, (_, i) => record(i, `关于第${i}项政务公开工作的通知`))

test('documents are found once added and not once removed; a stored index is loaded with its mark', async (t) => {
  const path = join(folder, 'whole.snapshot')
  const first = start(t)
  assert.equal(await first.upsert(RECORDS), 300)
  const before = await first.search({ query: '政务公开工作', limit: 3 })
  assert.equal(before.total, 300)
  assert.ok(before.took_ms >= 0)
  assert.equal(await first.remove(['1', '2', 'unknown']), 2)
  assert.equal((await first.search({ query: '政务公开工作' })).total, 298)
  // Sent before the snapshot is asked for, so part of it; what is sent after is not.
  const sent = first.upsert([record(1, '关于恢复政务公开工作的通知')])
  const saved = first.saveSnapshot(path, '17')
  const later = first.upsert([record(2, '关于政务公开工作的另一份通知')])
  await Promise.all([sent, later])
  assert.ok((await saved).bytes > 0)
  await first.close()
  const second = start(t)
  assert.deepEqual(await second.loadSnapshot(path), { loaded: true, mark: '17', documents: 299 })
  assert.equal((await second.search({ query: '政务公开工作' })).total, 299)
  assert.deepEqual(await readdir(folder), ['whole.snapshot'])
})

test('a missing, torn or foreign snapshot is refused with a reason and the index goes on', async (t) => {
  const client = start(t)
  const path = join(folder, 'torn.snapshot')
  await client.upsert(RECORDS)
  await client.saveSnapshot(path, '')
  await truncate(path, 1000)
  const torn = await client.loadSnapshot(path)
  assert.ok(!torn.loaded && /没有写完/.test(torn.reason))
  await writeFile(path, 'no index')
  assert.equal((await client.loadSnapshot(path)).loaded, false)
  const missing = await client.loadSnapshot(join(folder, 'nowhere'))
  assert.ok(!missing.loaded && /还没有/.test(missing.reason))
  assert.equal((await client.search({ query: '政务公开工作' })).total, 300)
})

test('a malformed record is refused and the one it would have replaced stays', async (t) => {
  const client = start(t)
  await client.upsert(RECORDS)
  await assert.rejects(client.upsert([{ ...record(1, ''), body: undefined as unknown as string }]))
  assert.equal((await client.search({ query: '"关于第1项"' })).total, 1)
  assert.equal((await client.stats()).documents, 300)
})

test('a snapshot that cannot be written is an error, leaves nothing behind and stops nothing', async (t) => {
  const client = start(t)
  await client.upsert(RECORDS)
  await assert.rejects(client.saveSnapshot(join(folder, 'no', 'such', 'folder'), ''), /ENOENT/)
  await assert.rejects(client.saveSnapshot('/proc/search.snapshot', ''))
  assert.equal((await client.search({ query: '政务公开工作' })).total, 300)
})

test('when the thread dies its callers are told, an empty one takes over and the feeder is asked to begin again', async (t) => {
  let restarted: (reason: Error) => void = () => {}
  const restart = new Promise<Error>((resolve) => {
    restarted = resolve
  })
  const client = start(t, { mostHeapMb: 24, onRestart: (reason) => restarted(reason) })
  await client.upsert(RECORDS)
  // More text at once than the thread's heap can hold.
  const flood = Array.from({ length: 400 }, (_, i) => record(i, `${i}政务公开`.repeat(20_000)))
  const outcomes = await Promise.allSettled([client.upsert(flood), client.stats()])
  assert.deepEqual(
    outcomes.map((outcome) => outcome.status === 'rejected' && outcome.reason.code),
    ['search-restarting', 'search-restarting'],
  )
  assert.match((await restart).message, /memory/)
  assert.equal((await client.stats()).documents, 0)
  await client.upsert(RECORDS)
  assert.equal((await client.search({ query: '政务公开工作' })).total, 300)
})

test('more searches at once than may wait are refused, the rest answered', async (t) => {
  const client = start(t, { mostWaiting: 5 })
  await client.upsert(RECORDS)
  const outcomes = await Promise.allSettled(
    Array.from({ length: 20 }, () => client.search({ query: '公开' })),
  )
  assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 5)
  const refused = outcomes.find(({ status }) => status === 'rejected') as PromiseRejectedResult
  assert.equal(refused.reason.code, 'search-busy')
  assert.equal((await client.search({ query: '公开' })).total, 300)
  await client.close()
  await assert.rejects(client.search({ query: '公开' }), /已经停止/)
})

test('a search does not wait for a large batch to be finished', async (t) => {
  const client = start(t)
  const order: string[] = []
  const long = '政务公开工作的通知，'.repeat(2000)
  const batch = Array.from({ length: 400 }, (_, i) => record(i, `${i}${long}`))
  const adding = client.upsert(batch).then(() => order.push('batch'))
  const searching = client.search({ query: '公开' }).then(() => order.push('search'))
  await Promise.all([adding, searching])
  assert.deepEqual(order, ['search', 'batch'])
})

test('many batches sent at once are all made, in order', async (t) => {
  const client = start(t)
  const sent = Array.from({ length: 60 }, (_, i) => client.upsert([record(1, `第${i}稿`)]))
  await Promise.all(sent)
  assert.equal((await client.stats()).documents, 1)
  assert.equal((await client.search({ query: '"第59稿"' })).total, 1)
})

test('the thread starts from any working folder', async () => {
  const program = `
    const { startSearch } = await import(${JSON.stringify(new URL('./client.ts', import.meta.url).href)})
    const client = startSearch()
    await client.upsert([${JSON.stringify(record(1, '公开'))}])
    console.log((await client.search({ query: '公开' })).total)
    await client.close()`
  const loader = import.meta.resolve('tsx')
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    ['--import', loader, '--input-type=module', '--eval', program],
    { cwd: '/' },
  )
  assert.equal(stdout.trim(), '1')
  assert.equal(stderr, '')
})
