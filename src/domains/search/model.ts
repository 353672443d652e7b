import type { Day } from '../../platform/clock.ts'

/** What a later domain offers to be found. Only what may be read by anyone on the internet is ever offered. */
export interface Offering {
  id: string
  kind: string
  url: string
  title: string
  titleKey: string
  docNumber: string | null
  numberKeys: string[]
  body: string
  organ: string | null
  year: number | null
  genre: string | null
  columns: string[]
  scope: string
  /** First and last day in force; null where it is unknown or has no end. */
  inForceFrom: Day | null
  inForceTo: Day | null
  datedOn: Day | null
}

export interface Filters {
  organ?: string
  year?: number
  genre?: string
  column?: string
  /** Leaves out what is known not to be in force on this day; what nobody has settled stays, marked so. */
  inForceOn?: Day
}

export interface Query {
  text: string
  filters: Filters
  sort: 'relevance' | 'date'
  limit: number
  offset: number
}

export interface Hit {
  id: string
  kind: string
  url: string
  title: string
  docNumber: string | null
  organ: string | null
  datedOn: Day | null
  score: number
  snippet: Snippet
  /** Found by its number or its exact title, not by its words. */
  exact: boolean
}

/** A passage of the text, cut in stretches that do and do not match. */
export type Snippet = { text: string; hit: boolean }[]

export interface Found {
  tookMs: number
  total: number
  hits: Hit[]
  facets: Record<'organ' | 'year' | 'genre' | 'column', [value: string, count: number][]>
  /** The number as the query was read, where it was read as one. */
  readAsNumber?: string
  /** A sentence where the query was cut or held nothing to look for. */
  remark?: string
}
