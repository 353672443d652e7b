import { findDates, readDateLine } from '../dates.ts'
import { titleKey } from '../keys.ts'
import type { PartKind } from '../model.ts'
import { canBeTitle, type Front, readFront, titleRows } from './front.ts'
import { isAttachmentLabel, isImprint, isNote, isOfficerLine, isOrganLine } from './phrases.ts'
import type { Row } from './rows.ts'

/** A part of the document in rows, with its front and its sign-off. `to` is the first row after it. */
export type Section = {
  kind: PartKind
  label: string | null
  front: Front
  from: number
  to: number
  signatories: string[]
  writtenOn: string | null
  issued: string[]
}

/** Divides the rows into the letter or document proper and what is annexed or attached to it. */
export function splitSections(rows: Row[], front: Front): Section[] {
  const first = openSection(0, front, null)
  const sections = [first]
  markImprint(rows)
  first.issued = issuedTitles(rows, front)
  const keys = first.issued.map(titleKey).filter((key) => key.length >= 4)
  let i = front.end
  let signed = false
  while (i < rows.length) {
    const current = sections.at(-1)!
    const begins = i > current.front.end || signed ? beginsPart(rows, i, keys, signed) : false
    if (begins) {
      current.to = i
      const next = beginSection(rows, i, first.issued)
      sections.push(next)
      i = next.front.end
      signed = false
      continue
    }
    const listed = signed ? 0 : markAttachmentList(rows, i)
    const closed = listed > 0 ? 0 : readSignOff(rows, i, current)
    if (closed > 0) signed = true
    else if (signed && listed === 0) markTrailing(rows, i)
    i += Math.max(1, listed, closed)
  }
  sections.at(-1)!.to = rows.length
  nameKinds(rows, sections, keys)
  return sections
}

function openSection(from: number, front: Front, label: string | null): Section {
  return { kind: 'main', label, front, from, to: from, signatories: [], writtenOn: null, issued: [] }
}

function beginSection(rows: Row[], i: number, known: string[]): Section {
  const row = rows[i]!
  if (isAttachmentLabel(row.text)) {
    row.kind = 'attachment-label'
    row.mark = null
    return openSection(i, readFront(rows, i + 1, known), row.text)
  }
  const labelled = LABELLED.exec(row.text)
  if (!labelled) return openSection(i, readFront(rows, i, known), null)
  row.kind = 'title'
  row.mark = null
  const front = readFront(rows, i + 1, [])
  const title = labelled[2]!
  // NOTE after a label with its title in one line, what looks like a title again is the first line of the body.
  return openSection(i, { ...front, title: front.title ?? title }, labelled[1]!)
}

const LABELLED =
  /^(附[ \u3000]*(?:件|录|表)[ \u3000]*(?:[\d０-９]{1,3}|[一二三四五六七八九十]{1,3})?)[ \u3000]*[:：.、 \u3000][ \u3000]*(\S.{1,80})$/

/** Whether a new part begins at row `i`. `signed` says that the part before it is signed and dated. */
function beginsPart(rows: Row[], i: number, keys: string[], signed: boolean): boolean {
  const row = rows[i]!
  if (row.table || row.kind) return false
  if (isAttachmentLabel(row.text)) return signed || !/[:：]$/.test(row.text)
  if (titleRows(rows, i, keys) > 0) return true
  if (!signed) return false
  if (LABELLED.test(row.text)) return !/[。；]$/.test(row.text)
  const titled = canBeTitle(rows, i, i) && i + 1 < rows.length
  return titled && (row.level !== undefined || row.align === 'center' || hasBody(rows, i))
}

/** Whether sentences follow within the next rows, so that the row may be the title over them. */
function hasBody(rows: Row[], i: number): boolean {
  if (/^(?:扫一扫|分享|打印|关闭|上一篇|下一篇|相关|责任编辑|来源|主办|联系|链接)/.test(rows[i]!.text))
    return false
  return rows.slice(i + 1, i + 8).some((row) => row.table || row.mark || /[。；：]$/.test(row.text))
}

const ISSUES = /印发|转发|批转|发布|公布|颁布/

/** Titles of the documents that the letter issues or passes on, by its own title and its first sentences. */
function issuedTitles(rows: Row[], front: Front): string[] {
  const titles: string[] = []
  const own = /(?:印发|转发|批转|发布|公布|颁布)(.+?)的(?:通知|函|公告|通告|决定|令|批复)(?:[（(].*)?$/.exec(
    front.title ?? '',
  )
  if (own) titles.push(own[1]!, own[1]!.replace(/^《(.*)》$/, '$1'))
  for (const row of rows.slice(front.end, front.end + 6)) {
    if (row.table || !(ISSUES.test(row.text) || /已经.{2,60}(?:同意|批准|通过)/.test(row.text))) continue
    for (const match of row.text.slice(0, 600).matchAll(/《([^《》]{3,100})》/g)) titles.push(match[1]!)
  }
  return [...new Set(titles)]
}

/** Marks the list 附件：1.… 2.… under the body and returns how many rows it has. */
function markAttachmentList(rows: Row[], i: number): number {
  const row = rows[i]!
  if (row.table || row.kind || !/^附[ \u3000]*(?:件|表)?[ \u3000]*\d{0,2}[ \u3000]*[:：]/.test(row.text))
    return 0
  if (row.text.length > 200 || /[。]$/.test(row.text)) return 0
  let end = i + 1
  while (end < rows.length && end - i < 60) {
    const next = rows[end]!
    const entry = next.mark
      ? /point|indent|para/.test(next.mark.kind)
      : /^附[ \u3000]*件[ \u3000]*\d/.test(next.text)
    if (next.table || !entry || next.text.length > 100 || /[。；]$/.test(next.text)) break
    end++
  }
  for (const one of rows.slice(i, end)) {
    one.kind = 'attachment-list'
    one.mark = null
  }
  return end - i
}

/** Reads signature, date, remarks and imprint from row `i` on; how many rows they take, 0 where none begin. */
function readSignOff(rows: Row[], i: number, section: Section): number {
  let at = i
  const names: string[] = []
  while (at < rows.length && at - i < 12 && isSigner(rows[at]!)) names.push(rows[at++]!.text)
  const row = rows[at]
  if (!row || row.table || row.kind) return 0
  const date = readDateLine(row.text) ?? dateAfterName(row.text, names)
  if (!date || (names.length === 0 && !standsAlone(rows, at))) return 0
  for (const one of rows.slice(i, at)) one.kind = 'signature'
  row.kind = 'date'
  row.mark = null
  section.signatories = names.flatMap(splitNames)
  section.writtenOn = date
  at++
  while (at < rows.length && (isNote(rows[at]!.text) || isImprint(rows[at]!.text))) {
    rows[at]!.kind = isNote(rows[at]!.text) ? 'note' : 'imprint'
    at++
  }
  return at - i
}

function isSigner(row: Row): boolean {
  return !row.table && !row.kind && !row.mark && (isOrganLine(row.text) || isOfficerLine(row.text))
}

/** A date that shares its line with the signatory: 云溪区财政局　2024年3月1日. */
function dateAfterName(text: string, names: string[]): string | null {
  const date = text.length <= 80 ? findDates(text).at(-1) : undefined
  if (!date || date.end !== text.length) return null
  const name = text.slice(0, date.start).trim()
  if (!isOrganLine(name)) return null
  names.push(name)
  return date.iso
}

/** Whether a date with no name above it closes the part: by its place on the page or by what follows it. */
function standsAlone(rows: Row[], at: number): boolean {
  const [row, next, previous] = [rows[at]!, rows[at + 1], rows[at - 1]]
  if (row.align === 'right') return true
  if (!next || isNote(next.text) || isImprint(next.text) || isAttachmentLabel(next.text)) {
    return previous !== undefined && (previous.kind === 'attachment-list' || /[。：）)]$/.test(previous.text))
  }
  return false
}

function splitNames(line: string): string[] {
  if (isOfficerLine(line)) return [line.replace(/[ \u3000]+/g, ' ')]
  return line.split(/[ \u3000]+/).filter((name) => name !== '')
}

/** Rows after the sign-off that begin no part: remarks, imprint, what the page adds. */
function markTrailing(rows: Row[], i: number): void {
  const row = rows[i]!
  if (row.table || row.kind || row.mark) return
  if (isImprint(row.text)) row.kind = 'imprint'
  else if (isNote(row.text) || (row.text.length <= 80 && !/。$/.test(row.text))) row.kind = 'note'
}

/** Marks the imprint at the foot of the last page, which stands after the attachments where there are any. */
function markImprint(rows: Row[]): void {
  const from = Math.max(0, rows.length - 12)
  const last = rows.findLastIndex((row, i) => i >= from && !row.table && !row.kind && isImprint(row.text))
  if (last < 0) return
  let first = last
  while (first > from && isFoot(rows, first - 1)) first--
  for (const row of rows.slice(first, last + 1)) {
    row.kind = 'imprint'
    row.mark = null
  }
}

/** Whether the row above an imprint row belongs to it: another one, or the name of the organ that prints. */
function isFoot(rows: Row[], i: number): boolean {
  const row = rows[i]!
  if (row.table || row.kind) return false
  return (
    isImprint(row.text) ||
    (isOrganLine(row.text) && /^[\d〇○一二三四五六七八九十]{4}年.*印发$/.test(rows[i + 1]!.text))
  )
}

const CONVEYS =
  /现(?:予|将|批|转|印)?.{0,8}(?:印发|转发|公布|发布|批转|下发)|(?:印发|转发)(?:给)?你们|请遵照执行|请认真贯彻/

/** A letter that issues something covers it; what it issues is annexed, the rest is attached. */
function nameKinds(rows: Row[], sections: Section[], keys: string[]): void {
  const [first, ...others] = sections
  if (!first || others.length === 0) return
  const opening = rows.slice(first.front.end, Math.min(first.to, first.front.end + 6))
  const conveys = ISSUES.test(first.front.title ?? '') || opening.some((row) => CONVEYS.test(row.text))
  for (const [i, section] of others.entries()) {
    const known = section.front.title !== null && keys.includes(titleKey(section.front.title))
    section.kind = known || (conveys && i === 0 && section.label === null) ? 'annexed' : 'attachment'
  }
  if (others.some((section) => section.kind === 'annexed')) first.kind = 'covering'
}
