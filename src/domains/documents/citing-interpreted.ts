import { findDocNumbers, findTitles, titleKey } from '@gongkai/gongwen'

/** What an interpretation says in its own title that it interprets. */
export interface Interpreted {
  docNumber: string | null
  /** Names it may mean, the likeliest first. */
  names: string[]
  /** Whether the first name stands in 书名号, or a number is given: then it is cited even where it is not held. */
  sure: boolean
}

const SAYS_SO = /解读|读懂|图解|问答|答问|答记者问/
const LABEL = '(?:一图|图文|权威|政策|公告|文件|通知)?(?:解读|读懂|图解)'
const LEADING = new RegExp(
  `^(?:【[^】]*】|\\[[^\\]]*\\])?[\\s　]*(?:${LABEL}[\\s　]*[|｜:：—–－-]*[\\s　]*)?`,
)
const TRAILING =
  /[\s　]*的?(?:政策|图文)?(?:解读|图解|问答|答问|答记者问)(?:问答|材料|来啦|[！!]|[—–－：:-].*)*$/
const BY_ORGAN = /^[\u4e00-\u9fa5]{2,16}(?:署|局|厅|委|部|办|院|政府)解读[—–－：:-]*(?=.)/
const IN_BRACKETS = /号[^（(]{0,4}[（(](关于.+)[）)]$/
// NOTE 《甲》和《乙》 issued together have no one name between them.
const ISSUES = /关于(?:印发|发布|公布)[《]?([^《》]+|[^《》]*《[^《》]*》[^《》]*)[》]?的(?:通知|公告|决定)$/
const PUBLISHES = /(?:印发|发布|公布|颁布|修订|印送)[〈《]?$/

/** The document an interpretation names by its title; null where the title is none of an interpretation. */
export function interpretedBy(title: string): Interpreted | null {
  if (!SAYS_SO.test(title)) return null
  const docNumber = findDocNumbers(title).find(({ number }) => number.agency !== null)?.number.norm ?? null
  const told = title.replace(LEADING, '').replace(BY_ORGAN, '').replace(TRAILING, '').trim()
  const rest = IN_BRACKETS.exec(told)?.[1] ?? told
  const marked = findTitles(rest)
  const [first] = marked
  if (!first) return named(docNumber, [wrapped(rest)], false)
  const [before, after] = [rest.slice(0, first.start), rest.slice(marked.at(-1)!.end)]
  const isWrapped = !/关于.+$/.test(before) && !(/关于$/.test(before) && /^.+[^的]$/.test(after))
  if (isWrapped) return named(docNumber, [first.title], true)
  // NOTE 关于推进《甲》有关工作的公告 is not about 甲 alone: 甲 is meant only where the notice does nothing but issue it.
  const issued = PUBLISHES.test(before) ? [first.title] : []
  return named(docNumber, [rest, ...issued], false)
}

function named(docNumber: string | null, names: string[], sure: boolean): Interpreted | null {
  const known = [...new Set(names)].filter((name) => titleKey(name).length >= 4)
  return known.length > 0 || docNumber ? { docNumber, names: known, sure: sure || docNumber !== null } : null
}

/** 关于甲办法的 (解读) names 甲办法 where it is no 关于……的公告 itself. */
function wrapped(rest: string): string {
  const inner = /^关于(.+?)的?$/.exec(rest)?.[1]
  return inner &&
    /(?:办法|规定|细则|条例|方案|意见|规划|措施|标准)$/.test(inner) &&
    !/的(?:实施)?意见$/.test(inner)
    ? inner
    : rest
}

/** Keys under which a named document may be held, besides its own title: without its organ, or as the notice that issues it. */
export function otherKeys(name: string, isInterpreted: boolean): { exact: string[]; ending: string[] } {
  const about = name.indexOf('关于')
  const bare = about >= 0 && !name.slice(0, about).includes('《') ? titleKey(name.slice(about)) : null
  const issued = ['印发', '发布', '公布'].flatMap((verb) =>
    ['通知', '公告', '决定'].map((genre) => titleKey(`关于${verb}《${name}》的${genre}`)),
  )
  const key = titleKey(name)
  return {
    exact: bare ? [bare] : [],
    ending: bare ? [bare] : [...(isInterpreted && key.length >= 8 ? [key] : []), ...issued],
  }
}

/** Names by which an interpretation may have named a document before it came: without its organ, or what it issues. */
export function alsoNamed(title: string): string[] {
  const about = title.indexOf('关于')
  const bare = about > 0 && !title.slice(0, about).includes('《') ? [title.slice(about)] : []
  const issued = ISSUES.exec(title)?.[1]
  return [...bare, ...(issued ? [issued] : [])].map(titleKey).filter((key) => key.length >= 4)
}
