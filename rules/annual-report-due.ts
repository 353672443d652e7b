import { BadFacts } from './bad-facts.ts'
import { type Calendar, isProvisional, isWorkingDay } from './calendar.ts'
import { NATIONAL_CALENDAR } from './calendars/national.ts'
import { cite } from './citations.ts'
import { codeOf, unknownCode } from './codes.ts'
import { type Day, dayNumberOf, dayOf, inChinese } from './day.ts'
import { type Verdict, verdict } from './verdict.ts'

const ORGANS = {
  DEPARTMENT: '县级以上人民政府部门',
  GOVERNMENT: '县级以上人民政府',
  TOWN: '乡镇人民政府、街道办事处',
}
const FIRST_YEAR = 2008
/** The report on 2019 was the first due under the revised regulation. */
const FIRST_REVISED_YEAR = 2019
const LAST_YEAR = 2198

export interface AnnualReportDue {
  readonly due: Day
  /** The last working day on or before it: the sensible day to be ready. */
  readonly lastWorkingDay: Day
  readonly provisional: boolean
  /** Why a jurist must confirm it. */
  readonly doubt: string | null
}

/**
 * By when the report on a year must be submitted and published.
 *
 * LAW 条例·49 县级以上人民政府部门应当在每年1月31日前提交并向社会公布；政府信息公开工作主管部门应当在每年3月31日前向社会公布
 * 本级政府上一年度的年度报告。
 * READING a date named by the law is no period: it does not roll forward past a rest day (民法典·203 speaks of periods).
 * READING towns follow a local schedule, commonly the end of January. Reports on 2008–2018: 31 March for
 * all (2007 text, from memory).
 */
export function annualReportDue(
  facts: { year: number; organ: 'DEPARTMENT' | 'GOVERNMENT' | 'TOWN' },
  calendar: Calendar = NATIONAL_CALENDAR,
): Verdict<AnnualReportDue> {
  const organ = codeOf(facts.organ, 'organ')
  if (!Object.hasOwn(ORGANS, organ)) throw unknownCode(organ, 'organ', Object.keys(ORGANS))
  const { year } = facts
  if (!Number.isInteger(year) || year < FIRST_YEAR || year > LAST_YEAR) {
    throw new BadFacts(
      'out-of-range',
      'year',
      `报告年度应当是${FIRST_YEAR}至${LAST_YEAR}之间的整年，请核对。`,
    )
  }
  const old = year < FIRST_REVISED_YEAR
  const due = old || organ === 'GOVERNMENT' ? dayNumberOf(year + 1, 3, 31) : dayNumberOf(year + 1, 1, 31)
  let lastWorkingDay = due
  while (!isWorkingDay(calendar, lastWorkingDay)) lastWorkingDay -= 1
  const provisional = isProvisional(calendar, lastWorkingDay, due)
  const doubt =
    organ === 'TOWN' ? '乡镇、街道的报送时间由各地规定，通常为1月31日前，请按当地要求确认。' : null
  const basis = old ? cite('条例', '31', '2008-05-01') : cite('条例', '49', '2019-05-15')
  const reason = `${ORGANS[organ as keyof typeof ORGANS]}${year}年度的政府信息公开工作年度报告，应当在${inChinese(due)}前公布。`
  const answer = { due: dayOf(due), lastWorkingDay: dayOf(lastWorkingDay), provisional, doubt }
  return verdict(answer, [basis], reason, provisional)
}
