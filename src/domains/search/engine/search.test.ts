import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SearchRecord } from './columns.ts'
import { compact, createIndex, remove, upsert } from './index.ts'
import { type SearchRequest, search } from './search.ts'

function record(id: string, title: string, body: string, more: Partial<SearchRecord> = {}): SearchRecord {
  return { id, title, titleKey: title, numberKeys: [], body, columns: [], ...more }
}

const DOCUMENTS = [
  record(
    '要点',
    '2022年政务公开工作要点',
    '围绕餐饮、住宿、零售等行业纾困，做好政策公开。参照云政办〔2022〕60号办理。',
    {
      numberKeys: ['云政办/2022/61'],
      organ: '区政府办公室',
      year: 2022,
      genre: '通知',
      columns: ['工作要点'],
      date: 300,
    },
  ),
  record('条例', '政府信息公开条例', '行政机关公开政府信息，应当坚持以公开为常态、不公开为例外。', {
    organ: '国务院',
    year: 2019,
    genre: '条例',
    forceFrom: 100,
    date: 100,
  }),
  record('旧条例', '政府信息公开条例（旧）', '行政机关应当及时、准确地公开政府信息。', {
    organ: '国务院',
    year: 2008,
    genre: '条例',
    forceFrom: 10,
    forceTo: 99,
    date: 10,
  }),
  record('纾困', '关于餐饮业纾困的若干措施', '对餐饮企业给予房租减免、社保缓缴、稳岗补贴。', {
    numberKeys: ['云政办/2022/60'],
    organ: '发展改革局',
    year: 2022,
    genre: '通知',
    columns: ['工作要点', '惠企政策'],
    date: 200,
  }),
  record('津贴', '高龄老人津贴发放办法', '年满八十周岁的老人每月发放高龄津贴，向村（社区）提出申请。', {
    organ: '民政局',
    year: 2021,
    genre: '办法',
    date: 150,
  }),
]

function library() {
  const index = createIndex()
  for (const document of DOCUMENTS) upsert(index, document)
  return index
}

function ids(request: SearchRequest): string[] {
  return search(library(), request).hits.map((hit) => hit.id)
}

test('a known number stands first, above documents that only cite it', () => {
  const request = { query: '云政办〔2022〕60号', numberKeys: ['云政办/2022/60'] }
  const answer = search(library(), request)
  assert.equal(answer.hits[0]!.id, '纾困')
  assert.equal(answer.hits[0]!.why.by, 'number')
  assert.ok(
    answer.hits.some((hit) => hit.id === '要点' && hit.why.by === 'text'),
    'the citing one is found too',
  )
})

test('an exact title stands first, one that lacks a character too', () => {
  assert.equal(ids({ query: '政府信息公开条例', titleKey: '政府信息公开条例' })[0], '条例')
  for (const typed of ['政府信息公条例', '府信息公开条例', '高龄老人津发放办法', '2022政务公开工作要点']) {
    const answer = search(library(), { query: typed, titleKey: typed })
    assert.equal(answer.hits[0]!.why.by, 'near-title', typed)
  }
  assert.equal(ids({ query: '高龄老人津发放办法' })[0], '津贴')
})

test('a question is answered by what is in the text', () => {
  const answer = search(library(), { query: '八十岁老人的高龄津贴向哪里申请？' })
  assert.equal(answer.hits[0]!.id, '津贴')
  assert.equal(answer.kind, 'question')
  assert.equal(answer.hits[0]!.why.title, 0)
})

test('a quoted phrase must occur', () => {
  assert.deepEqual(ids({ query: '"稳岗补贴"' }), ['纾困'])
  assert.deepEqual(ids({ query: '政策 "社保缓缴"' }), ['纾困'])
  assert.deepEqual(ids({ query: '"没有这个短语"' }), [])
})

test('filters leave out, facets count', () => {
  const answer = search(library(), { query: '公开', filters: { organ: '国务院' } })
  assert.deepEqual(answer.hits.map((hit) => hit.id).sort(), ['旧条例', '条例'].sort())
  assert.equal(answer.total, 2)
  assert.deepEqual(answer.facets.year, [
    [2019, 1],
    [2008, 1],
  ])
  assert.deepEqual(
    answer.facets.organ,
    [
      ['国务院', 2],
      ['区政府办公室', 1],
    ],
    'the filtered facet still offers its other values',
  )
})

test('several values of a facet are alternatives, several facets all hold', () => {
  assert.equal(search(library(), { query: '公开', filters: { year: [2019, 2022] } }).total, 2)
  assert.equal(search(library(), { query: '公开', filters: { year: 2019, genre: '通知' } }).total, 0)
  assert.equal(search(library(), { query: '餐饮', filters: { column: '惠企政策' } }).total, 1)
  assert.equal(search(library(), { query: '公开', filters: { organ: '没有这个机关' } }).total, 0)
})

test('what is known not to be in force on a day is left out, what is unknown stays', () => {
  const found = (inForceOn: number) => ids({ query: '公开', filters: { inForceOn } }).sort()
  assert.deepEqual(found(99), ['旧条例', '要点'].sort())
  assert.deepEqual(found(100), ['条例', '要点'].sort())
})

test('a filter applies to numbers and titles too', () => {
  const request = {
    query: '云政办〔2022〕60号',
    numberKeys: ['云政办/2022/60'],
    filters: { organ: '民政局' },
  }
  assert.deepEqual(ids(request), [])
})

test('pages follow one another without gap or overlap, by relevance and by date', () => {
  for (const sort of ['relevance', 'date'] as const) {
    const all = ids({ query: '政策公开', sort })
    const pages = [0, 2, 4].flatMap((offset) => ids({ query: '政策公开', sort, offset, limit: 2 }))
    assert.deepEqual(pages, all)
  }
  assert.deepEqual(ids({ query: '公开', sort: 'date' }), ['要点', '条例', '旧条例'])
  assert.deepEqual(ids({ query: '公开', offset: 1e9 }), [])
  assert.deepEqual(ids({ query: '公开', offset: -5, limit: Number.NaN }), [])
})

test('what was taken out or replaced is not found, also after merging', () => {
  const index = library()
  compact(index)
  remove(index, '条例')
  upsert(index, record('津贴', '高龄津贴发放办法（修订）', '每季度发放。'))
  const found = (query: string) => search(index, { query }).hits.map((hit) => hit.id)
  assert.deepEqual(found('"坚持以公开为常态"'), [])
  assert.deepEqual(found('"年满八十周岁"'), [])
  assert.deepEqual(found('每季度发放'), ['津贴'])
  compact(index)
  assert.deepEqual(found('"坚持以公开为常态"'), [])
  assert.equal(remove(index, '条例'), false)
})

test('an empty index and an empty query answer with nothing', () => {
  assert.equal(search(createIndex(), { query: '公开' }).total, 0)
  const answer = search(library(), { query: '？' })
  assert.equal(answer.total, 0)
  assert.ok(answer.notice)
})
