import type { Format, Issue, Meta, Reading } from './model.ts'
import { decodeText } from './read/decode.ts'
import { readDoc } from './read/doc.ts'
import { readDocx } from './read/docx.ts'
import { readHtml } from './read/html.ts'
import { looksLikeMarkdown, readMarkdown } from './read/markdown.ts'
import { readOfd } from './read/ofd.ts'
import { readPdf } from './read/pdf.ts'
import { readPlain } from './read/plain.ts'
import { type Content, isLockedOffice, looksLikeHtml, sniff } from './read/sniff.ts'
import { readXlsx } from './read/xlsx.ts'
import { Unreadable } from './unreadable.ts'

const MEGABYTE = 1024 * 1024
const LARGEST = 100 * MEGABYTE
// NOTE a text of this size is five million characters, thirty times the longest law.
const LARGEST_TEXT = 16 * MEGABYTE
const MOST_LINES = 60_000

type FileFormat = Exclude<Format, 'text'>

const FORMATS: Record<string, FileFormat> = {
  md: 'md',
  markdown: 'md',
  txt: 'txt',
  html: 'html',
  htm: 'html',
  docx: 'docx',
  dotx: 'docx',
  doc: 'doc',
  dot: 'doc',
  wps: 'doc',
  pdf: 'pdf',
  ofd: 'ofd',
  xlsx: 'xlsx',
}

type Taken = Omit<Reading, 'format'>
type Reader = { content: Content; take: (bytes: Uint8Array, name: string) => Promise<Taken> }

/** The formats that are no text: what their bytes must be, and who reads them. */
const READERS: Record<Exclude<FileFormat, 'md' | 'txt' | 'html'>, Reader> = {
  docx: { content: 'zip', take: readDocx },
  doc: { content: 'ole', take: readDoc },
  ofd: { content: 'zip', take: readOfd },
  pdf: { content: 'pdf', take: readPdf },
  xlsx: { content: 'zip', take: readXlsx },
}
const CONTENT_NAMES: Record<Content, string> = {
  zip: '压缩包',
  ole: '旧版Office文档（doc、xls或wps）',
  pdf: 'PDF文档',
  rtf: 'RTF文档',
  image: '图片',
  archive: '压缩包',
  program: '程序',
  text: '纯文本',
}

/**
 * Takes a file apart into lines and tables. The format is told by the name's ending and checked against the bytes.
 * Throws {@link Unreadable} for a file that is empty, too large, locked, damaged, a bomb, of a kind that cannot be
 * read, or not what its name says.
 */
export async function read(bytes: Uint8Array, name: string): Promise<Reading> {
  const reading = await readFile(bytes, name)
  let lines = 0
  for (const block of reading.blocks) lines += block.kind === 'table' ? block.rows.length : 1
  if (lines > MOST_LINES) throw tooManyLines(name)
  return reading
}

async function readFile(bytes: Uint8Array, name: string): Promise<Reading> {
  if (bytes.length === 0)
    throw new Unreadable('empty', `“${name}”是空文件，没有可以读取的内容。请检查后重新上传。`)
  if (bytes.length > LARGEST) throw tooLarge(name, bytes.length, LARGEST)
  const ending = /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  const format = FORMATS[ending]
  const content = sniff(bytes)
  if (content === 'ole' && isLockedOffice(bytes)) {
    throw new Unreadable('encrypted', `“${name}”设有打开密码，无法读取。请去掉密码后重新上传。`)
  }
  if (ending === 'zip' && content === 'zip') throw packed(name)
  if (!format) throw unknown(name, ending)
  if (format !== 'md' && format !== 'txt' && format !== 'html') {
    const reader = READERS[format]
    if (content !== reader.content) throw misnamed(name, ending, content)
    return { format, ...(await reader.take(bytes, name)) }
  }
  if (content !== 'text') throw misnamed(name, ending, content)
  if (bytes.length > LARGEST_TEXT) throw tooLarge(name, bytes.length, LARGEST_TEXT)
  return readTextFile(bytes, name, format)
}

/** A reading of a text at hand, with what its source states about it (records of a data set, a pasted text). */
export function readText(text: string, given: Partial<Meta> = {}): Reading {
  const spelled = text.normalize('NFC')
  const { meta, ...read } = looksLikeMarkdown(spelled)
    ? readMarkdown(spelled)
    : { blocks: readPlain(spelled), meta: {} }
  return { format: 'text', ...read, meta: { ...meta, ...given }, issues: [] }
}

function readTextFile(bytes: Uint8Array, name: string, format: 'md' | 'txt' | 'html'): Reading {
  const declared = format === 'html' ? declaredCharset(bytes) : undefined
  const text = decodeText(bytes, name, declared).normalize('NFC')
  if (text.trim() === '')
    throw new Unreadable('empty', `“${name}”里只有空白，没有可以读取的内容。请检查后重新上传。`)
  if (format !== 'html' && countLines(text) > MOST_LINES * 2) throw tooManyLines(name)
  if (format === 'html') return { format, ...readHtml(text, name) }
  const issues: Issue[] = []
  if (format === 'txt') return { format, blocks: readPlain(text), meta: {}, issues }
  if (looksLikeHtml(text) && !/^(?:#{1,6} |---$)/m.test(text)) {
    issues.push({ code: 'html-in-text', message: '文件是网页代码，已按网页读取。建议改用.html为扩展名。' })
    const page = readHtml(text, name)
    return { format: 'html', ...page, issues: [...issues, ...page.issues] }
  }
  return { format, ...readMarkdown(text), issues }
}

function declaredCharset(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4096)).toString('latin1')
  return /<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{2,20})/i.exec(head)?.[1]
}

function tooLarge(name: string, size: number, limit: number): Unreadable {
  const [megabytes, most] = [Math.ceil(size / MEGABYTE), limit / MEGABYTE]
  return new Unreadable(
    'too-large',
    `“${name}”有${megabytes}兆，超过了${most}兆的上限。请拆分或压缩其中的图片后再上传。`,
  )
}

function countLines(text: string): number {
  let count = 1
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++
  return count
}

function tooManyLines(name: string): Unreadable {
  const message = `“${name}”超过了${MOST_LINES}行的上限，不像一份公文。请拆分后再上传。`
  return new Unreadable('too-many-lines', message)
}

/** An archive is no document; the application takes its files one by one, and finds none within them. */
function packed(name: string): Unreadable {
  const message = `“${name}”是压缩包，不能当作一份公文读取。请解压后逐个上传，压缩包里再套压缩包的也要先解压。`
  return new Unreadable('archive', message)
}

function misnamed(name: string, ending: string, content: Content): Unreadable {
  const message = `“${name}”的扩展名是.${ending}，内容却是${CONTENT_NAMES[content]}。请改用与内容相符的扩展名，或另存为正确的格式后再上传。`
  return new Unreadable('misnamed', message)
}

function unknown(name: string, ending: string): Unreadable {
  const what = ending === '' ? '没有扩展名' : `是.${ending}文件`
  return new Unreadable(
    'unknown-format',
    `“${name}”${what}，无法读取。可以上传的格式有docx、doc、wps、pdf、ofd、xlsx、html、md和txt，以及装有这些文件的zip压缩包。`,
  )
}
