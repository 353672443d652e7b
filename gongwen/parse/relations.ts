import type { Node, RelationKind } from '../model.ts'
import type { Citation } from './references.ts'

const SEPARATOR = /^[、，,和及与以及或 \u3000]{0,3}$/

/** What the citation at `i` is cited for, told by the words around it; a chain 《A》、《B》和《C》 shares them. */
export function relate(node: Node, citations: Citation[], i: number): RelationKind {
  const { text } = node
  let [first, last] = [i, i]
  while (first > 0 && SEPARATOR.test(text.slice(citations[first - 1]!.end, citations[first]!.start))) first--
  while (
    last + 1 < citations.length &&
    SEPARATOR.test(text.slice(citations[last]!.end, citations[last + 1]!.start))
  )
    last++
  const before = text.slice(Math.max(0, citations[first]!.start - 16), citations[first]!.start)
  const stop = citations[last + 1]?.start ?? text.length
  const after = text
    .slice(citations[last]!.end, Math.min(stop, citations[last]!.end + 40))
    .split(/[。；]/)[0]!
  return relateByWords(
    before,
    after,
    text.slice(citations[i]!.end, Math.min(stop, citations[i]!.end + 40)),
    node,
  )
}

function relateByWords(before: string, after: string, own: string, node: Node): RelationKind {
  if (/^(?:中|第[一二三四五六七八九十百\d]+[条款项]).{0,24}(?:废止|停止执行|不再执行)/.test(own))
    return '部分废止'
  if (
    /^[^，。]{0,14}(?:同时|同日起|即行|予以|自行|一并|宣布)?(?:废止|失效|停止执行|停止施行|不再执行|停止使用)/.test(
      after,
    )
  )
    return '废止'
  if (/(?:废止|停止执行)(?:了)?$/.test(before)) return '废止'
  if (/不再执行$/.test(before)) return /^中|^第/.test(own) ? '部分废止' : '废止'
  if (
    /(?:修改|修订|修正)(?:了|后的)?$/.test(before) ||
    /^(?:作|做|予以)?(?:如下|以下|相应)?(?:修改|修订|修正)/.test(after)
  )
    return '修改'
  if (/(?:代替|替代|取代)$/.test(before)) return '替代'
  if (/(?:转发|批转)$/.test(before) || /^.{0,40}现(?:予|将)?(?:转发|批转)/.test(after)) return '转发'
  if (/(?:印发|发布|公布|颁布|下发)$/.test(before) && node.kind === 'title') return '印发'
  if (/现(?:将)?$|(?:印发|发布|公布)$/.test(before) && /(?:印发|发布|公布|给你们)/.test(before + after))
    return '印发'
  if (/^.{0,40}(?:同意|批准|通过|审定|审议).{0,30}现(?:予|将)?(?:以)?(?:印发|公布|发布|颁布)/.test(after))
    return '印发'
  if (node.kind === 'title' && /解读|说明|问答/.test(after)) return '解读'
  if (/(?:参照|参考|详见|参见)$/.test(before)) return '参照'
  if (/(?:落实|贯彻|执行|实施)(?:好)?(?:国家|省|市|区|国务院|党中央|中央)?(?:、|和)?$/.test(before))
    return '落实'
  if (
    /(?:根据|依据|按照|依照|遵照|结合|为(?:了)?(?:深入|进一步|认真|全面|切实)?(?:贯彻|落实))[^，。]{0,10}$/.test(
      before,
    )
  ) {
    return /贯彻|落实/.test(before) ? '落实' : '依据'
  }
  if (/^.{0,6}(?:要求|精神|规定|部署)(?:，|,|、|$)/.test(after) && /(?:按|依|据|照|遵)/.test(before))
    return '依据'
  return '引用'
}
