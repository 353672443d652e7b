import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createIndex, remove, upsert } from './index.ts'
import { search } from './search.ts'
import { readSnapshot, snapshotPieces, writeSnapshot } from './snapshot.ts'

function library() {
  const index = createIndex()
  for (let i = 0; i < 50; i++) {
    upsert(index, {
      id: `${i}`,
      title: `第${i}号通知`,
      titleKey: `第${i}号通知`,
      numberKeys: [`n${i}`],
      body: `关于公开第${i % 7}类信息的通知。`,
      organ: `机关${i % 3}`,
      columns: ['一', '二'].slice(i % 2),
      year: 2020 + (i % 4),
      date: i,
    })
  }
  remove(index, '7')
  return index
}

function refusal(bytes: Uint8Array): string {
  const read = readSnapshot(bytes)
  assert.ok('refused' in read, 'must be refused')
  return read.refused
}

test('what is read back answers as what was written, and carries the mark', () => {
  const index = library()
  const read = readSnapshot(writeSnapshot(index, '释放 41'))
  assert.ok('index' in read)
  assert.equal(read.mark, '释放 41')
  for (const request of [
    { query: '公开信息', limit: 60 },
    { query: '第12号通知', titleKey: '第12号通知', filters: { organ: '机关0' } },
  ]) {
    assert.deepEqual(search(read.index, request), search(index, request))
  }
  upsert(read.index, {
    id: 'x',
    title: '新增',
    titleKey: '新增',
    numberKeys: [],
    body: '新增的文件',
    columns: [],
  })
  assert.equal(search(read.index, { query: '新增的文件' }).hits[0]!.id, 'x')
})

test('bytes that do not begin at a machine word are read too', () => {
  const bytes = writeSnapshot(library(), '')
  const shifted = new Uint8Array(bytes.length + 3)
  shifted.set(bytes, 3)
  assert.ok('index' in readSnapshot(shifted.subarray(3)))
})

test('an empty index is written and read', () => {
  const read = readSnapshot(writeSnapshot(createIndex(), ''))
  assert.ok('index' in read)
  assert.equal(search(read.index, { query: '公开' }).total, 0)
})

test('a snapshot cut short anywhere is refused', () => {
  const bytes = writeSnapshot(library(), '')
  for (let length = 0; length < bytes.length; length += 97) refusal(bytes.subarray(0, length))
  assert.match(refusal(bytes.subarray(0, bytes.length - 8)), /长度/)
  assert.match(refusal(new Uint8Array(10)), /文件头/)
})

test('a snapshot with any word changed or zeroed is refused', () => {
  const bytes = writeSnapshot(library(), '')
  // From the version on; a changed magic number is another file.
  for (let at = 4; at < 32; at++) refusal(changed(bytes, at))
  for (let at = 64; at < bytes.length; at += 31) refusal(changed(bytes, at))
  const hole = new Uint8Array(bytes)
  hole.fill(0, 512, 1024)
  assert.match(refusal(hole), /校验和/)
})

function changed(bytes: Uint8Array, at: number): Uint8Array {
  const copy = new Uint8Array(bytes)
  copy[at]! ^= 0x10
  return copy
}

test('another file and another version are refused by name', () => {
  assert.match(refusal(new TextEncoder().encode('PK'.repeat(200))), /不是检索快照/)
  const bytes = writeSnapshot(library(), '')
  assert.match(refusal(changed(bytes, 4)), /版的格式/)
  assert.match(refusal(changed(bytes, 8)), /字符表/)
})

test('pieces do not change when the index does after they were taken', () => {
  const index = library()
  const pieces = snapshotPieces(index, '')
  for (let i = 0; i < 50; i += 2) remove(index, `${i}`)
  const read = readSnapshot(Buffer.concat(pieces))
  assert.ok('index' in read)
  assert.equal(read.index.live, 49)
})
