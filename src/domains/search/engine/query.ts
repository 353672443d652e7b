/** What a person typed, made into something the index can answer. Accepts any text whatever. */

import { ASKING, QUESTION_STOP_WORDS, TITLE_ENDINGS } from './question.ts'
import { isLoneCharacter, normalise, noTokens, tokenise } from './tokens.ts'

/** `words` covers titles too: both are looked for in titles as well as in text. */
export type QueryKind = 'number' | 'words' | 'question'

export type Query = {
  readonly kind: QueryKind
  /** What is left to search after cutting and cleaning. */
  readonly text: string
  /** Distinct token keys with the number of times each was typed. */
  readonly keys: readonly number[]
  readonly times: readonly number[]
  /** The token keys of each quoted phrase. */
  readonly phrases: ReadonlyArray<readonly number[]>
  /** What to tell the person, where the query was cut or held nothing to search. */
  readonly notice?: string
}

/** More than any sentence one would paste. */
export const LONGEST_QUERY = 300

const NUMBER = /[〔[(【]?\s*(?:19|20)\d{2}\s*[〕\])】年]?\s*第?\s*\d{1,5}\s*号/u
const QUOTED = /[“"「『]([^“”"「」『』]{2,60})[”"」』]/gu
const UNPRINTABLE = /[\p{Cc}\p{Cs}]/gu

const asking = new RegExp(ASKING.join('|'), 'u')
const titleEnding = new RegExp(`(?:${TITLE_ENDINGS.join('|')})[》」』”")）\\s]*$`, 'u')
const stopWords = new RegExp([...QUESTION_STOP_WORDS].sort((a, b) => b.length - a.length).join('|'), 'gu')

/** Question, document number or words: decides which ranking features apply. */
export function kindOf(text: string): QueryKind {
  if (/[?？]/u.test(text)) return 'question'
  if (titleEnding.test(text)) return 'words'
  if (asking.test(text)) return 'question'
  return NUMBER.test(text.normalize('NFKC')) ? 'number' : 'words'
}

function keysOf(text: string): { keys: number[]; times: number[] } {
  const tokens = noTokens()
  tokenise(text, tokens)
  const counted = new Map<number, number>()
  for (const key of tokens.keys.subarray(0, tokens.count)) counted.set(key, (counted.get(key) ?? 0) + 1)
  // A lone character of a query is met in texts as half of a pair. Beside other tokens it would only count as missing.
  const telling = [...counted.keys()].filter((key) => !isLoneCharacter(key))
  if (telling.length > 0) for (const key of counted.keys()) if (isLoneCharacter(key)) counted.delete(key)
  return { keys: [...counted.keys()], times: [...counted.values()] }
}

/** Reads a query. Never throws; what could not be used is said in `notice`. */
export function readQuery(raw: string): Query {
  // Twice the length, since formatting characters and control characters go before the count.
  const clean = normalise(raw.slice(0, LONGEST_QUERY * 2).replace(UNPRINTABLE, ' ')).trim()
  const text = clean.slice(0, LONGEST_QUERY)
  const kind = kindOf(text)
  let { keys, times } = keysOf(kind === 'question' ? text.replace(stopWords, ' ') : text)
  // A question made of nothing but question words still deserves an answer.
  if (keys.length === 0 && kind === 'question') ({ keys, times } = keysOf(text))
  const phrases =
    kind === 'question' ? [] : [...text.matchAll(QUOTED)].map(([, quoted]) => keysOf(quoted!).keys)
  const notice = noticeOf(raw, clean, keys.length)
  return {
    kind,
    text,
    keys,
    times,
    phrases: phrases.filter((phrase) => phrase.length > 0),
    ...(notice && { notice }),
  }
}

function noticeOf(raw: string, clean: string, keyCount: number): string | undefined {
  if (raw.trim() === '') return '没有输入检索词。请输入标题、文号、关键词，或者直接提问。'
  if (keyCount === 0) return '输入的内容里没有可以检索的文字或数字。请换用标题、文号或关键词。'
  if (clean.length > LONGEST_QUERY || raw.length > LONGEST_QUERY * 2) {
    return `检索词太长，只按前${LONGEST_QUERY}个字检索。摘出最要紧的一句或几个词，结果会更准。`
  }
  return undefined
}
