/** How far a title and a query are the same words: what BM25, which counts words one by one, cannot see. */

import type { SearchIndex } from './index.ts'
import { listsOf } from './log.ts'
import { idfOf } from './score.ts'
import { frequency } from './segment.ts'
import { noTokens, tokenise } from './tokens.ts'

/** The idf of a token among titles, remembered while the index does not change. */
export type TitleIdf = (key: number) => number

const MOST_REMEMBERED = 200_000

export function titleIdf(index: SearchIndex): TitleIdf {
  const { remembered } = index.scratch
  if (remembered.generation !== index.generation || remembered.idf.size > MOST_REMEMBERED) {
    remembered.idf.clear()
    remembered.generation = index.generation
  }
  return (key) => {
    const known = remembered.idf.get(key)
    if (known !== undefined) return known
    let documents = listsOf(index.buffer.title, [key], index.buffer.dead)[0]!.count
    for (const segment of index.segments) documents += frequency(segment, 'title', key)
    const idf = idfOf(index.live, documents)
    remembered.idf.set(key, idf)
    return idf
  }
}

/**
 * Answers how far query and a title cover each other, weighted by idf: the harmonic mean of the share of the query
 * found in the title and the share of the title found in the query.
 */
export function titleMatcher(keys: readonly number[], idf: TitleIdf): (title: string) => number {
  const asked = new Set(keys)
  let mass = 0
  for (const key of asked) mass += idf(key)
  const tokens = noTokens()
  return (title) => {
    tokens.count = 0
    tokenise(title, tokens)
    let titleMass = 0
    let common = 0
    for (const key of new Set(tokens.keys.subarray(0, tokens.count))) {
      const weight = idf(key)
      titleMass += weight
      if (asked.has(key)) common += weight
    }
    return common === 0 ? 0 : (2 * common) / (mass + titleMass)
  }
}
