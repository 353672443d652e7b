import type { Day } from '../../platform/clock.ts'
import { minuteOf } from '../../platform/clock.ts'
import type { DocumentRow, Force, ForceStatus, Segment } from '../../ui/page-model.ts'
import { statusOn } from './facts.ts'
import { ACTS, type ActType, DISCLOSURES, KINDS, SCOPES, type Structure } from './model.ts'
import type { ListedDocument } from './queries.ts'
import type { CitationRow, ReadDocument } from './reading.ts'
import type { BodyNode, Citation, DocumentPart, DocumentView, FileLink, HistoryEntry } from './views-model.ts'

type Held = Extract<ReadDocument, { found: 'held' }>

export function documentHref(id: string): string {
  return `/documents/${id}`
}

/** A row of a list; force is told as the query computed it. */
export function rowOf(document: ListedDocument, asOf: Day, snippet?: Segment[]): DocumentRow {
  const force: Force = {
    status: document.force as ForceStatus,
    asOf,
    ...(document.in_force_from ? { effectiveOn: document.in_force_from } : {}),
    ...(document.in_force_to ? { expiresOn: document.in_force_to } : {}),
  }
  return {
    href: documentHref(document.id),
    title: document.title,
    date: document.shown_on,
    force,
    ...(document.doc_number ? { docNumber: document.doc_number } : {}),
    ...(document.organ ? { organ: document.organ } : {}),
    ...(snippet ? { snippet } : {}),
  }
}

/** A row for a document known by a citation. */
export function citingRowOf(row: CitationRow): DocumentRow {
  return {
    href: documentHref(row.id),
    title: row.title,
    date: row.written_on ?? '',
    notes: [`${row.relation}：${row.quote.slice(0, 80)}`],
    ...(row.doc_number ? { docNumber: row.doc_number } : {}),
  }
}

/** What stands around a document: what it cites and what cites it, its files and columns, what changed it. */
interface Surroundings {
  cites: CitationRow[]
  citing: CitationRow[]
  files: StoredFile[]
  columns: DocumentView['columns']
  /** The day on which force is told. */
  asOf: Day
  changedBy: Map<string, CitedWork>
}

/** All that the page of a held document shows. */
export function viewOf({ work, edition, structure, acts }: Held, around: Surroundings): DocumentView {
  const publishedAt = minuteOf(edition.published_at ?? work.created_at)
  return {
    id: work.id,
    href: documentHref(work.id),
    title: edition.title,
    issuers: edition.issuers,
    publishedAt,
    columns: around.columns,
    keywords: keywordsOf(edition.topic, edition.genre, around.columns),
    force: statusOn(edition, acts, around.asOf, around.changedBy),
    parts: partsOf(structure),
    body: bodyOf(structure, around.cites),
    citations: [
      ...eachOnce(around.cites).map((row) => citationOf(row, 'out', structure)),
      ...around.citing.map((row) => citationOf(row, 'in')),
    ],
    files: [...madeFiles(work.id), ...around.files.map((file) => storedFile(work.id, file))],
    history: historyOf(acts, around.changedBy),
    proof: { sm3: edition.content_hash, edition: edition.version, recordedAt: publishedAt },
    disclosure: DISCLOSURES[edition.disclosure as keyof typeof DISCLOSURES],
    scope: SCOPES[edition.scope as keyof typeof SCOPES],
    indexNumber: edition.index_number,
    otherNumbers: structure.otherNumbers.map((number) => number.norm),
    asides: asidesOf(around.citing),
    ...present({
      banner: structure.redHead,
      docNumber: work.doc_number,
      topic: edition.topic,
      genre: edition.genre ?? (edition.kind ? KINDS[edition.kind as keyof typeof KINDS]?.label : null),
      writtenOn: edition.written_on,
      effectiveOn: edition.effective_on,
      expiresOn: edition.expires_on,
      summary: edition.summary,
    }),
    ...(edition.source_url
      ? { source: { href: edition.source_url, label: edition.source ?? new URL(edition.source_url).host } }
      : {}),
  }
}

/** The words by which a document is filed: what it is about, what kind of paper it is, where it stands. */
function keywordsOf(topic: string | null, genre: string | null, columns: DocumentView['columns']): string[] {
  const words = [...(topic ?? '').split(/[、,，;；\s]+/), genre ?? '', ...columns.map(({ name }) => name)]
  return [...new Set([...words.filter((word) => word !== ''), '政府信息公开'])]
}

/** What explains this document, beside its title. */
function asidesOf(rows: CitationRow[]): NonNullable<DocumentView['asides']> {
  const links = rows
    .filter((row) => row.relation === '解读')
    .map((row) => ({ href: documentHref(row.id), label: row.title }))
  return links.length > 0
    ? [{ kind: '解读', paragraphs: [{ text: '起草单位对这份文件的解读和问答：' }], links }]
    : []
}

interface StoredFile {
  id: number
  role: string
  name: string
  bytes: number
}

export interface CitedWork {
  id: string
  title: string
  docNumber: string | null
}

/** The fields that have a value. */
function present<T extends Record<string, unknown>>(fields: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined && value !== ''),
  ) as never
}

function partsOf(structure: Structure): DocumentPart[] {
  return structure.parts.map((part, at) => {
    const nodes = structure.body.slice(part.from, part.to)
    const textsOf = (kind: string) => nodes.filter((node) => node.kind === kind).map((node) => node.text)
    const isLead = part.kind === 'main' || part.kind === 'covering'
    return {
      key: String(at),
      kind: part.kind,
      addressees: textsOf('addressee'),
      attachments: textsOf('attachment-list'),
      signers: textsOf('signature'),
      ...present({
        title: isLead ? null : part.title,
        caption: textsOf('history').join('\n'),
        signedOn: textsOf('date')[0],
        note: textsOf('note')[0],
        copyTo: textsOf('imprint')[0],
        printedBy: textsOf('imprint')[1],
      }),
    }
  })
}

const FURNITURE = new Set([
  'red-head',
  'doc-number',
  'title',
  'history',
  'contents',
  'addressee',
  'attachment-list',
  'signature',
  'date',
  'note',
  'imprint',
])
const LEVELS: Record<string, BodyNode['kind']> = {
  para: 'l1',
  subpara: 'l2',
  point: 'l3',
  indent: 'l4',
  item: 'item',
}

function bodyOf(structure: Structure, cites: CitationRow[]): BodyNode[] {
  const clauses = new Map(structure.clauses.map((clause) => [clause.eId, clause]))
  return structure.body
    .filter((node) => !FURNITURE.has(node.kind))
    .map((node) => {
      const clause = node.num !== undefined && node.eId ? clauses.get(node.eId) : undefined
      const num = node.num ?? ''
      const isHeading = node.kind === 'heading'
      const text = isHeading || node.kind === 'table' ? '' : node.text.slice(num.length)
      const from = node.start + num.length
      return {
        kind:
          node.kind === 'table'
            ? 'table'
            : clause
              ? (LEVELS[clause.kind] ?? (clause.kind as BodyNode['kind']))
              : 'p',
        eId: num && node.eId ? node.eId : '',
        num,
        heading: isHeading ? node.text.slice(num.length).trim() : '',
        text,
        level: clause?.level ?? 0,
        part: String(node.part),
        ...(node.rows ? { rows: node.rows } : {}),
        refs: cites.flatMap((cite) => referenceIn(cite, from, text)),
      }
    })
}

const WEIGHTIEST = ['废止', '部分废止', '修改', '替代', '解读', '印发', '转发']

/** One citation of each document, the one that says most; the text itself shows where else it is named. */
function eachOnce(rows: CitationRow[]): CitationRow[] {
  const weight = ({ relation }: CitationRow) =>
    WEIGHTIEST.includes(relation) ? WEIGHTIEST.indexOf(relation) : WEIGHTIEST.length
  const best = new Map<string, CitationRow>()
  for (const row of rows) {
    const known = best.get(row.id)
    if (!known || weight(row) < weight(known)) best.set(row.id, row)
  }
  return [...best.values()]
}

/** The place of a citation within one paragraph, where it lies in it whole. */
function referenceIn(cite: CitationRow, from: number, text: string): NonNullable<BodyNode['refs']> {
  if (cite.starts_at === null || cite.ends_at === null) return []
  const start = cite.starts_at - from
  const end = cite.ends_at - from
  return start >= 0 && end <= text.length && start < end ? [{ start, end, href: documentHref(cite.id) }] : []
}

function citationOf(row: CitationRow, direction: 'in' | 'out', structure?: Structure): Citation {
  const clause = row.e_id ? structure?.clauses.find((each) => each.eId === row.e_id) : undefined
  return {
    relation: row.relation,
    direction,
    held: row.held,
    to: {
      href: documentHref(row.id),
      title: row.title,
      ...(row.doc_number ? { docNumber: row.doc_number } : {}),
    },
    ...(clause ? { clause: { eId: clause.eId, label: clause.num } } : {}),
    ...(row.written_on ? { date: row.written_on } : {}),
  }
}

function madeFiles(id: string): FileLink[] {
  return [
    { label: '正文 PDF', href: `${documentHref(id)}.pdf`, media: 'pdf', origin: 'made' },
    { label: '正文 Word', href: `${documentHref(id)}.docx`, media: 'docx', origin: 'made' },
    { label: '纯文本', href: `${documentHref(id)}.txt`, media: 'txt', origin: 'made' },
    { label: 'Markdown', href: `${documentHref(id)}.md`, media: 'md', origin: 'open' },
    { label: 'XML（Akoma Ntoso）', href: `${documentHref(id)}.xml`, media: 'xml', origin: 'open' },
    { label: 'JSON-LD', href: `${documentHref(id)}.json`, media: 'json', origin: 'open' },
  ]
}

const MEDIA: Record<string, FileLink['media']> = {
  pdf: 'pdf',
  docx: 'docx',
  txt: 'txt',
  ofd: 'ofd',
  html: 'html',
  htm: 'html',
  md: 'md',
  xlsx: 'xlsx',
}

function storedFile(id: string, file: StoredFile): FileLink {
  const extension = file.name.split('.').at(-1)?.toLowerCase() ?? ''
  return {
    label: file.role === 'original' ? '收到的原件' : file.name,
    href: `${documentHref(id)}/files/${file.id}`,
    media: MEDIA[extension] ?? 'other',
    bytes: file.bytes,
    origin: file.role === 'original' ? 'original' : 'attachment',
  }
}

const CHANGES: Partial<Record<ActType, 'amendment' | 'repeal'>> = {
  amend: 'amendment',
  extend: 'amendment',
  'partly-repeal': 'amendment',
  repeal: 'repeal',
}

function historyOf(acts: Held['acts'], works: Map<string, CitedWork>): HistoryEntry[] {
  const newest = acts.findLastIndex((act) => act.type === 'published')
  return acts
    .map((act, at) => {
      const by = act.detail.by ? works.get(act.detail.by) : undefined
      const cause = by ? `依据${by.docNumber ?? `《${by.title}》`}` : ''
      const text = [
        cause,
        act.type === 'published' ? '在本平台发布。' : `${ACTS[act.type].label}。`,
        act.detail.what ? `${act.detail.what.join('、')}。` : '',
        act.detail.clauses ? `涉及${act.detail.clauses}。` : '',
        act.detail.quote ? `原文：“${act.detail.quote}”` : '',
      ].join('')
      return {
        on: act.on,
        text,
        ...(act.type in CHANGES ? { change: CHANGES[act.type] } : {}),
        current: at === newest,
        ...(by ? { link: { href: documentHref(by.id), label: by.title } } : {}),
      }
    })
    .reverse()
}
