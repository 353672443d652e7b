import { BadFacts } from './bad-facts.ts'

/** A code as a table keys it, from how people write it: `mail-signed`, `Mail signed` and `MAIL_SIGNED` are one. */
export function codeOf(value: unknown, field: string): string {
  if (typeof value !== 'string' || value.trim() === '') {
    throw new BadFacts('missing', field, `缺少代码“${field}”，请填写。`)
  }
  return value
    .trim()
    .toUpperCase()
    .replace(/[\s-]+/g, '_')
}

/** Refuses a code that a table does not have, naming those it has. */
export function unknownCode(value: string, field: string, known: readonly string[]): BadFacts {
  return new BadFacts(
    'unknown-code',
    field,
    `“${field}”没有“${value}”这一代码，可填的有：${known.join('、')}。`,
  )
}
