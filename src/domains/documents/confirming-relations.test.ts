import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type ValidityAct, type ValidityStatus, validity } from '@gongkai/rules'
import fc from 'fast-check'
import { type Application, startApplication } from '../../../test/support/application.ts'
import { confirmingOn, NOON, norm } from '../../../test/support/confirming.ts'
import { shiftDay } from '../../platform/clock.ts'
import { readForConfirming } from './confirming.ts'
import { publish } from './index.ts'
import { forcesOf } from './queries.ts'

const choice = fc.record({
  verdict: fc.constantFrom('废止', '部分废止', '修改', '延长', '替代', '引用', 'reject'),
  on: fc.integer({ min: 0, max: 60 }).map((days) => shiftDay('2021-01-01', days)),
  until: fc.integer({ min: 20, max: 120 }).map((days) => shiftDay('2021-01-01', days)),
  of: fc.constantFrom(0, 1),
})
type Choice = typeof choice extends fc.Arbitrary<infer T> ? T : never

const ACT_OF: Record<string, ValidityAct['type']> = {
  废止: 'repeal',
  替代: 'repeal',
  部分废止: 'partly-repeal',
  修改: 'amend',
  延长: 'extend',
}
const FORCE: Record<ValidityStatus, string> = {
  'in-force': 'inForce',
  amended: 'inForce',
  'not-yet': 'notYet',
  partly: 'partly',
  lapsed: 'expired',
  repealed: 'repealed',
}

/** What the rule says of the target of a run, asked by itself. */
function ruled(acts: ValidityAct[], asOf: string): string {
  const dates = { issuedOn: '2020-02-01', effectiveOn: '2020-03-01', expiresOn: '2021-02-20' }
  return FORCE[validity({ ...dates, acts, asOf }).answer.status]
}

describe('确认的关系', () => {
  let app: Application
  const { taken, does, refused, relationTo, forceOn } = confirmingOn(() => app)
  before(async () => {
    app = await startApplication()
  })
  after(() => app[Symbol.asyncDispose]())

  test('a repeal has no effect until confirmed; then it has, and page, interface and search tell it with its words', async () => {
    const old = await taken('云溪区渡口管理办法', '渡口应当安全。')
    const newer = await taken(
      '云溪区渡口和码头管理办法',
      '渡口、码头应当安全。',
      '本办法自2022年5月1日起施行。《云溪区渡口管理办法》同时废止。',
    )
    assert.equal((await forceOn(old, '2023-01-01')).status, 'inForce')
    await refused(newer, { accept: true }, /没有确认或者否定：第1条/)
    const number = await relationTo(newer, '云溪区渡口管理办法')
    await refused(newer, { relations: [{ number, verdict: '胡说' }] }, /不是一种关系/)
    await refused(
      newer,
      {
        relations: [
          { number, verdict: 'accept' },
          { number, verdict: 'reject' },
        ],
      },
      /写了两次/,
    )
    await refused(newer, { relations: [{ number, verdict: '延长' }] }, /--until 写明/)
    await refused(
      newer,
      { relations: [{ number, verdict: 'accept' }], until: '2029-01-01' },
      /--until 只用于延长/,
    )
    const { done } = await does(newer, { relations: [{ number, verdict: 'accept' }], accept: true })
    assert.match(done.join(), /废止.*已确认，自2022-05-01起/)
    await app.settled()
    assert.equal((await forceOn(old, '2022-04-30')).status, 'inForce')
    const ended = await forceOn(old, '2022-05-01')
    assert.equal(ended.status, 'repealed')
    assert.match(ended.because!, /^自2022年5月1日起废止（云测规〔2020〕\d+号）。$/)
    assert.deepEqual(
      ended.words!.map((each) => each.quote),
      ['《云溪区渡口管理办法》同时废止。'],
    )
    const page = (await app.get(`/documents/${old}?on=2022-05-01`)).text
    assert.match(page, /《云溪区渡口管理办法》同时废止。/)
    assert.match(page, /自2022年5月1日起废止/)
    assert.match((await app.get(`/documents/${old}?on=2022-04-30`)).text, /按2022年4月30日计算，不是今天/)
    assert.match((await app.get(`/documents/${old}?on=2022-13-40`)).text, /“2022-13-40”不是日期/)
    assert.equal((await app.get(`/api/v1/documents/${old}?on=2022-13-40`)).status, 422)
    const found = async (on: string) => {
      const { text } = await app.get(`/api/v1/search?q=${encodeURIComponent('渡口')}&in_force=true&on=${on}`)
      return JSON.parse(text).hits.some((hit: { id: string }) => hit.id === old)
    }
    assert.deepEqual([await found('2022-04-30'), await found('2022-05-01')], [true, false])
  })

  test('a confirmation corrected or taken back undoes what it did, and every act stays in the record', async () => {
    const old = await taken('云溪区渔船管理办法', '渔船应当安全。')
    const newer = await taken(
      '云溪区渔船和游船管理办法',
      '渔船、游船应当安全。',
      '本办法自2022年5月1日起施行。《云溪区渔船管理办法》同时废止。',
    )
    const number = await relationTo(newer, '云溪区渔船管理办法')
    await does(newer, { relations: [{ number, verdict: 'accept' }] })
    await refused(newer, { relations: [{ number, verdict: 'accept' }] }, /已经这样确认过了/)
    await does(newer, { relations: [{ number, verdict: 'accept' }], on: '2022-06-01' })
    assert.equal((await forceOn(old, '2022-05-01')).status, 'inForce', 'corrected to a later day')
    assert.equal((await forceOn(old, '2022-06-01')).status, 'repealed')
    await does(newer, { relations: [{ number, verdict: 'reject' }] })
    await refused(newer, { relations: [{ number, verdict: 'reject' }] }, /已经否定过了/)
    assert.equal((await forceOn(old, '2023-01-01')).status, 'inForce')
    const acts = await app.db
      .selectFrom('documents_act')
      .select('type')
      .where('work_id', '=', old)
      .orderBy('id')
      .execute()
    assert.deepEqual(acts.map(({ type }) => type).slice(-4), ['repeal', 'annul', 'repeal', 'annul'])
  })

  test('one article is not the whole; a day the sentence gives elsewhere is asked for; an extension names its end', async () => {
    const old = await taken(
      '云溪区摊点管理办法',
      '摊点应当整洁。',
      '本办法自2020年3月1日起施行，有效期至2025年2月28日。',
    )
    const decision = await taken(
      '云溪区测试局关于调整摊点管理的通知',
      '《云溪区摊点管理办法》第一条停止执行。',
      '《云溪区摊点管理办法》有效期延长至2027年2月28日。',
    )
    const { relations } = await readForConfirming(app.operator(), decision)
    assert.equal(relations.length, 2)
    await refused(decision, { relations: [{ number: 1, verdict: '废止' }], on: '2024-01-01' }, /只说到第一条/)
    await refused(decision, { relations: [{ number: 1, verdict: '部分废止' }] }, /没有写明施行日期/)
    await does(decision, {
      set: { effectiveOn: '2024-01-01' },
      relations: [{ number: 1, verdict: '部分废止' }],
    })
    await does(decision, { relations: [{ number: 2, verdict: '延长' }], until: '2027-02-28' })
    const force = await forceOn(old, '2026-01-01')
    assert.deepEqual([force.status, force.expiresOn], ['partly', '2027-02-28'])
    assert.match(force.notes!.join(), /第一条自2024-01-01起停止执行/)
    const dated = await taken(
      '云溪区测试局关于废止文件的通知',
      '《云溪区摊点管理办法》自2028年1月1日起废止。',
    )
    const number = await relationTo(dated, '云溪区摊点管理办法')
    await refused(dated, { relations: [{ number, verdict: '废止' }] }, /另有日期/)
    await does(dated, { relations: [{ number, verdict: '废止' }], on: '2026-07-01' })
    assert.equal((await forceOn(old, '2026-07-01')).status, 'repealed')
  })

  test('what a draft does waits for its publication, what is done to a document not held waits for it', async () => {
    const old = await taken('云溪区井盖管理办法', '井盖应当牢固。')
    const ends =
      '本办法自2022年5月1日起施行。《云溪区井盖管理办法》同时废止。《云溪区窨井管理暂行办法》同时废止。'
    const draft = await taken('云溪区井盖和窨井管理办法', '井盖、窨井应当牢固。', ends, false)
    const { relations } = await readForConfirming(app.operator(), draft)
    const { done } = await does(draft, {
      relations: relations.map(({ number }) => ({ number, verdict: 'accept' })),
    })
    assert.match(done.join(), /待本文件发布后生效/)
    await does(draft, { set: { title: '云溪区井盖与窨井管理办法' } })
    assert.equal((await forceOn(old, '2023-01-01')).status, 'inForce')
    await publish(app.operator(NOON), draft)
    assert.equal((await forceOn(old, '2023-01-01')).status, 'repealed')
    const late = await app.take('late.txt', norm(77, '云溪区窨井管理暂行办法', '窨井应当加盖。'), {
      given: { kind: 'normative' },
    })
    const force = await forceOn(late.id!, '2023-01-01')
    assert.equal(force.status, 'repealed')
    assert.match(force.words![0]!.quote, /窨井管理暂行办法/)
    const number = await relationTo(draft, '窨井管理暂行办法')
    await does(draft, { relations: [{ number, verdict: 'reject' }] })
    assert.equal((await forceOn(late.id!, '2023-01-01')).status, 'inForce')
  })

  test('a document ended by the name of what it issues is the notice that issues it', async () => {
    const notice = await taken('云溪区测试局关于印发云溪区路灯管理办法的通知', '路灯应当明亮。')
    const newer = await taken(
      '云溪区路灯和景观灯管理办法',
      '路灯、景观灯应当明亮。',
      '本办法自2022年5月1日起施行。《云溪区路灯管理办法》、《云溪区景观灯管理办法》同时废止。',
    )
    const { relations } = await readForConfirming(app.operator(), newer)
    await does(newer, { relations: relations.map(({ number }) => ({ number, verdict: 'accept' })) })
    const late = await taken('云溪区测试局关于印发《云溪区景观灯管理办法》的通知', '景观灯应当美观。')
    for (const id of [notice, late]) {
      assert.equal((await forceOn(id, '2022-04-30')).status, 'inForce')
      assert.equal((await forceOn(id, '2022-05-01')).status, 'repealed')
    }
  })

  test('a new document ends its predecessor of the same title, not itself', async () => {
    const title = '云溪区广告牌管理办法'
    const old = await app.take(
      'a.txt',
      `${title}\n\n第一条　广告牌应当牢固。\n\n第二条　本办法自2018年3月1日起施行。\n\n云溪区测试局\n2018年2月1日\n`,
      { given: { kind: 'normative' } },
    )
    const other = await taken(
      '云溪区测试局关于清理文件的通知',
      `《${title}》同时废止。`,
      '本通知自2021年1月1日起施行。',
    )
    const newer = await taken(title, '广告牌应当牢固、美观。')
    const { relations } = await readForConfirming(app.operator(), other)
    assert.equal(relations[0]!.to_work, old.id)
    assert.notEqual(newer, old.id)
  })

  test('whatever is confirmed and taken back, page, lists and rule agree on every day', async () => {
    const seed = Number(process.env.FC_SEED ?? Date.now() % 1_000_000)
    const runs = fc.sample(fc.array(choice, { minLength: 2, maxLength: 5 }), { numRuns: 4, seed })
    for (const [at, run] of runs.entries()) {
      const title = `云溪区第${at + 1}号试验管理办法`
      const ends = '本办法自2020年3月1日起施行，有效期至2021年2月20日。'
      const target = await taken(title, '试验应当安全。', ends)
      const acts = await carriedOut(title, run)
      for (let day = 0; day <= 126; day += 9) {
        const asOf = shiftDay('2021-01-01', day)
        const expected = ruled(acts, asOf)
        const said = `seed ${seed}, run ${at}, ${asOf}: ${JSON.stringify(run)}`
        const listed = await forcesOf(app.operator(), [target], asOf)
        assert.equal(listed.get(target), expected, `in lists, ${said}`)
        assert.equal((await forceOn(target, asOf)).status, expected, `on its page, ${said}`)
      }
    }
  })

  /** Lets two documents do and take back what a run says; the acts that stand in the end, in their order. */
  const carriedOut = async (title: string, run: Choice[]) => {
    const by = [
      await taken(`${title}的甲通知`, `《${title}》已经提到。`),
      await taken(`${title}的乙通知`, `《${title}》也已提到。`),
    ]
    const last = new Map<number, Choice>()
    for (const each of run) {
      const { verdict, on, until, of } = each
      const days = verdict === 'reject' ? {} : { on, ...(verdict === '延长' ? { until } : {}) }
      try {
        await does(by[of]!, { relations: [{ number: 1, verdict }], ...days })
        // NOTE taken out first: a map keeps the place of a key that is set again.
        last.delete(of)
        last.set(of, each)
      } catch (error) {
        assert.match((error as Error).message, /已经/)
      }
    }
    return [...last.values()].flatMap(({ verdict, on, until }): ValidityAct[] => {
      const type = ACT_OF[verdict]
      return type ? [{ type, on, ...(type === 'extend' ? { expiresOn: until } : {}) }] : []
    })
  }

  test('no fault of ours was met', () => assert.deepEqual(app.bugs, []))
})
