import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { docNumberKeys, parseDocNumber, titleKey } from '@gongkai/gongwen'
import { type Day, stopwatch } from '../../platform/clock.ts'
import type { Executor } from '../../platform/context.ts'
import type { Log } from '../../platform/log.ts'
import { type SearchClient, startSearch } from './client.ts'
import type { SearchRecord } from './engine/columns.ts'
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
  /** Where the snapshot is kept. */
  folder: string
}

const BATCH = 200
const SNAPSHOT_EVERY = 2_000
const SNIPPET_LENGTH = 120
const QUOTED = /^\s*["“].*["”]\s*$/su
const DAY_MS = 86_400_000

/** Opens the index from its snapshot; without a usable one it is built again from what is offered. */
export async function openFinder({ db, log, folder }: Finding): Promise<Finder> {
  await mkdir(folder, { recursive: true })
  const path = join(folder, 'index.snapshot')
  let cursor = 0
  const client = startSearch({
    onRestart: (reason) => {
      log.bug('search thread restarted', reason)
      cursor = 0
    },
  })
  const loaded = await client.loadSnapshot(path)
  if (loaded.loaded) cursor = Number(loaded.mark)
  else log.note('search index is built anew', { because: loaded.reason })
  let saved = cursor
  let catching: Promise<void> | undefined

  const save = async () => {
    // NOTE a disk that is full costs the next start some seconds and nothing else.
    await client
      .saveSnapshot(path, String(cursor))
      .catch((error: Error) => log.note('search snapshot not saved', { because: error.message }))
    saved = cursor
  }
  const catchUpOnce = async () => {
    for (
      let rows = await offeringsAfter(db, cursor, BATCH);
      rows.length > 0;
      rows = await offeringsAfter(db, cursor, BATCH)
    ) {
      const from = cursor
      await take(client, rows)
      // NOTE a thread that died meanwhile has lost everything: onRestart has put the cursor back, and there it stays.
      if (cursor === from) cursor = rows.at(-1)!.seq
    }
    if (cursor - saved >= SNAPSHOT_EVERY) await save()
  }
  return {
    catchUp() {
      catching ??= catchUpOnce().finally(() => {
        catching = undefined
      })
      return catching
    },
    find: (query) => find(client, db, query),
    async close() {
      await catching?.catch(() => {})
      if (cursor > saved) await save()
      await client.close()
    },
  }
}

async function take(client: SearchClient, rows: OfferedRow[]): Promise<void> {
  const gone = rows.filter((row) => row.retracted).map((row) => row.id)
  if (gone.length > 0) await client.remove(gone)
  const live = rows.filter((row) => !row.retracted)
  if (live.length > 0) await client.upsert(live.map(recordOf))
}

async function find(client: SearchClient, db: Executor, query: Query): Promise<Found> {
  const took = stopwatch()
  const read = parseDocNumber(query.text)
  const keys = numberKeysOf(query.text)
  const answer = await client.search({
    query: query.text,
    titleKey: titleKey(query.text),
    // NOTE the first key is the fullest the writing allows; the others would find other documents.
    numberKeys: keys.slice(0, 1),
    filters: {
      ...(query.filters.organ ? { organ: query.filters.organ } : {}),
      ...(query.filters.year ? { year: query.filters.year } : {}),
      ...(query.filters.genre ? { genre: query.filters.genre } : {}),
      ...(query.filters.column ? { column: query.filters.column } : {}),
      ...(query.filters.inForceOn ? { inForceOn: dayNumber(query.filters.inForceOn)! } : {}),
    },
    sort: query.sort,
    limit: query.limit,
    offset: query.offset,
  })
  const offerings = await offeringsOf(
    db,
    answer.hits.map((hit) => hit.id),
  )
  const hits = answer.hits.flatMap(({ id, score, why }): Hit[] => {
    const row = offerings.get(id)
    if (!row) return []
    const { kind, url, title, organ } = row
    const shown = {
      id,
      kind,
      url,
      title,
      organ,
      docNumber: row.doc_number,
      datedOn: row.dated_on,
      score,
      exact: why.by === 'number' || why.by === 'title',
    }
    return [{ ...shown, snippet: stretches(row.body, query.text) }]
  })
  return {
    tookMs: took(),
    total: answer.total,
    hits,
    facets: { ...answer.facets, year: answer.facets.year.map(([year, count]) => [String(year), count]) },
    ...(keys.length > 0 ? { readAsNumber: read?.norm ?? query.text.trim() } : {}),
    ...(answer.notice ? { remark: answer.notice } : {}),
  }
}

/** NOTE in quotation marks a number is meant as the words it is written with: what the page offers to look for. */
function numberKeysOf(text: string): string[] {
  return QUOTED.test(text) ? [] : docNumberKeys(text)
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
    organ: row.organ,
    year: row.year,
    genre: row.genre,
    columns: row.columns,
    scope: row.scope,
    date: dayNumber(row.dated_on),
    forceFrom: dayNumber(row.in_force_from),
    forceTo: dayNumber(row.in_force_to),
  }
}

function dayNumber(day: Day | null): number | null {
  return day === null ? null : Math.floor(Date.parse(day) / DAY_MS)
}
