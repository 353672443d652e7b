import { BadFacts } from './bad-facts.ts'

/** A calendar date of Beijing time, `YYYY-MM-DD`. */
export type Day = string

/** A date as the number of days since 1970-01-01; what the arithmetic inside this library uses. */
export type DayNumber = number

/** The dates this library can reckon with. Facts outside are refused with a sentence. */
export const FIRST_DAY = -25567
export const LAST_DAY = 84005

const DATE_AND_TIME =
  /^(\d{4}-\d{2}-\d{2})[T ]([01]\d|2[0-3]):([0-5]\d)(?::[0-5]\d(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/
const MINUTES_OF_BEIJING = 8 * 60
const MINUTES_OF_A_DAY = 24 * 60

/** Days since 1970-01-01 of a date of the Gregorian calendar, whether or not the day exists in its month. */
export function dayNumberOf(year: number, month: number, dayOfMonth: number): DayNumber {
  // NOTE years start in March here, so that the leap day is the last of its year (Hinnant, days_from_civil).
  const y = month > 2 ? year : year - 1
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOfMonth - 1
  return (
    era * 146097 +
    yearOfEra * 365 +
    Math.floor(yearOfEra / 4) -
    Math.floor(yearOfEra / 100) +
    dayOfYear -
    719468
  )
}

/** The year, month and day of the month of a day number. */
export function civilDate(number: DayNumber): { year: number; month: number; dayOfMonth: number } {
  const shifted = number + 719468
  const era = Math.floor(shifted / 146097)
  const dayOfEra = shifted - era * 146097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) /
      365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    dayOfMonth: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  }
}

// NOTE sized at once: an array grown from its middle becomes a slow dictionary.
const texts = new Array<Day | undefined>(LAST_DAY - FIRST_DAY + 1)

/** The date of a day number, `YYYY-MM-DD`. */
export function dayOf(number: DayNumber): Day {
  const index = number - FIRST_DAY
  // NOTE every clock prints a dozen dates; each date is formatted once.
  const known = texts[index]
  if (known !== undefined) return known
  const { year, month, dayOfMonth } = civilDate(number)
  const text = `${year}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`
  texts[index] = text
  return text
}

/**
 * The day number of a date written `YYYY-MM-DD`, or of a local time `YYYY-MM-DDTHH:MM`.
 * Throws `BadFacts` naming `field` when the date is missing, misspelt, does not exist, or lies outside 1900–2199.
 *
 * LAW 民法典·203 期间的最后一日的截止时间为二十四时。
 * READING a time counts as its Beijing date: 23:59 is still that day; a time with an offset is converted first.
 */
export function dayNumber(value: unknown, field: string): DayNumber {
  if (typeof value !== 'string') throw notADate(value, field)
  if (value.length === 10) return readDate(value, field)
  const timed = DATE_AND_TIME.exec(value)
  if (timed === null) throw notADate(value, field)
  return withinRange(readDate(timed[1]!, field) + daysToBeijing(timed), field)
}

/** As `dayNumber`, for a date that may be absent. */
export function optionalDayNumber(value: unknown, field: string): DayNumber | undefined {
  return value === undefined || value === null ? undefined : dayNumber(value, field)
}

function readDate(text: string, field: string): DayNumber {
  const year = digits(text, 0, 4)
  const month = digits(text, 5, 7)
  const dayOfMonth = digits(text, 8, 10)
  if (Number.isNaN(year + month + dayOfMonth) || text[4] !== '-' || text[7] !== '-')
    throw notADate(text, field)
  if (month < 1 || month > 12 || dayOfMonth < 1 || dayOfMonth > daysInMonth(year, month)) {
    throw new BadFacts('impossible-date', field, `“${field}”填写的${text}不是存在的日期，请核对年、月、日。`)
  }
  return withinRange(dayNumberOf(year, month, dayOfMonth), field)
}

// NOTE read by hand: a clock reads ten dates, and a regular expression for each would be most of its time.
function digits(text: string, from: number, to: number): number {
  let value = 0
  for (let at = from; at < to; at += 1) {
    const digit = text.charCodeAt(at) - 48
    if (digit < 0 || digit > 9) return Number.NaN
    value = value * 10 + digit
  }
  return value
}

function notADate(value: unknown, field: string): BadFacts {
  return value === undefined || value === null
    ? new BadFacts('missing', field, `缺少日期“${field}”，请按“年-月-日”补上，例如2022-07-18。`)
    : new BadFacts('wrong-shape', field, `“${field}”不是日期，请按“年-月-日”填写，例如2022-07-18。`)
}

/** How many days the Beijing date of a time with an offset lies after the date as written. */
function daysToBeijing(timed: RegExpExecArray): number {
  const offset = timed[4]
  if (offset === undefined) return 0
  const east =
    offset === 'Z' ? 0 : Number(`${offset[0]}1`) * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4)))
  return Math.floor((Number(timed[2]) * 60 + Number(timed[3]) - east + MINUTES_OF_BEIJING) / MINUTES_OF_A_DAY)
}

/** The day number itself when this library can reckon with it; otherwise throws `BadFacts` naming `field`. */
export function withinRange(number: DayNumber, field: string): DayNumber {
  if (number >= FIRST_DAY && number <= LAST_DAY) return number
  throw new BadFacts(
    'out-of-range',
    field,
    `“${field}”使日期超出1900年至2199年，无法计算，请核对年份和天数。`,
  )
}

/** 0 is Sunday, 6 is Saturday. */
export function weekday(number: DayNumber): number {
  return (((number + 4) % 7) + 7) % 7
}

export function isWeekend(number: DayNumber): boolean {
  const day = weekday(number)
  return day === 0 || day === 6
}

/** The day a number of months later: the corresponding day, or the last of the month where there is none (民法典·202). */
export function addMonths(number: DayNumber, months: number): DayNumber {
  const { year, month, dayOfMonth } = civilDate(number)
  const count = year * 12 + (month - 1) + months
  const target = { year: Math.floor(count / 12), month: (count % 12) + 1 }
  return dayNumberOf(target.year, target.month, Math.min(dayOfMonth, daysInMonth(target.year, target.month)))
}

function daysInMonth(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
}

const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六']

const chineseTexts = new Array<string | undefined>(LAST_DAY - FIRST_DAY + 1)

/** 2022年7月18日, as in a letter. */
export function inChinese(number: DayNumber): string {
  const index = number - FIRST_DAY
  const known = chineseTexts[index]
  if (known !== undefined) return known
  const { year, month, dayOfMonth } = civilDate(number)
  const text = `${year}年${month}月${dayOfMonth}日`
  chineseTexts[index] = text
  return text
}

/** 星期一 */
export function weekdayInChinese(number: DayNumber): string {
  return `星期${WEEKDAYS[weekday(number)]}`
}
