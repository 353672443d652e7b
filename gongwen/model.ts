/** What a reading was made from. `text` is a text handed over as such, without a file. */
export type Format = 'md' | 'txt' | 'html' | 'docx' | 'doc' | 'pdf' | 'ofd' | 'xlsx' | 'text'

/** Something the reader or the parser is unsure of, said to an officer in one Chinese sentence. */
export type Issue = { code: string; message: string; eId?: string }

/** What the source itself states about the document, outside its text; dates are ISO local dates. */
export type Meta = {
  title?: string
  docNumber?: string
  indexNumber?: string
  topic?: string
  genre?: string
  issuers?: string[]
  writtenOn?: string
  publishedOn?: string
  effectiveOn?: string
  expiresOn?: string
  status?: string
  source?: string
  url?: string
  siteName?: string
  column?: string
  keywords?: string[]
}

export type Align = 'left' | 'center' | 'right'

/**
 * One line as its source laid it out; `level` is the depth of a heading mark, not of a legal clause; `indent` is in
 * characters; `tight` says that no blank line parts it from the line before, in a source that uses blank lines.
 */
export type Line = {
  kind: 'line'
  text: string
  level?: number
  bold?: boolean
  align?: Align
  indent?: number
  tight?: boolean
}

/** A table, its cells spelled out row by row; `head` is the number of heading rows. */
export type Table = { kind: 'table'; rows: string[][]; head?: number }

export type Block = Line | Table

/**
 * A file or text taken apart into lines and tables, before anything is understood. Text is NFC with LF. `whole` says
 * that somebody has settled its lines: each is a paragraph, none is put together with the next.
 */
export type Reading = { format: Format; blocks: Block[]; meta: Meta; issues: Issue[]; whole?: boolean }

/**
 * A document number. `norm` is the strict writing (吴政办〔2022〕60号, 国务院令第711号, 国家税务总局公告2015年第41号);
 * `agency` is the 机关代字, or the name before 令 and 公告; null where the writing gives none.
 */
export type DocNumber = {
  raw: string
  norm: string
  kind: '文号' | '令' | '公告'
  agency: string | null
  year: number | null
  serial: number
}

export type PartKind = 'main' | 'covering' | 'annexed' | 'attachment'

/** A part of the document: `from` (included) and `to` (excluded) index `body`. */
export type Part = { kind: PartKind; title: string | null; from: number; to: number }

export type ClauseKind =
  | 'part'
  | 'chapter'
  | 'section'
  | 'article'
  | 'para'
  | 'subpara'
  | 'point'
  | 'indent'
  | 'item'

/**
 * A numbered clause. `level` is its depth among the numbered clauses of its part, 1 at the top; `num` is the
 * number as written (（七）); `heading` is set where the number introduces a heading; `text` is the clause's own
 * text up to the next numbered clause, without number and bare heading.
 */
export type Clause = {
  eId: string
  kind: ClauseKind
  level: number
  num: string
  heading: string | null
  text: string
  part: number
}

export type NodeKind =
  | 'red-head'
  | 'doc-number'
  | 'title'
  | 'history'
  | 'contents'
  | 'addressee'
  | 'heading'
  | 'p'
  | 'table'
  | 'attachment-list'
  | 'attachment-label'
  | 'signature'
  | 'date'
  | 'note'
  | 'imprint'

/**
 * One paragraph, heading or table in reading order. `start` and `end` are offsets into the canonical text;
 * a numbered node carries its clause's `num`, and `level` as the clause has it. `rows` is set on tables only.
 */
export type Node = {
  kind: NodeKind
  eId: string | null
  part: number
  text: string
  start: number
  end: number
  level?: number
  num?: string
  rows?: string[][]
  head?: number
  align?: Align
  bold?: boolean
}

export type RelationKind =
  | '依据'
  | '落实'
  | '印发'
  | '转发'
  | '修改'
  | '废止'
  | '部分废止'
  | '解读'
  | '参照'
  | '引用'
  | '替代'

/** A document cited: `docNumber` in strict writing or null; `start` and `end` span the citation in the text. */
export type Reference = {
  title: string | null
  docNumber: string | null
  relation: RelationKind
  quote: string
  eId: string | null
  start: number
  end: number
}

/** A document this one ends, wholly or in part, with the words that say so. */
export type Repeal = {
  title: string | null
  docNumber: string | null
  partial: boolean
  quote: string
  eId: string | null
}

/** What the text says of its own force: ISO dates, or a period in years from taking effect. */
export type Validity = {
  effectiveOn: string | null
  expiresOn: string | null
  years: number | null
  repeals: Repeal[]
}

/** A piece of work the document gives out; `due` is an ISO date, or the words where they give no date. */
export type Task = { eId: string | null; text: string; responsible: string[]; due: string | null }

/** Two lines put together into one paragraph; `at` is the seam's offset in the canonical text. */
export type Join = { left: string; right: string; at: number; eId: string | null; reason: string }

/** An official document understood. Lists are empty and values null where the document says nothing. */
export type ParsedDocument = {
  title: string | null
  docNumber: DocNumber | null
  otherNumbers: DocNumber[]
  issuers: string[]
  indexNumber: string | null
  topic: string | null
  genre: string | null
  addressees: string[]
  signatories: string[]
  writtenOn: string | null
  publishedOn: string | null
  source: string | null
  url: string | null
  redHead: string | null
  parts: Part[]
  clauses: Clause[]
  tables: { rows: string[][]; head: number; eId: string | null; part: number }[]
  references: Reference[]
  validity: Validity
  tasks: Task[]
  text: string
  body: Node[]
  joins: Join[]
  issues: Issue[]
}
