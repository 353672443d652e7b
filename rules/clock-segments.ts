import { type Calendar, workingDayAfter, workingDaysBetween } from './calendar.ts'
import type { Basis } from './citations.ts'
import { type Day, type DayNumber, dayOf } from './day.ts'
import { dueOf, type Period, type Quota, type ReplyCase } from './reply-case.ts'

/**
 * `running` the limit counts; `restarted` it counts anew; `extended`, `deferred` the days added; `excluded` working
 * days that do not count; `stopped` the limit waits for the applicant; `late` days past the due date.
 */
export type SegmentKind = Quota['kind'] | 'deferred' | 'excluded' | 'stopped' | 'late'

/** A stretch of days of one kind, both ends included, and why. */
export interface Segment {
  readonly kind: SegmentKind
  readonly from: Day
  readonly to: Day
  readonly cause: string
  /** Short name and article. */
  readonly basis: string
}

/** A segment with its ends as numbers, for the ledger. */
export interface Span {
  readonly kind: SegmentKind
  readonly from: DayNumber
  readonly to: DayNumber
  readonly cause: string
  readonly basis: string
}

/** The days of an application from the day after receipt through its due date, its end, or `asOf` where it is late. */
export function spansOf(reply: ReplyCase, asOf: DayNumber | undefined): Span[] {
  const spans: Span[] = []
  for (const period of reply.periods) {
    const { stop, limit, deferral } = period
    const due = dueOf(period)
    const end = stop?.on ?? Math.min(due, reply.closed?.on ?? due)
    addPeriod(spans, period, Math.min(end, limit), reply.calendar)
    if (deferral) add(spans, 'deferred', limit + 1, end, deferral.cause, deferral.basis)
    if (stop) add(spans, 'stopped', stop.on + 1, waitedThrough(reply, stop, asOf), stop.cause, stop.basis)
    else add(spans, 'late', due + 1, reply.closed?.on ?? asOf ?? due, '逾期', period.quotas[0]!.basis)
  }
  return spans
}

/** As `spansOf`, with dates. */
export function segmentsOf(spans: readonly Span[]): Segment[] {
  return spans.map(({ kind, from, to, cause, basis }) => ({
    kind,
    from: dayOf(from),
    to: dayOf(to),
    cause,
    basis,
  }))
}

function add(
  spans: Span[],
  kind: SegmentKind,
  from: DayNumber,
  to: DayNumber,
  cause: string,
  basis: Basis,
): void {
  if (from <= to) spans.push({ kind, from, to, cause, basis: basis.cite })
}

/** Where in a period the walk stands, and how many working days its present quota has left. */
interface Walk {
  from: DayNumber
  quota: number
  left: number
}

function addPeriod(spans: Span[], period: Period, end: DayNumber, calendar: Calendar): void {
  const walk: Walk = { from: period.start + 1, quota: 0, left: period.quotas[0]!.days }
  for (const { after, through, cause, basis } of period.exclusions) {
    runThrough(spans, walk, period, Math.min(after, end), calendar)
    const to = Math.min(through, end)
    add(spans, 'excluded', walk.from, to, cause, basis)
    walk.from = Math.max(walk.from, to + 1)
  }
  runThrough(spans, walk, period, end, calendar)
}

function runThrough(spans: Span[], walk: Walk, period: Period, to: DayNumber, calendar: Calendar): void {
  while (walk.from <= to) {
    const quota = period.quotas[walk.quota]!
    const through = Math.min(to, workingDayAfter(calendar, walk.from - 1, walk.left))
    add(spans, quota.kind, walk.from, through, quota.cause, quota.basis)
    walk.left -= workingDaysBetween(calendar, walk.from - 1, through)
    walk.from = through + 1
    if (walk.left === 0) {
      walk.quota += 1
      walk.left = period.quotas[walk.quota]?.days ?? 0
    }
  }
}

/** The last day an application has waited: until the applicant acted, the case ended, or the wait will end. */
function waitedThrough(
  reply: ReplyCase,
  stop: NonNullable<Period['stop']>,
  asOf: DayNumber | undefined,
): DayNumber {
  return stop.until ?? reply.closed?.on ?? asOf ?? reply.waiting?.by ?? stop.on
}
