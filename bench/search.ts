/**
 * `bench search`: how well and how fast the search answers. The engine runs as it does in the application, in its
 * own thread behind the client, so that the times are those a page waits.
 */

import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type SearchClient, startSearch } from '../src/domains/search/client.ts'
import type { SearchRecord } from '../src/domains/search/engine/columns.ts'
import { stopwatch } from '../src/platform/clock.ts'
import { fts5 } from './search-baseline.ts'
import { lawPassages, PASSAGES, speedQueries } from './search-corpus.ts'
import { type KnownFigures, knownItems } from './search-known.ts'
import { type BenchDocument, fill, percentiles, readLines, recordOf, requestOf, round } from './search-run.ts'

export type BenchOutput = {
  stdout: { write(text: string): unknown }
  stderr: { write(text: string): unknown }
}

/** What one corpus with judged queries gives. */
export type SearchFigures = {
  n: number
  hit1: number
  hit10: number
  mrr10: number
  ndcg10: number
  recall100: number
  build_s: number
  p50_ms: number
  p95_ms: number
  rss_mb: number
}

const USAGE = `用法：gongkai bench search --docs F --queries F --qrels F [--json]   一套有标准答案的检索题
      gongkai bench search --known [--json]                          已知文件：标题、缺字标题、乱序词、原句
      gongkai bench search --speed [--json]                          一万和十五万段的速度与内存
`
const EXIT_REFUSED = 1
const EXIT_USAGE = 2

/** Runs the bench the words ask for; answers the exit code. */
export async function benchSearch(argv: readonly string[], io: BenchOutput): Promise<number> {
  const words = readWords(argv)
  const judged = words?.docs && words.queries && words.qrels
  if (!words || !(judged || words.known || words.speed)) {
    io.stderr.write(USAGE)
    return EXIT_USAGE
  }
  try {
    if (judged) print(io, words.json, await benchJudged(words.docs!, words.queries!, words.qrels!))
    if (words.known) for (const figures of await benchKnown(io)) print(io, words.json, figures)
    if (words.speed) for (const figures of await benchSpeed(io)) print(io, words.json, figures)
    return 0
  } catch (error) {
    io.stderr.write(`检索测量没有做成：${error instanceof Error ? error.message : String(error)}\n`)
    return EXIT_REFUSED
  }
}

function readWords(argv: readonly string[]) {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  try {
    const options = { docs: text, queries: text, qrels: text, known: flag, speed: flag, json: flag }
    return parseArgs({ args: [...argv], options }).values
  } catch {
    return undefined
  }
}

function print(io: BenchOutput, json: boolean | undefined, figures: object): void {
  if (json) io.stdout.write(`${JSON.stringify(figures)}\n`)
  else
    io.stdout.write(
      `${Object.entries(figures)
        .map(([name, value]) => `${name} ${value}`)
        .join('  ')}\n`,
    )
}

type Query = { id: string; text: string }
type Judgement = { query_id: string; doc_id: string; relevance: number }

async function benchJudged(docs: string, queries: string, qrels: string): Promise<SearchFigures> {
  const relevant = new Map<string, Map<string, number>>()
  for (const { query_id, doc_id, relevance } of await readLines<Judgement>(qrels)) {
    if (relevance > 0) relevant.set(query_id, (relevant.get(query_id) ?? new Map()).set(doc_id, relevance))
  }
  const asked = (await readLines<Query>(queries)).filter((query) => relevant.has(query.id))
  if (asked.length === 0)
    throw new Error('检索题里没有一道有标准答案，查一查 --queries 和 --qrels 是不是一套。')
  const client = startSearch()
  try {
    const build_s = await fill(client, (await readLines<BenchDocument>(docs)).map(recordOf))
    for (const { text } of asked.slice(0, WARM_UP)) await client.search(requestOf(text, 100))
    const times: number[] = []
    const sums = { hit1: 0, hit10: 0, mrr10: 0, ndcg10: 0, recall100: 0 }
    for (const { id, text } of asked) {
      const took = stopwatch()
      const { hits } = await client.search(requestOf(text, 100))
      times.push(took())
      judge(
        sums,
        hits.map((hit) => hit.id),
        relevant.get(id)!,
      )
    }
    const share = (sum: number) => round(sum / asked.length, 4)
    return {
      n: asked.length,
      hit1: share(sums.hit1),
      hit10: share(sums.hit10),
      mrr10: share(sums.mrr10),
      ndcg10: share(sums.ndcg10),
      recall100: share(sums.recall100),
      build_s: round(build_s, 2),
      ...percentiles(times),
      rss_mb: Math.round(process.memoryUsage().rss / 2 ** 20),
    }
  } finally {
    await client.close()
  }
}

const WARM_UP = 100

type Sums = { hit1: number; hit10: number; mrr10: number; ndcg10: number; recall100: number }

/** Adds one query's figures. */
export function judge(sums: Sums, found: readonly string[], relevant: ReadonlyMap<string, number>): void {
  const gain = (relevance: number, rank: number) => relevance / Math.log2(rank + 2)
  const first = found.slice(0, 10).findIndex((id) => relevant.has(id))
  if (first === 0) sums.hit1++
  if (first >= 0) sums.hit10++
  if (first >= 0) sums.mrr10 += 1 / (first + 1)
  const ideal = [...relevant.values()].sort((a, b) => b - a).slice(0, 10)
  const best = ideal.reduce((sum, relevance, rank) => sum + gain(relevance, rank), 0)
  const got = found.slice(0, 10).reduce((sum, id, rank) => sum + gain(relevant.get(id) ?? 0, rank), 0)
  sums.ndcg10 += got / best
  sums.recall100 += found.slice(0, 100).filter((id) => relevant.has(id)).length / relevant.size
}

async function benchKnown(io: BenchOutput): Promise<KnownFigures[]> {
  if (absent(io)) return []
  return knownItems()
}

/** True, having said so, where the collection the bench reads is not beside the repository. */
function absent(io: BenchOutput): boolean {
  if (existsSync(PASSAGES)) return false
  io.stderr.write(`没有找到 ${PASSAGES}，这一项略过。\n`)
  return true
}

async function benchSpeed(io: BenchOutput): Promise<object[]> {
  if (absent(io)) return []
  const figures: object[] = []
  const passages = await lawPassages()
  for (const count of [10_000, 150_000]) {
    if (passages.length < count) io.stderr.write(`只有${passages.length}段，不足${count}段。\n`)
    figures.push(await speedOf(passages.slice(0, count)))
    figures.push(await baselineOf(passages.slice(0, count)))
  }
  return figures
}

/** Each query is asked so often and its shortest time counts, so that what else the machine does counts less. */
const ROUNDS = 3

async function speedOf(records: readonly SearchRecord[]): Promise<object> {
  const client = startSearch()
  try {
    const build_s = round(await fill(client, records), 2)
    const figures: Record<string, number> = {}
    for (const [kind, queries] of Object.entries(await speedQueries())) {
      for (const query of queries.slice(0, WARM_UP)) await client.search(requestOf(query, 10))
      const times: number[] = []
      for (const query of queries) times.push(await shortest(client, query))
      const { p50_ms, p95_ms } = percentiles(times)
      figures[`${kind}_p50_ms`] = p50_ms
      figures[`${kind}_p95_ms`] = p95_ms
    }
    const { segments, indexBytes } = await client.stats()
    return {
      passages: records.length,
      build_s,
      segments,
      bytes_per_passage: Math.round(indexBytes / records.length),
      ...figures,
      rss_mb: Math.round(process.memoryUsage().rss / 2 ** 20),
    }
  } finally {
    await client.close()
  }
}

async function baselineOf(records: readonly SearchRecord[]): Promise<object> {
  const baseline = fts5(records)
  const figures: Record<string, number> = {}
  for (const [kind, queries] of Object.entries(await speedQueries())) {
    const asked = queries.slice(0, BASELINE_QUERIES)
    for (const query of asked) baseline.ask(query)
    const { p50_ms, p95_ms } = percentiles(asked.map((query) => baseline.ask(query)))
    figures[`${kind}_p50_ms`] = p50_ms
    figures[`${kind}_p95_ms`] = p95_ms
  }
  baseline.close()
  return {
    baseline: 'sqlite fts5',
    passages: records.length,
    build_s: round(baseline.build_s, 2),
    ...figures,
  }
}

/** It is slow enough for fewer to do. */
const BASELINE_QUERIES = 60

async function shortest(client: SearchClient, query: string): Promise<number> {
  let least = Infinity
  for (let i = 0; i < ROUNDS; i++) {
    const took = stopwatch()
    await client.search(requestOf(query, 10))
    least = Math.min(least, took())
  }
  return least
}
