/** What the benches of the search have in common: reading, feeding, asking, rounding. */

import { readFile } from 'node:fs/promises'
import { docNumberKeys, titleKey } from '@gongkai/gongwen'
import type { SearchClient } from '../src/domains/search/client.ts'
import type { SearchRecord } from '../src/domains/search/engine/columns.ts'
import type { SearchRequest } from '../src/domains/search/engine/search.ts'
import { stopwatch } from '../src/platform/clock.ts'

/** Lines of JSON. A bare NaN, which some writers leave behind, is read as null. */
export async function readLines<T>(path: string): Promise<T[]> {
  const lines = (await readFile(path, 'utf8')).split('\n')
  return lines.flatMap((line, i) => {
    if (line.trim() === '') return []
    try {
      return [JSON.parse(line.replace(/: NaN(?=[,}])/g, ': null')) as T]
    } catch {
      throw new Error(`${path} 第${i + 1}行不是JSON。`)
    }
  })
}

export type BenchDocument = {
  id: string
  title?: string
  title_guess?: string
  law?: string
  article?: string
  doc_number?: string
  text: string
}

export function recordOf(document: BenchDocument): SearchRecord {
  const named = [document.law, document.article].filter(Boolean).join(' ')
  const title = document.title ?? document.title_guess ?? named
  const numberKeys = docNumberKeys(document.doc_number ?? '')
  return { id: document.id, title, titleKey: titleKey(title), numberKeys, body: document.text, columns: [] }
}

/** A query as the site sends it. */
export function requestOf(query: string, limit: number): SearchRequest {
  return { query, titleKey: titleKey(query), numberKeys: docNumberKeys(query).slice(0, 1), limit }
}

const BATCH = 500

/** Feeds everything and waits until merging has come to rest; answers the seconds it took. */
export async function fill(client: SearchClient, records: readonly SearchRecord[]): Promise<number> {
  const took = stopwatch()
  const sent: Array<Promise<number>> = []
  for (let at = 0; at < records.length; at += BATCH) sent.push(client.upsert(records.slice(at, at + BATCH)))
  await Promise.all(sent)
  const built = took() / 1000
  while ((await client.stats()).merging) await new Promise((resolve) => setTimeout(resolve, 20))
  return built
}

export function percentiles(times: readonly number[]): { p50_ms: number; p95_ms: number } {
  const sorted = [...times].sort((a, b) => a - b)
  const at = (share: number) =>
    round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0, 2)
  return { p50_ms: at(0.5), p95_ms: at(0.95) }
}

export function round(value: number, places: number): number {
  return Math.round(value * 10 ** places) / 10 ** places
}
