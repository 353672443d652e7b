/** One question, one answer: known numbers and titles first, then BM25 with what was found to improve it. */

import {
  bestCoverage,
  collect,
  dateOf,
  idOf,
  type Membership,
  orderBy,
  placeOf,
  type Shelf,
  titleCandidates,
  titleOf,
} from './candidates.ts'
import { lookUp } from './columns.ts'
import { type FacetCounts, type Filters, facetCounts, failures, type Wanted, wantedOf } from './facets.ts'
import { partsOf, type SearchIndex, settleBuffer } from './index.ts'
import { type Query, type QueryKind, readQuery } from './query.ts'
import { titleIdf, titleMatcher } from './rerank.ts'
import { type Weighing, weigh } from './score.ts'
import { hashText } from './tokens.ts'
import { type Candidate, ranked } from './top.ts'

export type SearchRequest = {
  query: string
  /** The query in the normal form of titles and of document numbers, made as those of the records were. */
  titleKey?: string | undefined
  numberKeys?: readonly string[] | undefined
  filters?: Filters | undefined
  limit?: number | undefined
  offset?: number | undefined
  sort?: 'relevance' | 'date' | undefined
}

/** Why a document stands where it stands. */
export type Why = {
  by: 'number' | 'title' | 'near-title' | 'text'
  /** Its BM25 score as a share of the best one's. */
  text: number
  /** How much of what the query says occurs in it, 0 to 1. */
  coverage: number
  /** How far query and title cover each other, 0 to 1; always 0 for questions. */
  title: number
}

export type Hit = { id: string; score: number; why: Why }

export type SearchAnswer = {
  /** How many documents the result holds, of which `hits` is a page. */
  total: number
  hits: Hit[]
  facets: FacetCounts
  kind: QueryKind
  /** A sentence for the person, where the query was cut or held nothing to search. */
  notice?: string
}

/** What each piece of evidence adds to a score of which BM25 makes up at most 1. */
export type Weights = { title: number; whole: number; nearTitle: number }

export const WEIGHTS: Weights = { title: 0.5, whole: 1, nearTitle: 1 }

const POOL = 200
const TITLE_POOL = 50
const MOST_HITS = 10_000
const LONGEST_PAGE = 1000

/** A document belongs to the result when it covers this share of what the best one covers. */
const RESULT_SHARE: Record<QueryKind, number> = { number: 0.5, words: 0.5, question: 0.25 }

/** From this likeness of title and query the query was meant as that title. */
const NEAR_TITLE = 0.8
/** A query of fewer distinct tokens may occur whole by chance. */
const WHOLE_FROM = 6

/** Stands above every score that evidence can add up to. */
const PINNED = { number: 20, title: 10 } as const

type Pins = ReadonlyMap<number, 'number' | 'title'>

/** Everything a search computed on its way. */
type Search = {
  index: SearchIndex
  shelf: Shelf
  query: Query
  wanted: Wanted
  text: Weighing
  pins: Pins
  membership: Membership
}

/** Answers a request. The same documents answer the same, however the index came to hold them. */
export function search(index: SearchIndex, request: SearchRequest, weights = WEIGHTS): SearchAnswer {
  const limit = clamp(request.limit ?? 10, LONGEST_PAGE)
  const offset = clamp(request.offset ?? 0, MOST_HITS - limit)
  const state = prepare(index, request)
  const { shelf, text } = state
  const dated = (document: number) => dateOf(shelf, document)
  const scored = (document: number) => text.sums[document * 2]!
  const byDate = request.sort === 'date'
  const collected = collect(shelf, state.wanted, state.membership, {
    size: Math.max(POOL, offset + limit),
    valueOf: byDate ? dated : scored,
    before: orderBy(shelf, byDate ? scored : dated),
  })
  const candidates = ranked(collected.top)
  const judge = judgeOf(state, candidates, weights)
  const ordered = byDate ? candidates : rerank(state, candidates, judge)
  const notice = state.query.notice
  return {
    total: collected.total,
    hits: ordered.slice(offset, offset + limit).map(({ document }) => {
      const { score, why } = judge(document)
      return { id: idOf(shelf, document), score, why }
    }),
    facets: facetCounts(collected.tally, index.dictionaries),
    kind: state.query.kind,
    ...(notice && { notice }),
  }
}

function clamp(value: number, most: number): number {
  return Number.isFinite(value) ? Math.max(0, Math.min(Math.floor(value), most)) : 0
}

function prepare(index: SearchIndex, request: SearchRequest): Search {
  settleBuffer(index)
  const query = readQuery(request.query)
  const parts = partsOf(index)
  const wanted = wantedOf(request.filters ?? {}, index.dictionaries)
  const text = weigh(index, 'text', query.keys, query.times, index.scratch.textSums)
  index.scratch.textSums = text.sums
  const shelf = { parts, bases: text.bases }
  const pins = pinsOf(shelf, request)
  const phrases = query.phrases.map((keys) =>
    weigh(
      index,
      'text',
      keys,
      keys.map(() => 1),
      new Float32Array(0),
    ),
  )
  // At least the smallest sum there is, so that what shares nothing with the query is left out.
  const least = Math.max(2 ** -20, bestCoverage(shelf, wanted, text.sums) * RESULT_SHARE[query.kind])
  return { index, shelf, query, wanted, text, pins, membership: { text, least, phrases, pinned: pins } }
}

function pinsOf(shelf: Shelf, request: SearchRequest): Pins {
  const pins = new Map<number, 'number' | 'title'>()
  const pin = (table: 'byNumber' | 'byTitle', key: string, by: 'number' | 'title') => {
    shelf.parts.forEach(({ columns, dead }, i) => {
      for (const local of lookUp(columns[table], hashText(key))) {
        const document = shelf.bases[i]! + local
        if (dead[local] !== 1 && !pins.has(document)) pins.set(document, by)
      }
    })
  }
  for (const key of request.numberKeys ?? []) pin('byNumber', key, 'number')
  if (request.titleKey) pin('byTitle', request.titleKey, 'title')
  return pins
}

type Judgement = { score: number; why: Why }

/** How a document's score is made up. */
function judgeOf(
  state: Search,
  candidates: readonly Candidate[],
  weights: Weights,
): (document: number) => Judgement {
  const { index, shelf, query, text, pins } = state
  const best = candidates.reduce((most, { document }) => Math.max(most, text.sums[document * 2]!), 0) || 1
  // Whoever asks a question uses other words than titles do; a title that happens to share some is no better for it.
  const likeness = query.kind === 'question' ? () => 0 : titleMatcher(query.keys, titleIdf(index))
  const judged = new Map<number, Judgement>()
  return (document) => {
    const known = judged.get(document)
    if (known) return known
    const covered = text.sums[document * 2 + 1]!
    const title = likeness(titleOf(shelf, document))
    const pin = pins.get(document)
    const why: Why = {
      by: pin ?? (title >= NEAR_TITLE ? 'near-title' : 'text'),
      text: text.sums[document * 2]! / best,
      coverage: text.mass > 0 ? covered / text.mass : 0,
      title,
    }
    const whole = text.terms.length >= WHOLE_FROM && text.full === text.mass && covered === text.full
    const score =
      (pin ? PINNED[pin] : 0) +
      why.text +
      weights.title * title +
      (title >= NEAR_TITLE ? weights.nearTitle * title : 0) +
      (whole ? weights.whole : 0)
    const judgement = { score, why }
    judged.set(document, judgement)
    return judgement
  }
}

/** The best by BM25, by title and by key are judged together; those further down keep the order of BM25. */
function rerank(
  state: Search,
  candidates: readonly Candidate[],
  judge: (document: number) => Judgement,
): Candidate[] {
  const { index, shelf, query, wanted, membership, pins } = state
  const pool = new Set(candidates.slice(0, POOL).map(({ document }) => document))
  for (const document of pins.keys()) {
    const { columns, local } = placeOf(shelf, document)
    if (failures(wanted, columns, local) === 0) pool.add(document)
  }
  if (query.kind !== 'question') {
    const title = weigh(index, 'title', query.keys, query.times, index.scratch.titleSums)
    index.scratch.titleSums = title.sums
    for (const { document } of titleCandidates(shelf, wanted, membership, title, TITLE_POOL))
      pool.add(document)
  }
  const before = orderBy(shelf, (document) => dateOf(shelf, document))
  const first = [...pool].map((document) => ({ document, value: judge(document).score }))
  first.sort((a, b) => (before(a, b) ? -1 : 1))
  return [...first, ...candidates.filter(({ document }) => !pool.has(document))]
}
