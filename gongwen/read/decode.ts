import { Unreadable } from '../unreadable.ts'

/**
 * The text of a file in UTF-8, UTF-16 or GB18030 (which holds GBK and GB2312), told by its mark, by `declared`, or
 * by trying. Throws {@link Unreadable} for bytes that are no text.
 */
export function decodeText(bytes: Uint8Array, name: string, declared?: string): string {
  const text =
    decodeMarked(bytes) ?? decodeWide(bytes) ?? tryDecode(bytes, 'utf-8') ?? decodeDeclared(bytes, declared)
  if (text !== null && !isGarbled(text)) return text
  const message = `“${name}”不是可以识别的文本，编码不是UTF-8、UTF-16或GB18030。请在编辑器中另存为UTF-8后再上传。`
  throw new Unreadable('unknown-encoding', message)
}

function decodeMarked(bytes: Uint8Array): string | null {
  const [a, b, c] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return new TextDecoder('utf-8').decode(bytes)
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  return null
}

/** UTF-16 without its mark: Chinese and ASCII put the same few high bytes at every other place. */
function decodeWide(bytes: Uint8Array): string | null {
  if (bytes.length < 4 || bytes.length % 2 !== 0) return null
  const counts = [0, 0]
  const sample = Math.min(bytes.length, 4000) & ~1
  for (let i = 0; i < sample; i++) {
    const byte = bytes[i]!
    if (byte === 0 || byte === 0x30 || byte === 0xff || (byte >= 0x4e && byte <= 0x9f)) counts[i % 2]!++
  }
  const [even, odd] = counts as [number, number]
  const zeros = bytes.subarray(0, sample).includes(0)
  if (!zeros || Math.max(even, odd) < sample * 0.45) return null
  return tryDecode(bytes, odd >= even ? 'utf-16le' : 'utf-16be')
}

function decodeDeclared(bytes: Uint8Array, declared: string | undefined): string | null {
  if (declared && !/^(?:utf-?8|gb.*)$/i.test(declared)) {
    const text = tryDecode(bytes, declared)
    if (text !== null) return text
  }
  return tryDecode(bytes, 'gb18030')
}

function tryDecode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** Whether control characters or private ones make up so much of a text that it can be none. */
function isGarbled(text: string): boolean {
  const sample = text.slice(0, 20_000)
  const odd = sample.match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u007f\ue000-\uf8ff\ufffd]/g)?.length ?? 0
  return odd > sample.length * 0.02 + 2
}
