import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { SearchRecord } from './columns.ts'
import { compact, compaction, createIndex, freezeBuffer, remove, type SearchIndex, upsert } from './index.ts'
import { search } from './search.ts'
import { readSnapshot, writeSnapshot } from './snapshot.ts'

const WORDS = ['政务', '公开', '条例', '通知', '餐饮', '补贴', '办法', '水', 'pm25', '2022', '。', '，']
// Now and then the same few texts, so that documents tie.
const words = fc.oneof(
  fc.array(fc.constantFrom(...WORDS), { maxLength: 12 }).map((parts) => parts.join('')),
  fc.constantFrom('', '公开条例', '政务，公开条例'),
)

const record: fc.Arbitrary<SearchRecord> = fc.record({
  id: fc.integer({ min: 1, max: 12 }).map((n) => `文${n}`),
  title: words,
  titleKey: words,
  numberKeys: fc.array(fc.constantFrom('a-1', 'a-2', 'b-1'), { maxLength: 2 }),
  body: words,
  organ: fc.constantFrom('财政局', '教育局', null),
  year: fc.constantFrom(2020, 2021, null),
  genre: fc.constantFrom('通知', '办法'),
  columns: fc.array(fc.constantFrom('规划', '预算', '应急'), { maxLength: 3 }),
  scope: fc.constant('主动公开'),
  forceFrom: fc.constantFrom(null, 10, 20),
  forceTo: fc.constantFrom(null, 15, 30),
  date: fc.constantFrom(1, 2, null),
})

/** What may be done to an index. The last four change how it is stored and nothing that can be seen. */
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ act: fc.constant('upsert' as const), record }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('remove' as const), record }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('freeze' as const) }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('compact' as const) }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('merge' as const) }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('store' as const) }) },
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

function play(steps: readonly Step[]): { index: SearchIndex; records: Map<string, SearchRecord> } {
  let index = createIndex()
  const records = new Map<string, SearchRecord>()
  for (const taken of steps) {
    if (taken.act === 'upsert') {
      upsert(index, taken.record)
      records.set(taken.record.id, taken.record)
    } else if (taken.act === 'remove') {
      assert.equal(remove(index, taken.record.id), records.delete(taken.record.id))
    } else if (taken.act === 'freeze') freezeBuffer(index)
    else if (taken.act === 'compact') compact(index)
    else if (taken.act === 'merge') [...compaction(index)]
    else {
      const read = readSnapshot(writeSnapshot(index, 'mark'))
      assert.ok('index' in read)
      index = read.index
    }
  }
  return { index, records }
}

const request = fc.record({
  query: fc.oneof(
    words,
    words.map((text) => `${text}？`),
    words.map((text) => `"${text}"`),
  ),
  titleKey: fc.option(words, { nil: undefined }),
  numberKeys: fc.option(fc.subarray(['a-1', 'b-1']), { nil: undefined }),
  filters: fc.record(
    {
      organ: fc.constantFrom('财政局', '教育局', '没有这个局'),
      year: fc.constantFrom(2020, 2021),
      column: fc.constantFrom('规划', '预算'),
      inForceOn: fc.constantFrom(5, 12, 25),
    },
    { requiredKeys: [] },
  ),
  limit: fc.constantFrom(3, 20),
  offset: fc.constantFrom(0, 2),
  sort: fc.constantFrom('relevance' as const, 'date' as const),
})

test('an index grown, cut, merged and stored answers to the bit as one built anew', () => {
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 40 }),
      fc.array(request, { minLength: 1, maxLength: 4 }),
      (steps, requests) => {
        const { index, records } = play(steps)
        const anew = createIndex()
        for (const kept of records.values()) upsert(anew, kept)
        compact(anew)
        assert.equal(index.live, records.size)
        assert.deepEqual([index.textTokens, index.titleTokens], [anew.textTokens, anew.titleTokens])
        for (const asked of requests) assert.deepEqual(search(index, asked), search(anew, asked))
      },
    ),
    { numRuns: 400 },
  )
})

test('changes made while segments are being merged are kept', () => {
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 5, maxLength: 30 }),
      fc.array(step, { maxLength: 10 }),
      request,
      (before, during, asked) => {
        const { index, records } = play(before)
        // One posting a step, so that the changes fall between two of them.
        const merging = compaction(index, true, 1)
        for (const taken of during) {
          merging.next()
          if (taken.act === 'upsert') {
            upsert(index, taken.record)
            records.set(taken.record.id, taken.record)
          } else if (taken.act === 'remove') {
            remove(index, taken.record.id)
            records.delete(taken.record.id)
          } else if (taken.act === 'freeze') freezeBuffer(index)
        }
        for (const _ of merging) {
          // To the end.
        }
        const anew = createIndex()
        for (const kept of records.values()) upsert(anew, kept)
        assert.deepEqual(search(index, asked), search(anew, asked))
      },
    ),
    { numRuns: 200 },
  )
})

test('documents alike in everything stand in the order of their ids, whichever came first', () => {
  const ids = ['丙', '甲', '乙', '丁']
  for (const order of [ids, [...ids].reverse()]) {
    const index = createIndex()
    for (const id of order) {
      upsert(index, { id, title: '通知', titleKey: '通知', numberKeys: [], body: '政务公开', columns: [] })
    }
    const found = search(index, { query: '政务公开' }).hits.map((hit) => hit.id)
    assert.deepEqual(found, [...ids].sort())
  }
})
