import { BadFacts } from './bad-facts.ts'
import type { Basis } from './citations.ts'
import {
  type DayNumber,
  dayNumber,
  dayNumberOf,
  dayOf,
  FIRST_DAY,
  isWeekend,
  LAST_DAY,
  withinRange,
} from './day.ts'
import { records, text } from './shapes.ts'
import { statutoryHolidays } from './statutory-holidays.ts'

/** One year's arrangement of holidays as a State Council notice gives it; the shape of `calendars/*.json`. */
export interface HolidayYear {
  readonly year: number
  readonly issuer: string
  /** `number` is the 文号; null where it has not been verified. */
  readonly notices: readonly { readonly page: string; readonly number: string | null }[]
  /** Days off, weekends inside a block included. */
  readonly off: readonly { readonly name: string; readonly from: string; readonly to: string }[]
  /** Weekend days worked in exchange (调休上班). */
  readonly work: readonly string[]
}

/** A day on which one district worked or rested against the national calendar, with the document that says so. */
export interface LocalDay {
  readonly on: string
  readonly working: boolean
  /** 文号 of the local document. */
  readonly source: string
}

/** A document that arranges the days from `first` through `last`. */
export interface Arrangement {
  readonly first: DayNumber
  readonly last: DayNumber
  readonly basis: Basis
}

/** Which days are working days; made by `buildCalendar`, then only read. */
export interface Calendar {
  /** Working days from `FIRST_DAY` through each day, by `day − FIRST_DAY`. */
  readonly workedThrough: Int32Array
  /** The day number of the n-th working day, by n. */
  readonly nthWorkingDay: Int32Array
  readonly workingDayCount: number
  /** Every date in this span rests on a notice; outside it dates are provisional. */
  readonly certainFrom: DayNumber
  readonly certainTo: DayNumber
  /** The notices, and the local documents, with the days each arranges. */
  readonly arrangements: readonly Arrangement[]
  /** Names of the special days: holidays, and working weekends. */
  readonly special: ReadonlyMap<DayNumber, { readonly name: string; readonly working: boolean }>
}

/**
 * A calendar from yearly notices, with local exceptions on top. The years must follow one another.
 *
 * READING outside the years given, rest days are the weekends and the statutory days themselves. The days in lieu
 * that 放假办法·6 promises fall where a later notice puts them, so such dates are provisional.
 */
export function buildCalendar(years: readonly HolidayYear[], local: readonly LocalDay[] = []): Calendar {
  const exceptions = records(local, 'localDays').map(readLocalDay)
  const sorted = [...years].sort((a, b) => a.year - b.year)
  refuseGaps(sorted)
  const certainFrom = sorted[0] ? dayNumberOf(sorted[0].year, 1, 1) : LAST_DAY + 1
  const certainTo = sorted.length > 0 ? dayNumberOf(sorted[sorted.length - 1]!.year, 12, 31) : FIRST_DAY - 1
  const special = new Map<DayNumber, { name: string; working: boolean }>()
  for (const [day, name] of statutoryHolidays()) {
    if (day < certainFrom || day > certainTo) special.set(day, { name, working: false })
  }
  for (const year of sorted) addNotice(year, special)
  for (const { on, name, working } of exceptions) special.set(on, { name, working })
  const arrangements = [...sorted.map(arrangementOf), ...exceptions.map(localArrangement)]
  return { ...countWorkingDays(special), certainFrom, certainTo, arrangements, special }
}

function refuseGaps(sorted: readonly HolidayYear[]): void {
  for (const [index, { year }] of sorted.entries()) {
    const next = sorted[index + 1]?.year ?? year + 1
    if (next === year + 1) continue
    throw new BadFacts(
      'missing',
      'years',
      `${year}年与${next}年的节假日安排不相连，请补上或者去掉重复的年份。`,
    )
  }
}

function arrangementOf({ year, notices, off, work }: HolidayYear): Arrangement {
  const listed = [...off.map(({ from }) => from), ...work].map((day) => dayNumber(day, 'off'))
  const papers = notices.map(({ number, page }) => number ?? `文号待核，${page}`)
  return {
    first: Math.min(dayNumberOf(year, 1, 1), ...listed),
    last: dayNumberOf(year, 12, 31),
    basis: Object.freeze({
      cite: `${year}年节假日安排`,
      title: `国务院办公厅关于${year}年部分节假日安排的通知`,
      source: papers.join('；'),
      version: `${year}-01-01`,
    }),
  }
}

function localArrangement({ on, name }: { on: DayNumber; name: string }): Arrangement {
  return {
    first: on,
    last: on,
    basis: { cite: name, title: '本地工作日安排', source: name, version: dayOf(on) },
  }
}

/** The documents that arrange any of the days from one through another. */
export function arrangementsFor(calendar: Calendar, from: DayNumber, to: DayNumber): readonly Basis[] {
  const [first, last] = from <= to ? [from, to] : [to, from]
  return calendar.arrangements
    .filter((one) => one.first <= last && first <= one.last)
    .map(({ basis }) => basis)
}

function addNotice(year: HolidayYear, special: Map<DayNumber, { name: string; working: boolean }>): void {
  for (const block of year.off) {
    const last = dayNumber(block.to, 'off.to')
    for (let day = dayNumber(block.from, 'off.from'); day <= last; day += 1) {
      special.set(day, { name: block.name, working: false })
    }
  }
  for (const on of year.work) special.set(dayNumber(on, 'work'), { name: '调休上班', working: true })
}

function readLocalDay(day: LocalDay, index: number): { on: DayNumber; name: string; working: boolean } {
  const path = `localDays[${index}]`
  if (typeof day.working !== 'boolean') {
    throw new BadFacts('missing', `${path}.working`, `“${path}.working”应当写明是（true）否（false）工作。`)
  }
  return {
    on: dayNumber(day.on, `${path}.on`),
    name: text(day.source, `${path}.source`),
    working: day.working,
  }
}

function countWorkingDays(special: Calendar['special']) {
  const span = LAST_DAY - FIRST_DAY + 1
  const workedThrough = new Int32Array(span)
  const nthWorkingDay = new Int32Array(span + 1)
  let count = 0
  for (let index = 0; index < span; index += 1) {
    const day = FIRST_DAY + index
    if (special.get(day)?.working ?? !isWeekend(day)) {
      count += 1
      nthWorkingDay[count] = day
    }
    workedThrough[index] = count
  }
  return { workedThrough, nthWorkingDay, workingDayCount: count }
}

/** Whether a day is a working day. */
export function isWorkingDay(calendar: Calendar, day: DayNumber): boolean {
  return calendar.special.get(day)?.working ?? !isWeekend(day)
}

/** The n-th working day after a day, the day itself not counted (民法典·201). For n = 0, the day itself. */
export function workingDayAfter(calendar: Calendar, day: DayNumber, n: number, field = 'days'): DayNumber {
  if (n === 0) return day
  const nth = calendar.workedThrough[day - FIRST_DAY]! + n
  return nth <= calendar.workingDayCount ? calendar.nthWorkingDay[nth]! : withinRange(LAST_DAY + 1, field)
}

/** Working days after `from` through `to`; negative when `to` lies before `from`. */
export function workingDaysBetween(calendar: Calendar, from: DayNumber, to: DayNumber): number {
  return calendar.workedThrough[to - FIRST_DAY]! - calendar.workedThrough[from - FIRST_DAY]!
}

/** The day itself when it is a working day, otherwise the next working day. */
export function rollForward(calendar: Calendar, day: DayNumber): DayNumber {
  return isWorkingDay(calendar, day) ? day : workingDayAfter(calendar, day, 1)
}

/** Whether a reckoning over these days used a year for which no notice is loaded. */
export function isProvisional(calendar: Calendar, from: DayNumber, to: DayNumber): boolean {
  return Math.min(from, to) < calendar.certainFrom || Math.max(from, to) > calendar.certainTo
}
