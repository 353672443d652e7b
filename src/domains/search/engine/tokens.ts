/**
 * Text to tokens: character bigrams over runs of Chinese, whole words elsewhere. A token is a 32-bit key.
 *
 * A bigram is its two UTF-16 units side by side, a lone character its one unit, a word a hash; the three ranges
 * do not meet because every unit of a Chinese run is at least U+3005.
 */

/** What a UTF-16 unit does to the run it stands in. */
const SEPARATES = 0
const WORD = 1
const CHINESE = 2
const EXPANDS = 3
const VANISHES = 4

const FIRST_CHINESE = 0x3005
const WORD_KEYS_FROM = 0x10000
const WORD_KEYS = 0x3005_0000 - WORD_KEYS_FROM

const KIND = new Uint8Array(0x10000)
const FOLD = new Uint16Array(0x10000)

const HAN_LIKE = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u

function kindOf(folded: string): number {
  if (folded.length > 1) return EXPANDS
  if (HAN_LIKE.test(folded) && folded.charCodeAt(0) >= FIRST_CHINESE) return CHINESE
  if (/[\p{L}\p{N}]/u.test(folded)) return WORD
  return /[\p{M}\p{Cf}]/u.test(folded) ? VANISHES : SEPARATES
}

function fillTables(): void {
  for (let unit = 0; unit < 0x10000; unit++) {
    const surrogate = unit >= 0xd800 && unit <= 0xdfff
    const plainHan = unit >= 0x4e00 && unit <= 0x9fff
    if (surrogate || plainHan) {
      KIND[unit] = CHINESE
      FOLD[unit] = unit
      continue
    }
    const folded = String.fromCharCode(unit).normalize('NFKC').toLowerCase()
    KIND[unit] = kindOf(folded)
    FOLD[unit] = folded.charCodeAt(0)
  }
}
fillTables()

/** Text as the index sees it: compatibility forms and letter case folded, formatting characters gone. */
export function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{Cf}\p{Mn}]/gu, '')
}

/** Differs where text is folded differently, as it may be under another version of Unicode. */
export function foldingFingerprint(): number {
  let hash = 0
  for (let unit = 0; unit < 0x10000; unit++)
    hash = Math.imul(hash ^ (FOLD[unit]! * 8 + KIND[unit]!), 0x01000193) | 0
  return hash >>> 0
}

/** The unit after folding, or 0 where the unit separates runs or is not one unit when folded. */
export function foldUnit(unit: number): number {
  const kind = KIND[unit]!
  return kind === WORD || kind === CHINESE ? FOLD[unit]! : 0
}

/** True for a unit that is read in pairs. */
export function isChinese(unit: number): boolean {
  return KIND[unit] === CHINESE
}

function wordKey(hash: number): number {
  return WORD_KEYS_FROM + ((hash >>> 0) % WORD_KEYS)
}

/** True for the token of a Chinese character that stands alone. */
export function isLoneCharacter(key: number): boolean {
  return key < WORD_KEYS_FROM
}

/** A growing list of keys that is reused from text to text. */
export type Tokens = { keys: Uint32Array; count: number }

export function noTokens(): Tokens {
  return { keys: new Uint32Array(4096), count: 0 }
}

/** Appends the tokens of `text` to `tokens`. */
export function tokenise(text: string, tokens: Tokens): void {
  makeRoom(tokens, text.length)
  if (readUnits(text, tokens, true)) return
  const expanded = text.normalize('NFKC')
  makeRoom(tokens, expanded.length)
  readUnits(expanded, tokens, false)
}

/** A unit yields at most one token, so the length of a text is room enough for it. */
function makeRoom(tokens: Tokens, length: number): void {
  if (tokens.count + length <= tokens.keys.length) return
  const wider = new Uint32Array(2 * (tokens.count + length))
  wider.set(tokens.keys.subarray(0, tokens.count))
  tokens.keys = wider
}

/** Reads unit by unit; answers false, having appended nothing, when a unit folds into several (㎡ into m2). */
function readUnits(text: string, tokens: Tokens, stopAtExpanding: boolean): boolean {
  const keys = tokens.keys
  let count = tokens.count
  let before = 0
  let run = 0
  let hash = 0
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    const kind = KIND[unit]!
    if (kind === CHINESE) {
      if (hash !== 0) keys[count++] = wordKey(hash)
      hash = 0
      const folded = FOLD[unit]!
      if (run > 0) keys[count++] = ((before << 16) | folded) >>> 0
      before = folded
      run++
      continue
    }
    if (kind === VANISHES) continue
    if (kind === EXPANDS && stopAtExpanding) return false
    if (run === 1) keys[count++] = before
    run = 0
    if (kind === WORD) hash = Math.imul((hash === 0 ? 0x811c9dc5 : hash) ^ FOLD[unit]!, 0x01000193) | 0 || 1
    else if (hash !== 0) {
      keys[count++] = wordKey(hash)
      hash = 0
    }
  }
  if (run === 1) keys[count++] = before
  if (hash !== 0) keys[count++] = wordKey(hash)
  tokens.count = count
  return true
}

/** A 53-bit hash of a key given as text (an id, a normalised number, a normalised title). */
export function hashText(text: string): number {
  let low = 0x9e3779b1 ^ text.length
  let high = 0x85ebca6b
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    low = Math.imul(low ^ unit, 0x01000193)
    low ^= low >>> 15
    high = Math.imul(high ^ unit, 0xcc9e2d51)
    high ^= high >>> 13
  }
  low = Math.imul(low ^ (high >>> 7), 0xc2b2ae35)
  high = Math.imul(high ^ (low >>> 16), 0x27d4eb2f)
  return ((high >>> 0) & 0x1fffff) * 0x1_0000_0000 + ((low ^ (low >>> 13)) >>> 0)
}
