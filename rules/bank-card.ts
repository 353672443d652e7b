import { cite } from './citations.ts'
import { type IdentifierAnswer, typed } from './organisation-code.ts'
import { type Verdict, verdict } from './verdict.ts'

const SHAPE = /^\d{13,19}$/

/** A bank card number: 13 to 19 digits that pass the Luhn check. Spaces are ignored; the value is never repeated. */
export function checkBankCard(facts: { value: string }): Verdict<IdentifierAnswer> {
  const because = whyNot(typed(facts.value).replaceAll(' ', ''))
  const answer = { valid: because === undefined, because: because ?? '位数和校验码均正确。' }
  return verdict(answer, [cite('银行卡编号', '')], `银行卡号：${answer.because}`)
}

function whyNot(value: string): string | undefined {
  if (!SHAPE.test(value)) return '应当为13至19位数字。'
  let sum = 0
  for (let place = 0; place < value.length; place += 1) {
    const digit = Number(value[value.length - 1 - place])
    const doubled = place % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0 ? undefined : '校验码不符，请核对号码。'
}
