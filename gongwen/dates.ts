import { readNumeral } from './numerals.ts'

const SP = '[ \\t\\u00a0\\u3000]{0,3}'
const CHINESE = new RegExp(
  `([12０-９1-2][0-9０-９OoIl]{3}|[〇零○Ｏ0O一二三四五六七八九]{4})${SP}年${SP}(\\d{1,2}|[０-９]{1,2}|[一二三四五六七八九十]{1,3}|元)${SP}月${SP}(\\d{1,2}|[０-９]{1,2}|[一二三四五六七八九十]{1,3})${SP}[日号]`,
  'g',
)
const PLAIN = /(?<!\d)((?:19|20)\d\d)[-./／－](\d{1,2})[-./／－](\d{1,2})(?!\d)/g

/** A date found in a text, as an ISO local date, with the offsets of its writing. */
export type FoundDate = { iso: string; start: number; end: number }

/** Every full date in a text: 2022年7月18日, 二〇二二年七月十八日, 2022-07-18; days that do not exist are left out. */
export function findDates(text: string): FoundDate[] {
  const found: FoundDate[] = []
  for (const pattern of [CHINESE, PLAIN]) {
    if (!(pattern === CHINESE ? text.includes('年') : /\d[-./／－]\d/.test(text))) continue
    for (const match of text.matchAll(pattern)) {
      const iso = isoDate(readNumeral(match[1]!), readNumeral(match[2]!), readNumeral(match[3]!))
      if (iso) found.push({ iso, start: match.index, end: match.index + match[0].length })
    }
  }
  return found.sort((a, b) => a.start - b.start)
}

/** The date a line consists of, alone or in brackets, as an ISO local date; null for anything else. */
export function readDateLine(line: string): string | null {
  if (line.length > 40) return null
  const bare = line.replace(/^[（(\s\u3000]+|[）)\s\u3000]+$/g, '')
  const found = findDates(bare)
  return found.length === 1 && found[0]!.start === 0 && found[0]!.end === bare.length ? found[0]!.iso : null
}

/** The first full date of a text, as an ISO local date, or null. */
export function readDate(text: string): string | null {
  return findDates(text.slice(0, 200))[0]?.iso ?? null
}

function isoDate(year: number | null, month: number | null, day: number | null): string | null {
  if (year === null || month === null || day === null) return null
  if (year < 1900 || year > 2100 || month < 1 || month > 12 || day < 1) return null
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  if (day > last) return null
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
