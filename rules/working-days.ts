import {
  arrangementsFor,
  type Calendar,
  isProvisional,
  isWorkingDay,
  workingDayAfter,
  workingDaysBetween,
} from './calendar.ts'
import { NATIONAL_CALENDAR } from './calendars/national.ts'
import { type Basis, cite } from './citations.ts'
import { count } from './counts.ts'
import { type Day, type DayNumber, dayNumber, dayOf, inChinese, isWeekend, weekdayInChinese } from './day.ts'
import { type Verdict, verdict } from './verdict.ts'

/**
 * The day that lies a number of working days after another (`days` 0 is the day itself).
 *
 * LAW 民法典·201 开始的当日不计入，自下一日开始计算。
 * READING a working day is Monday to Friday outside the State Council's days off, or a weekend day worked in exchange;
 * holidays of part of the people (3月8日、5月4日、6月1日、8月1日) are working days.
 */
export function addWorkingDays(
  facts: { from: Day; days: number },
  calendar: Calendar = NATIONAL_CALENDAR,
): Verdict<{ date: Day; provisional: boolean }> {
  const from = dayNumber(facts.from, 'from')
  const days = count(facts.days, 'days')
  const date = workingDayAfter(calendar, from, days)
  const provisional = isProvisional(calendar, from, date)
  const reason = `自${inChinese(from)}起，当日不计，第${days}个工作日为${inChinese(date)}。`
  return verdict(
    { date: dayOf(date), provisional },
    workingDayBasis(calendar, from, date),
    reason,
    provisional,
  )
}

/** How many working days lie after `from` through `to`: negative when `to` is the earlier. */
export function countWorkingDays(
  facts: { from: Day; to: Day },
  calendar: Calendar = NATIONAL_CALENDAR,
): Verdict<{ days: number; provisional: boolean }> {
  const from = dayNumber(facts.from, 'from')
  const to = dayNumber(facts.to, 'to')
  const days = workingDaysBetween(calendar, from, to)
  const provisional = isProvisional(calendar, from, to)
  const reason =
    days < 0
      ? `${inChinese(to)}早于${inChinese(from)}，相距${-days}个工作日。`
      : `自${inChinese(from)}（当日不计）至${inChinese(to)}共${days}个工作日。`
  return verdict({ days, provisional }, workingDayBasis(calendar, from, to), reason, provisional)
}

/** Whether a day is a working day, and why. */
export function checkWorkingDay(
  facts: { on: Day },
  calendar: Calendar = NATIONAL_CALENDAR,
): Verdict<{ isWorkingDay: boolean; because: string; provisional: boolean }> {
  const on = dayNumber(facts.on, 'on')
  const working = isWorkingDay(calendar, on)
  const because = whyWorkingOrNot(calendar, on)
  const provisional = isProvisional(calendar, on, on)
  const reason = `${inChinese(on)}（${weekdayInChinese(on)}）${working ? '是' : '不是'}工作日：${because}。`
  return verdict(
    { isWorkingDay: working, because, provisional },
    workingDayBasis(calendar, on, on),
    reason,
    provisional,
  )
}

/** 春节、星期六、调休上班: the cause a ledger prints beside a day. */
export function whyWorkingOrNot(calendar: Calendar, day: DayNumber): string {
  const special = calendar.special.get(day)
  if (special !== undefined) return special.name
  return isWeekend(day) ? `${weekdayInChinese(day)}休息` : `${weekdayInChinese(day)}`
}

/** What counting working days from a day to another rests on. */
export function workingDayBasis(calendar: Calendar, from: DayNumber, to: DayNumber): readonly Basis[] {
  const on = dayOf(from)
  return [startExcluded(on), cite('放假办法', '2', on), ...arrangementsFor(calendar, from, to)]
}

// NOTE 民法通则 kept the reckoning of periods in one article; 民法总则 and 民法典 share their numbers.
const GENERAL_PROVISIONS = '2017-10-01'

/** 民法典·201 开始的当日不计入, in the version of the day. */
export function startExcluded(on: Day): Basis {
  return cite('民法典', on < GENERAL_PROVISIONS ? '154' : '201', on)
}

/** 民法典·203 以法定休假日结束的次日为期间的最后一日, in the version of the day. */
export function rolledForward(on: Day): Basis {
  return cite('民法典', on < GENERAL_PROVISIONS ? '154' : '203', on)
}
