import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { benchSearch, judge } from './search.ts'

const folder = await mkdtemp(join(tmpdir(), 'bench-'))
after(() => rm(folder, { recursive: true }))

async function lines(name: string, rows: readonly unknown[]): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n'))
  return path
}

async function run(words: readonly string[]): Promise<{ code: number; out: string; told: string }> {
  const written = { out: '', told: '' }
  const code = await benchSearch(words, {
    stdout: { write: (text) => (written.out += text) },
    stderr: { write: (text) => (written.told += text) },
  })
  return { code, ...written }
}

const DOCUMENTS = [
  { id: 'a', title: '高龄津贴发放办法', text: '八十周岁以上老人每月领取津贴。' },
  { id: 'b', title: '住房补贴办法', text: '新就业人员租房可申请补贴。' },
  { id: 'c', title: '无关通知', text: '关于放假的通知。' },
]

test('one corpus with judged queries gives one line of figures', async () => {
  const docs = await lines('docs.jsonl', DOCUMENTS)
  const queries = await lines('queries.jsonl', [
    { id: 'q1', text: '老人津贴每月领取吗？' },
    '{"id": "q2", "text": "租房补贴怎么申请？", "keywords": NaN}',
    { id: 'q3', text: '没有标准答案的一题' },
  ])
  const qrels = await lines('qrels.jsonl', [
    { query_id: 'q1', doc_id: 'a', relevance: 1 },
    { query_id: 'q2', doc_id: 'b', relevance: 1 },
    { query_id: 'q2', doc_id: 'not there', relevance: 1 },
  ])
  const { code, out } = await run(['--docs', docs, '--queries', queries, '--qrels', qrels, '--json'])
  assert.equal(code, 0)
  const { build_s, p50_ms, p95_ms, rss_mb, ...quality } = JSON.parse(out)
  assert.deepEqual(quality, { n: 2, hit1: 1, hit10: 1, mrr10: 1, ndcg10: 0.8066, recall100: 0.75 })
  assert.ok([build_s, p50_ms, p95_ms, rss_mb].every((figure) => typeof figure === 'number'))
})

test('missing words, files and answers are refused with a sentence', async () => {
  assert.equal((await run([])).code, 2)
  assert.match((await run(['--what'])).told, /用法/)
  const docs = await lines('some.jsonl', DOCUMENTS)
  assert.match(
    (await run(['--docs', docs, '--queries', join(folder, 'none'), '--qrels', docs])).told,
    /没有做成/,
  )
  const broken = await lines('broken.jsonl', ['{"id": 1'])
  assert.match((await run(['--docs', docs, '--queries', broken, '--qrels', broken])).told, /第1行不是JSON/)
})

test('figures are those of the field', () => {
  const sums = { hit1: 0, hit10: 0, mrr10: 0, ndcg10: 0, recall100: 0 }
  judge(
    sums,
    ['x', 'a', 'y', 'b'],
    new Map([
      ['a', 1],
      ['b', 1],
      ['c', 1],
    ]),
  )
  const ideal = 1 + 1 / Math.log2(3) + 1 / Math.log2(4)
  assert.deepEqual([sums.hit1, sums.hit10, sums.mrr10], [0, 1, 0.5])
  assert.ok(Math.abs(sums.ndcg10 - (1 / Math.log2(3) + 1 / Math.log2(5)) / ideal) < 1e-9)
  assert.ok(Math.abs(sums.recall100 - 2 / 3) < 1e-9)
})
