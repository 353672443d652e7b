import { cite } from './citations.ts'
import { type IdentifierAnswer, typed } from './organisation-code.ts'
import { type Verdict, verdict } from './verdict.ts'

// LAW GB 32100-2015 代码字符集：阿拉伯数字和不含I、O、S、V、Z的大写英文字母。
const CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const SHAPE = /^[0-9A-HJ-NPQRTUWXY]{18}$/

/** 统一社会信用代码: eighteen characters, the last a check character modulo 31. */
export function checkUscc(facts: { value: string }): Verdict<IdentifierAnswer> {
  const value = typed(facts.value)
  const because = whyNot(value)
  const answer = { valid: because === undefined, because: because ?? '格式和校验码均正确。' }
  return verdict(answer, [cite('统一社会信用代码规则', '')], `统一社会信用代码“${value}”：${answer.because}`)
}

function whyNot(value: string): string | undefined {
  if (!SHAPE.test(value)) return '应当为18位数字或者大写字母（不含I、O、S、V、Z）。'
  let sum = 0
  let weight = 1
  for (const character of value.slice(0, 17)) {
    sum += weight * CHARACTERS.indexOf(character)
    weight = (weight * 3) % 31
  }
  const check = CHARACTERS[(31 - (sum % 31)) % 31]!
  return value.endsWith(check) ? undefined : `校验码应当为${check}，实为${value.slice(-1)}，请核对。`
}
