import type { Node, RelationKind } from '../model.ts'
import type { Citation } from './references.ts'

const ENDING = /废止|失效|停止执行/
const OTHER = /继续有效|保留|现行有效|修改|修订|修正|拟|征求意见/
const LIST_TITLE = /(?:目录|清单|一览表|名单|文件|表)(?:[（(][^（）()]{1,20}[）)])?$/
// NOTE 废止下列文件： opens a list; 对废止的文件提出意见如下： does not.
const OPENS =
  /(?:废止|停止执行|失效)(?:以下|下列|的)?[^。；，]{0,24}[:：]$|(?:以下|下列)[^。；，]{0,24}(?:废止|停止执行|失效)[^。；，]{0,6}[:：]$/

/**
 * For each node, whether it stands in a list of documents that are ended: under a title or heading such as
 * 废止的行政规范性文件目录, or after 决定废止下列文件：.
 */
export function findEndedLists(body: readonly Node[]): boolean[] {
  const listed: boolean[] = []
  // `part` holds for the rest of the part, `under` for what stands under the heading or line that opened the list.
  let part = false
  let under: { level: number } | null = null
  for (const [i, node] of body.entries()) {
    if (node.part !== body[i - 1]?.part) {
      part = false
      under = null
    }
    if (node.kind === 'signature' || node.kind === 'date') under = null
    const bare = withoutNumber(node)
    if (node.kind === 'title' && i > 0 && node.part > 0) part = isListTitle(bare)
    else if (node.kind === 'heading') {
      if (isListTitle(bare)) under = { level: node.level ?? 0 }
      else if (leaves(node, under)) under = null
      if (OTHER.test(bare) && !ENDING.test(bare)) part = false
    } else if (OPENS.test(node.text) && !OTHER.test(node.text)) under = { level: node.level ?? 9 }
    else if (node.kind !== 'table' && leaves(node, under)) under = null
    listed.push(part || under !== null)
  }
  return listed
}

function isListTitle(text: string): boolean {
  return ENDING.test(text) && LIST_TITLE.test(text) && !OTHER.test(text)
}

/** Whether a node ends the list that `under` opened: it is of the same rank and names no document at its head. */
function leaves(node: Node, under: { level: number } | null): boolean {
  if (!under || /^[《〈]/.test(withoutNumber(node))) return false
  if (node.level === undefined)
    return node.kind === 'heading' || under.level === 9 || !/号[）)]?[；。]?$/.test(node.text)
  return node.level <= under.level
}

export function withoutNumber(node: Node): string {
  return node.num === undefined ? node.text : node.text.slice(node.num.length).trimStart()
}

/** A document named at the head of a list entry without 书名号: 1.关于…的通知（云政发〔2015〕41号）. */
export function nameEntry(node: Node, citations: Citation[]): void {
  const [first] = citations
  if (!first || first.title !== null || citations.length > 1) return
  const from = node.text.length - withoutNumber(node).length
  const lead = node.text.slice(from, first.start)
  const title = /^([^，。；《》]{4,80}?)[ \u3000]*[（(][ \u3000]*$/.exec(lead)?.[1]
  if (!title) return
  const close = /^[ \u3000]*[）)]/.exec(node.text.slice(first.end))
  Object.assign(first, { title, start: from, end: first.end + (close?.[0].length ?? 0) })
}

const NAME_HEAD = /^(?:文件|规范性文件|政策|法规|规章)?(?:名称|标题|题名|文件名)$|^(?:规范性)?文件$/
const NUMBER_HEAD = /文号|发文字号|文件编号/
const RESULT_HEAD = /结果|意见|处理|状态|效力|类型|方式/

/** A document that a row of a table names, and what the row says becomes of it. */
export type Entry = { citation: Citation; result: RelationKind | null }

/** The documents a table lists, where its head names a column of titles; null where it is no such table. */
export function readEntries(node: Node, readNumber: (text: string) => string | null): Entry[] | null {
  const head = node.rows?.[0]
  if (!head || node.rows!.length < 2) return null
  const name = head.findIndex((cell) => NAME_HEAD.test(cell.replace(/\s/g, '')))
  const number = head.findIndex((cell) => NUMBER_HEAD.test(cell))
  const result = head.findIndex((cell, k) => k !== name && k !== number && RESULT_HEAD.test(cell))
  if (name < 0 || (number < 0 && result < 0)) return null
  const entries: Entry[] = []
  let at = 0
  for (const [i, row] of node.rows!.entries()) {
    const starts: number[] = []
    for (const cell of row) {
      starts.push(at)
      at += cell.length + 1
    }
    const title = row[name] ?? ''
    if (i === 0 || title.length < 4) continue
    const together = number === name + 1 && (row[number] ?? '') !== ''
    const docNumber = readNumber(row[number] ?? '') ?? readNumber(title)
    const start = starts[name]!
    const end = start + title.length + (together ? row[number]!.length + 1 : 0)
    const bare = title.replace(/[（(][^（）()]*号[）)]$/, '').replace(/^《(.*)》$/, '$1')
    entries.push({ citation: { title: bare, docNumber, start, end }, result: readResult(row[result] ?? '') })
  }
  return entries
}

function readResult(cell: string): RelationKind | null {
  if (/^(?:宣布|予以|自动)?(?:废止|失效|停止执行)/.test(cell)) return '废止'
  if (/^(?:予以)?(?:修改|修订)/.test(cell)) return '修改'
  return cell === '' ? null : '引用'
}
