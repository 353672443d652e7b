const DIGITS: Record<string, number> = {
  〇: 0,
  '○': 0,
  零: 0,
  一: 1,
  元: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}
const UNITS: Record<string, number> = { 十: 10, 百: 100, 千: 1000 }

/**
 * The number a Chinese or Arabic numeral stands for, up to 9999, or null: 二十一, 一百零三, 二〇二二, ６０, 1O.
 * 元 reads as 1 (元月, 元年); full-width digits, and O, o, l, I in place of 0 and 1, are taken as digits.
 */
export function readNumeral(text: string): number | null {
  const digits = asciiDigits(text)
  if (/^\d{1,4}$/.test(digits)) return Number(digits)
  if (/^\d+$/.test(digits) || text === '') return null
  return /[十百千]/.test(text) ? readByUnits(text) : readByPlaces(text)
}

/** Full-width digits, and the letters OCR takes for digits among digits, written as ASCII digits. */
export function asciiDigits(text: string): string {
  if (!/[0-9０-９]/.test(text)) return text
  return text
    .replace(/[０-９]/g, (c) => String(c.charCodeAt(0) - 0xff10))
    .replace(/[OoＯ〇○Q]/g, '0')
    .replace(/[lIＩ]/g, '1')
}

function readByPlaces(text: string): number | null {
  let value = 0
  for (const c of text) {
    const digit = DIGITS[c]
    if (digit === undefined) return null
    value = value * 10 + digit
  }
  return text.length <= 4 ? value : null
}

function readByUnits(text: string): number | null {
  let value = 0
  let digit: number | null = null
  for (const c of text) {
    const unit = UNITS[c]
    if (unit !== undefined) {
      value += (digit ?? 1) * unit
      digit = null
    } else {
      const next = DIGITS[c]
      if (next === undefined) return null
      digit = next
    }
  }
  return value + (digit ?? 0)
}

const ONES = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九']

/** The Chinese numeral of a whole number from 1 to 9999, as clause numbers are written: 21 → 二十一. */
export function writeNumeral(value: number): string {
  if (value < 1 || value > 9999 || !Number.isInteger(value)) return String(value)
  let text = ''
  let zero = false
  for (const [unit, name] of [
    [1000, '千'],
    [100, '百'],
    [10, '十'],
    [1, ''],
  ] as const) {
    const digit = Math.floor(value / unit) % 10
    if (digit === 0) {
      zero = text !== ''
      continue
    }
    text += (zero ? '零' : '') + ONES[digit] + name
    zero = false
  }
  return value >= 10 && value < 20 ? text.slice(1) : text
}
