/*
 * What the portal's pages are given: plain data, ready to be shown. Dates are local, YYYY-MM-DD; instants are
 * YYYY-MM-DD HH:MM. No page looks anything up: who fills these has already asked who may read what.
 */
import type {
  Choice,
  Chosen,
  ColumnMeta,
  DocumentLink,
  DocumentRow,
  Facet,
  Force,
  Link,
  Paging,
  Segment,
  SortChoice,
} from '../../ui/page-model.ts'

export type { DocumentLink, DocumentRow, Force } from '../../ui/page-model.ts'

export type BodyKind =
  | 'part'
  | 'chapter'
  | 'section'
  | 'article'
  | 'l1'
  | 'l2'
  | 'l3'
  | 'l4'
  | 'l5'
  | 'item'
  | 'p'
  | 'table'

/** A document or place named within a text: characters `start` to `end` of `text` become a link. */
export interface TextReference {
  start: number
  end: number
  href: string
}

/**
 * A clause, a paragraph or a table, in the order of the text. A clause with a heading alone has an empty `text`;
 * a run-in clause has `num` and `text`. A newline in `text` divides paragraphs.
 */
export interface BodyNode {
  kind: BodyKind
  /** Stable name of the clause and its anchor on the page; empty where there is none. */
  eId: string
  /** 一、 （一） 1. 第三条, as written. */
  num: string
  heading: string
  text: string
  /** Depth in the tree: 1 for 一、 or 第一章; 0 for text that stands outside any clause. */
  level: number
  /** Cells of a table, row by row; the first row is its head. */
  rows?: string[][]
  /** `key` of the part it belongs to. */
  part: string
  /** Offsets into `text`. */
  refs?: TextReference[]
}

export type PartKind = 'main' | 'covering' | 'annexed' | 'attachment'

/** A document stands in one or more parts: the letter that prints it, the text printed, the annexes. */
export interface DocumentPart {
  key: string
  kind: PartKind
  /** 附件1 … */
  label?: string
  title?: string
  /** Caption below the title: 2022年7月18日区政府第8次常务会议通过 … */
  caption?: string
  addressees?: string[]
  /** 附件：1.… 2.… as listed before the signature. */
  attachments?: string[]
  signers?: string[]
  signedOn?: string
  /** （此件公开发布） */
  note?: string
  copyTo?: string
  printedBy?: string
  printedOn?: string
}

export interface Citation {
  /** 依据 落实 印发 转发 修改 废止 解读 参照 引用 替代. */
  relation: string
  /** `out`: this document names it. `in`: it names this document. */
  direction: 'out' | 'in'
  to: DocumentLink
  /** False where we hold only its name. */
  held: boolean
  /** The clause of this document that names it. */
  clause?: { eId: string; label: string }
  date?: string
}

export type FileMedia = 'pdf' | 'docx' | 'txt' | 'ofd' | 'html' | 'md' | 'xlsx' | 'xml' | 'json' | 'other'

export interface FileLink {
  label: string
  href: string
  media: FileMedia
  bytes?: number
  /** `original`: the bytes as received; `made`: drawn from the text by the platform, `open`: for programs. */
  origin: 'made' | 'open' | 'original' | 'attachment'
}

/** One legal act in the history of a document, newest first. */
export interface HistoryEntry {
  on: string
  /** Last day, where the act lasted (征求意见). */
  until?: string
  /** A sentence: what was done, why, by whom. */
  text: string
  link?: Link
  /** Set where the act changed or ended what the document says. */
  change?: 'amendment' | 'repeal'
  /** The version shown is the one this act made. */
  current?: boolean
}

/** What lets anyone check that this text is the one published. */
export interface Proof {
  /** SM3 of the canonical text, 64 hex digits. */
  sm3?: string
  sha256?: string
  edition: number
  recordedAt?: string
  /** Number of the leaf in the public ledger, where there is one. */
  leaf?: number
}

/** Interpretation or question and answer that stands beside a clause; beside the title where `eId` is missing. */
export interface Aside {
  eId?: string
  /** 解读, 简明问答 … */
  kind: string
  paragraphs: { question?: string; text: string }[]
  links?: Link[]
}

export interface DocumentView {
  id: string
  href: string
  title: string
  /** 发文机关标志 for the red head: 云溪区人民政府办公室文件. Without it the page has no red head. */
  banner?: string
  docNumber?: string
  otherNumbers?: string[]
  issuers: string[]
  signatory?: string
  indexNumber?: string
  topic?: string
  genre?: string
  writtenOn?: string
  /** YYYY-MM-DD HH:MM. */
  publishedAt: string
  effectiveOn?: string
  expiresOn?: string
  /** 主动公开 … */
  disclosure?: string
  /** 全社会 … */
  scope?: string
  summary?: string
  keywords?: string[]
  /** Where the text came from, when another site published it first. */
  source?: Link
  /** First column is the one the breadcrumb shows. */
  columns: (ColumnMeta & { href: string })[]
  force: Force
  parts: DocumentPart[]
  body: BodyNode[]
  asides?: Aside[]
  citations: Citation[]
  files: FileLink[]
  history: HistoryEntry[]
  proof: Proof
}

/** A document others cite and we do not hold. */
export interface StubView {
  title: string
  docNumber?: string
  issuer?: string
  citedBy: DocumentRow[]
  paging?: Paging
}

/** A document taken back: its text is gone, its page stays. */
export interface WithdrawnView {
  title: string
  docNumber?: string
  on: string
  /** A sentence. */
  reason: string
}

export interface ListView {
  rows: DocumentRow[]
  paging: Paging
  facets: Facet[]
  chosen: Chosen[]
  clearHref: string
  sorts: SortChoice[]
  feedHref?: string
}

export interface LibraryView extends ListView {
  /** The day asked about; today unless the reader chose another. */
  asOf: string
  /** What the reader typed when it is not a date, with the sentence that says so. */
  asOfError?: { typed: string; message: string }
  /** Filters to keep when the as-of form is sent: hidden fields. */
  kept: { name: string; value: string }[]
}

export interface SearchSource {
  document: DocumentLink
  segments: Segment[]
  clause?: Link
  force?: Force
}

export interface ExactHit {
  document: DocumentRow
  writtenOn?: string
  effectiveOn?: string
  summary?: string
  /** 解读, 下载, 沿革: places on its page. */
  links: Link[]
}

export interface SearchView extends ListView {
  query: string
  /** Shown when the query was read as a number: the number in full, and the address that searches the words. */
  readAsNumber?: { docNumber: string; wordsHref: string }
  /** Words searched besides those typed. */
  expandedBy?: { words: string[]; exactHref: string }
  /** A sentence when the query was cut or held nothing to search for. */
  remark?: string
  exact: ExactHit[]
  /** Documents that cite the exact hit. */
  citedBy: DocumentRow[]
  /** Numbers beside it in the series. */
  neighbours?: { label: string; note: string; href: string; current?: boolean }[]
  /** For questions: sentences of documents in force, unaltered. */
  sources: SearchSource[]
  /** For an empty answer: shorter or other words, with counts. */
  suggestions: { label: string; href: string; count: number }[]
}

export interface ColumnEntry {
  /** A20-01 … */
  code: string
  name: string
  href: string
  count: number
  description?: string
  newestOn?: string
}

export interface HomeView {
  newest: DocumentRow[]
  /** Queries that find something, under the box. */
  examples: Link[]
  /** 按主题查, 按体裁查 … each a list of names with counts. */
  indexes: { heading: string; choices: Choice[] }[]
  /** Open for comment; the section is left out when there is none. */
  consultations: { href: string; title: string; closesOn: string }[]
  account: { documents: number; inForce: number; organs: number; newestAt?: string }
  feedHref?: string
}

export interface ColumnsView {
  groups: { heading: string; basis: string; columns: ColumnEntry[] }[]
}

export interface ColumnView extends ListView {
  column: ColumnMeta & { code?: string; href: string; basis?: string }
}

export interface GuideView {
  /** 政府信息的分类: the columns of Article 20 and 21 with counts. */
  columns: ColumnEntry[]
  organs: { name: string; href: string; count: number; phone?: string; address?: string }[]
  updatedOn: string
}

export interface RulesView {
  rows: DocumentRow[]
}

export interface ReportsView {
  /** Newest year first. */
  years: { year: number; rows: DocumentRow[] }[]
}

export interface AboutView {
  documents: number
  newestAt?: string
  version: string
}

export interface SitemapView {
  columns: ColumnEntry[]
  organs: Choice[]
  years: Choice[]
  genres: Choice[]
}
