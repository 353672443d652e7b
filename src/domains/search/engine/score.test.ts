import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createIndex, freezeBuffer, upsert } from './index.ts'
import { readQuery } from './query.ts'
import { weigh } from './score.ts'
import { noSums } from './sums.ts'
import { noTokens, tokenise } from './tokens.ts'

// The rare ones make some documents matter and the common ones long lists.
const WORDS = [
  '政务',
  '政务',
  '政务',
  '公开',
  '公开',
  '通知',
  '条例',
  '餐饮',
  '住宿',
  '零售',
  '客运',
  '。',
  '。',
]
const text = fc
  .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 15 })
  .map((parts) => parts.join(''))

function tokensOf(body: string): number[] {
  const tokens = noTokens()
  tokenise(body, tokens)
  return [...tokens.keys.subarray(0, tokens.count)]
}

/** BM25 as the textbook has it, over texts and not over lists. */
function textbook(bodies: readonly string[], query: string): Array<{ score: number; covered: number }> {
  const { keys, times } = readQuery(query)
  const documents = bodies.map(tokensOf)
  const average = documents.reduce((sum, tokens) => sum + tokens.length, 0) / documents.length
  return documents.map((tokens) => {
    let score = 0
    let covered = 0
    keys.forEach((key, i) => {
      const holding = documents.filter((other) => other.includes(key)).length
      const idf = Math.log(1 + (documents.length - holding + 0.5) / (holding + 0.5))
      const often = tokens.filter((token) => token === key).length
      score += times[i]! * idf * ((often * 2.2) / (often + 1.2 * (0.25 + (0.75 * tokens.length) / average)))
      covered += often > 0 ? idf : 0
    })
    return { score, covered }
  })
}

test('scores are those of the textbook for every document that covers enough', () => {
  fc.assert(
    fc.property(
      fc.array(text, { minLength: 1, maxLength: 30 }),
      text,
      fc.constantFrom(0, 0.25, 0.5, 0.9),
      fc.nat(30),
      (bodies, query, share, cut) => {
        const index = createIndex()
        bodies.forEach((body, i) => {
          if (i === cut) freezeBuffer(index)
          upsert(index, { id: `${i}`, title: '', titleKey: '', numberKeys: [], body, columns: [] })
        })
        const expected = textbook(bodies, query)
        const { sums, best } = weigh(index, 'text', readQuery(query), noSums(), {
          share,
          eligible: () => true,
        })
        const most = Math.max(...expected.map(({ covered }) => covered))
        assert.ok(Math.abs(best - most) < 1e-3)
        expected.forEach(({ score, covered }, i) => {
          if (covered === 0 || covered < most * share) return
          assert.ok(
            Math.abs(sums.values[i * 2]! - score) < 1e-3,
            `${bodies[i]}: ${sums.values[i * 2]} is not ${score}`,
          )
          assert.ok(Math.abs(sums.values[i * 2 + 1]! - covered) < 1e-3)
        })
      },
    ),
    { numRuns: 300 },
  )
})

test('sums are used again without a trace of the search before', () => {
  const index = createIndex()
  for (let i = 0; i < 100; i++) {
    upsert(index, {
      id: `${i}`,
      title: '',
      titleKey: '',
      numberKeys: [],
      body: `公开第${i}件，${'通知'.repeat(i % 5)}`,
      columns: [],
    })
  }
  const bar = { share: 0, eligible: () => true }
  const used = noSums()
  for (const query of ['公开', '通知', '第7件', '没有']) weigh(index, 'text', readQuery(query), used, bar)
  const again = weigh(index, 'text', readQuery('通知公开'), used, bar)
  const fresh = weigh(index, 'text', readQuery('通知公开'), noSums(), bar)
  assert.deepEqual([...again.sums.values], [...fresh.sums.values])
  assert.equal(again.sums.count, fresh.sums.count)
})

test('a long query is cut to its rarest terms', () => {
  const index = createIndex()
  const long = Array.from({ length: 150 }, (_, i) => String.fromCharCode(0x4e00 + i * 7)).join('')
  upsert(index, { id: '1', title: '', titleKey: '', numberKeys: [], body: long, columns: [] })
  const { terms, full, best } = weigh(index, 'text', readQuery(long), noSums(), {
    share: 0.5,
    eligible: () => true,
  })
  assert.equal(terms.length, 64)
  assert.equal(best, full)
})
