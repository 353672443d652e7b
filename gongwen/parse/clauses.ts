import type { Clause, ClauseKind, Issue } from '../model.ts'
import { writeNumeral } from '../numerals.ts'
import { type Mark, rankOf } from './numbering.ts'
import type { Row } from './rows.ts'

const ID: Record<ClauseKind, string> = {
  part: 'part',
  chapter: 'chp',
  section: 'sec',
  article: 'art',
  para: 'para',
  subpara: 'subpara',
  point: 'point',
  indent: 'indent',
  item: 'item',
}

type Open = {
  clause: Clause
  rank: number
  last: Map<ClauseKind, number>
  paragraphs: number
  tables: number
}

/** The tree of clauses as it grows row by row; places come from the numbers alone. */
export type ClauseTree = {
  clauses: Clause[]
  issues: Issue[]
  taken: Map<string, number>
  prefix: string
  part: number
  root: Open
  stack: Open[]
  lastInPart: Map<ClauseKind, number>
}

export function newClauseTree(): ClauseTree {
  const root = openRoot('', 0)
  return {
    clauses: [],
    issues: [],
    taken: new Map(),
    prefix: '',
    part: 0,
    root,
    stack: [],
    lastInPart: new Map(),
  }
}

/** Begins part `part`, whose ids begin with `prefix`. */
export function enterPart(tree: ClauseTree, part: number, prefix: string): void {
  Object.assign(tree, { part, prefix, root: openRoot(prefix, part), stack: [], lastInPart: new Map() })
}

/** Leaves all clauses open: a heading without number begins something of its own. */
export function leaveClauses(tree: ClauseTree): void {
  tree.stack = []
}

/** Files a numbered row; its id, and its clause's depth. */
export function fileClause(tree: ClauseTree, row: Row, isHeading: boolean): { eId: string; level: number } {
  const mark = row.mark!
  const rank = rankOf(mark)
  while (tree.stack.length > 0 && tree.stack.at(-1)!.rank >= rank) tree.stack.pop()
  const parent = tree.stack.at(-1) ?? tree.root
  checkNumber(tree, mark, parent)
  const under = mark.kind === 'article' ? tree.prefix : parent.clause.eId
  const step = `${ID[mark.kind]}_${mark.value}${mark.plus ? `bis${mark.plus}` : ''}`
  const eId = unique(tree, under === '' ? step : `${under}__${step}`)
  const clause: Clause = {
    eId,
    kind: mark.kind,
    level: tree.stack.length + 1,
    num: mark.num,
    heading: isHeading ? mark.rest : null,
    text: isHeading ? '' : mark.rest,
    part: tree.part,
  }
  tree.clauses.push(clause)
  tree.stack.push({ clause, rank, last: new Map(), paragraphs: 0, tables: 0 })
  return { eId, level: clause.level }
}

/** Files a paragraph or table without number under the clause that is open; its id. */
export function fileParagraph(tree: ClauseTree, text: string, kind: 'p' | 'table'): string {
  const owner = tree.stack.at(-1) ?? tree.root
  const count = kind === 'p' ? ++owner.paragraphs : ++owner.tables
  if (tree.stack.length > 0) owner.clause.text += (owner.clause.text === '' ? '' : '\n') + text
  const step = `${kind}_${count}`
  return unique(tree, owner.clause.eId === '' ? step : `${owner.clause.eId}__${step}`)
}

function unique(tree: ClauseTree, eId: string): string {
  const times = (tree.taken.get(eId) ?? 0) + 1
  tree.taken.set(eId, times)
  return times === 1 ? eId : unique(tree, `${eId}-${times}`)
}

/** Notes a number that does not follow the one before it, unless it may: a list begun anew or run on. */
function checkNumber(tree: ClauseTree, { kind, value, num, plus }: Mark, parent: Open): void {
  const sibling = parent.last.get(kind)
  const running = tree.lastInPart.get(kind)
  parent.last.set(kind, value)
  tree.lastInPart.set(kind, value)
  if (plus !== undefined || value === 1 || value === (sibling ?? 0) + 1 || value === (running ?? 0) + 1)
    return
  const before = sibling ?? running
  tree.issues.push(before === undefined ? startIssue(num) : stepIssue(num, value, before))
}

function startIssue(num: string): Issue {
  const message = `“${num}”之前没有找到同级的第一项，请核对原文是否缺了前面的条目。`
  return { code: 'numbering-start', message }
}

function stepIssue(num: string, value: number, before: number): Issue {
  if (value === before) return { code: 'numbering-repeated', message: `“${num}”出现了两次，请核对编号。` }
  if (value < before) {
    return { code: 'numbering-backwards', message: `“${num}”的编号比前一项小，请核对条目的次序。` }
  }
  const first = spell(num, before + 1)
  const missing = value - before === 2 ? first : `${first}至${spell(num, value - 1)}`
  return { code: 'numbering-gap', message: `“${num}”之前没有找到“${missing}”，请核对原文是否缺漏。` }
}

function openRoot(prefix: string, part: number): Open {
  const clause: Clause = { eId: prefix, kind: 'para', level: 0, num: '', heading: null, text: '', part }
  return { clause, rank: -1, last: new Map(), paragraphs: 0, tables: 0 }
}

/** A number written in the manner of `num`: like （七）, 5 → （五）. */
function spell(num: string, value: number): string {
  if (/\d/.test(num)) return num.replace(/\d+(?=\D*$)/, String(value))
  return num.replace(/[一二三四五六七八九十百千〇○零]+/, writeNumeral(value))
}

const STOP = /[。；：，、！？;:!?][”’」）)]?$/

/** Whether a numbered row is a heading over what follows, rather than a clause that says something itself. */
export function isHeadingRow(row: Row, next: Row | undefined): boolean {
  const mark = row.mark!
  if (mark.kind === 'part' || mark.kind === 'chapter' || mark.kind === 'section') return true
  if (mark.rest === '' || mark.rest.length > 80 || STOP.test(mark.rest)) return false
  if (row.level !== undefined || row.bold) return true
  if (!next || next.kind !== null) return next?.kind === 'table'
  return next.mark === null || rankOf(next.mark) > rankOf(mark)
}

/** Whether a row without number is a heading. */
export function isPlainHeading(row: Row): boolean {
  if (row.text.length > 60 || STOP.test(row.text)) return false
  return row.level !== undefined || row.bold === true || row.align === 'center'
}
