import { CENTRAL_CODES, GOVERNMENT_TAIL, NOT_IN_CODE, PROVINCE_MARKS } from './agency-codes.ts'
import type { DocNumber } from './model.ts'
import { asciiDigits, readNumeral } from './numerals.ts'

/** A document number found in a text, with the offsets of its writing. */
export type FoundNumber = { raw: string; start: number; end: number; number: DocNumber }

// NOTE space inside a number never spans a line: a title line and the number under it would fuse.
const SP = '[ \\t\\u00a0\\u3000\\u200b\\ufeff]{0,3}'
const OPEN = '[〔\\[【（(﹝［〈「{﹙⟦]'
const CLOSE = '[〕\\]】）)﹞］〉」}﹚⟧]'
const DIGIT = '[0-9０-９OoIl〇○]'
const YEAR = `(?:[1１] ?[9９] ?[4-9４-９] ?${DIGIT}|[2２] ?[0０OoQ〇○] ?${DIGIT} ?${DIGIT})`
const SERIAL = `${DIGIT}(?: ?${DIGIT}){0,4}`
const LABEL = /^(?:发文字号|发文号|文件编号|文\s*号|字\s*号|文件号)\s*[:：]\s*/

const BRACKETED = new RegExp(`${OPEN}${SP}(${YEAR})${SP}年?${SP}${CLOSE}${SP}`, 'g')
const AFTER_YEAR = new RegExp(`^(?:第)?${SP}(${SERIAL})${SP}号`)
const CODE_AFTER_YEAR = new RegExp(`^([\\u4e00-\\u9fa5]{1,10}?)${SP}第?${SP}(${SERIAL})${SP}号`)
const ORDINAL = new RegExp(
  `第${SP}([0-9０-９]{1,5}|[〇○零一二三四五六七八九十百千]{1,7})${SP}号${SP}(?:[）)〕]|(公告|通告|令))?`,
  'g',
)
const HAN_OR_LATIN = /[\u4e00-\u9fa5〇A-Za-z]/
const SPACE = /[ \t\u00a0\u3000\u200b\ufeff]/

/**
 * Every document number in a text, in reading order: 机关代字〔年〕号 in any brackets, width and spacing, and the
 * numbers of orders and announcements (令第N号, 公告YYYY年第N号). A bracketed number whose agency the text leaves
 * out is given with `agency` null.
 */
export function findDocNumbers(text: string): FoundNumber[] {
  const found = [...findBracketed(text), ...findOrdinal(text)].sort((a, b) => a.start - b.start)
  return found.filter((one, i) => i === 0 || one.start >= found[i - 1]!.end)
}

/**
 * The one document number a text consists of, with or without a label before it (发文字号：); else null. The
 * text is taken at its word: nothing between its beginning and the year is cut off as prose.
 */
export function parseDocNumber(text: string): DocNumber | null {
  const bare = text
    .normalize('NFC')
    .replace(/[\u200b\ufeff]/g, '')
    .trim()
    .replace(LABEL, '')
    .trim()
  if (bare === '' || bare.length > 80) return null
  const whole = parseWhole(bare)
  if (whole) return { ...whole, raw: text.trim() }
  const found = findDocNumbers(bare)[0]
  if (!found) return null
  // NOTE what stands around the number may be brackets or a tail of noise, but not a sentence.
  const rest = bare.slice(0, found.start) + bare.slice(found.end)
  return /[\u4e00-\u9fa5]{3,}/.test(rest) ? null : { ...found.number, raw: text.trim() }
}

const WHOLE = new RegExp(
  `^((?:[\\u4e00-\\u9fa5A-Za-z]${SP}){1,16})${OPEN}${SP}(${YEAR})${SP}年?${SP}${CLOSE}${SP}[第号]?${SP}(${SERIAL})${SP}号?`,
)
const WHOLE_DATED = new RegExp(
  `^([\\u4e00-\\u9fa5、]{2,30}?)${SP}(${YEAR})${SP}年${SP}第${SP}(${SERIAL})${SP}号$`,
)

/** Writings accepted only where nothing but the number is there: 号 lost or misplaced, 公告 left out. */
function parseWhole(bare: string): DocNumber | null {
  const match = WHOLE.exec(bare)
  if (match && bare.length - match[0].length <= 4) {
    return bracketed(bare, squeeze(match[1]!), match[2]!, match[3]!)
  }
  const dated = WHOLE_DATED.exec(bare)
  return dated && announcement(bare, dated[1]!, dated[2]!, dated[3]!)
}

function findBracketed(text: string): FoundNumber[] {
  const found: FoundNumber[] = []
  for (const match of text.matchAll(BRACKETED)) {
    const after = match.index + match[0].length
    const tail = text.slice(after, after + 24)
    const plain = AFTER_YEAR.exec(tail)
    if (plain) {
      const { code, start } = codeBefore(text, match.index)
      const end = after + plain[0].length
      const raw = text.slice(start, end)
      found.push({ raw, start, end, number: bracketed(raw, code, match[1]!, plain[1]!) })
      continue
    }
    const turned = CODE_AFTER_YEAR.exec(tail)
    if (turned) {
      const end = after + turned[0].length
      const raw = text.slice(match.index, end)
      found.push({ raw, start: match.index, end, number: bracketed(raw, turned[1]!, match[1]!, turned[2]!) })
    }
  }
  return found
}

function bracketed(raw: string, code: string, yearText: string, serialText: string): DocNumber {
  const year = readNumeral(squeeze(asciiDigits(yearText)))
  const serial = squeeze(asciiDigits(serialText))
  const agency = code === '' ? null : code
  // NOTE a leading zero stays in `norm`, against the standard's form, where the issuer printed it.
  return { raw, norm: `${code}〔${year}〕${serial}号`, kind: '文号', agency, year, serial: Number(serial) }
}

/** Reads the 机关代字 that ends right before `at`, cutting off what belongs to the sentence before it. */
function codeBefore(text: string, at: number): { code: string; start: number } {
  let start = at
  let gap = 0
  for (let i = at - 1; i >= 0 && at - i <= 40 && gap <= 3; i--) {
    const c = text[i]!
    if (SPACE.test(c)) gap++
    else if (HAN_OR_LATIN.test(c)) {
      start = i
      gap = 0
    } else break
  }
  const written = text.slice(start, at)
  const bounded = start === 0 || /[（(〔[【"“《》」』：:；;，,、。\n\d]/.test(text[start - 1]!)
  const cut = cutCode(written, bounded)
  return { code: squeeze(written.slice(cut)), start: cut === written.length ? at : start + cut }
}

/** How many leading characters of `written` are not the code's. */
function cutCode(written: string, bounded: boolean): number {
  let cut = 0
  for (const word of written.matchAll(NOT_IN_CODE)) cut = word.index + word[0].length
  while (cut < written.length && SPACE.test(written[cut]!)) cut++
  const rest = written.slice(cut)
  const code = squeeze(rest)
  if ((bounded || cut > 0) && code.length <= 6) return cut
  const known = knownSuffix(code)
  if (known !== null) return written.length - spelledLength(written, known.length)
  const organ = /^.*(?:办公厅|办公室|政府|委员会|[委局厅部院会])(?=[\u4e00-\u9fa5]{2,6}$)/.exec(code)
  if (organ && PROVINCE_MARKS.includes(code[organ[0].length]!)) {
    return written.length - spelledLength(written, code.length - organ[0].length)
  }
  return code.length > 14 ? written.length - spelledLength(written, 14) : cut
}

/** The longest ending of `code` that is a code of the registry or shaped like a government's. */
function knownSuffix(code: string): string | null {
  for (let i = 0; i < code.length - 1; i++) {
    const rest = code.slice(i)
    if (rest in CENTRAL_CODES) return rest
    if (PROVINCE_MARKS.includes(rest[0]!) && GOVERNMENT_TAIL.test(rest.slice(1))) return rest
  }
  return null
}

/** Length in `written` of its last `count` characters that are not spaces. */
function spelledLength(written: string, count: number): number {
  let left = count
  let i = written.length
  while (i > 0 && left > 0) {
    i--
    if (!SPACE.test(written[i]!)) left--
  }
  return written.length - i
}

function squeeze(text: string): string {
  return text.replace(/[\s\u200b\ufeff]/g, '')
}

const NAME_BEFORE = new RegExp(
  `((?:[\\u4e00-\\u9fa5、]${SP}){0,30})(令|公告|通告)${SP}(?:[（(〔]${SP})?(?:(${YEAR})${SP}年?${SP}[）)〕]?${SP})?[（(]?$`,
)
const YEAR_BEFORE = new RegExp(`([\\u4e00-\\u9fa5]{2,20})${SP}(${YEAR})${SP}年${SP}$`)

function findOrdinal(text: string): FoundNumber[] {
  const found: FoundNumber[] = []
  for (const match of text.matchAll(ORDINAL)) {
    const from = Math.max(0, match.index - 60)
    const before = text.slice(from, match.index).replace(/[\s\S]*\n/, (line) => '\0'.repeat(line.length))
    const one = ordinalFrom(text, from, before, match)
    if (one) found.push(one)
  }
  return found
}

function ordinalFrom(text: string, from: number, before: string, match: RegExpExecArray): FoundNumber | null {
  const end = match.index + match[0].length
  const named = NAME_BEFORE.exec(before)
  if (named) {
    const { name, cut } = cutName(named[1]!)
    const start = from + named.index + cut
    const raw = text.slice(start, end)
    const number =
      named[2] === '令'
        ? order(raw, name, match[1]!, named[3])
        : announcement(raw, name, named[3], match[1]!, named[2])
    return number && { raw, start, end, number }
  }
  const dated = match[2] === '公告' || match[2] === '通告' ? YEAR_BEFORE.exec(before) : null
  if (!dated) return null
  const { name, cut } = cutName(dated[1]!)
  const start = from + dated.index + cut
  const raw = text.slice(start, end)
  const number = announcement(raw, name, dated[2], match[1]!, match[2])
  return number && { raw, start, end, number }
}

/** The body's name at the end of a stretch of prose, without what belongs to the sentence before it. */
function cutName(prose: string): { name: string; cut: number } {
  let cut = 0
  const cue = /(?:根据|依据|按照|依照|公布|发布|修订|修正|日|经|由|以|被|(?<!共)和|及|与|的|、)/g
  for (const word of prose.matchAll(cue)) {
    if (word[0] === '、' && /[部委局署会院行]$/.test(prose.slice(0, word.index))) continue
    if (word[0] === '日' && !/[\d一二三四五六七八九十]$/.test(prose.slice(0, word.index)) && word.index > 0)
      continue
    if (/^(?:和|及|与)$/.test(word[0]) && /^[^、]{0,6}(?:部|委员会|局|厅)/.test(prose.slice(word.index + 1)))
      continue
    if (prose.length - word.index - word[0].length < 2) continue
    cut = word.index + word[0].length
  }
  return {
    name: prose
      .slice(cut)
      .trim()
      .replace(/[ \t\u00a0\u3000]+/g, '、')
      .replace(/^中华人民共和国(?=.)/, ''),
    cut,
  }
}

function order(raw: string, name: string, serialText: string, yearText?: string): DocNumber | null {
  const serial = readNumeral(serialText)
  if (serial === null) return null
  const year = yearText ? readNumeral(squeeze(asciiDigits(yearText))) : null
  const agency = `${name}令`
  const norm = year === null ? `${agency}第${serial}号` : `${agency}${year}年第${serial}号`
  return { raw, norm, kind: '令', agency, year, serial }
}

function announcement(
  raw: string,
  name: string,
  yearText: string | undefined,
  serialText: string,
  word = '公告',
): DocNumber | null {
  const serial = readNumeral(squeeze(asciiDigits(serialText)))
  if (serial === null) return null
  const year = yearText ? readNumeral(squeeze(asciiDigits(yearText))) : null
  const agency = /(?:公告|通告)$/.test(name) ? name : `${squeeze(name)}${word}`
  const norm = `${agency}${year === null ? '' : `${year}年`}第${serial}号`
  return { raw, norm, kind: '公告', agency, year, serial }
}
