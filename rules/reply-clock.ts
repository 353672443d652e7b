import { BadFacts } from './bad-facts.ts'
import {
  arrangementsFor,
  type Calendar,
  isProvisional,
  workingDayAfter,
  workingDaysBetween,
} from './calendar.ts'
import { NATIONAL_CALENDAR } from './calendars/national.ts'
import { cite } from './citations.ts'
import { type LedgerDay, ledgerOf } from './clock-ledger.ts'
import { type Segment, segmentsOf, spansOf } from './clock-segments.ts'
import { clockSentence } from './clock-sentence.ts'
import { pairConsultations } from './consultations.ts'
import { type Day, type DayNumber, dayOf, inChinese, optionalDayNumber } from './day.ts'
import { REPLY_ACTS, type ReadAct, type ReplyAct, readActs } from './reply-acts.ts'
import {
  beginPeriod,
  dueOf,
  type Fault,
  fault,
  period,
  type Remark,
  type ReplyCase,
  remark,
} from './reply-case.ts'
import { abandonedOn, EFFECTS } from './reply-effects.ts'
import { replyLawOn } from './reply-law.ts'
import { type Verdict, verdict } from './verdict.ts'

export interface ReplyFacts {
  readonly acts: readonly ReplyAct[]
  /** The day on which the question is asked; later acts are left out. Without it, lateness is judged by the reply alone. */
  readonly asOf?: Day
  /** Whether to print the day-by-day ledger. */
  readonly ledger?: boolean
}

export type ReplyState =
  | 'not-received'
  | 'running'
  | 'consulting'
  | 'awaiting-correction'
  | 'awaiting-fee'
  | 'replied'
  | 'withdrawn'
  | 'abandoned'

export const REPLY_STATES: Readonly<Record<ReplyState, string>> = {
  'not-received': '尚未收到',
  running: '办理中',
  consulting: '征求意见中',
  'awaiting-correction': '待补正',
  'awaiting-fee': '待缴费',
  replied: '已答复',
  withdrawn: '申请人已撤回',
  abandoned: '视为放弃申请',
}

export interface ReplyClock {
  /** The last day on which a reply is in time; null while no limit runs (waiting for the applicant, or ended unreplied). */
  readonly due: Day | null
  /** The due date as it stood on receipt. */
  readonly originalDue: Day | null
  readonly provisional: boolean
  readonly state: ReplyState
  /** The state in Chinese. */
  readonly label: string
  /** The last day for asking a correction (条例·30); null where the law set none. */
  readonly correctionDue: Day | null
  /** The last day the applicant has to correct or to pay, while the clock waits for that. */
  readonly waitingUntil: Day | null
  readonly segments: readonly Segment[]
  /** Days past the due date, calendar days; absent when in time. */
  readonly late?: number
  readonly lateWorkingDays?: number
  readonly unlawful: readonly Fault[]
  readonly remarks: readonly Remark[]
  readonly ledger?: readonly LedgerDay[]
}

/**
 * The clock of an application: when the reply is due, and every act that moved the date or failed to.
 * A day is in time through its end: compare dates, not hours.
 *
 * LAW 条例·33 自收到申请之日起20个工作日内予以答复；延长最长不得超过20个工作日；征求意见所需时间不计算在内。
 * LAW 条例·30 答复期限自行政机关收到补正的申请之日起计算。
 * READING the day of receipt is day zero (民法典·201). A due date inside a consultation is its last excluded day.
 * GAP a reply made anew after a court or a reconsideration organ set one aside: its limit is in that decision.
 */
export function replyClock(facts: ReplyFacts, calendar: Calendar = NATIONAL_CALENDAR): Verdict<ReplyClock> {
  const all = readActs(facts.acts)
  const asOf = optionalDayNumber(facts.asOf, 'asOf')
  const acts = asOf === undefined ? all : all.filter((act) => act.on <= asOf)
  const first = acts.findIndex((act) => act.type === 'received')
  if (first < 0) return notReceived(acts)
  const reply = receive(acts, first, calendar, asOf)
  for (let at = 0; at < acts.length; at += 1) {
    if (at !== first) applyAct(reply, acts[at]!, at < first)
  }
  closeAbandoned(reply, asOf)
  return answer(reply, facts, acts, asOf)
}

function notReceived(acts: readonly ReadAct[]): Verdict<ReplyClock> {
  const basis = cite('条例', '31')
  const unlawful = acts.map((act) => ({
    act: act.index,
    type: act.type,
    fault: 'before-receipt',
    basis: basis.cite,
    because: `没有收到申请的记载，“${REPLY_ACTS[act.type]}”不能计算期限。`,
  }))
  const nothing = {
    due: null,
    originalDue: null,
    correctionDue: null,
    waitingUntil: null,
    segments: [],
    remarks: [],
  }
  const label = REPLY_STATES['not-received']
  const clock = { ...nothing, provisional: false, state: 'not-received' as const, label, unlawful }
  return verdict(clock, [basis], '还没有收到申请的记载，答复期限尚未开始计算。')
}

function receive(
  acts: readonly ReadAct[],
  first: number,
  calendar: Calendar,
  asOf: DayNumber | undefined,
): ReplyCase {
  const receivedOn = acts[first]!.on
  const law = replyLawOn(receivedOn)
  if (law === undefined) {
    const because = `${inChinese(receivedOn)}收到申请时《政府信息公开条例》尚未施行（2008年5月1日起施行），没有法定答复期限。`
    throw new BadFacts('before-the-law', `acts[${acts[first]!.index}].on`, because)
  }
  const lastKnown = asOf ?? acts[acts.length - 1]!.on
  const { consultations, answerTo } = pairConsultations(acts, law, calendar, lastKnown)
  const quota = { kind: 'running', cause: '收到申请，答复期限自次日起计算', basis: law.reply } as const
  return {
    law,
    calendar,
    receivedOn,
    periods: [beginPeriod(law, calendar, receivedOn, quota)],
    consultations,
    answerTo,
    consulting: [],
    waiting: undefined,
    closed: undefined,
    correctionAsked: false,
    feeNoticed: false,
    reasonsAsked: false,
    basis: law.correctionDays === null ? [law.reply] : [law.reply, law.correction],
    unlawful: [],
    remarks: [],
  }
}

function applyAct(reply: ReplyCase, act: ReadAct, beforeReceipt: boolean): void {
  const name = REPLY_ACTS[act.type]
  if (beforeReceipt) {
    const because = `“${name}”（${inChinese(act.on)}）早于收到申请之日${inChinese(reply.receivedOn)}，不影响答复期限，请核对日期。`
    fault(reply, act, 'before-receipt', reply.law.reply, because)
  } else if (reply.closed) {
    const because = `案件已于${inChinese(reply.closed.on)}办结，此后的“${name}”不影响答复期限。`
    fault(reply, act, 'after-end', reply.law.reply, because)
  } else {
    const objection = EFFECTS[act.type](reply, act)
    if (objection) fault(reply, act, objection.fault, objection.basis, objection.because)
  }
}

function closeAbandoned(reply: ReplyCase, asOf: DayNumber | undefined): void {
  if (reply.closed || asOf === undefined) return
  const on = abandonedOn(reply, asOf)
  if (on !== undefined) reply.closed = { as: 'abandoned', on }
}

function answer(
  reply: ReplyCase,
  facts: ReplyFacts,
  acts: readonly ReadAct[],
  asOf: DayNumber | undefined,
): Verdict<ReplyClock> {
  const { law, calendar, receivedOn } = reply
  remarkDisorder(reply, acts)
  const due = dueOf(period(reply))
  const open = reply.waiting === undefined && (reply.closed === undefined || reply.closed.as === 'replied')
  const spans = spansOf(reply, asOf)
  const lastDay = Math.max(due, spans[spans.length - 1]?.to ?? receivedOn)
  const provisional = isProvisional(calendar, receivedOn, lastDay)
  const state = stateOf(reply, asOf ?? acts[acts.length - 1]!.on)
  const clock: ReplyClock = {
    due: open ? dayOf(due) : null,
    originalDue: dayOf(workingDayAfter(calendar, receivedOn, law.replyDays)),
    provisional,
    state,
    label: REPLY_STATES[state],
    correctionDue:
      law.correctionDays === null ? null : dayOf(workingDayAfter(calendar, receivedOn, law.correctionDays)),
    waitingUntil: reply.closed || reply.waiting?.by === undefined ? null : dayOf(reply.waiting.by),
    segments: segmentsOf(spans),
    ...lateness(reply, asOf),
    unlawful: reply.unlawful,
    remarks: reply.remarks,
    ...(facts.ledger ? { ledger: ledgerOf(receivedOn, spans, calendar) } : {}),
  }
  const basis = [...reply.basis, ...arrangementsFor(calendar, receivedOn, lastDay)]
  return verdict(clock, basis, clockSentence(reply, clock, asOf), provisional)
}

function remarkDisorder(reply: ReplyCase, acts: readonly ReadAct[]): void {
  for (const act of acts) {
    if (act.outOfOrder) {
      remark(
        reply,
        act,
        'listed-out-of-order',
        `“${REPLY_ACTS[act.type]}”列在日期更晚的行为之后，已按日期先后计算。`,
      )
    }
  }
}

function stateOf(reply: ReplyCase, now: DayNumber): ReplyState {
  if (reply.closed) return reply.closed.as
  if (reply.waiting) return reply.waiting.for === 'correction' ? 'awaiting-correction' : 'awaiting-fee'
  return reply.consulting.some((letter) => letter.answered === undefined && now <= letter.end)
    ? 'consulting'
    : 'running'
}

function lateness(
  reply: ReplyCase,
  asOf: DayNumber | undefined,
): { late?: number; lateWorkingDays?: number } {
  const due = dueOf(period(reply))
  const end = reply.closed?.on ?? asOf
  if (reply.waiting || end === undefined || end <= due) return {}
  return { late: end - due, lateWorkingDays: workingDaysBetween(reply.calendar, due, end) }
}
