import type { ClauseKind } from '../model.ts'
import { readNumeral } from '../numerals.ts'

/** The number a line begins with. `value` is its place in the row; `rest` the line after the number. */
export type Mark = {
  kind: ClauseKind
  num: string
  value: number
  rest: string
  plus?: number
  decimal?: number
}

const N = '[〇○零一二三四五六七八九十百千]{1,7}|\\d{1,4}'
const SP = '[ \\t\\u3000]{0,4}'
const UNIT: [ClauseKind, RegExp][] = [
  ['part', new RegExp(`^第${SP}(${N})${SP}[编篇](?=[ \\u3000]|$|[\\u4e00-\\u9fa5]{2,20}$)`)],
  ['chapter', new RegExp(`^第${SP}(${N})${SP}章(?=[ \\u3000]|$|[^之规的第、，。（和至到及])`)],
  ['section', new RegExp(`^第${SP}(${N})${SP}节(?=[ \\u3000]|$|[^之规的第、，。（和至到及])`)],
]
const ARTICLE = new RegExp(
  `^第${SP}(${N})${SP}条(?:之([一二三四五六七八九十]{1,3}))?(?=[ \\u3000:：]|$|[^之规的第、，。；（(和至到及或款项中所])`,
)
const PARA = /^([一二三四五六七八九十百]{1,5})[ \u3000]{0,2}(?:[、．.]|,(?=[\u4e00-\u9fa5]))[ \u3000]?/
const SUBPARA = /^[（(﹙][ \u3000]?([一二三四五六七八九十百]{1,5})[ \u3000]?[）)﹚][、．.]?[ \u3000]?/
const POINT = /^(\d{1,3}|[０-９]{1,3})[ \u3000]{0,2}(?:、|[.．](?!\d))[ \u3000]{0,2}/
const DECIMAL =
  /^(\d{1,2}(?:[.．]\d{1,3}){1,4})(?:[.．、]?[ \u3000]{1,2}|[.．、](?=[\u4e00-\u9fa5])|(?=[\u4e00-\u9fa5]))/
const INDENT = /^[（(﹙][ \u3000]?(\d{1,3}|[０-９]{1,3})[ \u3000]?[）)﹚][、．.]?[ \u3000]?/
// NOTE a torn line may begin with a citation: （一）至（三）项, （二）项规定的; a clause may begin with 项目 or 目的.
const CITED =
  /^(?:[至到和及或、]?[（(][一二三四五六七八九十\d]|[至到和及或]第|[项款目](?:规定的|之规定|之一|所列|所规定|、|，|和第|至第|及第|或者?第|情形))/
const RINGED = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳'
const BRACKETED = '⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇'
const HAN_BRACKETED = '㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩'
const DOTTED = '⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑'
const DECIMAL_KINDS: ClauseKind[] = ['para', 'subpara', 'point', 'indent', 'item']

/** Reads the legal number at the head of a line: 第三条, 一、, （一）, 1., （1）, ①, 1.2; null where there is none. */
export function readMark(line: string): Mark | null {
  const first = line.charCodeAt(0)
  if (first === 0x7b2c) return readUnit(line)
  for (const [kind, pattern] of [
    ['para', PARA],
    ['subpara', SUBPARA],
    ['indent', INDENT],
  ] as const) {
    const match = pattern.exec(line)
    if (match && (kind === 'para' || !CITED.test(line.slice(match[0].length)))) {
      return make(kind, line, match[0], readNumeral(match[1]!))
    }
  }
  return readDigits(line) ?? readSign(line)
}

function readUnit(line: string): Mark | null {
  const article = ARTICLE.exec(line)
  if (article) {
    const mark = make('article', line, article[0], readNumeral(article[1]!))
    const plus = article[2] ? readNumeral(article[2]) : null
    return mark && plus !== null ? { ...mark, plus } : mark
  }
  for (const [kind, pattern] of UNIT) {
    const match = pattern.exec(line)
    if (match) return make(kind, line, match[0], readNumeral(match[1]!))
  }
  return null
}

function readDigits(line: string): Mark | null {
  const point = POINT.exec(line)
  if (point) return make('point', line, point[0], readNumeral(point[1]!))
  const decimal = DECIMAL.exec(line)
  if (!decimal || /^[%％‰万亿元米吨倍亩公千]/.test(line.slice(decimal[0].length))) return null
  const places = decimal[1]!.split(/[.．]/).map(Number)
  const mark = make(DECIMAL_KINDS[places.length - 1] ?? 'item', line, decimal[0], places.at(-1)!)
  return mark && { ...mark, decimal: places.length }
}

function readSign(line: string): Mark | null {
  const sign = line[0]
  if (sign === undefined) return null
  for (const [kind, row] of [
    ['item', RINGED],
    ['indent', BRACKETED],
    ['subpara', HAN_BRACKETED],
    ['point', DOTTED],
  ] as const) {
    const at = row.indexOf(sign)
    if (at >= 0) return make(kind, line, sign, at + 1)
  }
  return null
}

function make(kind: ClauseKind, line: string, written: string, value: number | null): Mark | null {
  if (value === null || value === 0) return null
  return { kind, num: written.trim(), value, rest: line.slice(written.length).trimStart() }
}

/** How deep a number stands: 1, 1.1, 1.1.1 go by their places, above every other number but those of statutes. */
export function rankOf(mark: Mark): number {
  return mark.decimal ? RANK.article + mark.decimal / 10 : RANK[mark.kind]
}

/** Order of the kinds of number from the outermost to the innermost. */
const RANK: Record<ClauseKind, number> = {
  part: 0,
  chapter: 1,
  section: 2,
  article: 3,
  para: 4,
  subpara: 5,
  point: 6,
  indent: 7,
  item: 8,
}
