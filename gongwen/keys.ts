import { findDocNumbers, parseDocNumber } from './doc-number.ts'
import type { DocNumber } from './model.ts'

const LOOSE =
  /^([\u4e00-\u9fa5a-z]{0,20}?)第?[〔[【(﹝〈「{]?((?:19|20)\d\d)?年?[〕\]】)﹞〉」}]?[-—–第]?(\d{1,5})号?(?:文|文件)?$/i

/**
 * Look-up keys `agency|year|serial` for a document number in any writing, the most telling first; a part the
 * writing leaves out is empty. A whole number gives 吴政办|2022|60, then |2022|60 and 吴政办||60; 吴政办60号 gives
 * 吴政办||60 alone, 〔2022〕60号 gives |2022|60. A query meets a document when the query's first key is among the
 * document's keys. A text that is no number gives none; one that holds several gives the keys of each.
 */
export function docNumberKeys(text: string): string[] {
  const folded = text.normalize('NFKC').slice(0, 2000).trim()
  const found = findDocNumbers(folded)
  if (found.length > 0) return [...new Set(found.flatMap((one) => keysOf(one.number)))]
  const one = parseDocNumber(folded)
  if (one) return keysOf(one)
  const loose = LOOSE.exec(folded.replace(/[\s\u200b]/g, ''))
  const [, agency = '', year = '', serial = ''] = loose ?? []
  return agency === '' && year === '' ? [] : variants(agency, year, String(Number(serial)))
}

function keysOf(number: DocNumber): string[] {
  return variants(number.agency ?? '', number.year === null ? '' : String(number.year), String(number.serial))
}

function variants(agency: string, year: string, serial: string): string[] {
  const keys = [`${agency}|${year}|${serial}`]
  if (agency !== '' && year !== '') keys.push(`|${year}|${serial}`, `${agency}||${serial}`)
  return keys
}

/**
 * A title folded for exact matching: NFKC, lower case, without space, punctuation and 书名号, and without a
 * leading 中华人民共和国 (《中华人民共和国民法典》 and 民法典 have one key).
 */
export function titleKey(title: string): string {
  return title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}\u200b\ufeff]/gu, '')
    .replace(/^中华人民共和国(?=.)/, '')
}
