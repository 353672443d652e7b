import { cite } from './citations.ts'
import { type Verdict, verdict } from './verdict.ts'

const CHARACTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2]
const SHAPE = /^[0-9A-Z]{8}-?[0-9X]$/

/** Whether an identifier is well formed, and the sentence that says so. */
export interface IdentifierAnswer {
  readonly valid: boolean
  readonly because: string
}

/** Reads an identifier as people type it: surrounding spaces dropped, letters made capital. */
export function typed(value: unknown): string {
  return typeof value === 'string' ? value.trim().toUpperCase() : ''
}

/** The check character of the first eight characters of an organisation code (GB 11714). */
export function organisationCheckCharacter(first8: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * CHARACTERS.indexOf(first8[index]!), 0)
  const check = 11 - (sum % 11)
  if (check === 10) return 'X'
  return check === 11 ? '0' : String(check)
}

/** 组织机构代码: eight characters and a check character, with or without the hyphen. */
export function checkOrganisationCode(facts: { value: string }): Verdict<IdentifierAnswer> {
  const value = typed(facts.value)
  const because = whyNotOrganisationCode(value)
  const answer = { valid: because === undefined, because: because ?? '格式和校验码均正确。' }
  return verdict(answer, [cite('组织机构代码规则', '')], `组织机构代码“${value}”：${answer.because}`)
}

/** Why a capitalised text is no organisation code, or undefined when it is one. */
export function whyNotOrganisationCode(value: string): string | undefined {
  if (!SHAPE.test(value)) return '应当为8位数字或者大写字母加1位校验码。'
  const check = organisationCheckCharacter(value.slice(0, 8))
  return value.endsWith(check) ? undefined : `校验码应当为${check}，实为${value.slice(-1)}，请核对。`
}
