import { BadFacts } from './bad-facts.ts'
import { type Basis, cite } from './citations.ts'
import { codeOf, unknownCode } from './codes.ts'
import { type Day, type DayNumber, dayOf, inChinese, optionalDayNumber } from './day.ts'
import { type Verdict, verdict } from './verdict.ts'

/** The ways an application reaches the organ, and the date that decides for each (条例·31). */
export const CHANNELS = {
  IN_PERSON: { label: '当面提交', how: '当面提交', decides: 'submittedOn', item: '（一）' },
  MAIL_SIGNED: { label: '邮寄（需签收）', how: '以需签收的方式邮寄', decides: 'signedOn', item: '（二）' },
  MAIL_PLAIN: {
    label: '平常信函',
    how: '以平常信函等无需签收的方式邮寄',
    decides: 'confirmedOn',
    item: '（二）',
  },
  ONLINE: { label: '互联网渠道', how: '通过互联网渠道提交', decides: 'confirmedOn', item: '（三）' },
  FAX: { label: '传真', how: '通过政府信息公开工作机构的传真提交', decides: 'confirmedOn', item: '（三）' },
} as const

export type Channel = keyof typeof CHANNELS

type DateFact = 'submittedOn' | 'arrivedOn' | 'signedOn' | 'confirmedOn'

export interface ApplicationArrival {
  readonly channel: Channel
  readonly submittedOn?: Day
  /** The day the organ got it: a plain letter in the post room, a fax, a mail in the system. */
  readonly arrivedOn?: Day
  readonly signedOn?: Day
  /** The day both sides confirmed. */
  readonly confirmedOn?: Day
}

export interface ReceiptAnswer {
  readonly receivedOn: Day | null
  /** The facts still needed to know the day. */
  readonly missing: readonly DateFact[]
  readonly because: string
}

const NAMES: Readonly<Record<DateFact, string>> = {
  submittedOn: '提交之日',
  arrivedOn: '到达之日',
  signedOn: '签收之日',
  confirmedOn: '双方确认之日',
}
const ORDER: readonly DateFact[] = ['submittedOn', 'arrivedOn', 'signedOn', 'confirmedOn']
const REVISED_REGULATION = '2019-05-15'

/**
 * The day on which an organ received an application.
 *
 * LAW 条例·31 当面提交的，以提交之日为收到申请之日；以邮寄方式提交的，以签收之日为收到申请之日；以平常信函等无需签收的邮寄方式
 * 提交的，应当于收到申请的当日与申请人确认，确认之日为收到申请之日；通过互联网渠道或者传真提交的，以双方确认之日为收到申请之日。
 * READING where the applicant cannot be reached, the day contact is restored is the day of confirmation (207号).
 * READING before 2019-05-15 a letter, fax or mail was received when it arrived (207号 for mail; the rest by analogy).
 */
export function applicationReceived(facts: ApplicationArrival): Verdict<ReceiptAnswer> {
  const code = codeOf(facts.channel, 'channel')
  if (!Object.hasOwn(CHANNELS, code)) throw unknownCode(code, 'channel', Object.keys(CHANNELS))
  const channel = CHANNELS[code as Channel]
  const dates = readDates(facts)
  const known = ORDER.flatMap((name) => dates[name] ?? [])
  const first = known.length === 0 ? undefined : dayOf(Math.min(...known))
  const old = first !== undefined && first < REVISED_REGULATION
  const decides = old && channel.decides === 'confirmedOn' ? arrival(dates) : channel.decides
  const basis = old ? [cite('接收答复意见', '一')] : [cite('条例', `31${channel.item}`, REVISED_REGULATION)]
  const on = dates[decides]
  if (on === undefined) return undecided(decides, channel.how, basis)
  const late = !old && code === 'MAIL_PLAIN' && dates.arrivedOn !== undefined && on > dates.arrivedOn
  const because =
    `${channel.how}的，以${NAMES[decides]}为收到申请之日` +
    (late ? `；平常信函应当于收到当日与申请人确认，本件${inChinese(dates.arrivedOn!)}到达，确认已迟` : '')
  const reason = `${because}，即${inChinese(on)}。`
  return verdict({ receivedOn: dayOf(on), missing: [], because: `${because}。` }, basis, reason)
}

type Dates = Readonly<Record<DateFact, DayNumber | undefined>>

function readDates(facts: ApplicationArrival): Dates {
  const dates: Dates = {
    submittedOn: optionalDayNumber(facts.submittedOn, 'submittedOn'),
    arrivedOn: optionalDayNumber(facts.arrivedOn, 'arrivedOn'),
    signedOn: optionalDayNumber(facts.signedOn, 'signedOn'),
    confirmedOn: optionalDayNumber(facts.confirmedOn, 'confirmedOn'),
  }
  for (const later of ['arrivedOn', 'signedOn', 'confirmedOn'] as const) {
    const start = dates.submittedOn
    const end = dates[later]
    if (start !== undefined && end !== undefined && end < start) {
      const because = `${NAMES[later]}${inChinese(end)}早于提交之日${inChinese(start)}，请核对日期。`
      throw new BadFacts('out-of-order', later, because)
    }
  }
  return dates
}

function arrival(dates: Dates): DateFact {
  return dates.arrivedOn === undefined ? 'submittedOn' : 'arrivedOn'
}

function undecided(decides: DateFact, how: string, basis: readonly Basis[]): Verdict<ReceiptAnswer> {
  const because = `${how}的，以${NAMES[decides]}为收到申请之日，尚缺这一日期。`
  return verdict({ receivedOn: null, missing: [decides], because }, basis, because)
}
