import type { ParsedDocument, RelationKind } from '../model.ts'

/** The structure an export is made from: what is kept of a parsed document once officers have confirmed it. */
export type Exported = Pick<ParsedDocument, 'parts' | 'clauses' | 'body'>

/**
 * What a document is for another it names. `url` is the other's page; `start` and `end` span the citation in the
 * canonical text, null where it stands outside the text.
 */
export type ExportedRelation = {
  relation: RelationKind
  title: string
  docNumber: string | null
  url: string
  start: number | null
  end: number | null
}

/** Something that befell a document after it was made: amended or repealed, on an ISO date, by another document. */
export type ExportedEvent = {
  on: string
  kind: 'amendment' | 'repeal'
  by: { title: string; url: string } | null
}

/**
 * What a register knows of a document beside its text. Dates are ISO local dates; `url` is the page that stands for
 * it for ever; `isNorm` says that asking whether it is in force makes sense, `force` is null where that is unknown.
 */
export type ExportIdentity = {
  id: string
  url: string
  version: number
  title: string
  docNumber: string | null
  indexNumber: string | null
  genre: string | null
  topic: string | null
  issuers: string[]
  publisher: string
  jurisdiction: { name: string; code: string } | null
  writtenOn: string | null
  publishedOn: string
  effectiveOn: string | null
  expiresOn: string | null
  isNorm: boolean
  force: 'in-force' | 'partly-in-force' | 'not-in-force' | null
  description: string | null
  keywords: string[]
  relations: ExportedRelation[]
  events: ExportedEvent[]
  files: { name: string; url: string }[]
}
