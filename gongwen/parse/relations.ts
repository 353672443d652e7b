import type { Node, RelationKind } from '../model.ts'
import type { Citation } from './references.ts'

// NOTE 《甲》、《乙》和某年某机关印发的《丙》同时废止: who issued the last one does not break the chain.
const SEPARATOR =
  /^[、，,和及与以或 \u3000]{0,3}(?:[^。；，、《》]{0,40}(?:印发|发布|公布|颁布|制定|通过|下发|批准)的)?$/

/** The words around a citation: before and after the chain it stands in, and right after itself. */
type Words = { before: string; after: string; own: string; inTitle: boolean }

const STEPS = '如下|以下|相应'
const ENDS = '废止|失效|停止执行|停止施行|不再执行|停止使用'

// NOTE the order matters: an ending is looked for first, for it is the one relation that must not be missed.
const RULES: [RelationKind, (words: Words) => boolean][] = [
  [
    '部分废止',
    ({ own }) => /^(?:中|第[一二三四五六七八九十百\d]+[条款项]).{0,24}(?:废止|停止执行|不再执行)/.test(own),
  ],
  ['部分废止', ({ before, own }) => /不再执行$/.test(before) && /^(?:中|第)/.test(own)],
  ['废止', ({ after }) => new RegExp(`^[^，。]{0,14}?(?:${ENDS})`).test(after)],
  ['废止', ({ before }) => /(?:废止|停止执行|不再执行)(?:了)?$/.test(before)],
  ['修改', ({ before }) => /(?:修改|修订|修正)(?:了|后的)?$/.test(before)],
  ['修改', ({ after }) => new RegExp(`^(?:作|做|予以)?(?:${STEPS})?(?:修改|修订|修正)`).test(after)],
  ['替代', ({ before }) => /(?:代替|替代|取代)$/.test(before)],
  [
    '转发',
    ({ before, after }) => /(?:转发|批转)$/.test(before) || /^.{0,40}现(?:予|将)?(?:转发|批转)/.test(after),
  ],
  ['印发', ({ before, inTitle }) => inTitle && /(?:印发|发布|公布|颁布|下发)$/.test(before)],
  ['印发', ({ before, after }) => /现(?:将)?$/.test(before) && /印发|发布|公布|给你们/.test(after)],
  [
    '印发',
    ({ after }) =>
      /^.{0,40}(?:同意|批准|通过|审定|审议).{0,30}现(?:予|将)?以?(?:印发|公布|发布|颁布)/.test(after),
  ],
  ['解读', ({ inTitle, after }) => inTitle && /解读|说明|问答/.test(after)],
  ['参照', ({ before }) => /(?:参照|参考|详见|参见)$/.test(before)],
  [
    '落实',
    ({ before }) => /(?:落实|贯彻|执行|实施)好?(?:国家|省|市|区|国务院|党中央|中央)?[、和]?$/.test(before),
  ],
  ['落实', ({ before }) => /(?:贯彻|落实)[^，。]{0,10}$/.test(before)],
  ['依据', ({ before }) => /(?:根据|依据|按照|依照|遵照|结合)[^，。]{0,10}$/.test(before)],
]

/** What each citation of a node is cited for, told by the words around it; a chain 《A》、《B》和《C》 shares them. */
export function relate(node: Node, citations: Citation[]): RelationKind[] {
  const kinds: RelationKind[] = []
  for (let first = 0; first < citations.length; first = kinds.length) {
    let last = first
    while (last + 1 < citations.length && SEPARATOR.test(between(node.text, citations, last))) last++
    const start = citations[first]!.start
    const stop = citations[last + 1]?.start ?? node.text.length
    const before = node.text.slice(Math.max(0, start - 16), start)
    const after = wordsAfter(node.text, citations[last]!.end, stop)
    for (let i = first; i <= last; i++) {
      const own = i === last ? after : ''
      const words = { before, after, own, inTitle: node.kind === 'title' }
      kinds.push(RULES.find(([, applies]) => applies(words))?.[0] ?? '引用')
    }
  }
  return kinds
}

function between(text: string, citations: Citation[], i: number): string {
  return text.slice(citations[i]!.end, Math.min(citations[i + 1]!.start, citations[i]!.end + 48))
}

/** The words up to the end of the sentence, never past the next citation. */
function wordsAfter(text: string, end: number, stop: number): string {
  return text.slice(end, Math.min(stop, end + 60)).split(/[。；\n]/)[0]!
}
