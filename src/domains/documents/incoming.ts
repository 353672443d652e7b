import { createReadStream, type Dirent } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { readArchive, Unreadable } from '@gongkai/gongwen'
import type { Given, Incoming } from './model.ts'

/** What could not even be handed to intake, with the sentence that says why. */
export interface Unusable {
  label: string
  refusal: string
}

/** A file found, and how large it is: for telling how far an import has come. */
export interface Found {
  path: string
  bytes: number
}

const MEDIA_TYPES: Record<string, string> = {
  '.md': 'text/markdown; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.html': 'text/html',
  '.htm': 'text/html',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.doc': 'application/msword',
  '.wps': 'application/vnd.ms-works',
  '.pdf': 'application/pdf',
  '.ofd': 'application/ofd',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.zip': 'application/zip',
}
const FILE_MOST = 100 * 1024 * 1024
const RECORD_MOST = 32 * 1024 * 1024
const SPACE = 0x20

/**
 * The files below a path, sorted, so that a second run takes them in the same order. A link given as the path is
 * followed, links below it are not. A folder that cannot be opened is told and the rest goes on; only a path that is
 * not there throws.
 */
export async function* filesBelow(path: string): AsyncGenerator<Found | Unusable> {
  const here = await stat(path)
  if (here.isFile()) yield { path, bytes: here.size }
  else if (here.isDirectory()) yield* filesIn(path)
  else yield { label: path, refusal: '这不是文件，也不是文件夹，未收录。' }
}

async function* filesIn(folder: string): AsyncGenerator<Found | Unusable> {
  let entries: Dirent[]
  try {
    entries = await readdir(folder, { withFileTypes: true })
  } catch (error) {
    return yield {
      label: folder,
      refusal: `文件夹打不开（${codeOf(error)}），里面的文件未收录。请检查读取权限。`,
    }
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name)
    if (entry.name.startsWith('.')) continue
    if (entry.isDirectory()) yield* filesIn(path)
    else if (entry.isFile()) yield { path, bytes: (await stat(path).catch(() => undefined))?.size ?? 0 }
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? '未知原因'
}

/** What a file holds: itself, each record of a `.jsonl` list, or each file of a `.zip` archive. */
export async function* incomingOf({ path, bytes }: Found): AsyncGenerator<Incoming | Unusable> {
  if (extname(path).toLowerCase() === '.jsonl') return yield* recordsOf(path)
  if (bytes > FILE_MOST) {
    const size = Math.round(bytes / 1024 / 1024)
    return yield {
      label: path,
      refusal: `文件有 ${size} MB，超过 ${FILE_MOST / 1024 / 1024} MB 的上限，未收录。请拆分成几份再导入。`,
    }
  }
  let content: Buffer
  try {
    content = await readFile(path)
  } catch (error) {
    return yield {
      label: path,
      refusal: `文件打不开（${codeOf(error)}），未收录。请检查读取权限。`,
    }
  }
  if (extname(path).toLowerCase() === '.zip') yield* filesOf(path, content)
  else yield fileOf(path, basename(path), content)
}

function fileOf(label: string, name: string, bytes: Uint8Array): Incoming {
  const mediaType = MEDIA_TYPES[extname(name).toLowerCase()] ?? 'application/octet-stream'
  return { label, name, bytes, mediaType, given: {} }
}

/** The files of an archive one by one; what cannot be taken out of it ends the archive, and nothing else. */
async function* filesOf(path: string, content: Buffer): AsyncGenerator<Incoming | Unusable> {
  try {
    for await (const { name, bytes } of readArchive(content, basename(path))) {
      yield fileOf(`${path}#${name}`, basename(name), bytes)
    }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    yield { label: path, refusal: error.message }
  }
}

async function* recordsOf(path: string): AsyncGenerator<Incoming | Unusable> {
  let number = 0
  try {
    for await (const line of linesOf(path)) {
      number += 1
      const label = `${path}#${number}`
      if (line === undefined)
        yield { label, refusal: `这一条超过 ${RECORD_MOST / 1024 / 1024} MB 的上限，未收录。` }
      else if (line.some((byte) => byte > SPACE)) yield recordOf(label, line)
    }
  } catch (error) {
    if (!isOfDisk(error)) throw error
    const from = number === 0 ? '' : `第 ${number} 行以后的`
    yield { label: path, refusal: `文件打不开（${codeOf(error)}），${from}内容未收录。请检查读取权限。` }
  }
}

function isOfDisk(error: unknown): boolean {
  return ['open', 'read'].includes((error as NodeJS.ErrnoException).syscall ?? '')
}

/** The lines of a file as bytes; undefined stands for one too long to hold. */
async function* linesOf(path: string): AsyncGenerator<Buffer | undefined> {
  let held: Buffer[] = []
  let size = 0
  const take = () => {
    const line = size > RECORD_MOST ? undefined : Buffer.concat(held)
    held = []
    size = 0
    return line
  }
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Buffer>) {
    let from = 0
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      held.push(chunk.subarray(from, end))
      size += end - from
      yield take()
      from = end + 1
    }
    size += chunk.length - from
    if (size <= RECORD_MOST) held.push(chunk.subarray(from))
  }
  if (size > 0) yield take()
}

function recordOf(label: string, line: Buffer): Incoming | Unusable {
  const spelled = decoded(line)
  if (spelled === undefined)
    return { label, refusal: '这一行既不是 UTF-8 也不是 GB18030 编码，未收录。请转换编码后再导入。' }
  let record: unknown
  try {
    record = JSON.parse(spelled)
  } catch {
    return { label, refusal: '这一行不是完整的 JSON，未收录。请检查是否被截断。' }
  }
  if (typeof record !== 'object' || record === null)
    return { label, refusal: '这一行不是一条记录，未收录。每行应是 {"title":…,"text":…}。' }
  const fields = record as Record<string, unknown>
  const text = stringOf(fields.text)
  if (!text?.trim()) return { label, refusal: '这一条没有 text（正文），未收录。' }
  const id = stringOf(fields.id) ?? label.slice(label.lastIndexOf('#') + 1)
  return {
    label,
    name: `${id.replace(/[^\p{L}\p{N}._-]/gu, '_').slice(0, 80)}.json`,
    bytes: line,
    mediaType: 'application/json',
    given: givenBy(fields),
    record: { text, issuer: stringOf(fields.issuer) },
  }
}

/** A line in the encodings that lists come in; undefined for bytes that are no text in either. */
function decoded(line: Buffer): string | undefined {
  for (const encoding of ['utf-8', 'gb18030'])
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(line)
    } catch {}
  return undefined
}

function givenBy(fields: Record<string, unknown>): Given {
  const given: Given = {
    title: stringOf(fields.title),
    docNumber: stringOf(fields.doc_number),
    topic: stringOf(fields.topic),
    sourceUrl: webAddress(stringOf(fields.url)),
    writtenOn: dayOf(fields.written_date),
    publishedOn: dayOf(fields.published_date),
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}

// NOTE JSON may spell characters that are no text and that no database keeps: NUL, other controls, half a surrogate pair.
const NO_TEXT = /[\u0000-\u0008\u000b\u000e-\u001f\u007f]/g

function stringOf(value: unknown): string | undefined {
  const text =
    typeof value === 'string' ? value.toWellFormed().replace(NO_TEXT, '').normalize('NFC').trim() : ''
  return text === '' ? undefined : text
}

function dayOf(value: unknown): string | undefined {
  const day = /^[1-9]\d{3}-\d{2}-\d{2}/.exec(stringOf(value) ?? '')?.[0]
  return day &&
    !Number.isNaN(Date.parse(`${day}T00:00:00Z`)) &&
    new Date(`${day}T00:00:00Z`).toISOString().startsWith(day)
    ? day
    : undefined
}

function webAddress(value: string | undefined): string | undefined {
  return value && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol) ? value : undefined
}
