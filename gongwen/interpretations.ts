import { findDocNumbers } from './doc-number.ts'
import { titleKey } from './keys.ts'
import { findTitles } from './parse/titles.ts'
import { tidyLine } from './text.ts'

/** What an interpretation interprets: the document's title as it is named, its number where one is given. */
export type Interpreted = { title: string | null; docNumber: string | null }

const SAYS_SO = /解读|解答|问答|答问|答记者问|说明|图解|一图|读懂|看懂|新变化|来啦|要点/
const GENRE =
  /(?:公告|通知|办法|规定|条例|细则|意见|决定|规则|方案|目录|措施|通告|令|协定|名录|须知|准则|指南|标准|公报|批复|规范|程序)(?:[（(][^（）()]{1,20}[）)])*$/
const LEAD =
  /^(?:【[^】]{1,12}】|\[[^\]]{1,12}\])?(?:(?:政策|文件|公告|法规|规章|图文|视频|音频|文字)?(?:解读|图解)|一图(?:读懂|看懂)|图解|政策问答)[ \u3000]*(?:[-—－―–|｜丨:：~]+|之[一二三四五六七八九十][:：])[ \u3000]*/
const TAIL =
  /(?:的)?[ \u3000]*(?:政策|图文|文件|内容|重点|要点)?(?:解读|图解|解答|问答|说明|答记者问|答问)(?:问答|来啦|材料|稿)?[！!]?(?:[（(][^（）()]{1,12}[）)])*$/
const SPEAKER =
  /^[\u4e00-\u9fa5]{2,30}?(?:总署|局|厅|部|委|委员会|办公室|政府|中心|司长[\u4e00-\u9fa5]{2,4}|负责人)?(?:解读|就(?=《))/
const ISSUED = /(?:印发|发布|公布|出台|颁布|制定|修订|施行|签发|下发)了?(?:新?修订(?:后)?的)?$/

/**
 * The document an interpretation is of, told by its title and, where the title only names a subject, by the first
 * document its text says was issued. Null title and number where neither says.
 */
export function interpretedTitle(title: string, text = ''): Interpreted {
  const own = tidyLine(title)
  const named = nameIn(own)
  const opening = text.slice(0, 1500)
  const issued = named === null ? findTitles(opening).find((one) => isIssued(opening, one.start)) : undefined
  const said = named ?? (issued ? unwrap(issued.title) : null)
  return { title: said, docNumber: numberOf(own) ?? (said === null ? null : numberAfter(text, said)) }
}

/** The document a title names: whole where the title is its own with 解读 put to it, else what it quotes. */
function nameIn(own: string): string | null {
  const bracketed = /号[（(]([^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*)[）)]/.exec(own)?.[1]
  const bare = (bracketed ?? own)
    .replace(LEAD, '')
    .replace(/^解读(?=关于)/, '')
    .replace(TAIL, '')
    .trim()
  const whole = bare.replace(SPEAKER, '')
  if (/关于.+《.+》.*(?:公告|通知|决定|通告|意见)$/.test(whole) && !/关于《[^》]*》$/.test(whole))
    return whole
  const quoted = findTitles(own)[0]
  if (quoted) return unwrap(quoted.title)
  return SAYS_SO.test(own) && GENRE.test(whole) ? whole : null
}

/** Whether the words before a title in running text say that it was issued. */
function isIssued(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - 40), start)
  return ISSUED.test(before.replace(/[^》。；，]{0,30}第?\d{1,4}号[（(]?$/, ''))
}

/** A title wholly wrapped in another: 关于印发《甲》的通知 is interpreted as itself, 《〈甲〉》 as 甲. */
function unwrap(title: string): string {
  return title.replace(/^[〈《](.*)[〉》]$/, '$1')
}

function numberOf(text: string): string | null {
  return findDocNumbers(text).find((one) => one.number.agency !== null)?.number.norm ?? null
}

/** The number the text puts after the title, in the first brackets. */
function numberAfter(text: string, title: string): string | null {
  const key = titleKey(title)
  const opening = text.slice(0, 2000)
  for (const one of findTitles(opening)) {
    if (titleKey(one.title) !== key) continue
    const next = opening.slice(one.end, one.end + 40)
    const found = /^[ \u3000]?[（(]/.test(next) ? numberOf(next) : null
    if (found) return found
  }
  return null
}
