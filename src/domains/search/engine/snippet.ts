/** The part of a text that best shows why it was found, and what in it to highlight. */

import { readQuery } from './query.ts'
import { foldUnit, isChinese, noTokens, tokenise } from './tokens.ts'

export type Snippet = {
  /** A piece of the body, unchanged. */
  text: string
  /** Where it begins in the body. */
  start: number
  /** What to highlight, as places in `text`: from the first to before the second. */
  marks: Array<[number, number]>
}

/** A token of the query where it stands in the text. */
type Match = { key: number; from: number; to: number }

/** Words of one bigram that begin or end so are grammar; alone they are not worth a highlight. */
const GRAMMAR = new Set('的了和与及或在对为是等之其以于由将被把向从')

const SENTENCE_END = /[。！？；!?;\n]/u

/**
 * The window of about `length` units of `body` that holds most of the query, begun at a sentence where one begins
 * near. Without a match, the beginning of the body.
 */
export function snippet(body: string, query: string, length = 120): Snippet {
  const matches = matchesIn(body, new Set(readQuery(query).keys))
  const from = windowStart(body, bestWindow(matches, length), length)
  const to = Math.min(body.length, from + length)
  const inside = matches.filter((match) => match.from >= from && match.to <= to)
  return {
    text: body.slice(from, to),
    start: from,
    marks: runs(body, inside).map(([start, end]) => [start - from, end - from]),
  }
}

/** Reads the body word by word and bigram by bigram, as the index does, remembering places. */
function matchesIn(body: string, wanted: ReadonlySet<number>): Match[] {
  const matches: Match[] = []
  if (wanted.size === 0) return matches
  let before = -1
  for (let at = 0; at < body.length; at++) {
    const unit = body.charCodeAt(at)
    const folded = foldUnit(unit)
    if (folded === 0) {
      before = -1
      continue
    }
    if (!isChinese(unit)) {
      const end = endOfWord(body, at)
      addWord(matches, body, at, end, wanted)
      at = end - 1
      before = -1
      continue
    }
    if (wanted.has(folded)) matches.push({ key: folded, from: at, to: at + 1 })
    if (before >= 0) {
      const key = ((foldUnit(body.charCodeAt(before)) << 16) | folded) >>> 0
      if (wanted.has(key)) matches.push({ key, from: before, to: at + 1 })
    }
    before = at
  }
  return matches
}

function endOfWord(body: string, from: number): number {
  let end = from
  while (end < body.length && foldUnit(body.charCodeAt(end)) !== 0 && !isChinese(body.charCodeAt(end))) end++
  return end
}

function addWord(
  matches: Match[],
  body: string,
  from: number,
  to: number,
  wanted: ReadonlySet<number>,
): void {
  const tokens = noTokens()
  tokenise(body.slice(from, to), tokens)
  const key = tokens.keys[0]!
  if (tokens.count === 1 && wanted.has(key)) matches.push({ key, from, to })
}

/** Where the matches begin and end between which the most, and the rarest, of the query stands. */
function bestWindow(matches: readonly Match[], length: number): { from: number; to: number } {
  const often = new Map<number, number>()
  for (const { key } of matches) often.set(key, (often.get(key) ?? 0) + 1)
  // What is all over the text says little about where to look.
  const weightOf = (key: number) => 1 / (1 + Math.log(often.get(key)!))
  const held = new Map<number, number>()
  let best = { from: 0, to: 0, weight: 0 }
  let weight = 0
  let first = 0
  for (const match of matches) {
    const times = held.get(match.key) ?? 0
    held.set(match.key, times + 1)
    weight += times === 0 ? weightOf(match.key) : 0
    // A word longer than the window is still the best there is.
    for (; matches[first] !== match && match.to - matches[first]!.from > length; first++) {
      const left = held.get(matches[first]!.key)! - 1
      held.set(matches[first]!.key, left)
      if (left === 0) weight -= weightOf(matches[first]!.key)
    }
    if (weight > best.weight + 1e-9) best = { from: matches[first]!.from, to: match.to, weight }
  }
  return best
}

/** Begins at the sentence if that leaves the matches inside, otherwise a little before them. */
function windowStart(body: string, { from, to }: { from: number; to: number }, length: number): number {
  const earliest = Math.max(0, to - length)
  for (let at = from; at >= earliest; at--) {
    if (at === 0 || SENTENCE_END.test(body[at - 1]!)) return at
  }
  const lead = Math.min(from - earliest, Math.floor(length / 6))
  return Math.max(0, from - Math.max(0, lead))
}

/** Matches that touch, as one; without lone bigrams that are only grammar. */
function runs(body: string, matches: readonly Match[]): Array<[number, number]> {
  const merged: Array<[number, number]> = []
  for (const { from, to } of matches) {
    const last = merged.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else merged.push([from, to])
  }
  return merged.filter(
    ([from, to]) => to - from !== 2 || !(GRAMMAR.has(body[from]!) || GRAMMAR.has(body[to - 1]!)),
  )
}
