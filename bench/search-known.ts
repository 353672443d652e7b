/** Known items: somebody looks for one document and remembers its title, roughly, or a sentence of it. */

import { readFile } from 'node:fs/promises'
import { startSearch } from '../src/domains/search/client.ts'
import type { SearchRecord } from '../src/domains/search/engine/columns.ts'
import { stopwatch } from '../src/platform/clock.ts'
import { benchTitleKey, fill, percentiles, readLines, recordOf, round } from './search.ts'
import { collection, laws } from './search-corpus.ts'

export type KnownFigures = {
  known: string
  n: number
  hit1: number
  hit10: number
  p50_ms: number
  p95_ms: number
}

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
  type StateCouncil = { id: string; title: string; text: string }
  const council = await readLines<StateCouncil>(collection('state_council_docs/docs.jsonl'))
  const notice = await readFile(collection('notice_2022_60/notice.md'), 'utf8')
  const title = notice.match(/^#\s*(.+)$/m)?.[1] ?? notice.split('\n').find((line) => line.trim() !== '')!
  return [
    ...(await laws()).map((law, i) => recordOf({ id: `law-${i}`, title: law.title, text: law.text })),
    ...council.map((document) => recordOf({ ...document, title: document.title.replaceAll('\n', '') })),
    recordOf({ id: 'notice', title, text: notice }),
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

/** Figures by kind. Another version under the same title, or another document with the same sentence, is as good. */
export async function knownItems(): Promise<KnownFigures[]> {
  const records = await library()
  const bodies = new Map(records.map(({ id, body }) => [id, benchTitleKey(body)]))
  const titleKeys = new Map(records.map(({ id, titleKey }) => [id, titleKey]))
  const client = startSearch()
  try {
    await fill(client, records)
    const figures: KnownFigures[] = []
    for (const [known, make] of Object.entries(KINDS)) {
      const next = random(SEED)
      const sample = shuffled(records, next).slice(0, SAMPLE)
      const times: number[] = []
      let [n, hit1, hit10] = [0, 0, 0]
      for (const record of sample) {
        const query = make(record, next)
        if (!query) continue
        const sought = benchTitleKey(query)
        const right = (id: string) =>
          known === 'sentence' ? bodies.get(id)!.includes(sought) : titleKeys.get(id) === record.titleKey
        const took = stopwatch()
        const { hits } = await client.search({ query, titleKey: sought, limit: 10 })
        times.push(took())
        n++
        if (hits[0] && right(hits[0].id)) hit1++
        if (hits.some((hit) => right(hit.id))) hit10++
      }
      figures.push({ known, n, hit1: round(hit1 / n, 4), hit10: round(hit10 / n, 4), ...percentiles(times) })
    }
    return figures
  } finally {
    await client.close()
  }
}
