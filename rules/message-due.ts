import { arrangementsFor, type Calendar, isProvisional, workingDayAfter } from './calendar.ts'
import { NATIONAL_CALENDAR } from './calendars/national.ts'
import { cite } from './citations.ts'
import { addMonths, type Day, dayNumber, dayOf, inChinese } from './day.ts'
import { periodOn } from './duty.ts'
import { type Verdict, verdict } from './verdict.ts'

const VETO_MONTHS = 3

/**
 * The last day to answer a message in a consultation column, and the day after which an unanswered one alone fails the
 * site in an inspection (单项否决5).
 *
 * READING 7 working days, 15 for a complex matter: 国办发〔2017〕47号 from memory, unverified.
 */
export function messageDue(
  facts: { receivedOn: Day; complex?: boolean },
  calendar: Calendar = NATIONAL_CALENDAR,
): Verdict<{ due: Day; vetoAfter: Day; provisional: boolean }> {
  const received = dayNumber(facts.receivedOn, 'receivedOn')
  const name = facts.complex ? 'complexMessageWorkingDays' : 'messageWorkingDays'
  const { days, basis } = periodOn(name, received, 'receivedOn')
  const due = workingDayAfter(calendar, received, days)
  const vetoAfter = addMonths(received, VETO_MONTHS)
  const provisional = isProvisional(calendar, received, due)
  const kind = facts.complex ? '情况复杂的留言' : '留言'
  const reason = `${kind}于${inChinese(received)}收到，应当在${days}个工作日内答复，最迟为${inChinese(due)}；超过${inChinese(vetoAfter)}仍未答复的，检查时单项否决。`
  const answer = { due: dayOf(due), vetoAfter: dayOf(vetoAfter), provisional }
  return verdict(
    answer,
    [basis, cite('检查指标', '单项否决5'), ...arrangementsFor(calendar, received, due)],
    reason,
    provisional,
  )
}
