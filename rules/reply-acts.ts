import { BadFacts } from './bad-facts.ts'
import { count } from './counts.ts'
import { type Day, type DayNumber, dayNumber, optionalDayNumber } from './day.ts'
import { record, text } from './shapes.ts'

/** The acts done to a disclosure application that its clock depends on, in Chinese for the letters. */
export const REPLY_ACTS = {
  received: '收到申请',
  'correction-asked': '告知补正',
  corrected: '收到补正',
  'third-party-asked': '征求第三方意见',
  'third-party-answered': '第三方答复',
  'co-maker-asked': '征求共同制作机关意见',
  'co-maker-answered': '共同制作机关答复',
  extended: '延长答复期限',
  'fee-noticed': '发出收费通知',
  'fee-paid': '缴纳信息处理费',
  'abusive-reasons-asked': '要求说明理由',
  deferred: '确定延迟答复的期限',
  replied: '作出答复',
  withdrawn: '撤回申请',
} as const

export type ReplyActType = keyof typeof REPLY_ACTS

/**
 * One act. `on` is the day it was done. Beyond that:
 * `extended` has `days`, and may have `approvedOn` and `noticedOn` (default: `on`);
 * `third-party-asked`, `co-maker-asked`, `fee-noticed` may have `receivedOn`, the day the letter was received;
 * `…-asked` and `…-answered` may name the `party`, where several were asked;
 * `correction-asked` may have `correctBy`; `deferred` has `until`; `replied` may have `manner`.
 */
export interface ReplyAct {
  readonly type: ReplyActType
  readonly on: Day
  readonly days?: number
  readonly approvedOn?: Day
  readonly noticedOn?: Day
  readonly receivedOn?: Day
  readonly party?: string
  readonly correctBy?: Day
  readonly until?: Day
  readonly manner?: string
}

/** An act with its dates read. */
export interface ReadAct {
  /** Its place in the facts. */
  readonly index: number
  readonly type: ReplyActType
  readonly on: DayNumber
  readonly days: number | undefined
  readonly approved: DayNumber | undefined
  readonly noticed: DayNumber
  readonly received: DayNumber | undefined
  readonly party: string | undefined
  readonly correctBy: DayNumber | undefined
  readonly until: DayNumber | undefined
  /** Listed after an act of a later date. */
  outOfOrder: boolean
}

const MOST_ACTS = 1000

/** Reads the acts, oldest first; acts of one day keep their order. Throws `BadFacts` for what cannot be an act. */
export function readActs(acts: readonly ReplyAct[]): ReadAct[] {
  if (!Array.isArray(acts))
    throw new BadFacts('missing', 'acts', '缺少“acts”，请按时间先后列出案件的各项行为。')
  if (acts.length > MOST_ACTS)
    throw new BadFacts('out-of-range', 'acts', `“acts”超过${MOST_ACTS}项，请核对。`)
  const read = acts.map(readOne)
  let latest = Number.NEGATIVE_INFINITY
  let inOrder = true
  for (const act of read) {
    act.outOfOrder = act.on < latest
    if (act.outOfOrder) inOrder = false
    else latest = act.on
  }
  return inOrder ? read : read.sort((a, b) => a.on - b.on)
}

// NOTE the path of a fact is put together only when the fact is bad; a clock reads dozens of good ones.
function readOne(act: ReplyAct, index: number): ReadAct {
  try {
    return readAct(act, index)
  } catch (error) {
    if (!(error instanceof BadFacts)) throw error
    throw new BadFacts(
      error.problem,
      `acts[${index}].${error.field}`,
      `第${index + 1}项行为有误：${error.message}`,
    )
  }
}

function readAct(act: ReplyAct, index: number): ReadAct {
  if (!Object.hasOwn(REPLY_ACTS, text(record(act, 'act').type, 'type'))) {
    const known = Object.keys(REPLY_ACTS).join('、')
    throw new BadFacts('unknown-code', 'type', `“type”不是可识别的行为，可填的有：${known}。`)
  }
  const on = dayNumber(act.on, 'on')
  return {
    index,
    type: act.type,
    on,
    days: act.type === 'extended' ? extensionDays(act.days) : undefined,
    approved: optionalDayNumber(act.approvedOn, 'approvedOn'),
    noticed: optionalDayNumber(act.noticedOn, 'noticedOn') ?? on,
    received: optionalDayNumber(act.receivedOn, 'receivedOn'),
    party: act.party,
    correctBy: optionalDayNumber(act.correctBy, 'correctBy'),
    until: optionalDayNumber(act.until, 'until'),
    outOfOrder: false,
  }
}

/** NOTE zero and negative days are legal faults, which the clock explains; only what is no whole number is refused. */
function extensionDays(days: unknown): number {
  return typeof days === 'number' && Number.isInteger(days) && days < 0 ? days : count(days, 'days')
}
