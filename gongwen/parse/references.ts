import { type FoundNumber, findDocNumbers } from '../doc-number.ts'
import { titleKey } from '../keys.ts'
import type { Node, Reference, RelationKind } from '../model.ts'
import { type Entry, findEndedLists, nameEntry, readEntries, withoutNumber } from './lists.ts'
import { ending, relate } from './relations.ts'
import { findTitles } from './titles.ts'

/** One citation in the text of a node; offsets are the node's. */
export type Citation = { title: string | null; docNumber: string | null; start: number; end: number }

const NO_DOCUMENT =
  /(?:申请表|登记表|审批表|汇总表|备案表|证|证书|证明|证明书|卡|申请书|承诺书|通知书|告知书|决定书|委托书|执照|许可证|日报|杂志|周刊)$/

/** The citations of a text: 《title》 with the number after it, and numbers that stand alone. */
function findCitations(text: string): Citation[] {
  if (!/[《号]/.test(text)) return []
  const numbers = findDocNumbers(text).filter((one) => one.number.agency !== null)
  const citations: Citation[] = []
  let at = 0
  for (const { title, start, end } of findTitles(text)) {
    while (at < numbers.length && numbers[at]!.end <= start) citations.push(bare(numbers[at++]!))
    // NOTE a number inside the title belongs to the title.
    while (at < numbers.length && numbers[at]!.start < end) at++
    const gap = /^[ \u3000]?[（(]?[ \u3000]?/.exec(text.slice(end, end + 4))![0].length
    const next = numbers[at]
    const number = next && next.start <= end + gap ? next : null
    if (number) at++
    else if (NO_DOCUMENT.test(title)) continue
    const close = number ? /^[ \u3000]?[）)]/.exec(text.slice(number.end, number.end + 2)) : null
    const stop = number ? number.end + (close?.[0].length ?? 0) : end
    const promulgated = number === null ? takePromulgation(text, citations, start) : null
    citations.push(
      promulgated
        ? { ...promulgated, title, end }
        : { title, docNumber: number?.number.norm ?? null, start, end: stop },
    )
  }
  while (at < numbers.length) citations.push(bare(numbers[at++]!))
  return citations
}

/** The number of the order by which a title was made known: 国家工商行政管理局令第1号公布的《…》 is one citation. */
function takePromulgation(text: string, citations: Citation[], start: number): Citation | null {
  const last = citations.at(-1)
  if (!last || last.title !== null) return null
  if (!/^(?:公布|发布|颁布|印发)的$/.test(text.slice(last.end, start))) return null
  return citations.pop()!
}

function bare({ number, start, end }: FoundNumber): Citation {
  return { title: null, docNumber: number.norm, start, end }
}

const ALIAS = /(?:以下|下)?(?:统称|简称|称)(?:为)?[“"]?$/

type Own = { title: string | null; docNumber: string | null }

/** The references of a document, node by node, with what each is cited for. Its own number and title are none. */
export function readReferences(body: Node[], own: Own): Reference[] {
  const references: Reference[] = []
  const aliases = new Map<string, Citation>()
  const ended = findEndedLists(body)
  for (const [n, node] of body.entries()) {
    if (node.kind === 'doc-number' || node.kind === 'red-head' || node.kind === 'imprint') continue
    const { citations, relations } = readNode(node, ended[n]!)
    for (const [i, citation] of citations.entries()) {
      const before = node.text.slice(Math.max(0, citation.start - 12), citation.start)
      const previous = citations[i - 1]
      if (citation.title !== null && ALIAS.test(before)) {
        if (previous) aliases.set(titleKey(citation.title), previous)
        continue
      }
      const relation = relations[i]!
      if (isOwn(citation, own, relation)) continue
      const alias = citation.title === null ? undefined : aliases.get(titleKey(citation.title))
      if (alias && citation.docNumber === null) continue
      const [start, end] = [node.start + citation.start, node.start + citation.end]
      const quote = node.text.slice(citation.start, citation.end)
      const { title, docNumber } = citation
      references.push({ title, docNumber, relation, quote, eId: node.eId, start, end })
    }
  }
  return settleTitles(references, body)
}

type Found = { citations: Citation[]; relations: RelationKind[] }

/** The citations of one node and their relations; `ended` says that it stands in a list of ended documents. */
function readNode(node: Node, ended: boolean): Found {
  const entries = node.rows && readEntries(node, (text) => findDocNumbers(text)[0]?.number.norm ?? null)
  if (entries) return withOthers(node.text, entries, ended)
  const citations = findCitations(node.text)
  if (ended) nameEntry(node, citations)
  const relations = relate(node, citations)
  const heads = node.text.length - withoutNumber(node).length
  for (const [i, relation] of relations.entries()) {
    if (relation === '引用' && BASES.test(node.text)) relations[i] = '依据'
    if (!ended || relation !== '引用' || node.kind === 'title') continue
    if (node.rows || citations[i]!.start === heads) relations[i] = ending(node.text, citations, i)
  }
  return { citations, relations }
}

/** What a table lists, and what its other cells cite besides. */
function withOthers(text: string, entries: Entry[], ended: boolean): Found {
  const listed = entries.map(
    ({ citation, result }) => ({ citation, relation: result ?? (ended ? '废止' : '引用') }) as const,
  )
  const spans = listed.map(({ citation }) => citation)
  const others = findCitations(text).filter(
    ({ start, end, docNumber }) =>
      !spans.some(
        (span) =>
          (start < span.end && end > span.start) || (docNumber !== null && span.docNumber === docNumber),
      ),
  )
  const all = [...listed, ...others.map((citation) => ({ citation, relation: '引用' as const }))]
  all.sort((a, b) => a.citation.start - b.citation.start)
  return { citations: all.map((one) => one.citation), relations: all.map((one) => one.relation) }
}

const BASES = /^[^。；《]{0,8}(?:编制|制定|法律|政策|文件)依据[。：:]/
const TELLING = new Set<RelationKind>(['修改', '废止', '部分废止', '替代', '解读'])

/**
 * A title that names what the text goes on to cite is one citation, not two; what the title says becomes of a
 * document holds where the text only names it.
 */
function settleTitles(references: Reference[], body: Node[]): Reference[] {
  const titles = body.filter((node) => node.kind === 'title')
  const inTitle = ({ start }: Reference): boolean =>
    titles.some((node) => start >= node.start && start < node.end)
  const cited = new Map<string, Reference[]>()
  for (const one of references) {
    if (one.title === null || inTitle(one)) continue
    const key = titleKey(one.title)
    cited.set(key, [...(cited.get(key) ?? []), one])
  }
  const kept = references.filter((one) => {
    const others = one.title === null || !inTitle(one) ? [] : (cited.get(titleKey(one.title)) ?? [])
    if (others.length === 0) return true
    if (others.some(({ relation }) => relation === one.relation)) return false
    if (TELLING.has(one.relation) && others[0]!.relation === '引用') others[0]!.relation = one.relation
    return !TELLING.has(one.relation) && others.every(({ relation }) => TELLING.has(relation))
  })
  return kept
}

/** The document itself, unless what is named is ended: a predecessor often bears the same title. */
function isOwn(citation: Citation, own: Own, relation: RelationKind): boolean {
  if (citation.docNumber !== null && citation.docNumber === own.docNumber) return true
  if (citation.title === null || own.title === null || titleKey(citation.title) !== titleKey(own.title))
    return false
  const other = citation.docNumber !== null && own.docNumber !== null
  return !other && relation !== '废止' && relation !== '部分废止' && relation !== '替代'
}
