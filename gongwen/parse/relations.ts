import type { Node, RelationKind } from '../model.ts'
import type { Citation } from './references.ts'

const N = '[一二三四五六七八九十百零〇\\d]{1,7}'
const PLACE = `第${N}条(?:之${N})?(?:第${N}款)?(?:第?[（(]?${N}[）)]?项)?`
/** The provisions named after a document: 第九条第二款、第十条关于押金的规定; 中有关押金的规定. */
const PROVISIONS = `(?:中?的?(?:${PLACE}[、和及]?){1,12}(?:(?:中|关于|有关|规定的)[^，。；《》]{0,40}?)?(?:的?(?:规定|内容|条款))?|中[^，。；《》]{0,40}?(?:的?(?:规定|内容|条款|要求))?)`

// NOTE 《甲》、《乙》和某年某机关印发的《丙》同时废止: who issued the last one does not break the chain, nor do the
// provisions named after one.
const SEPARATOR = new RegExp(
  `^(?:${PROVISIONS})?[、，,和及与以或 \\u3000]{0,3}(?:[^。；，、《》]{0,40}(?:印发|发布|公布|颁布|制定|通过|下发|批准)的)?$`,
)

/** The words around a citation: before and after the chain it stands in, without the provisions named after it. */
type Words = { before: string; after: string; inTitle: boolean }

const ENDS = '废止|失效|停止执行|停止施行|不再执行|不再施行|不再适用|停止使用|不再作为[^，。；]{0,12}依据'
// NOTE what was ended earlier, or ends by its own period, is not ended by this document.
const PAST =
  /^[^。；]{0,40}?(?:已经?(?:于|被|由|自)?[^，。；]{0,24}|将于[^，。；]{0,16}|期满后?自[行动]|到期后?自[行动])(?:废止|失效)/
const NOT_ENDED = /(?:废止|失效|停止执行|停止施行)(?:之?[前后日]|时|以[前后]|的(?!决定|通知|公告))/
const ENDED_AFTER = new RegExp(
  `^(?:[，,]?(?:从|自)[^，。；]{2,24}?(?:起|后)[，,]?|[，,](?=同时|一并|即行|予以|均))?[^，。；：]{0,14}?(?:${ENDS})(?:执行)?(?=$|[，,)）])`,
)
const ENDED_BEFORE =
  /(?:废止|停止执行|停止施行|不再执行|停止使用)(?:了|原|旧|我区|我市|我局)?(?:的)?(?:(?:以下|下列)?[^，。；]{0,10}?文件[:：])?(?:[^，。；《》]{0,20}(?:印发|发布|公布|颁布|制定)的)?$/
const EXTENDED = /^[^。；]{0,60}?有效期[^。；]{0,12}?(?:延长|延续|顺延|延至)/
const KEPT = /^[^。；，]{0,20}?继续(?:有效|执行|施行)[^。；]{0,4}?至/

// NOTE the order matters: an ending is looked for first, for it is the one relation that must not be missed.
const RULES: [RelationKind, (words: Words) => boolean][] = [
  ['废止', isEnded],
  [
    '修改',
    ({ before, after }) => /(?:延长|延续|顺延)$/.test(before) || EXTENDED.test(after) || KEPT.test(after),
  ],
  ['修改', ({ before }) => /(?:修改|修订|修正)了?$/.test(before)],
  [
    '修改',
    ({ after }) =>
      /^(?:(?:作|做|予以|进行)(?:如下|以下|相应|部分)?(?:修改|修订|修正)|(?:作|做)?(?:如下|以下)?(?:修改|修订)(?:如下|为[:：]?|[:：]|$))/.test(
        after,
      ),
  ],
  ['替代', ({ before }) => /(?:代替|替代|取代)$/.test(before)],
  [
    '转发',
    ({ before, after }) => /(?:转发|批转)$/.test(before) || /^.{0,40}现(?:予|将)?(?:转发|批转)/.test(after),
  ],
  ['转发', ({ before, after }) => /现(?:将)?$/.test(before) && /^[^。；]{0,12}(?:转发|批转)/.test(after)],
  ['印发', ({ before, inTitle }) => inTitle && /(?:印发|发布|公布|颁布|下发)$/.test(before)],
  [
    '印发',
    ({ before, after }) =>
      /现(?:将)?(?:新?修订(?:后)?的)?$/.test(before) && /印发|发布|公布|给你们/.test(after),
  ],
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

function isEnded({ before, after }: Words): boolean {
  if (PAST.test(after)) return false
  if (ENDED_AFTER.test(after) && !NOT_ENDED.test(after)) return true
  return ENDED_BEFORE.test(before) && !/(?:不|未|前|后|已)(?:得|予|能)?(?:废止|停止执行)/.test(before)
}

const PROVISIONS_AFTER = new RegExp(`^${PROVISIONS}`)
// NOTE 《甲》中 alone says where a thing stands, not that a part is meant.
const PARTIAL = new RegExp(`^中?的?${PLACE}|^中[^，。；]{1,40}(?:规定|内容|条款|要求)`)

/** What each citation of a node is cited for, told by the words around it; a chain 《A》、《B》和《C》 shares them. */
export function relate(node: Node, citations: Citation[]): RelationKind[] {
  const kinds: RelationKind[] = []
  for (let first = 0; first < citations.length; first = kinds.length) {
    let last = first
    while (last + 1 < citations.length && SEPARATOR.test(between(node.text, citations, last))) last++
    const start = citations[first]!.start
    const before = node.text
      .slice(Math.max(0, start - 40), start)
      .split(/[。；\n\t]/)
      .at(-1)!
    const after = wordsAfter(node.text, citations, last).replace(PROVISIONS_AFTER, '')
    const words = { before, after, inTitle: node.kind === 'title' }
    const told = RULES.find(([, applies]) => applies(words))?.[0] ?? '引用'
    const shared = told === '引用' && first > 0 ? goOn(node.text, citations, first, kinds[first - 1]!) : told
    const name = (i: number): RelationKind => (shared === '废止' ? ending(node.text, citations, i) : shared)
    for (let i = first; i <= last; i++) kinds.push(name(i))
    if (shared !== '废止' || !ENDED_AFTER.test(after)) continue
    for (const i of endedBefore(node.text, citations, first)) kinds[i] = name(i)
  }
  return kinds
}

/** Whether an ended document is ended wholly or in the provisions named after it. */
export function ending(text: string, citations: Citation[], i: number): '废止' | '部分废止' {
  return PARTIAL.test(wordsAfter(text, citations, i)) ? '部分废止' : '废止'
}

/** 为落实《甲》和省、市工作部署（某号）: a number that stands for what was just named goes on with what came before. */
function goOn(text: string, citations: Citation[], i: number, kind: RelationKind): RelationKind {
  const gap = between(text, citations, i - 1)
  const goesOn = citations[i]!.title === null && /^[、和与及][^，。；]{0,40}[（(]$/.test(gap)
  return goesOn && (kind === '落实' || kind === '依据') ? kind : '引用'
}

const AMENDING = /^[）)]?(?:第[一二三四五六七八九十]次)?(?:修正|修订|修改|通过|批准|公布|发布)/
const LINK = new RegExp(`^(?:${PROVISIONS})?(?:[、，,和及与或]|以及)`)
const PROVENANCE =
  /(?:印发|发布|公布|颁布|制定|通过|下发|批准|修正|修订|修改|施行|批转|联合)(?:[）)])?(?:的|所发)$|所发$|(?:会议|日|号|[）)]|法院|检察院|[部局委厅院府会])$/
const OTHER_SENSE = /依照|按照|参照|违反|适用|执行|但是?|应当|可以|不得|继续有效|为准|不一致/

/**
 * The members of a long chain ahead of citation `first`: 某年某会通过、根据《…决定》修正的《甲》，某机关发布的《乙》同时
 * 废止. The decisions by which a member was amended stand in between and are none.
 */
function endedBefore(text: string, citations: Citation[], first: number): number[] {
  const members: number[] = []
  for (let i = first - 1; i >= 0; i--) {
    const gap = text.slice(citations[i]!.end, citations[i + 1]!.start)
    if (gap.length > 240 || /[。；\n\t]/.test(gap)) break
    if (AMENDING.test(gap)) continue
    const rest = gap.replace(LINK, '')
    if (
      rest.length === gap.length ||
      OTHER_SENSE.test(rest) ||
      !(rest === '' || PROVENANCE.test(rest) || /根据$/.test(rest))
    )
      break
    members.push(i)
  }
  return members
}

function between(text: string, citations: Citation[], i: number): string {
  return text.slice(citations[i]!.end, Math.min(citations[i + 1]!.start, citations[i]!.end + 120))
}

/** The words after a citation up to the end of the sentence, never past the next citation. */
function wordsAfter(text: string, citations: Citation[], i: number): string {
  const stop = Math.min(citations[i + 1]?.start ?? text.length, citations[i]!.end + 120)
  const after = text.slice(citations[i]!.end, stop).split(/[。；\n\t]/)[0]!
  // NOTE what a bracket adds to a title (（2018年第6号）, （试行）) does not part it from what is said of it.
  return after.replace(/^[（(][^（）()。；]{1,60}[）)]/, '')
}
