import { parseDocNumber } from './doc-number.ts'
import { titleKey } from './keys.ts'
import type { DocNumber, Issue, Join, Meta, Node, ParsedDocument, Part, Reading } from './model.ts'
import {
  type ClauseTree,
  enterPart,
  fileClause,
  fileParagraph,
  isHeadingRow,
  isPlainHeading,
  leaveClauses,
  newClauseTree,
} from './parse/clauses.ts'
import { type Front, readFront } from './parse/front.ts'
import { tidySource, withoutFurniture } from './parse/furniture.ts'
import { isOfficerLine, TITLE_END } from './parse/phrases.ts'
import { readReferences } from './parse/references.ts'
import { repairRows } from './parse/repair.ts'
import { type Row, toRows } from './parse/rows.ts'
import { type Section, splitSections } from './parse/sections.ts'
import { readTasks } from './parse/tasks.ts'
import { readValidity } from './parse/validity.ts'
import { tidyTitle } from './text.ts'

/** Understands a reading as an official document. Never throws; what it is unsure of stands in `issues`. */
export function parse(reading: Reading): ParsedDocument {
  const { meta } = reading
  const torn = withoutFurniture(toRows(reading), reading)
  const front = readFront(torn, 0, meta.title ? [meta.title] : [])
  const strict = reading.format === 'html' || reading.format === 'docx'
  const rows = reading.whole
    ? torn
    : [...torn.slice(0, front.end), ...repairRows(torn.slice(front.end), strict)]
  const sections = splitSections(rows, front)
  const tree = newClauseTree()
  const { body, parts } = buildBody(rows, sections, tree)
  const identity = identify(meta, front, sections)
  const own = { title: identity.title, docNumber: identity.docNumber?.norm ?? null }
  const references = readReferences(body, own)
  return {
    ...identity,
    indexNumber: meta.indexNumber ?? null,
    topic: meta.topic ?? null,
    genre: meta.genre ?? genreOf(identity.title, front),
    addressees: front.addressees,
    publishedOn: meta.publishedOn ?? null,
    source: tidySource(meta.source),
    url: meta.url ?? null,
    redHead: front.redHead.length > 0 ? front.redHead.join(' ') : null,
    parts,
    clauses: tree.clauses,
    tables: body
      .filter((node) => node.rows !== undefined)
      .map(({ rows: cells, head, eId, part }) => ({ rows: cells!, head: head ?? 0, eId, part })),
    references,
    validity: readValidity(body, references, identity),
    tasks: readTasks(tree.clauses, parts, yearOf(identity)),
    text: canonicalText(body),
    body,
    joins: readJoins(rows, body),
    issues: [...reading.issues, ...identity.issues, ...tree.issues],
  }
}

/** The canonical text of a document: its nodes in order, NFC, one line each, tables row by row with tabs. */
export function canonicalText(body: readonly Pick<Node, 'text'>[]): string {
  return body.map((node) => node.text).join('\n')
}

function buildBody(rows: Row[], sections: Section[], tree: ClauseTree): { body: Node[]; parts: Part[] } {
  const body: Node[] = []
  const parts: Part[] = []
  let start = 0
  for (const [part, section] of sections.entries()) {
    enterPart(tree, part, part === 0 ? '' : `att_${part}`)
    markContents(rows, section)
    for (let i = section.from; i < section.to; i++) {
      const node = toNode(rows[i]!, i + 1 < section.to ? rows[i + 1] : undefined, part, start, tree)
      body.push(node)
      start = node.end + 1
    }
    parts.push({ kind: section.kind, title: section.front.title, from: section.from, to: section.to })
  }
  return { body, parts }
}

function toNode(row: Row, next: Row | undefined, part: number, start: number, tree: ClauseTree): Node {
  const node: Node = {
    kind: row.kind ?? 'p',
    eId: null,
    part,
    text: row.text,
    start,
    end: start + row.text.length,
  }
  if (row.align) node.align = row.align
  if (row.bold) node.bold = true
  if (row.table) {
    Object.assign(node, row.table)
    node.eId = fileParagraph(tree, row.text, 'table')
  } else if (row.kind === null && row.mark) {
    const heading = isHeadingRow(row, next)
    if (heading) node.kind = 'heading'
    Object.assign(node, fileClause(tree, row, heading), { num: row.mark.num })
  } else if (row.kind === null) {
    if (isPlainHeading(row)) node.kind = 'heading'
    if (row.level !== undefined) leaveClauses(tree)
    node.eId = fileParagraph(tree, row.text, 'p')
  }
  return node
}

/** Marks a table of contents: from 目录 to where its first entry comes again. */
function markContents(rows: Row[], section: Section): void {
  const limit = Math.min(section.to, section.front.end + 10)
  let at = section.front.end
  while (at < limit && !/^目[ \u3000]*[录次]$/.test(rows[at]!.text)) at++
  const first = rows[at + 1]
  if (at >= limit || !first || at + 1 >= section.to) return
  const key = entryKey(first.text)
  for (let i = at + 2; i < Math.min(section.to, at + 400); i++) {
    if (entryKey(rows[i]!.text) !== key) continue
    for (const row of rows.slice(at, i)) row.kind ??= 'contents'
    return
  }
}

function entryKey(text: string): string {
  return titleKey(text.replace(/[.…·\s]*\d*$/, ''))
}

type Identity = Pick<
  ParsedDocument,
  'title' | 'docNumber' | 'otherNumbers' | 'issuers' | 'signatories' | 'writtenOn'
> & { issues: Issue[] }

/** What the document is called, by whom and when it was made, from the page's own statements and its text. */
function identify(meta: Meta, front: Front, sections: Section[]): Identity {
  const issues: Issue[] = []
  const inferred = front.title ?? sections.find((one) => one.front.title !== null)?.front.title ?? null
  const title = meta.title ? tidyTitle(meta.title) : inferred
  if (title === null) issues.push({ code: 'no-title', message: '没有找到标题，请填写。' })
  const signed = sections.find((one) => one.writtenOn !== null)
  const stated = meta.docNumber ? parseDocNumber(meta.docNumber) : null
  const docNumber = stated ?? front.numbers[0] ?? null
  if (stated && front.numbers.length > 0 && !front.numbers.some((one) => one.norm === stated.norm)) {
    const written = front.numbers[0]!.norm
    issues.push({
      code: 'doc-number-differs',
      message: `登记的文号是${stated.norm}，正文写的是${written}，请核对。`,
    })
  }
  const writtenOn = meta.writtenOn ?? signed?.writtenOn ?? front.datedOn
  if (meta.writtenOn && signed?.writtenOn && signed.writtenOn !== meta.writtenOn) {
    const message = `登记的成文日期是${meta.writtenOn}，正文落款是${signed.writtenOn}，请核对。`
    issues.push({ code: 'written-date-differs', message })
  }
  const signatories = signed?.signatories ?? []
  return {
    title,
    docNumber,
    otherNumbers: otherNumbers(front.numbers, docNumber),
    issuers: meta.issuers ?? inferIssuers(signatories, title, front),
    signatories,
    writtenOn,
    issues,
  }
}

function otherNumbers(numbers: DocNumber[], own: DocNumber | null): DocNumber[] {
  const seen = new Set(own ? [own.norm] : [])
  return numbers.filter(({ norm }) => !seen.has(norm) && seen.add(norm))
}

/** The issuing organs: those that sign; else those the title or the red head names. */
function inferIssuers(signatories: string[], title: string | null, front: Front): string[] {
  const organs = signatories.filter((name) => !isOfficerLine(name))
  if (organs.length > 0) return organs
  const named = /^([^《》，。]{2,60}?)(?:关于|转发|印发|批转)/.exec(title ?? '')
  if (named) return named[1]!.split(/[ \u3000、]/).filter((name) => name !== '')
  return front.redHead.map((head) => head.replace(/[ \u3000]/g, '').replace(/(?:文件|公文|令|公告)$/, ''))
}

/** The year the document plans for: its title's, else that in which it was made. */
function yearOf({ title, writtenOn, docNumber }: Identity): number | null {
  const stated = /((?:19|20)\d\d)年/.exec(title ?? '')?.[1] ?? writtenOn?.slice(0, 4)
  return stated ? Number(stated) : (docNumber?.year ?? null)
}

function genreOf(title: string | null, front: Front): string | null {
  const word = TITLE_END.exec(title ?? '')?.[1]
  if (word) return word === '命令' ? '令' : word
  return front.redHead.some((head) => /令$/.test(head)) ? '令' : null
}

function readJoins(rows: Row[], body: Node[]): Join[] {
  const joins: Join[] = []
  for (const [i, row] of rows.entries()) {
    for (const { at, left, right, reason } of row.seams ?? []) {
      joins.push({ left, right, at: body[i]!.start + at, eId: body[i]!.eId, reason })
    }
  }
  return joins
}
