import { arrangementsFor, type Calendar, isProvisional, workingDayAfter } from './calendar.ts'
import { NATIONAL_CALENDAR } from './calendars/national.ts'
import { count } from './counts.ts'
import { type Day, dayNumber, dayOf, inChinese } from './day.ts'
import { periodOn } from './duty.ts'
import { type Verdict, verdict } from './verdict.ts'

/**
 * The last day to publish the interpretation of a document. `workingDays` is the district's own figure where it has one.
 *
 * LAW 国办发〔2016〕80号 政策解读应当与政策文件同步起草、同步审签、同步发布。
 * READING with the document in principle, at latest 3 working days after: widespread practice; Suzhou's figure unseen.
 */
export function interpretationDue(
  facts: { publishedOn: Day; workingDays?: number },
  calendar: Calendar = NATIONAL_CALENDAR,
): Verdict<{ due: Day; provisional: boolean }> {
  const published = dayNumber(facts.publishedOn, 'publishedOn')
  const { days: usual, basis } = periodOn('interpretationWorkingDays', published, 'publishedOn')
  const days = facts.workingDays === undefined ? usual : count(facts.workingDays, 'workingDays')
  const due = workingDayAfter(calendar, published, days)
  const provisional = isProvisional(calendar, published, due)
  const reason = `文件于${inChinese(published)}公布，解读材料原则上同步发布，最迟于${inChinese(due)}前（${days}个工作日内）发布。`
  return verdict(
    { due: dayOf(due), provisional },
    [basis, ...arrangementsFor(calendar, published, due)],
    reason,
    provisional,
  )
}
