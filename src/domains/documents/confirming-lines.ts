import {
  type Issue,
  joinLines,
  linesOf,
  type ParsedDocument,
  parse,
  type Reading,
  splitLine,
} from '@gongkai/gongwen'
import type { Bar, Wanted } from './confirming-plan.ts'
import type { Structure } from './model.ts'

/** A text with one seam moved: the new parse, and where each place of the old text now is. */
export interface Relined {
  parsed: ParsedDocument
  moved: (offset: number, edge: 'start' | 'end') => number
  /** New eIds of old ones, where a clause now stands elsewhere. */
  anchors: Map<string, string>
  what: string
}

/** What is kept of an edition's own statements when its lines are parsed anew. */
export interface Stated {
  issuers: string[]
  written_on: string | null
  effective_on: string | null
}

/** Parses the text anew with a line split or joined as asked; every reason why not. Lines are counted from 1. */
export function planLines(
  structure: Structure,
  { join, split }: Wanted,
  stated: Stated,
): { relined?: Relined; bars: Bar[] } {
  if (join === undefined && !split) return { bars: [] }
  if (join !== undefined && split) return { bars: [{ because: '一次只能合并或者拆开一行，请分两次办理。' }] }
  const count = structure.body.length
  const line = join ?? split!.line
  const reading = linesOf(structure.body, metaOf(structure, stated))
  const changed = join === undefined ? splitLine(reading, line - 1, split!.at) : joinLines(reading, line - 1)
  if (!changed) return { bars: [{ because: whyNot(structure, line, count, join !== undefined) }] }
  const parsed = parse(changed)
  if (parsed.text !== expected(changed))
    return {
      bars: [
        { because: `第${line}行这样改，会连带改动别的行（例如跨行的标题），没有改。请改原文后重新收录。` },
      ],
    }
  const isJoin = join !== undefined
  const seam = structure.body[line - 1]!.start + (isJoin ? structure.body[line - 1]!.text.length : 0)
  return { relined: relinedFrom(structure, parsed, { at: line - 1, isJoin, seam }), bars: [] }
}

function metaOf(structure: Structure, { issuers, written_on }: Stated) {
  const { docNumber, indexNumber, topic, genre, publishedOn, source, url } = structure
  const stated = { indexNumber, topic, genre, publishedOn, source, url, writtenOn: written_on }
  const known = Object.entries(stated).filter(([, value]) => value !== null)
  return { ...Object.fromEntries(known), issuers, ...(docNumber ? { docNumber: docNumber.norm } : {}) }
}

function whyNot({ body }: Structure, line: number, count: number, isJoin: boolean): string {
  if (!Number.isInteger(line) || line < 1 || line > count) return `没有第${line}行，全文共${count}行。`
  if (isJoin && line === count) return `第${line}行是最后一行，后面没有可以合并的行。`
  if (body[line - 1]!.rows || (isJoin && body[line]!.rows))
    return `第${line}行或者下一行是表格，不能合并或者拆开。`
  return `第${line}行有${Array.from(body[line - 1]!.text).length}个字，拆开的位置要在中间，两边都要有字。`
}

function expected({ blocks }: Reading): string {
  return blocks
    .map((block) => (block.kind === 'line' ? block.text : block.rows.map((row) => row.join('\t')).join('\n')))
    .join('\n')
}

interface Seam {
  at: number
  isJoin: boolean
  seam: number
}

/** Untouched paragraphs keep their anchors; a clause that now stands under another bears its new one, and it is told. */
function relinedFrom(structure: Structure, parsed: ParsedDocument, { at, isJoin, seam }: Seam): Relined {
  const shift = isJoin ? -1 : 1
  const touched = isJoin ? [at, at + 1] : [at]
  const taken = new Set(parsed.body.flatMap((node) => node.eId ?? []))
  const renamed = new Map<string, string>()
  const anchors = new Map<string, string>()
  for (const [index, old] of structure.body.entries()) {
    const node = parsed.body[index > at ? index + shift : index]
    if (touched.includes(index) || !old.eId || !node?.eId || old.eId === node.eId) continue
    if (isParagraph(node.eId) && under(old.eId) === under(node.eId)) renamed.set(node.eId, old.eId)
    else anchors.set(old.eId, node.eId)
  }
  const kept = new Set(renamed.values())
  const fresh = (eId: string): string => {
    let number = 1
    while (kept.has(stepped(eId, number)) || taken.has(stepped(eId, number))) number += 1
    taken.add(stepped(eId, number))
    return stepped(eId, number)
  }
  for (const { eId } of parsed.body)
    if (eId && kept.has(eId) && !renamed.has(eId)) renamed.set(eId, fresh(eId))
  const named = withNames(parsed, (eId) => (eId === null ? null : (renamed.get(eId) ?? eId)))
  const length = structure.body.at(-1)!.end
  const grown = parsed.text.length - length
  return {
    parsed: named,
    moved: (offset, edge) => {
      const last = isJoin ? seam : structure.body[at]!.start + parsed.body[at]!.text.length
      return offset > last || (offset === last && edge === 'start') ? offset + grown : offset
    },
    anchors,
    what: isJoin ? `第${at + 1}、${at + 2}行合并` : `第${at + 1}行拆成两行`,
  }
}

function isParagraph(eId: string): boolean {
  return /(?:^|__)(?:p|table)_\d+(?:-\d+)?$/.test(eId)
}

function under(eId: string): string {
  return eId.replace(/(?:^|__)(p|table)_\d+(?:-\d+)?$/, '|$1')
}

function stepped(eId: string, number: number): string {
  return eId.replace(/(p|table)_\d+(?:-\d+)?$/, `$1_${number}`)
}

function withNames(parsed: ParsedDocument, name: (eId: string | null) => string | null): ParsedDocument {
  const rename = <T extends { eId: string | null }>(each: T): T => ({ ...each, eId: name(each.eId) })
  return {
    ...parsed,
    body: parsed.body.map(rename),
    tables: parsed.tables.map(rename),
    references: parsed.references.map(rename),
    joins: parsed.joins.map(rename),
  }
}

const OF_THE_PARSE = /^(?:no-title|doc-number-differs|written-date-differs|numbering-)/

/** The issues after a new parse: what the reader of the file said stays, what the parser said is said anew. */
export function issuesAfter(old: Issue[], parsed: Issue[]): Issue[] {
  const ofReader = old.filter(({ code }) => !OF_THE_PARSE.test(code))
  return [...ofReader, ...parsed.filter(({ code }) => /^numbering-/.test(code))]
}
