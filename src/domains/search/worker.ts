/**
 * The index in a thread of its own. Searches are answered as they come; changes wait in line and are made in short
 * turns, so that a large batch does not keep a search waiting; what time is left merges segments.
 */

import { type FileHandle, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { parentPort } from 'node:worker_threads'
import { stopwatch } from '../../platform/clock.ts'
import type { SearchRecord } from './engine/columns.ts'
import { compaction, createIndex, remove, type SearchIndex, upsert } from './engine/index.ts'
import { search } from './engine/search.ts'
import { segmentBytes } from './engine/segment.ts'
import { readSnapshot, snapshotPieces } from './engine/snapshot.ts'
import type { Call, LoadedSnapshot, Reply, SearchResponse, SearchStats } from './messages.ts'

const TURN_MS = 8

/** A change in line: made a little at each turn, then reported. */
type Change = { id: number; steps: Iterator<unknown, unknown> }

let index: SearchIndex = createIndex()
const changes: Change[] = []
let merging: Iterator<unknown, void> | undefined
let turning = false

const port = parentPort!
port.on('message', (call: Call) => {
  try {
    receive(call)
  } catch (error) {
    refuse(call.id, error)
  }
})

function receive(call: Call): void {
  switch (call.act) {
    case 'search': {
      const took = stopwatch()
      const answer = search(index, call.request)
      reply(call.id, { ...answer, took_ms: took() } satisfies SearchResponse)
      break
    }
    case 'stats':
      reply(call.id, stats())
      break
    case 'upsert':
      queue(call.id, upserting(call.records))
      break
    case 'remove':
      queue(call.id, removing(call.ids))
      break
    case 'save':
      queue(call.id, saving(call.id, call.path, call.mark))
      break
    case 'load':
      void load(call.path).then(
        (loaded) => reply(call.id, loaded),
        (error) => refuse(call.id, error),
      )
  }
}

function reply(id: number, value: unknown): void {
  port.postMessage({ id, value } satisfies Reply)
}

function refuse(id: number, error: unknown): void {
  port.postMessage({ id, error: error instanceof Error ? error.message : String(error) } satisfies Reply)
}

function queue(id: number, steps: Iterator<unknown, unknown>): void {
  changes.push({ id, steps })
  turn()
}

/** Works for a few milliseconds, then lets waiting searches through. */
function turn(): void {
  if (turning) return
  turning = true
  setImmediate(() => {
    turning = false
    const spent = stopwatch()
    let more = true
    while (more && spent() < TURN_MS) more = step()
    if (more) turn()
  })
}

/** One step of the oldest change, or of merging when there is none; answers whether there is more to do. */
function step(): boolean {
  const change = changes[0]
  if (change) {
    advance(change)
    return true
  }
  merging ??= compaction(index)
  if (!merging.next().done) return true
  merging = undefined
  return false
}

function advance(change: Change): void {
  try {
    const { done, value } = change.steps.next()
    if (!done) return
    changes.shift()
    if (value !== LATER) reply(change.id, value)
  } catch (error) {
    changes.shift()
    refuse(change.id, error)
  }
}

/** A change that is made in time but reported when its file is written. */
const LATER = Symbol('later')

function* upserting(records: readonly SearchRecord[]): Generator<undefined, number> {
  for (const record of records) {
    upsert(index, record)
    yield
  }
  return records.length
}

function* removing(ids: readonly string[]): Generator<undefined, number> {
  let removed = 0
  for (const id of ids) {
    if (remove(index, id)) removed++
    yield
  }
  return removed
}

/** Takes its turn among the changes, so that the snapshot holds all made before it and none made after. */
function* saving(id: number, path: string, mark: string): Generator<undefined, typeof LATER> {
  const pieces = snapshotPieces(index, mark)
  void save(path, pieces).then(
    (bytes) => reply(id, { bytes }),
    (error) => refuse(id, error),
  )
  return LATER
}

/** Written beside, then moved: whoever reads `path` finds the old snapshot or the new one, never a part. */
async function save(path: string, pieces: readonly Uint8Array[]): Promise<number> {
  const beside = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}.part`
  try {
    const file = await open(beside, 'w')
    let bytes = 0
    try {
      for (const piece of pieces) bytes += await writeWhole(file, piece)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(beside, path)
    await syncFolder(dirname(path))
    return bytes
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
}

async function writeWhole(file: FileHandle, piece: Uint8Array): Promise<number> {
  for (let at = 0; at < piece.length; ) at += (await file.write(piece, at)).bytesWritten
  return piece.length
}

/** The rename itself survives a crash only when the folder is on disk too. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function load(path: string): Promise<LoadedSnapshot> {
  let bytes: Uint8Array
  try {
    bytes = await readFile(path)
  } catch (error) {
    const absent = (error as NodeJS.ErrnoException).code === 'ENOENT'
    return {
      loaded: false,
      reason: absent ? '还没有检索快照，将建立索引。' : `检索快照读不出来（${String(error)}），将重建索引。`,
    }
  }
  const read = readSnapshot(bytes)
  if ('refused' in read) return { loaded: false, reason: read.refused }
  index = read.index
  merging = undefined
  return { loaded: true, mark: read.mark, documents: index.live }
}

function stats(): SearchStats {
  return {
    documents: index.live,
    segments: index.segments.length,
    buffered: index.buffer.byId.size,
    tokens: index.textTokens,
    terms: index.segments.reduce((sum, { text }) => sum + text.keys.length, 0),
    indexBytes: index.segments.reduce((sum, segment) => sum + segmentBytes(segment), 0),
    waiting: changes.length,
    merging: merging !== undefined,
  }
}
