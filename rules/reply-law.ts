import { type Basis, cite } from './citations.ts'
import { type Day, type DayNumber, dayNumber } from './day.ts'
import { parameterOn } from './parameters.ts'

/** The numbers and articles that govern one application's clock. */
export interface ReplyLaw {
  readonly from: DayNumber
  readonly replyDays: number
  readonly reply: Basis
  readonly extensionDays: number
  /** Null: no limit was set. */
  readonly correctionDays: number | null
  readonly correction: Basis
  readonly thirdPartyDays: number | null
  readonly thirdParty: Basis
  readonly coMakerDays: number | null
  readonly coMaker: Basis
  /** 条例·35 abusive applications and deferral: null before 2019. */
  readonly abuse: Basis | null
}

function lawOf(from: Day): ReplyLaw {
  const reply = parameterOn('replyWorkingDays', from)!
  const correction = parameterOn('correctionWorkingDays', from)!
  const thirdParty = parameterOn('thirdPartyWorkingDays', from)!
  const coMaker = parameterOn('coMakerWorkingDays', from)!
  return {
    from: dayNumber(from, 'from'),
    replyDays: reply.value!,
    reply: reply.basis,
    extensionDays: parameterOn('extensionWorkingDays', from)!.value!,
    correctionDays: correction.value,
    correction: correction.basis,
    thirdPartyDays: thirdParty.value,
    thirdParty: thirdParty.basis,
    coMakerDays: coMaker.value,
    coMaker: coMaker.basis,
    abuse: coMaker.value === null ? null : cite('条例', '35', from),
  }
}

const FIRST_REGULATION = lawOf('2008-05-01')
const REVISED_REGULATION = lawOf('2019-05-15')

/**
 * The law that governs an application received on a day; undefined before 2008-05-01, when there was none.
 *
 * READING an application keeps the law of its receipt to the end, whatever happens to it later: 法不溯及既往, and an
 * applicant may count on the limit he was told. The fee measures apply by the day of the fee notice.
 */
export function replyLawOn(received: DayNumber): ReplyLaw | undefined {
  if (received >= REVISED_REGULATION.from) return REVISED_REGULATION
  return received >= FIRST_REGULATION.from ? FIRST_REGULATION : undefined
}

const FEE_MEASURES = '2021-01-01'

/** 信息处理费办法: the first day of effect, the limit for paying, the article. */
export const FEE_LAW = {
  from: dayNumber(FEE_MEASURES, 'from'),
  paymentDays: parameterOn('feePaymentWorkingDays', FEE_MEASURES)!.value!,
  payment: parameterOn('feePaymentWorkingDays', FEE_MEASURES)!.basis,
} as const
