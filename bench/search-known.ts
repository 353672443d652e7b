/** Known items: somebody looks for one document and remembers its title, roughly, or a sentence of it. */

import { readFile } from 'node:fs/promises'
import { titleKey } from '@gongkai/gongwen'
import { type SearchClient, startSearch } from '../src/domains/search/client.ts'
import type { SearchRecord } from '../src/domains/search/engine/columns.ts'
import { stopwatch } from '../src/platform/clock.ts'
import { collection, laws } from './search-corpus.ts'
import { fill, percentiles, readLines, recordOf, requestOf, round } from './search-run.ts'

export type KnownFigures = {
  known: string
  n: number
  hit1: number
  hit10: number
  p50_ms: number
  p95_ms: number
}

const NOTICE_NUMBER = '吴政办〔2022〕60号'
const SAMPLE = 500
const SEED = 20220718

/** The same sequence at every run. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

function shuffled<T>(list: readonly T[], next: () => number): T[] {
  const copy = [...list]
  for (let i = copy.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1))
    ;[copy[i], copy[j]] = [copy[j]!, copy[i]!]
  }
  return copy
}

async function library(): Promise<SearchRecord[]> {
  type StateCouncil = { id: string; title: string; text: string; doc_number: string }
  const council = await readLines<StateCouncil>(collection('state_council_docs/docs.jsonl'))
  const notice = await readFile(collection('notice_2022_60/notice.md'), 'utf8')
  const title = '关于印发吴中区2022年政务公开工作要点的通知'
  return [
    ...(await laws()).map((law, i) => recordOf({ id: `law-${i}`, title: law.title, text: law.text })),
    ...council.map((document) => recordOf({ ...document, title: document.title.replaceAll('\n', '') })),
    recordOf({ id: 'notice', title, text: notice, doc_number: NOTICE_NUMBER }),
  ]
}

const words = new Intl.Segmenter('zh', { granularity: 'word' })

type Maker = (record: SearchRecord, next: () => number) => string | undefined

/** How the document is remembered. */
const KINDS: Record<string, Maker> = {
  exact_title: ({ title }) => title,
  one_character_missing: ({ title }, next) => {
    const at = Math.floor(next() * title.length)
    return title.slice(0, at) + title.slice(at + 1)
  },
  one_character_wrong: ({ title }, next) => {
    const at = Math.floor(next() * title.length)
    return `${title.slice(0, at)}某${title.slice(at + 1)}`
  },
  two_characters_swapped: ({ title }, next) => {
    const at = Math.floor(next() * (title.length - 1))
    return title.slice(0, at) + title.charAt(at + 1) + title.charAt(at) + title.slice(at + 2)
  },
  words_shuffled: ({ title }, next) => {
    const split = [...words.segment(title)].filter((word) => word.isWordLike).map((word) => word.segment)
    return shuffled(split, next).join(' ')
  },
  sentence: ({ body }, next) => {
    const sentences = body.split(/[。\n]/u).map((sentence) => sentence.trim())
    const fit = sentences.filter((sentence) => sentence.length >= 20 && sentence.length <= 80)
    return fit[Math.floor(next() * fit.length)]
  },
}

/** One number in eight hands. */
function writings(number: string): string[] {
  const [, agency, year, serial] = /^(.+?)〔(\d{4})〕(\d+)号$/u.exec(number) ?? []
  if (!agency) return []
  return [
    number,
    `${agency}[${year}]${serial}号`,
    `${agency}（${year}）${serial}号`,
    `${agency}【${year}】${serial}`,
    `${agency}${year}年${serial}号`,
    `${agency} 〔 ${year} 〕 ${serial} 号`,
    `${agency}(${year})第${serial}号`,
    number.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
  ]
}

type Asked = { query: string; right: (id: string) => boolean }

/** Figures by kind. Another version under the same title, or another document with the same sentence, is as good. */
export async function knownItems(): Promise<KnownFigures[]> {
  const records = await library()
  const bodies = new Map(records.map(({ id, body }) => [id, titleKey(body)]))
  const titleKeys = new Map(records.map(({ id, titleKey }) => [id, titleKey]))
  const client = startSearch()
  try {
    await fill(client, records)
    const figures = [await figuresOf(client, 'number_in_eight_writings', await numbersAsked(records))]
    for (const [known, make] of Object.entries(KINDS)) {
      const next = random(SEED)
      const asked = shuffled(records, next)
        .slice(0, SAMPLE)
        .flatMap((record): Asked[] => {
          const query = make(record, next)
          if (!query) return []
          const sought = titleKey(query)
          const inBody = (id: string) => bodies.get(id)!.includes(sought)
          const sameTitle = (id: string) => titleKeys.get(id) === record.titleKey
          return [{ query, right: known === 'sentence' ? inBody : sameTitle }]
        })
      figures.push(await figuresOf(client, known, asked))
    }
    return figures
  } finally {
    await client.close()
  }
}

async function numbersAsked(records: readonly SearchRecord[]): Promise<Asked[]> {
  const numbers = await readLines<{ id: string; doc_number: string }>(
    collection('state_council_docs/docs.jsonl'),
  )
  numbers.push({ id: 'notice', doc_number: NOTICE_NUMBER })
  const known = new Set(records.map((record) => record.id))
  return numbers
    .filter(({ id }) => known.has(id))
    .flatMap(({ id, doc_number }) =>
      writings(doc_number).map((query) => ({ query, right: (hit: string) => hit === id })),
    )
}

async function figuresOf(
  client: SearchClient,
  known: string,
  asked: readonly Asked[],
): Promise<KnownFigures> {
  const times: number[] = []
  let [hit1, hit10] = [0, 0]
  for (const { query, right } of asked) {
    const took = stopwatch()
    const { hits } = await client.search(requestOf(query, 10))
    times.push(took())
    if (hits[0] && right(hits[0].id)) hit1++
    if (hits.some((hit) => right(hit.id))) hit10++
  }
  const share = (count: number) => round(count / asked.length, 4)
  return { known, n: asked.length, hit1: share(hit1), hit10: share(hit10), ...percentiles(times) }
}
