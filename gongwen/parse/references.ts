import { findDocNumbers } from '../doc-number.ts'
import { titleKey } from '../keys.ts'
import type { Node, Reference } from '../model.ts'
import { relate } from './relations.ts'
import { findTitles } from './titles.ts'

/** One citation in the text of a node; offsets are the node's. */
export type Citation = { title: string | null; docNumber: string | null; start: number; end: number }

const NO_DOCUMENT =
  /(?:申请表|登记表|审批表|汇总表|备案表|证|证书|证明|证明书|卡|申请书|承诺书|通知书|告知书|决定书|委托书|执照|许可证|日报|杂志|周刊)$/

/** The citations of a text: 《title》 with the number after it, and numbers that stand alone. */
export function findCitations(text: string): Citation[] {
  if (!/[《号]/.test(text)) return []
  const numbers = findDocNumbers(text)
  const used = new Set<number>()
  const citations: Citation[] = []
  for (const { title, start, end } of findTitles(text)) {
    const gap = /^[ \u3000]?[（(]?[ \u3000]?/.exec(text.slice(end, end + 4))![0].length
    const i = numbers.findIndex(
      (one) => one.start >= end && one.start <= end + gap && one.number.agency !== null,
    )
    const number = i >= 0 ? numbers[i]! : null
    if (i >= 0) used.add(i)
    if (number === null && NO_DOCUMENT.test(title)) continue
    const close = number ? /^[ \u3000]?[）)]/.exec(text.slice(number.end, number.end + 2)) : null
    const stop = number ? number.end + (close?.[0].length ?? 0) : end
    for (const [k, one] of numbers.entries()) if (one.start >= start && one.end <= end) used.add(k)
    citations.push({ title, docNumber: number?.number.norm ?? null, start, end: stop })
  }
  for (const [i, { number, start, end }] of numbers.entries()) {
    if (!used.has(i) && number.agency !== null)
      citations.push({ title: null, docNumber: number.norm, start, end })
  }
  return citations.sort((a, b) => a.start - b.start)
}

const ALIAS = /(?:以下|下)?(?:统称|简称|称)(?:为)?[“"]?$/

/** The references of a document, node by node, with what each is cited for. Its own number and title are none. */
export function readReferences(
  body: Node[],
  own: { title: string | null; docNumber: string | null },
): Reference[] {
  const references: Reference[] = []
  const aliases = new Map<string, Citation>()
  for (const node of body) {
    if (node.kind === 'doc-number' || node.kind === 'red-head' || node.kind === 'imprint') continue
    const citations = findCitations(node.text)
    for (const [i, citation] of citations.entries()) {
      const before = node.text.slice(Math.max(0, citation.start - 12), citation.start)
      const previous = citations[i - 1]
      if (citation.title !== null && ALIAS.test(before)) {
        if (previous) aliases.set(titleKey(citation.title), previous)
        continue
      }
      if (isOwn(citation, own)) continue
      const alias = citation.title === null ? undefined : aliases.get(titleKey(citation.title))
      if (alias && citation.docNumber === null) continue
      references.push({
        title: citation.title,
        docNumber: citation.docNumber,
        relation: relate(node, citations, i),
        quote: node.text.slice(citation.start, citation.end),
        eId: node.eId,
        start: node.start + citation.start,
        end: node.start + citation.end,
      })
    }
  }
  return references
}

function isOwn(citation: Citation, own: { title: string | null; docNumber: string | null }): boolean {
  if (citation.docNumber !== null && citation.docNumber === own.docNumber) return true
  return citation.title !== null && own.title !== null && titleKey(citation.title) === titleKey(own.title)
}
