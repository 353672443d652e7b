import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { docNumberKeys, parseDocNumber, titleKey } from '@gongkai/gongwen'
import { stopwatch } from '../../platform/clock.ts'
import type { Executor } from '../../platform/context.ts'
import type { Log } from '../../platform/log.ts'
import { openSearchWorker, type SearchRecord, type SearchWorker } from './client.ts'
import { snippet } from './engine/snippet.ts'
import type { Found, Hit, Query, Snippet } from './model.ts'
import { offeringsAfter, offeringsOf } from './queries.ts'

/** One node's index: it follows the releases, answers queries, and keeps a snapshot for its next start. */
export interface Finder {
  find(query: Query): Promise<Found>
  /** Takes in everything offered up to now. */
  catchUp(): Promise<void>
  close(): Promise<void>
}

interface Finding {
  db: Executor
  log: Log
  /** Where snapshots are kept, one file named by the release it holds. */
  folder: string
}

const BATCH = 200
const SNAPSHOT_EVERY = 2_000
const SNIPPET_LENGTH = 120
const DAY_MS = 86_400_000

/** Opens the index from its newest snapshot; without a usable one it is built again from what is offered. */
export async function openFinder({ db, log, folder }: Finding): Promise<Finder> {
  await mkdir(folder, { recursive: true })
  let worker = openSearchWorker()
  let cursor = await loadNewest(worker, folder, log)
  let saved = cursor
  let catching: Promise<void> | undefined

  const catchUpOnce = async () => {
    if (worker.dead) {
      log.note('search worker restarted')
      worker = openSearchWorker()
      cursor = 0
    }
    for (;;) {
      const rows = await offeringsAfter(db, cursor, BATCH)
      if (rows.length === 0) break
      const gone = rows.filter((row) => row.retracted).map((row) => row.id)
      if (gone.length > 0) await worker.remove(gone)
      const live = rows.filter((row) => !row.retracted)
      if (live.length > 0) await worker.upsert(live.map(recordOf))
      cursor = rows.at(-1)!.seq
    }
    if (cursor - saved >= SNAPSHOT_EVERY) saved = await save(worker, folder, cursor, log)
  }
  const catchUp = () => {
    catching ??= catchUpOnce().finally(() => {
      catching = undefined
    })
    return catching
  }
  return {
    catchUp,
    find: (query) => find(worker, db, query),
    async close() {
      await catching?.catch(() => {})
      if (cursor > saved && !worker.dead) await save(worker, folder, cursor, log)
      await worker.close()
    },
  }
}

async function find(worker: SearchWorker, db: Executor, query: Query): Promise<Found> {
  const took = stopwatch()
  const read = parseDocNumber(query.text)
  const keys = docNumberKeys(query.text)
  const answer = await worker.search({
    query: query.text,
    titleKey: titleKey(query.text),
    // NOTE the first key is the fullest the writing allows; the others would find other documents.
    numberKeys: keys.slice(0, 1),
    filters: {
      ...(query.filters.organ ? { organ: query.filters.organ } : {}),
      ...(query.filters.year ? { year: query.filters.year } : {}),
      ...(query.filters.genre ? { genre: query.filters.genre } : {}),
      ...(query.filters.column ? { column: query.filters.column } : {}),
      ...(query.filters.inForceOn ? { inForceOn: dayNumber(query.filters.inForceOn) } : {}),
    },
    sort: query.sort,
    limit: query.limit,
    offset: query.offset,
  })
  const offerings = await offeringsOf(db, answer.hits.map((hit) => hit.id))
  const hits = answer.hits.flatMap(({ id, score, exact }): Hit[] => {
    const row = offerings.get(id)
    if (!row) return []
    const { kind, url, title, organ } = row
    const shown = { id, kind, url, title, organ, docNumber: row.doc_number, datedOn: row.dated_on, score, exact: exact !== undefined }
    return [{ ...shown, snippet: stretches(row.body, query.text) }]
  })
  return {
    tookMs: took(),
    total: answer.total,
    hits,
    facets: answer.facets,
    ...(keys.length > 0 ? { readAsNumber: read?.norm ?? query.text.trim() } : {}),
    ...(answer.notice ? { remark: answer.notice } : {}),
  }
}

/** A passage cut at its marks. */
function stretches(body: string, query: string): Snippet {
  const { text, marks } = snippet(body, query, SNIPPET_LENGTH)
  const out: Snippet = []
  let at = 0
  for (const [from, to] of marks) {
    if (from > at) out.push({ text: text.slice(at, from), hit: false })
    out.push({ text: text.slice(from, to), hit: true })
    at = to
  }
  if (at < text.length) out.push({ text: text.slice(at), hit: false })
  return out
}

type OfferedRow = Awaited<ReturnType<typeof offeringsAfter>>[number]

function recordOf(row: OfferedRow): SearchRecord {
  return {
    id: row.id,
    title: row.title,
    titleKey: row.title_key,
    numberKeys: row.number_keys,
    body: row.body,
    organ: row.organ ?? '',
    year: row.year ?? 0,
    genre: row.genre ?? '',
    columns: row.columns,
    scope: row.scope,
    date: row.dated_on ? dayNumber(row.dated_on) : 0,
    ...(row.in_force_from ? { forceFrom: dayNumber(row.in_force_from) } : {}),
    ...(row.in_force_to ? { forceTo: dayNumber(row.in_force_to) } : {}),
  }
}

function dayNumber(day: string): number {
  return Math.floor(Date.parse(day) / DAY_MS)
}

const SNAPSHOT = /^search-(\d+)\.snapshot$/

async function loadNewest(worker: SearchWorker, folder: string, log: Log): Promise<number> {
  const names = (await readdir(folder)).filter((name) => SNAPSHOT.test(name))
  const seqs = names.map((name) => Number(SNAPSHOT.exec(name)![1])).sort((a, b) => b - a)
  for (const seq of seqs) {
    const refused = await worker.loadSnapshot(join(folder, `search-${seq}.snapshot`)).then(
      () => undefined,
      (error: Error) => error.message,
    )
    if (refused === undefined) return seq
    log.note('search snapshot refused', { seq, because: refused })
    await rm(join(folder, `search-${seq}.snapshot`), { force: true })
  }
  return 0
}

/** Keeps a snapshot and drops older ones. A disk that is full costs the next start some seconds, nothing else. */
async function save(worker: SearchWorker, folder: string, cursor: number, log: Log): Promise<number> {
  try {
    await worker.saveSnapshot(join(folder, `search-${cursor}.snapshot`))
    for (const name of await readdir(folder)) {
      const seq = Number(SNAPSHOT.exec(name)?.[1] ?? cursor)
      if (seq < cursor) await rm(join(folder, name), { force: true })
    }
  } catch (error) {
    log.note('search snapshot not saved', { because: (error as Error).message })
  }
  return cursor
}
