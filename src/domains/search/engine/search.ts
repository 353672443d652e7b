/** One question, one answer: known numbers and titles first, then BM25 with what was found to improve it. */

import {
  collect,
  dateOf,
  eligibility,
  idOf,
  isMember,
  type Membership,
  orderBy,
  placeOf,
  type Shelf,
  TITLE_SHARE,
  titleCandidates,
  titleOf,
} from './candidates.ts'
import { lookUp } from './columns.ts'
import {
  type FacetCounts,
  type Filters,
  facetCounts,
  failures,
  startTally,
  type Wanted,
  wantedOf,
} from './facets.ts'
import { partsOf, type SearchIndex, settleBuffer } from './index.ts'
import { type Query, type QueryKind, readQuery } from './query.ts'
import { NO_MATCH, type TitleMatch, titleIdf, titleMatcher } from './rerank.ts'
import { basesOf, type Weighing, weigh } from './score.ts'
import { noSums } from './sums.ts'
import { hashText } from './tokens.ts'
import { type Candidate, ranked, startTop } from './top.ts'

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
export type Weights = { cover: number; bag: number; order: number; whole: number }

const WEIGHTS: Weights = { cover: 0.5, bag: 1, order: 1, whole: 1 }

const POOL = 200
const TITLE_POOL = 50
const MOST_HITS = 10_000
const LONGEST_PAGE = 1000

/** A document belongs to the result when it covers this share of what the best one covers. */
const RESULT_SHARE: Record<QueryKind, number> = { number: 0.5, words: 0.5, question: 0.15 }

/** From this likeness of title and query the query was meant as that title. */
const NEAR_TITLE = 0.85
/** The same for its characters in any order. */
const NEAR_BAG = 0.9
/** A query of fewer distinct tokens may occur whole by chance. */
const WHOLE_FROM = 6

/** Stands above every score that evidence can add up to. */
const PINNED: Record<Pin, number> = { number: 20, title: 10, 'near-title': 0 }

type Pin = 'number' | 'title' | 'near-title'

/** Everything a search computed on its way. */
type Search = {
  index: SearchIndex
  shelf: Shelf
  query: Query
  wanted: Wanted
  text: Weighing
  pins: ReadonlyMap<number, Pin>
  membership: Membership
  /** Documents with titles like the query. */
  alike: readonly number[]
  titleMatch: (title: string) => TitleMatch
}

/** Answers a request. The same documents answer the same, however the index came to hold them. */
export function search(index: SearchIndex, request: SearchRequest, weights = WEIGHTS): SearchAnswer {
  const limit = clamp(request.limit ?? 10, LONGEST_PAGE)
  const offset = clamp(request.offset ?? 0, MOST_HITS - limit)
  const state = prepare(index, request)
  const { shelf, text } = state
  const dated = (document: number) => dateOf(shelf, document)
  const scored = (document: number) => text.sums.values[document * 2]!
  const byDate = request.sort === 'date'
  const before = orderBy(shelf, byDate ? scored : dated)
  const top = startTop(Math.max(POOL, offset + limit), before)
  const collected = { total: 0, tally: startTally(index.dictionaries), top }
  collect(shelf, state.wanted, state.membership, collected, byDate ? dated : scored)
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
  const shelf = { parts, bases: basesOf(parts).bases }
  const wanted = wantedOf(request.filters ?? {}, index.dictionaries)
  const eligible = eligibility(shelf, wanted)
  const share = RESULT_SHARE[query.kind]
  const text = weigh(index, 'text', query, index.scratch.textSums, { share, eligible })
  // Whoever asks a question uses other words than titles do; a title that happens to share some is no better for it.
  const titles = query.kind === 'question' ? NO_TITLES : titlesAlike(index, shelf, query)
  const pins = pinsOf(shelf, request)
  for (const document of titles.near) if (!pins.has(document)) pins.set(document, 'near-title')
  const phrases = query.phrases.map((keys) => {
    const phrase = { keys, times: keys.map(() => 1) }
    return weigh(index, 'text', phrase, noSums(), { share: 1, eligible })
  })
  // At least the smallest sum there is, so that what shares nothing with the query is left out.
  const membership = { text, least: Math.max(2 ** -20, text.best * share), phrases, pinned: pins }
  return {
    index,
    shelf,
    query,
    wanted,
    text,
    pins,
    membership,
    alike: titles.alike,
    titleMatch: titles.match,
  }
}

type Titles = { alike: number[]; near: number[]; match: (title: string) => TitleMatch }

const NO_TITLES: Titles = { alike: [], near: [], match: () => NO_MATCH }

/** The documents whose titles are most like the query, and which of them are so like it that it was meant as theirs. */
function titlesAlike(index: SearchIndex, shelf: Shelf, query: Query): Titles {
  const bar = { share: TITLE_SHARE, eligible: eligibility(shelf, wantedOf({}, index.dictionaries)) }
  const title = weigh(index, 'title', query, index.scratch.titleSums, bar)
  const match = titleMatcher(query.text, query.keys, titleIdf(index))
  const alike = titleCandidates(shelf, title, TITLE_POOL).map(({ document }) => document)
  const near = alike.filter((document) => {
    const { order, bag } = match(titleOf(shelf, document))
    return order >= NEAR_TITLE || bag >= NEAR_BAG
  })
  return { alike, near, match }
}

function pinsOf(shelf: Shelf, request: SearchRequest): Map<number, Pin> {
  const pins = new Map<number, Pin>()
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
  const { shelf, text, pins } = state
  const best =
    candidates.reduce((most, { document }) => Math.max(most, text.sums.values[document * 2]!), 0) || 1
  const findable = text.terms.length >= WHOLE_FROM && text.full === text.mass
  const judged = new Map<number, Judgement>()
  return (document) => {
    const known = judged.get(document)
    if (known) return known
    const title = state.titleMatch(titleOf(shelf, document))
    const pin = pins.get(document)
    const covered = text.sums.values[document * 2 + 1]!
    const why: Why = {
      by: pin ?? 'text',
      text: text.sums.values[document * 2]! / best,
      coverage: text.mass > 0 ? covered / text.mass : 0,
      title: Math.max(title.cover, title.order),
    }
    const judgement = {
      score:
        (pin ? PINNED[pin] : 0) +
        why.text +
        weights.cover * title.cover +
        weights.bag * steep(title.bag) +
        weights.order * steep(title.order) +
        (findable && covered === text.full ? weights.whole : 0),
      why,
    }
    judged.set(document, judgement)
    return judgement
  }
}

/** Likenesses of letters mean something only when high: 0.7 and less is 0. */
function steep(likeness: number): number {
  return Math.max(0, (likeness - 0.7) / 0.3)
}

/** The best by BM25, by title and by key are judged together; those further down keep the order of BM25. */
function rerank(
  state: Search,
  candidates: readonly Candidate[],
  judge: (document: number) => Judgement,
): Candidate[] {
  const { shelf, wanted, pins, alike, membership } = state
  const pool = new Set(candidates.slice(0, POOL).map(({ document }) => document))
  for (const document of [...pins.keys(), ...alike]) {
    const { columns, local } = placeOf(shelf, document)
    if (isMember(membership, document) && failures(wanted, columns, local) === 0) pool.add(document)
  }
  const before = orderBy(shelf, (document) => dateOf(shelf, document))
  const first = [...pool].map((document) => ({ document, value: judge(document).score }))
  first.sort((a, b) => (before(a, b) ? -1 : 1))
  return [...first, ...candidates.filter(({ document }) => !pool.has(document))]
}
