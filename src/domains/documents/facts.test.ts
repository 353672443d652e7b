import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { BadFacts, type ValidityStatus, validity } from '@gongkai/rules'
import fc from 'fast-check'
import { type Application, startApplication } from '../../../test/support/application.ts'
import { shiftDay } from '../../platform/clock.ts'
import { spanOf, statusOn } from './facts.ts'
import { publish, recordValidity } from './index.ts'
import type { Act, ValidityAct } from './model.ts'
import { forcesOf } from './queries.ts'

const FIRST = '2020-01-01'
const DAYS = 100
const CASES = 300
const FORCE: Record<ValidityStatus, string> = {
  'in-force': 'inForce',
  amended: 'inForce',
  'not-yet': 'notYet',
  partly: 'partly',
  lapsed: 'expired',
  repealed: 'repealed',
}

const day = fc.integer({ min: 0, max: DAYS }).map((n) => shiftDay(FIRST, n))
const act = fc.record({
  type: fc.constantFrom<ValidityAct>('repeal', 'partly-repeal', 'amend', 'extend', 'suspend'),
  on: day,
  until: day,
  annulled: fc.boolean(),
})
const history = fc.record({
  written: day,
  effective: fc.option(day, { nil: null }),
  expires: fc.option(day, { nil: null }),
  acts: fc.array(act, { maxLength: 4 }),
})
type History = typeof history extends fc.Arbitrary<infer T> ? T : never

function editionOf({ written, effective, expires }: History) {
  return { kind: 'normative', genre: null, written_on: written, effective_on: effective, expires_on: expires }
}

function actsOf({ acts }: History): Act[] {
  const done = acts.map(
    ({ type, on, until }, id): Act => ({
      id,
      type,
      on,
      at: new Date(0),
      detail: type === 'extend' ? { until } : {},
    }),
  )
  const annuls = acts.flatMap(({ annulled, on }, annulledId): Act[] =>
    annulled
      ? [{ id: 100 + annulledId, type: 'annul', on, at: new Date(0), detail: { annuls: annulledId } }]
      : [],
  )
  return [...done, ...annuls]
}

/** What the rule says, asked by itself. */
function ruled({ written, effective, expires, acts }: History, asOf: string): string {
  try {
    const { answer } = validity({
      issuedOn: written,
      ...(effective ? { effectiveOn: effective } : {}),
      ...(expires ? { expiresOn: expires } : {}),
      acts: acts
        .filter(({ annulled }) => !annulled)
        .map(({ type, on, until }) => ({ type, on, ...(type === 'extend' ? { expiresOn: until } : {}) })),
      asOf,
    })
    return FORCE[answer.status]
  } catch (error) {
    if (error instanceof BadFacts) return 'unknown'
    throw error
  }
}

describe('效力', () => {
  let app: Application
  before(async () => {
    app = await startApplication()
  })
  after(() => app[Symbol.asyncDispose]())

  test('the dates that lists filter by agree with the rule on every day, whatever was done to a document', async () => {
    const seed = Number(process.env.FC_SEED ?? Date.now() % 1_000_000)
    const histories = fc.sample(history, { numRuns: CASES, seed })
    const ids = histories.map((_, n) => `case${String(n).padStart(8, '0')}`)
    await app.db
      .insertInto('documents_work')
      .values(ids.map((id) => ({ id, held: true, title: id, title_key: id, created_at: new Date(0) })))
      .execute()
    await app.db
      .insertInto('documents_edition')
      .values(
        histories.map((each, n) => {
          const span = spanOf(editionOf(each), actsOf(each))
          return {
            ...editionOf(each),
            work_id: ids[n]!,
            version: 1,
            state: 'live',
            content_hash: '',
            title: ids[n]!,
            index_number: ids[n]!,
            disclosure: 'proactive',
            scope: 'internet',
            body_text: '',
            structure: '{}',
            published_at: new Date(0),
            carries_force: span.carriesForce,
            in_force_from: span.from,
            in_force_to: span.to,
            in_force_end: span.end,
            partly_from: span.partlyFrom,
          }
        }),
      )
      .execute()
    for (let n = 0; n <= DAYS; n++) {
      const asOf = shiftDay(FIRST, n)
      const listed = await forcesOf(app.operator(), ids, asOf)
      for (const [at, each] of histories.entries()) {
        const said = `seed ${seed}, ${asOf}: ${JSON.stringify(each)}`
        const expected = ruled(each, asOf)
        assert.equal(listed.get(ids[at]!), expected, `in lists, ${said}`)
        assert.equal(
          statusOn(editionOf(each), actsOf(each), asOf, new Map()).status,
          expected,
          `on its page, ${said}`,
        )
      }
    }
  })

  test('a repeal shows on the page of the repealed, in lists, facets and search, and names what did it', async () => {
    const rules = (n: number, title: string, body: string) =>
      app.take(
        `${n}.txt`,
        `云溪区测试局文件\n云测规〔2020〕${n}号\n\n${title}\n\n第一条 ${body}\n\n云溪区测试局\n2020年2月1日\n`,
        { given: { kind: 'normative', effectiveOn: '2020-03-01' } },
      )
    const old = await rules(1, '云溪区渡口管理办法', '渡口应当设置安全设施。')
    const newer = await rules(2, '云溪区渡口和码头管理办法', '渡口、码头应当设置安全设施。')
    await recordValidity(app.operator(), { workId: old.id!, type: 'repeal', on: '2021-07-01', by: newer.id! })
    await app.settled()
    const page = await app.get(`/documents/${old.id}`)
    assert.match(page.text, /2021年7月1日起不再执行/)
    assert.match(page.text, new RegExp(`href="/documents/${newer.id}"`))
    const listed = async (query: string) =>
      (await app.get(`/library?${query}`)).text.includes(`/documents/${old.id}"`)
    assert.equal(await listed('force=ended'), true)
    assert.equal(await listed('force=inForce'), false)
    assert.equal(await listed('force=inForce&on=2021-06-30'), true, 'in force on the last day')
    assert.equal(await listed('force=inForce&on=2021-07-01'), false)
    assert.equal(await listed('force=notYet&on=2020-02-29'), true)
    const search = await app.get(`/search?q=${encodeURIComponent('渡口')}`)
    assert.ok(search.text.includes(`/documents/${old.id}"`))
    const inForce = await app.get(`/search?q=${encodeURIComponent('渡口')}&force=inForce`)
    assert.ok(!inForce.text.includes(`/documents/${old.id}"`))
    assert.ok(inForce.text.includes(`/documents/${newer.id}"`))
    const api = JSON.parse((await app.get('/api/v1/documents?force=ended&year=2020')).text)
    const listedThere = api.documents.find((each: { id: string }) => each.id === old.id)
    assert.equal(listedThere.force, 'repealed')
  })

  test('an act on what is not live is refused', async () => {
    const draft = await app.take('draft.txt', '云溪区测试规定\n\n第一条 为测试制定本规定。\n', {
      publish: false,
    })
    const change = { workId: draft.id!, type: 'repeal', on: '2021-07-01' } as const
    await assert.rejects(recordValidity(app.operator(), change), /没有这份已发布的文件/)
    await publish(app.operator(), draft.id!)
    await recordValidity(app.operator(), change)
  })

  test('no fault of ours was met', () => assert.deepEqual(app.bugs, []))
})
