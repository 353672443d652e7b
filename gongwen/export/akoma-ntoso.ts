import { readDateLine } from '../dates.ts'
import type { Clause, ClauseKind, Node, NodeKind, Part } from '../model.ts'
import { metaOf } from './akoma-meta.ts'
import type { Exported, ExportedRelation, ExportIdentity } from './identity.ts'
import { element, escapeText } from './xml.ts'

/**
 * The document in Akoma Ntoso 3.0 (OASIS LegalDocML): a letter and what it prints or attaches are components of one
 * document. Every character of the canonical text stands in it once, in order; clauses, paragraphs and tables keep
 * their eIds. Citations whose other end the register knows are links to its page. Pure; answers a whole XML file.
 */
export function akomaNtoso(document: Exported, identity: ExportIdentity): string {
  const spelling: Spelling = {
    clauses: new Map(document.clauses.map((clause) => [clause.eId, clause])),
    relations: identity.relations.filter((one) => one.start !== null),
    cited: 0,
  }
  const [first, ...others] = document.parts
  const contents = (part: Part | undefined) => (part ? document.body.slice(part.from, part.to) : [])
  const lead = componentOf(contents(first), spelling)
  const attachments = others.map((part, at) => attachmentOf(contents(part), part, at + 1, identity, spelling))
  const doc = element(
    'doc',
    { name: NAMES[identity.genre ?? ''] ?? 'document', contains: 'originalVersion' },
    metaOf(identity, { name: 'main', title: null }),
    ...lead,
    attachments.length > 0 ? element('attachments', {}, ...attachments) : '',
  )
  return `<?xml version="1.0" encoding="UTF-8"?>\n<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">${doc}</akomaNtoso>\n`
}

/** What is looked up while the text is spelled out; `cited` counts the citations written so far. */
type Spelling = { clauses: Map<string, Clause>; relations: ExportedRelation[]; cited: number }

/** The fifteen types of the regulation on official documents (2012), in English. */
const NAMES: Record<string, string> = {
  决议: 'resolution',
  决定: 'decision',
  令: 'order',
  公报: 'communique',
  公告: 'announcement',
  通告: 'publicNotice',
  意见: 'opinion',
  通知: 'notice',
  通报: 'circular',
  报告: 'report',
  请示: 'request',
  批复: 'reply',
  议案: 'motion',
  函: 'letter',
  纪要: 'minutes',
}

function attachmentOf(
  nodes: Node[],
  part: Part,
  at: number,
  identity: ExportIdentity,
  spelling: Spelling,
): string {
  const name = `att_${at}`
  const labelled = nodes[0]?.kind === 'attachment-label'
  return element(
    'attachment',
    { eId: name },
    labelled ? element('num', {}, escapeText(nodes[0]!.text)) : '',
    element(
      'doc',
      { name: part.kind === 'annexed' ? 'annexedDocument' : 'annex', contains: 'originalVersion' },
      metaOf(identity, { name, title: part.title }),
      ...componentOf(labelled ? nodes.slice(1) : nodes, spelling),
    ),
  )
}

const FRONT = new Set<NodeKind>(['red-head', 'doc-number', 'title', 'history', 'date', 'note', 'addressee'])
const BACK = new Set<NodeKind>(['attachment-list', 'signature', 'date', 'note', 'imprint'])

/** Preface, body and conclusions of a part. */
function componentOf(nodes: Node[], spelling: Spelling): string[] {
  let from = 0
  while (from < nodes.length && FRONT.has(nodes[from]!.kind)) from++
  let to = nodes.length
  while (to > from && BACK.has(nodes[to - 1]!.kind)) to--
  const blocks = (some: Node[]) => some.map((node) => blockOf(node, spelling))
  return [
    from > 0 ? element('preface', {}, ...blocks(nodes.slice(0, from))) : '',
    element('mainBody', {}, ...bodyOf(nodes.slice(from, to), spelling)),
    to < nodes.length ? element('conclusions', {}, ...blocks(nodes.slice(to))) : '',
  ]
}

/** A clause as it is built: what it says itself, and the clauses below it. */
type Open = {
  eId: string
  level: number
  kind: ClauseKind | null
  head: string
  blocks: string[]
  below: Open[]
}

function bodyOf(nodes: Node[], spelling: Spelling): string[] {
  const written: string[] = []
  let root: Open[] = []
  let stack: Open[] = []
  const settle = () => {
    written.push(...root.map(clauseOf))
    root = []
    stack = []
  }
  for (const node of nodes) {
    const clause = node.num !== undefined && node.eId !== null ? spelling.clauses.get(node.eId) : undefined
    if (clause) {
      while (stack.length > 0 && stack.at(-1)!.level >= clause.level) stack.pop()
      const open = openClause(node, clause, spelling)
      ;(stack.at(-1)?.below ?? root).push(open)
      stack.push(open)
      continue
    }
    const owner = stack.at(-1)
    if (owner && (node.eId === null || node.eId.startsWith(`${owner.eId}__`))) {
      owner.blocks.push(blockOf(node, spelling))
      continue
    }
    settle()
    written.push(blockOf(node, spelling))
  }
  settle()
  return written.length > 0 ? written : [element('p')]
}

function openClause(node: Node, { eId, level, kind }: Clause, spelling: Spelling): Open {
  const num = node.num!
  const rest = node.text.slice(num.length)
  const said = inlineOf(rest, node.start + num.length, spelling)
  const isHeading = node.kind === 'heading' && rest !== ''
  return {
    eId,
    level,
    kind,
    head: element('num', {}, escapeText(num)) + (isHeading ? element('heading', {}, said) : ''),
    blocks: isHeading || rest === '' ? [] : [element('p', {}, said)],
    below: [],
  }
}

const ELEMENTS: Record<ClauseKind, string> = {
  part: 'part',
  chapter: 'chapter',
  section: 'section',
  article: 'article',
  para: 'paragraph',
  subpara: 'subparagraph',
  point: 'point',
  indent: 'indent',
  item: 'hcontainer',
}

function clauseOf({ eId, kind, head, blocks, below }: Open): string {
  const inner =
    below.length > 0
      ? (blocks.length > 0 ? element('intro', {}, ...blocks) : '') + below.map(clauseOf).join('')
      : blocks.length > 0
        ? element('content', {}, ...blocks)
        : ''
  const attributes = kind === 'item' ? { eId, name: 'item' } : { eId }
  return element(ELEMENTS[kind!], attributes, head, inner)
}

/** A line or table that is no clause. What the line is for stands in its element, or else in its class. */
function blockOf(node: Node, spelling: Spelling): string {
  if (node.rows) return tableOf(node, node.rows)
  const said = inlineOf(node.text, node.start, spelling)
  const line = (inner: string) =>
    element('p', { eId: node.eId, class: node.kind === 'p' ? undefined : node.kind }, inner)
  if (node.kind === 'title') return line(element('docTitle', {}, said))
  if (node.kind === 'doc-number') return line(element('docNumber', {}, said))
  if (node.kind === 'signature') return line(element('signature', {}, said))
  const date = node.kind === 'date' ? readDateLine(node.text) : null
  return line(date ? element('docDate', { date }, said) : said)
}

function tableOf(node: Node, rows: string[][]): string {
  const head = node.head ?? 0
  const written = rows.map((row, at) => {
    const cell = at < head ? 'th' : 'td'
    const cells = (row.length > 0 ? row : ['']).map((text) =>
      element(cell, {}, element('p', {}, escapeText(text))),
    )
    return element('tr', {}, ...cells)
  })
  return element('table', { eId: node.eId }, ...written)
}

/** A text that begins at offset `from` of the canonical text, its citations turned into links. */
function inlineOf(text: string, from: number, spelling: Spelling): string {
  let written = ''
  let at = 0
  for (const { start, end, url } of spelling.relations) {
    const [first, last] = [start! - from, end! - from]
    if (first < at || last > text.length || last <= first) continue
    spelling.cited++
    const cited = element(
      'ref',
      { eId: `ref_${spelling.cited}`, href: url },
      escapeText(text.slice(first, last)),
    )
    written += escapeText(text.slice(at, first)) + cited
    at = last
  }
  return written + escapeText(text.slice(at))
}
