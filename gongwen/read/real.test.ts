import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { parse, read, Unreadable } from '../index.ts'

// Real files stay outside the repository; where they are absent these tests say so and do not count.
const FILES = new URL('../../../shared/data/office_files/', import.meta.url)
const skip = existsSync(FILES) ? false : '没有 ../shared/data/office_files，真实文件的检验没有做'

type File = { file: string; format: string; note: string; text?: string }
const files = (): File[] =>
  readFileSync(new URL('manifest.jsonl', FILES), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as File)

/** The characters of `text` that `other` has not, counted; without spaces. */
function missing(text: string, other: string): string {
  const left = new Map<string, number>()
  for (const c of other.replace(/\s/g, '')) left.set(c, (left.get(c) ?? 0) + 1)
  return [...text.replace(/\s/g, '')]
    .filter((c) => {
      const count = left.get(c) ?? 0
      left.set(c, count - 1)
      return count <= 0
    })
    .join('')
}

// The list keeps the first 4,000 characters of a text.
const KEPT = 4000

test('每个OFD都读出，文字与清单一致，只少页码', { skip }, async () => {
  const all = files().filter((file) => file.format === 'ofd')
  assert.ok(all.length > 0)
  for (const { file, text = '' } of all) {
    const { text: own } = parse(await read(readFileSync(new URL(file, FILES)), file))
    assert.match(missing(text, own), /^[—\d]{0,8}$/, file)
    if (text.length < KEPT) assert.equal(missing(own, text), '', file)
  }
})

test('每个PDF和Word文档都读出，没有文字层的说出来，坏的拒绝', { skip }, async () => {
  for (const { file, format, note } of files().filter((one) => one.format !== 'ofd')) {
    const bytes = readFileSync(new URL(file, FILES))
    if (file.startsWith('broken/')) {
      await assert.rejects(read(bytes, file), Unreadable, file)
      continue
    }
    const reading = await read(bytes, file)
    const bare = /no text layer/.test(note)
    assert.equal(reading.format, format)
    assert.equal(reading.blocks.length === 0, bare, file)
    assert.equal(
      reading.issues.some((issue) => issue.code === 'no-text-layer'),
      bare,
      file,
    )
  }
})

test('同一份文件的Word和PDF：文字一样，段落相合', { skip }, async () => {
  const textOf = async (path: string): Promise<string> =>
    parse(await read(readFileSync(new URL(path, FILES)), path)).text.replace(/[ \u3000]/g, '')
  const word = await textOf('docx/gbt9704_layout.docx')
  const printed = await textOf('pdf/gbt9704_layout_a.pdf')
  assert.equal(missing(word, printed), '')
  // NOTE the printed one alone carries its date.
  assert.equal(missing(printed, word), '2025年12月16日')
  const paragraphs = printed.split('\n')
  const found = word.split('\n').filter((paragraph) => paragraphs.includes(paragraph)).length
  assert.ok((2 * found) / (paragraphs.length + word.split('\n').length) >= 0.93, `${found} 段相合`)
})
