import { type FoundNumber, findDocNumbers } from '../doc-number.ts'
import { titleKey } from '../keys.ts'
import type { Node, Reference } from '../model.ts'
import { relate } from './relations.ts'
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
    citations.push({ title, docNumber: number?.number.norm ?? null, start, end: stop })
  }
  while (at < numbers.length) citations.push(bare(numbers[at++]!))
  return citations
}

function bare({ number, start, end }: FoundNumber): Citation {
  return { title: null, docNumber: number.norm, start, end }
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
    const relations = relate(node, citations)
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
        relation: relations[i]!,
        quote: node.text.slice(citation.start, citation.end),
        eId: node.eId,
        start: node.start + citation.start,
        end: node.start + citation.end,
      })
    }
  }
  return withoutEchoes(references, body)
}

/** A title that names what the text goes on to cite is one citation, not two. */
function withoutEchoes(references: Reference[], body: Node[]): Reference[] {
  const titles = body.filter((node) => node.kind === 'title')
  const inTitle = ({ start }: Reference): boolean =>
    titles.some((node) => start >= node.start && start < node.end)
  const cited = new Set(references.filter((one) => !inTitle(one)).map((one) => titleKey(one.title ?? '')))
  return references.filter((one) => one.title === null || !inTitle(one) || !cited.has(titleKey(one.title)))
}

function isOwn(citation: Citation, own: { title: string | null; docNumber: string | null }): boolean {
  if (citation.docNumber !== null && citation.docNumber === own.docNumber) return true
  return citation.title !== null && own.title !== null && titleKey(citation.title) === titleKey(own.title)
}
