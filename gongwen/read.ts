import type { Meta, Reading } from './model.ts'
import { readPlain } from './read/plain.ts'
import { Unreadable } from './unreadable.ts'

/**
 * Takes a file apart into lines and tables. `name` tells the format where the bytes leave it open. Throws
 * {@link Unreadable} for a file that is empty, encrypted, not what its name says, too large or unknown.
 */
export async function read(bytes: Uint8Array, name: string): Promise<Reading> {
  if (bytes.length === 0)
    throw new Unreadable('empty', `“${name}”是空文件，没有可以读取的内容。请检查后重新上传。`)
  return readPlain(new TextDecoder().decode(bytes))
}

/** A reading of a text at hand, with what its source states about it (records of a data set, a pasted text). */
export function readText(text: string, given: Partial<Meta> = {}): Reading {
  return { ...readPlain(text), format: 'text', meta: { ...given } }
}
