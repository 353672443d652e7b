const DIGITS = '〇一二三四五六七八九'

/** 1 to 99 as the numbers of clauses are written: 一, 十, 十二, 二十三. */
export function chineseNumeral(number: number): string {
  const tens = Math.floor(number / 10)
  const ones = number % 10
  if (tens === 0) return DIGITS[ones] ?? ''
  return `${tens > 1 ? DIGITS[tens] : ''}十${ones > 0 ? DIGITS[ones] : ''}`
}
