import { type Basis, cite } from './citations.ts'
import { codeOf, unknownCode } from './codes.ts'
import { type Day, dayOf, inChinese, optionalDayNumber } from './day.ts'
import { type Verdict, verdict } from './verdict.ts'

type DateFact = 'postedOn' | 'signedOn' | 'readOn'

/** The ways a reply reaches the applicant, and the date on which it counts as made (235号). */
const MANNERS = {
  IN_PERSON: { label: '直接送达', decides: 'signedOn', words: '以申请人签收之日为完成之日' },
  VIA_ORGAN: { label: '委托其他行政机关代为送达', decides: 'signedOn', words: '以申请人签收之日为完成之日' },
  MAIL: { label: '邮寄送达', decides: 'postedOn', words: '以交邮之日为完成之日' },
  COURIER: {
    label: '快递企业递送',
    decides: 'signedOn',
    words: '不是邮政企业，不能以交寄之日为准，以签收之日计',
  },
  ELECTRONIC: { label: '电子方式送达', decides: 'readOn', words: '以申请人阅知之日计' },
} as const satisfies Record<string, { label: string; decides: DateFact; words: string }>

export type ServiceManner = keyof typeof MANNERS

export interface ServiceFacts {
  readonly manner: ServiceManner
  readonly postedOn?: Day
  readonly signedOn?: Day
  readonly readOn?: Day
}

export interface ServiceAnswer {
  readonly servedOn: Day | null
  readonly missing: readonly DateFact[]
  /** False where the manner itself breaks the rule: 邮寄应当通过邮政企业. */
  readonly lawful: boolean
  readonly because: string
  /** Why a jurist must confirm it. */
  readonly doubt: string | null
}

/**
 * The day on which a reply counts as made.
 *
 * LAW 国办公开办函〔2016〕235号 直接送达、委托其他行政机关代为送达的，以申请人签收之日为准；邮寄送达的，以交邮之日为准；
 * 应当通过邮政企业。
 * READING electronic service is not in 235号: the day the applicant read it is the day nobody can dispute. Unverified.
 * READING a courier's letter is service out of form, complete when signed for.
 */
export function serviceDate(facts: ServiceFacts): Verdict<ServiceAnswer> {
  const code = codeOf(facts.manner, 'manner')
  if (!Object.hasOwn(MANNERS, code)) throw unknownCode(code, 'manner', Object.keys(MANNERS))
  const manner = MANNERS[code as ServiceManner]
  const lawful = code !== 'COURIER'
  const basis: Basis[] = [code === 'ELECTRONIC' ? cite('条例', '40') : cite('送达意见', '')]
  const on = optionalDayNumber(facts[manner.decides], manner.decides)
  const doubt = code === 'ELECTRONIC' ? '电子方式送达的完成之日没有专门规定，请由法律人员确认。' : null
  const because = `${manner.label}的，${manner.words}`
  if (on === undefined) {
    const sentence = `${because}，尚缺这一日期。`
    return verdict(
      { servedOn: null, missing: [manner.decides], lawful, because: sentence, doubt },
      basis,
      sentence,
    )
  }
  const reason = `${because}，即${inChinese(on)}。`
  return verdict({ servedOn: dayOf(on), missing: [], lawful, because: `${because}。`, doubt }, basis, reason)
}
