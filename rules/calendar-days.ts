import { arrangementsFor, type Calendar, isProvisional, rollForward } from './calendar.ts'
import { NATIONAL_CALENDAR } from './calendars/national.ts'
import { count } from './counts.ts'
import { type Day, dayNumber, dayOf, inChinese, withinRange } from './day.ts'
import { type Verdict, verdict } from './verdict.ts'
import { rolledForward, startExcluded } from './working-days.ts'

/**
 * The last day of a period of calendar days. `plainDate` is the day before rolling forward.
 *
 * LAW 民法典·201 开始的当日不计入，自下一日开始计算。
 * LAW 民法典·203 期间的最后一日是法定休假日的，以法定休假日结束的次日为期间的最后一日。
 * READING 法定休假日 are all days that are not working days: weekends and the days off of the year's notice; a weekend
 * day worked in exchange is not one.
 */
export function addCalendarDays(
  facts: { from: Day; days: number },
  calendar: Calendar = NATIONAL_CALENDAR,
): Verdict<{ date: Day; plainDate: Day; provisional: boolean }> {
  const from = dayNumber(facts.from, 'from')
  const days = count(facts.days, 'days')
  const plain = withinRange(from + days, 'days')
  const date = rollForward(calendar, plain)
  const provisional = isProvisional(calendar, plain, date)
  const rolled = plain === date ? '' : `，该日为法定休假日，顺延至${inChinese(date)}`
  const reason = `自${inChinese(from)}起，当日不计，第${days}日为${inChinese(plain)}${rolled}。`
  const on = dayOf(from)
  // NOTE of old one article held both; it is cited once.
  const basis = [
    ...new Set([startExcluded(on), rolledForward(on)]),
    ...arrangementsFor(calendar, plain, date),
  ]
  return verdict({ date: dayOf(date), plainDate: dayOf(plain), provisional }, basis, reason, provisional)
}
