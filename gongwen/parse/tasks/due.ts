import { readNumeral } from '../../numerals.ts'

const YEAR = '(?:((?:19|20)\\d\\d)年|(今年|本年度?|当年|年))?'
const N = '(\\d{1,2}|[一二三四五六七八九十]{1,3})'
const BEFORE = '(?:以前|之前|前|内|止)'
const DAY = new RegExp(`${YEAR}${N}月${N}日${BEFORE}`)
const MONTH = new RegExp(`${YEAR}${N}月(?:份)?(?:(上旬|中旬|下旬)${BEFORE}?|(?:底|末)?${BEFORE}|底|末)`)
const YEAR_END =
  /(?:((?:19|20)\d\d)年|今年|本年|当年|(?<![\d每几多一二三四五六七八九十]))(?:年?[底末](?:以前|之前|前)?|年内|年以?前)(?=[，,、\u4e00-\u9fa5])/
const HALF = /(?:((?:19|20)\d\d)年|今年)?上半年(?:底|末)?(?:以前|之前|前|内|完成)/
const QUARTER = /(?:((?:19|20)\d\d)年|今年)?第?([一二三四1-4])季度(?:底|末)?(?:以前|之前|前|内|完成)?/
const TO_YEAR = /到((?:19|20)\d\d)年(?:底|末)?(?=[，,]|\D)/
const RELATIVE =
  /(?:自[^，。；：]{1,20}?(?:之日)?起|(?:收到|接到|受理|作出)[^，。；：]{0,10}后)?(?:\d{1,3}|[一二三四五六七八九十]{1,3})个?(?:工作日|自然日|小时|日|天|月)(?:之?内|以内)/
const RECURRING =
  /(?:每(?:年|半年|季度?|两?个?月|周)(?:度|末|底|初)?|每[日天](?!\d)|按(?:年度?|季度?|月|周|日)(?=[^常\d])|(?:半年|月|季度|年)(?:至少)?一次)/

const YEARLY = /每年\d{1,2}月(?:\d{1,2}日)?(?:底|末)?(?:以前|之前|前)/

/**
 * By when a sentence wants its work done: an ISO date resolved against the document's year, the words themselves
 * for a period counted from an event or a duty that recurs, or null. A condition (收取费用前) is no deadline.
 */
export function readDue(sentence: string, year: number | null): string | null {
  const text = sentence.replace(/《[^《》]*》|“[^“”]*”/g, '')
  return (
    YEARLY.exec(text)?.[0] ??
    readDate(text, year) ??
    RELATIVE.exec(text)?.[0] ??
    RECURRING.exec(text)?.[0] ??
    null
  )
}

function readDate(text: string, year: number | null): string | null {
  const day = DAY.exec(text)
  if (day) return iso(day[1] ?? year, day[3]!, day[4]!)
  const month = MONTH.exec(text)
  if (month) {
    const tenth = month[4] === '上旬' ? 10 : month[4] === '中旬' ? 20 : null
    return iso(month[1] ?? year, month[3]!, tenth)
  }
  const half = HALF.exec(text)
  if (half) return iso(half[1] ?? year, 6, null)
  const quarter = /季度/.test(text) && !/每|按|逐/.test(text) ? QUARTER.exec(text) : null
  if (quarter) return iso(quarter[1] ?? year, (readNumeral(quarter[2]!) ?? 1) * 3, null)
  const end = YEAR_END.exec(text)
  if (end) return iso(end[1] ?? year, 12, null)
  const to = TO_YEAR.exec(text)
  return to ? iso(to[1]!, 12, null) : null
}

/** An ISO date; the last day of the month where none is given, null where there is no such day or no year. */
function iso(
  year: string | number | null,
  month: string | number,
  day: string | number | null,
): string | null {
  const [y, m] = [Number(year), typeof month === 'number' ? month : readNumeral(month)]
  if (year === null || m === null || m < 1 || m > 12) return null
  const last = new Date(Date.UTC(y, m, 0)).getUTCDate()
  const d = day === null ? last : typeof day === 'number' ? day : readNumeral(day)
  if (d === null || d < 1 || d > last) return null
  return `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`
}
