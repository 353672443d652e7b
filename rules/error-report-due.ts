import { arrangementsFor, type Calendar, isProvisional, workingDayAfter } from './calendar.ts'
import { NATIONAL_CALENDAR } from './calendars/national.ts'
import { type Day, dayNumber, dayOf, inChinese } from './day.ts'
import { periodOn } from './duty.ts'
import { type Verdict, verdict } from './verdict.ts'

/** The last day to handle and answer a report through “我为政府网站找错”: 3 working days. */
export function errorReportDue(
  facts: { receivedOn: Day },
  calendar: Calendar = NATIONAL_CALENDAR,
): Verdict<{ due: Day; provisional: boolean }> {
  const received = dayNumber(facts.receivedOn, 'receivedOn')
  const { days, basis } = periodOn('errorReportWorkingDays', received, 'receivedOn')
  const due = workingDayAfter(calendar, received, days)
  const provisional = isProvisional(calendar, received, due)
  const reason = `找错留言于${inChinese(received)}收到，应当在${days}个工作日内办理并答复，最迟为${inChinese(due)}。`
  return verdict(
    { due: dayOf(due), provisional },
    [basis, ...arrangementsFor(calendar, received, due)],
    reason,
    provisional,
  )
}
