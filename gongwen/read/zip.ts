import type { Readable } from 'node:stream'
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import { Unreadable } from '../unreadable.ts'

const MOST_ENTRIES = 10_000
const MOST_BYTES = 400 * 1024 * 1024
const MOST_ENTRY_BYTES = 64 * 1024 * 1024
// NOTE Word's own XML packs up to some 60 to 1; past this, and past a size that could hurt, it is a bomb.
const MOST_RATIO = 200
const SMALL = 4 * 1024 * 1024

/** A zip container whose directory has been looked through and found harmless. */
export type Archive = { zip: ZipFile; entries: Map<string, Entry> }

/** Opens a container; throws {@link Unreadable} where it is damaged, locked, or swells beyond bounds. */
export async function openArchive(bytes: Uint8Array, name: string): Promise<Archive> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let zip: ZipFile
  try {
    zip = await fromBufferPromise(buffer, {
      lazyEntries: true,
      autoClose: false,
      decodeStrings: false,
    })
  } catch {
    throw damaged(name)
  }
  if (zip.entryCount > MOST_ENTRIES) throw bomb(name, `里面有${zip.entryCount}个文件`)
  const entries = new Map<string, Entry>()
  let total = 0
  try {
    for await (const entry of zip.eachEntry()) {
      const path = pathOf(entry)
      if (entries.has(path)) throw twice(name, path)
      total += entry.uncompressedSize
      if (total > MOST_BYTES) throw bomb(name, '解压后超过400兆')
      if (entry.isEncrypted()) throw locked(name)
      if (entry.uncompressedSize > SMALL && entry.uncompressedSize > entry.compressedSize * MOST_RATIO) {
        throw bomb(name, `其中“${path.slice(0, 60)}”解压后膨胀到${MOST_RATIO}倍以上`)
      }
      entries.set(path, entry)
    }
  } catch (error) {
    throw error instanceof Unreadable ? error : damaged(name)
  }
  return { zip, entries }
}

const IS_UTF8 = 0x800
const UNICODE_PATH = 0x7075

/**
 * The path of an entry, with / between folders. Programs on Chinese Windows write GB18030 and do not say so; where
 * nothing else is said, bytes that are no UTF-8 are taken for it.
 */
function pathOf(entry: Entry): string {
  const raw = entry.fileNameRaw
  const stated = entry.extraFields.find((field) => field.id === UNICODE_PATH)?.data.subarray(5)
  const utf8 = (entry.generalPurposeBitFlag & IS_UTF8) !== 0
  const path = utf8 ? raw.toString('utf8') : stated ? stated.toString('utf8') : decodePath(raw)
  return path.replaceAll('\\', '/').replace(/^\/+/, '')
}

function decodePath(raw: Buffer): string {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(raw)
    } catch {}
  }
  return raw.toString('latin1')
}

/** Feeds one file of the container, decompressed, to `take`; false where the container has no such file. */
export async function readEntry(
  archive: Archive,
  path: string,
  name: string,
  take: (chunk: Uint8Array) => void,
): Promise<boolean> {
  const entry = archive.entries.get(path)
  if (!entry) return false
  if (entry.uncompressedSize > MOST_ENTRY_BYTES) throw bomb(name, `其中“${path.slice(0, 60)}”解压后超过64兆`)
  let stream: Readable | null = null
  try {
    stream = await archive.zip.openReadStreamPromise(entry)
    for await (const chunk of stream) take(chunk)
  } catch (error) {
    throw error instanceof Unreadable ? error : damaged(name)
  } finally {
    stream?.destroy()
  }
  return true
}

function damaged(name: string): Unreadable {
  return new Unreadable('damaged', `“${name}”已经损坏或不完整，无法打开。请重新导出或另存后再上传。`)
}

// NOTE of two files under one path, one program shows this and another that.
function twice(name: string, path: string): Unreadable {
  const message = `“${name}”里有两个都叫“${path.slice(0, 60)}”的文件，已拒绝读取。请重新打包后再上传。`
  return new Unreadable('damaged', message)
}

function bomb(name: string, what: string): Unreadable {
  return new Unreadable(
    'zip-bomb',
    `“${name}”${what}，超出允许的范围，已拒绝读取。请确认文件来源，或拆分后再上传。`,
  )
}

function locked(name: string): Unreadable {
  return new Unreadable('encrypted', `“${name}”设有密码，无法读取。请去掉密码后重新上传。`)
}
