import { type Basis, cite } from './citations.ts'
import { codeOf, unknownCode } from './codes.ts'
import type { Day } from './day.ts'
import { feeBasis } from './processing-fee.ts'
import { type Verdict, verdict } from './verdict.ts'

const METHODS = { ITEMS: '按件计收', PAGES: '按量计收' } as const

export interface ChargeFacts {
  /** Whether the charge has been filed with the district office (备案). */
  readonly filedWithOffice?: boolean
  readonly method: keyof typeof METHODS
  /** Whether the other method is already used for this application. */
  readonly otherMethodUsed?: boolean
  /** Whether the information asked for is already proactively disclosed. */
  readonly alreadyPublic?: boolean
  /** The day of the fee notice. */
  readonly on?: Day
}

export interface ChargeAnswer {
  readonly lawful: boolean
  /** Every reason at once. */
  readonly obstacles: readonly { readonly fact: string; readonly basis: string; readonly because: string }[]
}

/**
 * Whether a fee notice may be sent. What is not known is an obstacle until it is.
 *
 * LAW 信息处理费办法·3 行政机关可以按件计收也可以按量计收，但不得同时按照两种标准重复计算。
 * LAW 信息处理费办法·5 按量计收适用于申请人要求以提供纸质件、发送电子邮件、复制电子数据等方式获取政府信息的情形。
 * LAW 工作要点·十七 收取信息处理费前报区政府办公室备案。
 * READING by volume nothing is charged for what is already published (memory, unverified); by item all decisions count (办法·4).
 */
export function feeChargeable(facts: ChargeFacts): Verdict<ChargeAnswer> {
  const method = codeOf(facts.method, 'method')
  if (!Object.hasOwn(METHODS, method)) throw unknownCode(method, 'method', Object.keys(METHODS))
  const basis = [...feeBasis(facts.on, '3', method === 'ITEMS' ? '4' : '5'), cite('工作要点', '十七')]
  const obstacles: ChargeAnswer['obstacles'][number][] = []
  const object = (fact: string, article: Basis, because: string) =>
    obstacles.push({ fact, basis: article.cite, because })
  if (facts.filedWithOffice !== true) {
    const missing =
      facts.filedWithOffice === false ? '收费前尚未报区政府办公室备案' : '尚未确认是否已报区政府办公室备案'
    object('filedWithOffice', cite('工作要点', '十七'), missing)
  }
  if (facts.otherMethodUsed !== false) {
    const used = facts.otherMethodUsed
      ? '同一件申请已按另一种方式计收，不得重复计收'
      : '尚未确认同一件申请是否已按另一种方式计收'
    object('otherMethodUsed', cite('信息处理费办法', '3'), used)
  }
  if (method === 'PAGES' && facts.alreadyPublic !== false) {
    const shown = facts.alreadyPublic
      ? '所申请的信息已经主动公开，不适用按量计收'
      : '尚未确认所申请的信息是否已经主动公开'
    object('alreadyPublic', cite('信息处理费办法', '5'), shown)
  }
  const label = METHODS[method as keyof typeof METHODS]
  const reason =
    obstacles.length === 0
      ? `可以${label}信息处理费。`
      : `暂不能${label}信息处理费：${obstacles.map(({ because }) => because).join('；')}。`
  return verdict({ lawful: obstacles.length === 0, obstacles }, basis, reason)
}
