import { type Cell, COLUMNS, type Column, ROW_IDS } from './annual-report.ts'
import { BadFacts } from './bad-facts.ts'
import { cite } from './citations.ts'
import { codeOf, unknownCode } from './codes.ts'
import { type Day, type DayNumber, dayNumber, dayNumberOf, optionalDayNumber } from './day.ts'
import { replyCode } from './reply-kind.ts'
import { REPLY_KINDS } from './reply-kinds.ts'
import { records } from './shapes.ts'
import { type Verdict, verdict } from './verdict.ts'

/** One application as the annual report counts it. */
export interface CountedApplication {
  readonly applicant: Exclude<Column, 'total'>
  readonly receivedOn: Day
  /** The day the case ended, with how; both absent while it is open. */
  readonly closedOn?: Day
  readonly code?: string
}

type TableThree = Readonly<Record<string, Readonly<Record<string, Cell>>>>

const APPLICANTS = Object.keys(COLUMNS).filter((column) => column !== 'total')

/**
 * Table three of a year, counted from the cases themselves.
 *
 * READING a case is new in the year of its receipt, a result in the year it ended, and carried over between; one that
 * ended before the year or was received after it does not count.
 */
export function tallyApplications(facts: {
  year: number
  cases: readonly CountedApplication[]
}): Verdict<{ three: TableThree }> {
  const { year } = facts
  if (!Number.isInteger(year) || year < 2008 || year > 2198) {
    throw new BadFacts('out-of-range', 'year', '年度应当是2008至2198之间的整年，请核对。')
  }
  const cases = records(facts.cases, 'cases')
  const three: Record<string, Record<string, number>> = {}
  for (const row of ROW_IDS) {
    three[row] = Object.fromEntries(Object.keys(COLUMNS).map((column) => [column, 0]))
  }
  for (const [index, one] of cases.entries()) {
    const column = applicantOf(one, index)
    for (const row of rowsOf(one, index, dayNumberOf(year, 1, 1), dayNumberOf(year, 12, 31))) {
      three[row]![column]! += 1
      three[row]!.total! += 1
    }
  }
  const reason = `${year}年度政府信息公开申请办理情况已按${cases.length}件申请统计。`
  return verdict({ three }, [cite('条例', '50'), cite('年报格式', '表三')], reason)
}

function applicantOf(one: CountedApplication, index: number): string {
  if (APPLICANTS.includes(one.applicant)) return one.applicant
  throw unknownCode(
    codeOf(one.applicant, `cases[${index}].applicant`),
    `cases[${index}].applicant`,
    APPLICANTS,
  )
}

function rowsOf(one: CountedApplication, index: number, first: DayNumber, last: DayNumber): string[] {
  const received = dayNumber(one.receivedOn, `cases[${index}].receivedOn`)
  const closed = optionalDayNumber(one.closedOn, `cases[${index}].closedOn`)
  if (closed !== undefined && closed < received) {
    throw new BadFacts(
      'out-of-order',
      `cases[${index}].closedOn`,
      `第${index + 1}件申请的办结日早于收到日，请核对。`,
    )
  }
  if (received > last || (closed !== undefined && closed < first)) return []
  const arrival = received < first ? '2' : '1'
  if (closed === undefined || closed > last) return [arrival, '4']
  return [arrival, REPLY_KINDS[replyCode(one.code)].row, '3.7']
}
