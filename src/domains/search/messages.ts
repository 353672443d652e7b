/** What the index's thread is asked and what it answers. */

import type { SearchRecord } from './engine/columns.ts'
import type { SearchAnswer, SearchRequest } from './engine/search.ts'

export type SearchResponse = SearchAnswer & { took_ms: number }

export type LoadedSnapshot =
  | { loaded: true; mark: string; documents: number }
  /** A sentence for the log. */
  | { loaded: false; reason: string }

export type SearchStats = {
  documents: number
  segments: number
  /** Documents not yet in a segment. */
  buffered: number
  /** The lengths of all documents together. */
  tokens: number
  terms: number
  /** What the segments occupy. */
  indexBytes: number
  /** Changes in line. */
  waiting: number
  merging: boolean
}

export type Call = { id: number } & (
  | { act: 'search'; request: SearchRequest }
  | { act: 'upsert'; records: readonly SearchRecord[] }
  | { act: 'remove'; ids: readonly string[] }
  | { act: 'save'; path: string; mark: string }
  | { act: 'load'; path: string }
  | { act: 'stats' }
)

export type Reply = { id: number; value: unknown } | { id: number; error: string }
