/** How far a title and a query are the same words: what BM25, which counts words one by one, cannot see. */

import type { SearchIndex } from './index.ts'
import { frequencyOf, idfOf } from './score.ts'
import { foldUnit, noTokens, tokenise } from './tokens.ts'

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
    const idf = idfOf(index.live, frequencyOf(index, 'title', key))
    remembered.idf.set(key, idf)
    return idf
  }
}

/** How a title compares with a query; each from 0 to 1. */
export type TitleMatch = {
  /** Harmonic mean of the share of the query found in the title and of the title found in the query, by idf of bigrams. */
  readonly cover: number
  /** The same by characters, whatever their order. */
  readonly bag: number
  /** The same by characters in the same order: what is left of it after a slip of the pen. */
  readonly order: number
}

export const NO_MATCH: TitleMatch = { cover: 0, bag: 0, order: 0 }

/** Answers how titles compare with the query whose tokens are `keys` and whose text is `text`. */
export function titleMatcher(
  text: string,
  keys: readonly number[],
  idf: TitleIdf,
): (title: string) => TitleMatch {
  const asked = new Set(keys)
  let mass = 0
  for (const key of asked) mass += idf(key)
  const letters = lettersOf(text)
  const tokens = noTokens()
  return (title) => {
    tokens.count = 0
    tokenise(title, tokens)
    let titleMass = 0
    let common = 0
    for (let i = 0; i < tokens.count; i++) {
      const key = tokens.keys[i]!
      // Titles are short enough to look back through for what was counted before.
      if (i > 0 && tokens.keys.lastIndexOf(key, i - 1) >= 0) continue
      const weight = idf(key)
      titleMass += weight
      if (asked.has(key)) common += weight
    }
    const others = lettersOf(title)
    const bag = bagLikeness(letters, others)
    return {
      cover: common === 0 ? 0 : (2 * common) / (mass + titleMass),
      bag,
      // No order can be more alike than the bag; below this nobody asks.
      order: bag < 0.7 ? 0 : orderLikeness(letters, others),
    }
  }
}

function lettersOf(text: string): number[] {
  const letters: number[] = []
  for (let at = 0; at < text.length; at++) {
    const folded = foldUnit(text.charCodeAt(at))
    if (folded !== 0) letters.push(folded)
  }
  return letters
}

const times = new Uint16Array(0x10000)

function bagLikeness(a: readonly number[], b: readonly number[]): number {
  if (a.length === 0 || b.length === 0) return 0
  let common = 0
  for (const letter of a) times[letter]!++
  for (const letter of b) {
    if (times[letter]! === 0) continue
    times[letter]!--
    common++
  }
  for (const letter of a) times[letter] = 0
  return (2 * common) / (a.length + b.length)
}

/** By the longest common subsequence. */
function orderLikeness(a: readonly number[], b: readonly number[]): number {
  const row = new Uint16Array(b.length + 1)
  for (const letter of a) {
    let diagonal = 0
    for (let i = 1; i <= b.length; i++) {
      const above = row[i]!
      row[i] = letter === b[i - 1] ? diagonal + 1 : Math.max(above, row[i - 1]!)
      diagonal = above
    }
  }
  return (2 * row[b.length]!) / (a.length + b.length)
}
