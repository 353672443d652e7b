import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { parse, read, Unreadable } from '@gongkai/gongwen'
import { Misconfigured } from '../config.ts'
import { readWords } from './words.ts'

/** `parse FILE --json`: the structure of one file, as JSON. Exit 1 where the file cannot be read as a document. */
export async function parseFile(words: string[]): Promise<number> {
  const { values, positionals } = readWords(words, { json: { type: 'boolean' } })
  const [path, ...more] = positionals
  if (!path || more.length > 0)
    throw new Misconfigured('请写明一个文件，例如 gongkai parse 通知.docx --json。')
  try {
    const parsed = parse(await read(await readFile(path), basename(path)))
    process.stdout.write(`${JSON.stringify(parsed, null, values.json ? 0 : 2)}\n`)
    return 0
  } catch (error) {
    if (!(error instanceof Unreadable) && !isMissing(error)) throw error
    process.stderr.write(`${error instanceof Unreadable ? error.message : `找不到“${path}”。请检查路径。`}\n`)
    return 1
  }
}

function isMissing(error: unknown): boolean {
  return ['ENOENT', 'EACCES', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '')
}
