import { type Calendar, isWorkingDay } from './calendar.ts'
import type { SegmentKind, Span } from './clock-segments.ts'
import { type Day, type DayNumber, dayOf, weekdayInChinese } from './day.ts'
import { whyWorkingOrNot } from './working-days.ts'

/** One day of an application's life, and whether it counts toward the limit. */
export interface LedgerDay {
  readonly on: Day
  readonly weekday: string
  readonly kind: SegmentKind | 'received'
  readonly counted: boolean
  /** Which working day of its period this is; null where the day does not count. */
  readonly number: number | null
  readonly because: string
}

const COUNTING: readonly SegmentKind[] = ['running', 'restarted', 'extended']

/** Prints, day by day from the receipt, why the due date is what it is. */
export function ledgerOf(received: DayNumber, spans: readonly Span[], calendar: Calendar): LedgerDay[] {
  const first = { on: dayOf(received), weekday: weekdayInChinese(received), kind: 'received' as const }
  const ledger: LedgerDay[] = [{ ...first, counted: false, number: null, because: '收到之日不计入' }]
  let number = 0
  let period = 'running'
  for (const span of spans) {
    if (span.kind === 'restarted' && period !== span.cause) {
      number = 0
      period = span.cause
    }
    for (let day = span.from; day <= span.to; day += 1) {
      const counted = COUNTING.includes(span.kind) && isWorkingDay(calendar, day)
      if (counted) number += 1
      ledger.push({
        on: dayOf(day),
        weekday: weekdayInChinese(day),
        kind: span.kind,
        counted,
        number: counted ? number : null,
        because: whyCounted(span, day, counted, number, calendar),
      })
    }
  }
  return ledger
}

function whyCounted(
  span: Span,
  day: DayNumber,
  counted: boolean,
  number: number,
  calendar: Calendar,
): string {
  const rest = isWorkingDay(calendar, day) ? '' : `${whyWorkingOrNot(calendar, day)}，`
  if (span.kind === 'deferred') return `${rest}${span.cause}`
  if (span.kind === 'late') return `${rest}逾期`
  if (span.kind === 'stopped') return `${rest}${span.cause}，期限未在计算`
  if (span.kind === 'excluded') return `${rest}${span.cause}，不计入期限`
  if (!counted) return `${rest}不计入期限`
  const exchanged = calendar.special.has(day) ? `${whyWorkingOrNot(calendar, day)}，` : ''
  return `${exchanged}计入期限，第${number}个工作日`
}
