import { BadFacts } from './bad-facts.ts'
import { codeOf, unknownCode } from './codes.ts'
import { type DayNumber, dayNumber, dayOf, inChinese } from './day.ts'
import { periodOn } from './duty.ts'
import { text } from './shapes.ts'
import { type Verdict, verdict } from './verdict.ts'

const KINDS = { EMERGENCY: '特别重大、重大突发事件', HOT_SPOT: '其他政务舆情' }
const MOMENT = /^(\d{4}-\d{2}-\d{2})[T ]([01]\d|2[0-3]):([0-5]\d)$/
const HOURS_OF_A_DAY = 24

export interface OpinionAnswer {
  /** Beijing time, `YYYY-MM-DD HH:MM`: the first authoritative release, or the response. */
  readonly due: string
  /** The press conference after a major emergency; null otherwise. */
  readonly conferenceBy: string | null
}

/**
 * By when public opinion must be answered. `happenedAt` is Beijing time, `YYYY-MM-DD HH:MM`.
 *
 * LAW 国办发〔2016〕61号 特别重大、重大突发事件最迟5小时内发布权威信息，24小时内举行新闻发布会；其他政务舆情48小时内予以回应。
 * (from memory, unverified)
 * READING hours run from the event, rest days included (民法典·201 按照小时计算期间的，自法律规定的时间开始计算).
 */
export function opinionResponseDue(facts: {
  kind: 'EMERGENCY' | 'HOT_SPOT'
  happenedAt: string
}): Verdict<OpinionAnswer> {
  const kind = codeOf(facts.kind, 'kind')
  if (!Object.hasOwn(KINDS, kind)) throw unknownCode(kind, 'kind', Object.keys(KINDS))
  const moment = MOMENT.exec(text(facts.happenedAt, 'happenedAt'))
  if (moment === null) {
    throw new BadFacts(
      'wrong-shape',
      'happenedAt',
      '“happenedAt”应当写明北京时间的日期和时刻，例如2022-07-18 09:30。',
    )
  }
  const day = dayNumber(moment[1], 'happenedAt')
  const minutes = Number(moment[2]) * 60 + Number(moment[3])
  const emergency = kind === 'EMERGENCY'
  const release = periodOn(emergency ? 'emergencyReleaseHours' : 'hotSpotResponseHours', day, 'happenedAt')
  const conference = periodOn('emergencyConferenceHours', day, 'happenedAt')
  const due = after(day, minutes, release.days)
  const conferenceBy = emergency ? after(day, minutes, conference.days) : null
  const conferenceWords =
    conferenceBy === null ? '' : `，${conference.days}小时内（${conferenceBy}前）举行新闻发布会`
  const deed = emergency ? '发布权威信息' : '予以回应'
  const reason = `${KINDS[kind as keyof typeof KINDS]}应当在${release.days}小时内（${inChinese(day)}起算，${due}前）${deed}${conferenceWords}。`
  return verdict({ due, conferenceBy }, [release.basis], reason)
}

function after(day: DayNumber, minutes: number, hours: number): string {
  const total = minutes + hours * 60
  const days = Math.floor(total / (HOURS_OF_A_DAY * 60))
  const rest = total - days * HOURS_OF_A_DAY * 60
  const two = (value: number) => String(value).padStart(2, '0')
  return `${dayOf(day + days)} ${two(Math.floor(rest / 60))}:${two(rest % 60)}`
}
