import { cite } from './citations.ts'
import { civilDate, dayNumberOf } from './day.ts'
import { type IdentifierAnswer, typed } from './organisation-code.ts'
import { type Verdict, verdict } from './verdict.ts'

const SHAPE = /^\d{17}[\dX]$/
const OLD_SHAPE = /^\d{15}$/
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECK_CHARACTERS = '10X98765432'
// GB/T 2260: the province-level codes, with 81–83 for the residence permits of Hong Kong, Macao and Taiwan.
const PROVINCES = [
  11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53,
]
const MORE_PROVINCES = [54, 61, 62, 63, 64, 65, 71, 81, 82, 83]
const FIRST_BIRTH_YEAR = 1850

/** 公民身份号码: eighteen digits with region, date of birth and a check character. The value is never repeated in the reason. */
export function checkResidentId(facts: { value: string }): Verdict<IdentifierAnswer> {
  const because = whyNot(typed(facts.value))
  const answer = { valid: because === undefined, because: because ?? '格式、出生日期和校验码均正确。' }
  // NOTE an identity number is personal information (个人信息保护法·28): no message, log or letter may carry it by accident.
  return verdict(answer, [cite('公民身份号码', '')], `公民身份号码：${answer.because}`)
}

function whyNot(value: string): string | undefined {
  if (OLD_SHAPE.test(value)) return '15位号码没有校验码，已停止使用，请提供18位号码。'
  if (!SHAPE.test(value)) return '应当为17位数字加1位校验码。'
  const province = Number(value.slice(0, 2))
  if (![...PROVINCES, ...MORE_PROVINCES].includes(province)) return '前两位不是省级行政区划代码。'
  const [year, month, dayOfMonth] = [value.slice(6, 10), value.slice(10, 12), value.slice(12, 14)].map(Number)
  const birth = civilDate(dayNumberOf(year!, month!, dayOfMonth!))
  if (
    birth.year !== year ||
    birth.month !== month ||
    birth.dayOfMonth !== dayOfMonth ||
    year < FIRST_BIRTH_YEAR
  ) {
    return '第7至14位不是存在的出生日期。'
  }
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(value[index]), 0)
  return value.endsWith(CHECK_CHARACTERS[sum % 11]!) ? undefined : '校验码不符，请核对号码。'
}
