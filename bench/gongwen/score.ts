import type { ParsedDocument } from '@gongkai/gongwen'

/** What a fixture's gold states; a field it leaves out is not scored. */
export type Gold = {
  title?: string | null
  docNumber?: string | null
  writtenOn?: string | null
  signatories?: string[]
  addressees?: string[]
  clauses?: string[]
  references?: [string | null, string | null, string][]
  validity?: { repeals: string[] }
  tasks?: [string, string[], string | null][]
}

/** Found, wanted and right: precision is right / found, recall right / wanted. */
export type Count = { found: number; wanted: number; right: number }

export type Scores = Record<string, Count>

/** Counts one document's parse against its gold into `scores`. `lines` are the paragraphs of its source. */
export function score(scores: Scores, document: ParsedDocument, gold: Gold, lines: string[] | null): void {
  const one = (name: string, found: unknown, wanted: unknown): void => {
    if (wanted === undefined) return
    count(scores, name, { found: 1, wanted: 1, right: fold(found) === fold(wanted) ? 1 : 0 })
  }
  one('文号', document.docNumber?.norm ?? null, gold.docNumber)
  one('标题', document.title, gold.title)
  one('日期', document.writtenOn, gold.writtenOn)
  one('落款', document.signatories, gold.signatories)
  one('主送', document.addressees, gold.addressees)
  bags(scores, '条目树', document.clauses.map(place), (gold.clauses ?? []).map(cut))
  if (lines) bags(scores, '段落', paragraphs(document), lines.map(fold))
  if (gold.references) scoreReferences(scores, document, gold.references)
  if (gold.validity) {
    bags(
      scores,
      '废止',
      document.validity.repeals.map((one) => fold(one.title)),
      gold.validity.repeals.map(fold),
    )
  }
  if (gold.tasks) scoreTasks(scores, document, gold.tasks)
}

function scoreReferences(
  scores: Scores,
  { references }: ParsedDocument,
  gold: NonNullable<Gold['references']>,
): void {
  const key = (title: string | null, docNumber: string | null): string => `${fold(title)}|${docNumber}`
  const found = references.map((one) => key(one.title, one.docNumber))
  bags(
    scores,
    '引用',
    found,
    gold.map(([title, docNumber]) => key(title, docNumber)),
  )
  const left = gold.map(([title, docNumber, relation]) => ({ key: key(title, docNumber), relation }))
  for (const [i, reference] of references.entries()) {
    const at = left.findIndex((one) => one.key === found[i])
    if (at < 0) continue
    const [match] = left.splice(at, 1)
    count(scores, '引用关系', { found: 1, wanted: 1, right: match!.relation === reference.relation ? 1 : 0 })
  }
}

function scoreTasks(scores: Scores, { tasks }: ParsedDocument, gold: NonNullable<Gold['tasks']>): void {
  const head = (text: string): string => fold(text).slice(0, 8)
  bags(
    scores,
    '任务',
    tasks.map((task) => head(task.text)),
    gold.map(([text]) => head(text)),
  )
  for (const task of tasks) {
    const match = gold.find(([text]) => head(text) === head(task.text))
    bags(scores, '任务单位', task.responsible, match?.[1] ?? [])
    bags(scores, '任务期限', task.due ? [task.due] : [], match?.[2] ? [match[2]] : [])
  }
}

function bags(scores: Scores, name: string, found: string[], wanted: string[]): void {
  const left = new Map<string, number>()
  for (const one of wanted) left.set(one, (left.get(one) ?? 0) + 1)
  let right = 0
  for (const one of found) {
    const times = left.get(one) ?? 0
    if (times > 0) right++
    left.set(one, times - 1)
  }
  count(scores, name, { found: found.length, wanted: wanted.length, right })
}

function count(scores: Scores, name: string, { found, wanted, right }: Count): void {
  const sum = scores[name] ?? { found: 0, wanted: 0, right: 0 }
  scores[name] = { found: sum.found + found, wanted: sum.wanted + wanted, right: sum.right + right }
}

export function precision({ found, right }: Count): number {
  return found === 0 ? 1 : right / found
}

export function recall({ wanted, right }: Count): number {
  return wanted === 0 ? 1 : right / wanted
}

export function f1(count: Count): number {
  const [p, r] = [precision(count), recall(count)]
  return p + r === 0 ? 0 : (2 * p * r) / (p + r)
}

function paragraphs(document: ParsedDocument): string[] {
  return document.body.filter((node) => node.rows === undefined).map((node) => fold(node.text))
}

function place({ eId, num, heading, text }: ParsedDocument['clauses'][number]): string {
  return cut(`${eId} ${num}${heading ?? text}`)
}

/** A clause as compared: its place and the first eight characters after it. */
function cut(clause: string): string {
  const [eId, ...rest] = clause.split(' ')
  return `${eId} ${fold(rest.join(' ')).slice(0, 7)}`
}

function fold(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text
    .normalize('NFKC')
    .replace(/\s|\*\*/g, '')
    .replace(/[〔[【(﹝〈](\d{4}|\d[O\d]{3})[〕\]】)﹞〉]/g, '($1)')
    .replace(/○/g, '〇')
    .replace(/(?<=\d)O|(?<=\()O/g, '0')
    .replace(/(?<=\))l|(?<=\d)l(?=\d|号)/g, '1')
}
