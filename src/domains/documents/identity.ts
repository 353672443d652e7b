import { createHash } from 'node:crypto'
import { titleKey } from '@gongkai/gongwen'

// NOTE lower-case base 32 without i, l, o, u: an id can be read over the telephone.
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

/**
 * The id a document has by right: drawn from its 文号, or else its title. A citation of a document we do not hold
 * computes the same id, so the address of its page stays when the document itself arrives.
 */
export function rightfulId(docNumber: string | null, title: string): string {
  return idOf(docNumber ? `number:${docNumber}` : `title:${titleKey(title)}`)
}

/** The id of another text under a number or title already taken: drawn from its content as well. */
export function secondId(docNumber: string | null, title: string, contentHash: string): string {
  return idOf(`${docNumber ?? titleKey(title)}:${contentHash}`)
}

/** Whether a text could be an id at all; what cannot need not be looked for. */
export function isId(text: string): boolean {
  return /^[0-9a-hjkmnp-tv-z]{12}$/.test(text)
}

function idOf(key: string): string {
  const bytes = createHash('sha256').update(key).digest()
  let id = ''
  for (let i = 0; i < 12; i++) id += ALPHABET[bytes[i]! & 31]
  return id
}
