/** Laws cut into articles: a corpus of passages large enough to time, and queries of three kinds to time with. */

import { fileURLToPath } from 'node:url'
import type { SearchRecord } from '../src/domains/search/engine/columns.ts'
import { readLines, recordOf } from './search-run.ts'

export function collection(path: string): string {
  return fileURLToPath(new URL(`../../shared/data/${path}`, import.meta.url))
}

export const PASSAGES = collection('laws/laws_national.jsonl')

export type Law = { title: string; text: string; is_latest?: boolean; version_date?: string }

export async function laws(): Promise<Law[]> {
  return [...(await readLines<Law>(PASSAGES)), ...(await readLines<Law>(collection('laws/laws_local.jsonl')))]
}

/** Every article of every law, then every article of the questions' collection. */
export async function lawPassages(): Promise<SearchRecord[]> {
  const passages: SearchRecord[] = []
  const add = (title: string, body: string) => {
    passages.push(recordOf({ id: `p${passages.length}`, title, text: body }))
  }
  for (const law of await laws()) {
    for (const [i, article] of law.text.split(/\n(?=第[一二三四五六七八九十百千零〇]+条)/u).entries()) {
      add(`${law.title} ${i + 1}`, article)
    }
  }
  type Article = { law: string; article: string; text: string }
  for (const { law, article, text } of await readLines<Article>(collection('statute_qa/docs.jsonl'))) {
    add(`${law} ${article}`, text)
  }
  return passages
}

const SPEED_QUERIES = 200

/** Questions, one or two keywords, titles. */
export async function speedQueries(): Promise<Record<'question' | 'keyword' | 'title', string[]>> {
  type Asked = { text: string; keywords: string | null }
  const asked = await readLines<Asked>(collection('statute_qa/queries.dev.jsonl'))
  const keywords = asked.flatMap(({ keywords }) => keywords?.split('；').slice(0, 2).join(' ') || [])
  const titles = (await laws()).map((law) => law.title)
  const every = Math.floor(titles.length / SPEED_QUERIES)
  return {
    question: asked.slice(0, SPEED_QUERIES).map(({ text }) => text),
    keyword: keywords.slice(0, SPEED_QUERIES),
    title: titles.filter((_, i) => i % every === 0).slice(0, SPEED_QUERIES),
  }
}
