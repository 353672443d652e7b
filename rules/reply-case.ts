import { type Calendar, workingDayAfter, workingDaysBetween } from './calendar.ts'
import type { Basis } from './citations.ts'
import type { Consultation } from './consultations.ts'
import type { DayNumber } from './day.ts'
import type { ReadAct } from './reply-acts.ts'
import type { ReplyLaw } from './reply-law.ts'

/** A stretch of working days the organ has: the reply period itself, then its extension. */
export interface Quota {
  readonly kind: 'running' | 'restarted' | 'extended'
  readonly days: number
  readonly cause: string
  readonly basis: Basis
}

/** Days after `after` through `through` that are not counted. */
export interface Exclusion {
  readonly after: DayNumber
  readonly through: DayNumber
  readonly cause: string
  readonly basis: Basis
}

/** One run of the reply limit, from a receipt, a correction or a payment. */
export interface Period {
  /** Day zero: counting begins the day after. */
  readonly start: DayNumber
  readonly quotas: Quota[]
  readonly exclusions: Exclusion[]
  /** The last day of the limit of 条例·33, extension and consultations reckoned in. */
  limit: DayNumber
  /** The fixed day of 条例·35, where the reply was deferred. */
  deferral: { readonly until: DayNumber; readonly cause: string; readonly basis: Basis } | undefined
  /** The last day through which exclusions already reach. */
  excludedThrough: DayNumber
  /** Set when the limit stops: the period's last day, and what it waits for. */
  stop: { on: DayNumber; until: DayNumber | undefined; cause: string; basis: Basis } | undefined
}

/** An application while its acts are read: what the fold of `reply-clock` carries along. */
export interface ReplyCase {
  readonly law: ReplyLaw
  readonly calendar: Calendar
  readonly receivedOn: DayNumber
  readonly periods: [Period, ...Period[]]
  readonly consultations: ReadonlyMap<number, Consultation>
  /** The letter each answer belongs to, by place in the facts. */
  readonly answerTo: ReadonlyMap<number, number>
  /** Consultations that stop days from counting, in the order of their letters. */
  readonly consulting: Consultation[]
  waiting: { for: 'correction' | 'fee'; by: DayNumber | undefined } | undefined
  closed: { as: 'replied' | 'withdrawn' | 'abandoned'; on: DayNumber } | undefined
  correctionAsked: boolean
  feeNoticed: boolean
  reasonsAsked: boolean
  readonly basis: Basis[]
  readonly unlawful: Fault[]
  readonly remarks: Remark[]
}

/** An act against the law, or without its effect in law. */
export interface Fault {
  readonly act: number
  readonly type: string
  readonly fault: string
  readonly basis: string
  readonly because: string
}

/** Something to know about an act that is not unlawful. */
export interface Remark {
  readonly act: number
  readonly remark: string
  readonly because: string
}

/** The period that runs or ran last. */
export function period(reply: ReplyCase): Period {
  return reply.periods[reply.periods.length - 1]!
}

/** The last day on which a reply is in time. */
export function dueOf({ limit, deferral }: Period): DayNumber {
  return deferral === undefined ? limit : Math.max(limit, deferral.until)
}

/** Notes an article the answer rests on, once. */
export function relyOn(reply: ReplyCase, basis: Basis): void {
  if (!reply.basis.includes(basis)) reply.basis.push(basis)
}

export function fault(reply: ReplyCase, act: ReadAct, name: string, basis: Basis, because: string): void {
  relyOn(reply, basis)
  reply.unlawful.push({ act: act.index, type: act.type, fault: name, basis: basis.cite, because })
}

export function remark(reply: ReplyCase, act: ReadAct, name: string, because: string): void {
  reply.remarks.push({ act: act.index, remark: name, because })
}

/** Begins a period of the full reply limit after `start`, with the consultations still under way excluded from it. */
export function beginPeriod(
  law: ReplyLaw,
  calendar: Calendar,
  start: DayNumber,
  quota: Pick<Quota, 'kind' | 'cause' | 'basis'>,
): Period {
  return {
    start,
    quotas: [{ ...quota, days: law.replyDays }],
    exclusions: [],
    limit: workingDayAfter(calendar, start, law.replyDays),
    deferral: undefined,
    excludedThrough: start,
    stop: undefined,
  }
}

/** Moves the limit by the working days of a consultation that no other already excludes. */
export function exclude(reply: ReplyCase, consultation: Consultation): void {
  const now = period(reply)
  const after = Math.max(consultation.act.on, now.excludedThrough)
  if (consultation.end <= after) return
  const cause = consultation.party === 'third-party' ? '征求第三方意见' : '征求共同制作机关意见'
  now.exclusions.push({ after, through: consultation.end, cause, basis: reply.law.reply })
  now.excludedThrough = consultation.end
  now.limit = workingDayAfter(
    reply.calendar,
    now.limit,
    workingDaysBetween(reply.calendar, after, consultation.end),
  )
}

/** Adds working days to the limit of the current period. */
export function prolong(reply: ReplyCase, quota: Quota): void {
  const now = period(reply)
  now.quotas.push(quota)
  now.limit = workingDayAfter(reply.calendar, now.limit, quota.days)
}

/** Stops the limit from the end of a day. */
export function stop(
  reply: ReplyCase,
  on: DayNumber,
  waiting: NonNullable<ReplyCase['waiting']>,
  cause: string,
  basis: Basis,
): void {
  reply.waiting = waiting
  period(reply).stop = { on, until: undefined, cause, basis }
  relyOn(reply, basis)
}

/** Begins the limit anew, day one being the day after `on`. */
export function restart(reply: ReplyCase, on: DayNumber, cause: string, basis: Basis): void {
  reply.waiting = undefined
  period(reply).stop!.until = on
  reply.periods.push(beginPeriod(reply.law, reply.calendar, on, { kind: 'restarted', cause, basis }))
  relyOn(reply, basis)
  for (const consultation of reply.consulting) exclude(reply, consultation)
}
