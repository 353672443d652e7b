/*
 * kill -9 in the middle of imports: of the application alone, or of the application with all of PostgreSQL. Told by
 * `crash.test.ts` in a few rounds, by `bench crash` in many.
 */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import { readConfig } from '../../src/config.ts'
import type { IntakeReport } from '../../src/domains/documents/index.ts'
import { sha256 } from '../../src/platform/files.ts'
import { silent } from '../../src/platform/log.ts'
import { openWorld, type World } from '../../src/world.ts'
import { gongkai, startGongkai } from '../support/command.ts'
import { databaseProcesses, type Site, signalAll, startSite } from '../support/site.ts'

/** Whom the round kills: the processes of ours, or those of PostgreSQL as well. */
export type Victims = 'application' | 'everything'

export interface Round {
  victims: Victims
  /** Items the import had printed a report of when it was killed. */
  acknowledged: number
  /** From starting the site to its being ready: before the crash, and after it. */
  cleanMs: number
  readyMs: number
}

const DOCUMENTS = 120
const READY_WITHIN_MS = 60_000

/** What crashes are tried on: a list to import, a data folder to begin from, and how an undisturbed import ends. */
export interface Ground {
  folder: string
  list: string
  seed: string
  expected: string
}

/** Prepares the ground once for any number of rounds. */
export async function prepareGround(): Promise<Ground> {
  const folder = await mkdtemp(join(tmpdir(), 'gongkai-crash-'))
  await chmod(folder, 0o711)
  const list = join(folder, 'list.jsonl')
  await writeFile(
    list,
    records()
      .map((record) => `${JSON.stringify(record)}\n`)
      .join(''),
  )
  const seed = join(folder, 'seed')
  await (await openWorld(readConfig({ data: seed }, {}), { log: silent })).close()
  const undisturbed = join(folder, 'undisturbed')
  await copy(seed, undisturbed)
  const { code, stderr } = await gongkai(importing(list, undisturbed))
  assert.equal(code, 0, stderr)
  const expected = await within(undisturbed, finalState)
  await rm(undisturbed, { recursive: true })
  return { folder, list, seed, expected }
}

/** Documents that cite one another, some before they come, so that pages of cited documents are taken over. */
function records() {
  return Array.from({ length: DOCUMENTS }, (_, n) => {
    const cited = (n * 37 + 11) % (DOCUMENTS + 20)
    return {
      id: `c${n}`,
      title: `云溪区测试局关于第${n}项工作的通知`,
      doc_number: `云测发〔2025〕${n + 1}号`,
      issuer: '云溪区测试局',
      written_date: `2025-0${1 + (n % 9)}-15`,
      text: `根据《云溪区测试局关于第${cited}项工作的通知》（云测发〔2025〕${cited + 1}号）和《云溪区第${n % 7}号规定》，通知如下。\n\n一、第${n}项工作的要求。\n\n${'二、按照职责分工办理。'.repeat(1 + (n % 40))}`,
    }
  })
}

const importing = (list: string, data: string) => ['import', list, '--publish', '--json', '--data', data]

/** One round: import, kill -9 at a random moment, start again, import again, and look that nothing is lost. */
export async function crashRound(ground: Ground, victims: Victims, random = Math.random): Promise<Round> {
  const data = join(ground.folder, `round-${Date.now()}-${Math.floor(random() * 1e6)}`)
  await copy(ground.seed, data)
  const begun = performance.now()
  const before = await startSite(data, ['--no-demo'])
  const cleanMs = performance.now() - begun
  const acknowledged = await importUntilKilled(ground.list, data, before, victims, random)
  const from = performance.now()
  const site = await Promise.race([startSite(data, ['--no-demo']), tooLate()])
  const readyMs = performance.now() - from
  try {
    await within(data, (world) => mustHold(world, acknowledged))
    await mustServe(site, acknowledged)
    const again = await gongkai(importing(ground.list, data))
    assert.equal(again.code, 0, again.stderr)
    const state = await within(data, finalState)
    assert.equal(state, ground.expected, 'the same final state as an undisturbed import')
    await mustServe(site, reportsOf(again.stdout))
  } finally {
    await site.stop()
  }
  assert.deepEqual(await databaseProcesses(data), [])
  await rm(data, { recursive: true, force: true })
  return { victims, acknowledged: acknowledged.length, cleanMs, readyMs }
}

async function tooLate(): Promise<never> {
  await sleep(READY_WITHIN_MS, undefined, { ref: false })
  throw new Error('the next start was not ready within a minute')
}

/** Kills once a random number of lines is told, a random moment later. Answers what was told until then. */
async function importUntilKilled(
  list: string,
  data: string,
  site: Site,
  victims: Victims,
  random: () => number,
): Promise<IntakeReport[]> {
  const child = startGongkai(importing(list, data))
  const after = Math.floor(random() * (DOCUMENTS - 10))
  let told = ''
  let due: Promise<void> | undefined
  const kill = async () => {
    await sleep(random() * 40)
    const database = victims === 'everything' ? await databaseProcesses(data) : []
    signalAll([child.pid!, site.child.pid!, ...database], 'SIGKILL')
  }
  child.stdout!.on('data', (piece) => {
    told += piece
    if (told.split('\n').length > after) due ??= kill()
  })
  await new Promise((resolve) => child.once('close', resolve))
  await due
  await site.end
  assert.equal(child.signalCode, 'SIGKILL', 'the import was killed before it was done')
  return reportsOf(told.slice(0, told.lastIndexOf('\n') + 1))
}

function reportsOf(stdout: string): IntakeReport[] {
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
}

/** Opens a data folder beside whatever runs on it, looks, and leaves. */
export async function within<T>(data: string, look: (world: World) => Promise<T>): Promise<T> {
  const world = await openWorld(readConfig({ data }, {}), { log: silent })
  try {
    return await look(world)
  } finally {
    await world.close()
  }
}

/** Every acknowledged item is there, whole; every row of a file has its bytes; no number was given twice. */
export async function mustHold(world: World, acknowledged: IntakeReport[]): Promise<void> {
  const { rows: live } = await sql<{ id: string; title: string }>`
    select work_id as id, title from documents_edition where state = 'live'`.execute(world.db)
  const held = new Map(live.map(({ id, title }) => [id, title]))
  for (const { id, title } of acknowledged)
    assert.equal(held.get(id!), title, `acknowledged and lost: ${title}`)
  const { rows: files } = await sql<{ sha256: string }>`select sha256 from documents_file`.execute(world.db)
  for (const file of files) assert.equal(sha256(await world.files.read(file.sha256)), file.sha256)
  const { rows: half } = await sql`
    select e.id from documents_edition e
    where e.state <> 'live' or e.published_at is null
      or not exists (select from documents_file f where f.edition_id = e.id)
      or not exists (select from documents_act a where a.edition_id = e.id and a.type = 'published')
      or not exists (select from outlets_release r where r.subject_id = e.work_id)
      or not exists (select from search_offering o where o.id = e.work_id)`.execute(world.db)
  assert.deepEqual(half, [], 'a document half entered')
  const { rows: twice } = await sql`
    select index_number from documents_edition group by 1 having count(*) > 1`.execute(world.db)
  assert.deepEqual(twice, [], 'an index number given twice')
}

/** The site that came up again shows what was acknowledged: the last of it by page, interface and search. */
async function mustServe(site: Site, acknowledged: IntakeReport[]): Promise<void> {
  const last = acknowledged.at(-1)
  if (!last) return
  const page = await fetch(`${site.origin}/documents/${last.id}`)
  assert.equal(page.status, 200)
  const query = encodeURIComponent(last.docNumber!)
  for (let tries = 0; ; tries++) {
    const found = await (await fetch(`${site.origin}/api/v1/search?q=${query}`)).json()
    if (found.hits.some((hit: { id: string }) => hit.id === last.id)) return
    assert.ok(tries < 100, `search does not find ${last.docNumber}`)
    await sleep(100)
  }
}

/** All that an import leaves, without what two imports must differ in: instants and the numbers of rows. */
async function finalState({ db }: World): Promise<string> {
  const queries = [
    sql`select id, held, title, title_key, doc_number, number_keys from documents_work order by id`,
    sql`select work_id, version, state, content_hash, index_number, issuers, written_on, columns, carries_force,
      in_force_from, in_force_to, md5(structure::text) as structure from documents_edition order by work_id, version`,
    sql`select e.work_id, f.role, f.name, f.sha256 from documents_file f join documents_edition e on e.id = f.edition_id
      order by 1, 2, 3`,
    sql`select from_work, to_work, relation, title, doc_number, quote, e_id, starts_at from documents_citation
      order by 1, starts_at, 2, relation`,
    sql`select work_id, type, basis, count(*)::int from documents_act group by 1, 2, 3 order by 1, 2`,
    sql`select act, subject_id, count(*)::int from audit_entry group by 1, 2 order by 2, 1`,
    sql`select subject_id, action, content_hash from outlets_release order by seq`,
    sql`select id, title, doc_number, md5(body) as body, organ, year from search_offering order by id`,
    sql`select * from documents_serial order by organ_code, year`,
  ]
  const rows = []
  for (const query of queries) rows.push((await query.execute(db)).rows)
  return JSON.stringify(rows)
}

async function copy(from: string, to: string): Promise<void> {
  await promisify(execFile)('cp', ['-a', from, to])
}
