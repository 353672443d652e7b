import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { validity } from '@gongkai/rules'
import fc from 'fast-check'
import { type Application, startApplication } from '../../../test/support/application.ts'
import { instantOf, shiftDay } from '../../platform/clock.ts'
import { contextAt } from '../../platform/context.ts'
import { Denied, NotFound, Unlawful } from '../../platform/errors.ts'
import { registerOrgan } from '../accounts/index.ts'
import { type Confirmed, confirm, readForConfirming } from './confirming.ts'
import type { Wanted } from './confirming-plan.ts'
import { publish, withdraw } from './index.ts'
import { forcesOf } from './queries.ts'

const NOON = instantOf('2024-06-01 12:00')

/** A norm of the test organ, under a number of its own. */
function norm(serial: number, title: string, body: string, ends = '本办法自2020年3月1日起施行。'): string {
  return `云溪区测试局文件\n云测规〔2020〕${serial}号\n\n${title}\n\n第一条　${body}\n\n第二条　${ends}\n\n云溪区测试局\n2020年2月1日\n`
}

describe('核对确认', () => {
  let app: Application
  let serial = 100
  const taken = async (title: string, body: string, ends?: string, publish = true): Promise<string> => {
    serial += 1
    const { id, status } = await app.take(`${serial}.txt`, norm(serial, title, body, ends), {
      publish,
      at: NOON,
      given: { kind: 'normative' },
    })
    assert.equal(status, 'imported')
    return id!
  }
  const does = (id: string, wanted: Wanted): Promise<Confirmed> => confirm(app.operator(NOON), id, wanted)
  const refused = (id: string, wanted: Wanted, ...sentences: RegExp[]) =>
    assert.rejects(does(id, wanted), (error: Error) => {
      assert.ok(error instanceof Unlawful, String(error))
      for (const sentence of sentences) assert.match(error.message, sentence)
      return true
    })
  const relationTo = async (id: string, title: string): Promise<number> => {
    const { relations } = await readForConfirming(app.operator(), id)
    const found = relations.find(({ to }) => to.includes(title))
    assert.ok(found, `${title} in ${JSON.stringify(relations.map(({ to }) => to))}`)
    return found.number
  }
  const forceOn = async (id: string, on: string) =>
    JSON.parse((await app.get(`/api/v1/documents/${id}?on=${on}`)).text).force
  const countActs = async () =>
    Number(
      (await app.db
        .selectFrom('documents_act')
        .select((e) => e.fn.countAll().as('n'))
        .executeTakeFirst())!.n,
    )

  before(async () => {
    app = await startApplication()
    const blank = { parent: null, agencyCodes: [], duties: null, leader: null, address: null, hours: null }
    const contact = { phone: null, fax: null, email: null, kind: 'department' as const }
    await registerOrgan(
      app.operator(),
      { code: '000000027', name: '云溪区水务局', shortName: '区水务局', ...blank, ...contact },
      1,
    )
  })
  after(() => app[Symbol.asyncDispose]())

  test('a parse is accepted once; whoever may not, and what is not there, is told so', async () => {
    const id = await taken('云溪区河道管理办法', '河道应当保持畅通。')
    assert.deepEqual((await does(id, { accept: true })).done, ['已核对无误'])
    assert.equal((await readForConfirming(app.operator(), id)).accepted, true)
    await refused(id, { accept: true }, /已经核对过/)
    await refused(id, {}, /没有写明要办理什么/)
    const stranger = contextAt(app.world, { kind: 'public' })
    await assert.rejects(confirm(stranger, id, { accept: true }), Denied)
    await assert.rejects(readForConfirming(stranger, id), Denied)
    for (const absent of ['', '不是编号', '000000000000'])
      await assert.rejects(does(absent, { accept: true }), NotFound)
    await withdraw(app.operator(), id, '测试撤下')
    await assert.rejects(does(id, { accept: true }), /已经撤下/)
  })

  test('every wrong field is told at once and nothing is recorded', async () => {
    const id = await taken('云溪区水井管理办法', '水井应当加盖。')
    const before = await countActs()
    await refused(
      id,
      {
        set: {
          title: '《》',
          docNumber: '六十号',
          organ: '无此局',
          writtenOn: '2024-02-30',
          kind: '不知',
          columns: 'Z9',
          作者: '甲',
          genre: '长'.repeat(101),
          topic: '换\n行',
        },
        relations: [{ number: 9, verdict: 'accept' }],
        on: '明天',
        join: 99,
        accept: true,
      },
      /标题不能是空的/,
      /六十号.*文号/,
      /没有登记“无此局”/,
      /成文日期“2024-02-30”不是日期/,
      /没有“不知”这个类别/,
      /没有编号为Z9的栏目/,
      /没有“作者”这一项/,
      /体裁超过100字/,
      /主题里有换行/,
      /没有第9条关系/,
      /--on“明天”不是日期/,
      /没有第99行/,
    )
    await refused(
      id,
      { set: { writtenOn: '2024-06-02', publishedOn: '2025-01-01', expiresOn: '2019-01-01' } },
      /成文日期2024-06-02晚于今天/,
      /公开日期2025-01-01晚于今天/,
      /有效期至2019-01-01早于施行之日/,
    )
    await refused(id, { set: { kind: 'normative' } }, /和现有的相同/)
    await refused(id, { on: '2024-01-01' }, /没有写明是哪一条关系/)
    const other = await taken('云溪区水塔管理办法', '水塔应当巡查。')
    const number = (await readForConfirming(app.operator(), other)).work.doc_number!
    await refused(id, { set: { docNumber: number } }, /已由另一份文件使用/)
    assert.equal(await countActs(), before + 2, 'the second document alone was entered')
  })

  test('what is no part of the text is corrected where it stands; another text is another edition', async () => {
    const id = await taken('云溪区堤坊管理办法', '堤防应当巡查。')
    const first = await does(id, {
      set: { organ: '区水务局', topic: '水利', columns: 'A20-01', expiresOn: '2030-12-31' },
    })
    assert.equal(first.version, 1)
    const at = instantOf('2024-07-01 09:00')
    const second = await confirm(app.operator(at), id, {
      set: { title: '云溪区堤防管理办法', docNumber: '云测规〔2020〕9号' },
      accept: true,
    })
    assert.equal(second.version, 2)
    await app.settled()
    const editions = await app.db
      .selectFrom('documents_edition')
      .selectAll()
      .where('work_id', '=', id)
      .orderBy('version')
      .execute()
    assert.deepEqual(
      editions.map(({ state, title }) => [state, title]),
      [
        ['past', '云溪区堤坊管理办法'],
        ['live', '云溪区堤防管理办法'],
      ],
    )
    assert.deepEqual(editions[1]!.issuers, ['云溪区水务局'])
    assert.notEqual(editions[0]!.content_hash, editions[1]!.content_hash)
    assert.equal(editions[0]!.published_at!.getTime(), NOON.getTime())
    assert.equal(editions[1]!.published_at!.getTime(), at.getTime())
    assert.equal(editions[1]!.first_published_on, '2024-06-01')
    const page = await app.get(`/documents/${id}`)
    assert.match(page.text, /云溪区堤防管理办法/)
    assert.match(page.text, /云测规〔2020〕9号/)
    assert.match(page.text, /标题、文号/)
    assert.ok((await app.get(`/search?q=${encodeURIComponent('云测规〔2020〕9号')}`)).text.includes(id))
    assert.equal(
      (await app.take('again.txt', norm(serial, '云溪区堤坊管理办法', '堤防应当巡查。'))).status,
      'duplicate',
    )
    const audited = await app.db
      .selectFrom('audit_entry')
      .select('act')
      .where('subject_id', '=', id)
      .orderBy('id')
      .execute()
    assert.deepEqual(audited.map(({ act }) => act).slice(-3), ['correct', 'correct', 'confirm'])
  })

  test('a line joined or split: clauses keep their anchors, citations their places', async () => {
    const body =
      '设施应当完好。依照《云溪区供水规定》办理，\n并接受监督。\n\n维护费用由所有者负担。\n\n具体按《云溪区收费规定》执行'
    const id = await taken('云溪区设施管理办法', body)
    const before = await readForConfirming(app.operator(), id)
    const line = before.structure.body.findIndex(({ text }) => text.startsWith('维护费用')) + 1
    await refused(id, { split: { line, at: 0 } }, /两边都要有字/)
    await refused(id, { split: { line, at: 999 } }, /两边都要有字/)
    await refused(id, { join: before.structure.body.length }, /最后一行/)
    await refused(id, { join: 1, split: { line, at: 2 } }, /分两次办理/)
    const rejected = await relationTo(id, '云溪区收费规定')
    await does(id, { relations: [{ number: rejected, verdict: 'reject' }] })
    const split = await does(id, { split: { line, at: 4 } })
    assert.deepEqual([split.version, split.moved], [2, []])
    const cut = await readForConfirming(app.operator(), id)
    assert.equal(cut.edition.body_text, before.edition.body_text.replace('维护费用由', '维护费用\n由'))
    const anchors = ({ structure }: typeof cut) => structure.clauses.map(({ eId }) => eId)
    assert.deepEqual(anchors(cut), anchors(before))
    const anchorOf = ({ structure }: typeof cut, text: string) =>
      structure.body.find((node) => node.text.startsWith(text))?.eId
    assert.equal(anchorOf(cut, '具体按'), anchorOf(before, '具体按'))
    for (const { id: citation, words } of cut.relations) {
      const row = await app.db
        .selectFrom('documents_citation')
        .selectAll()
        .where('id', '=', citation)
        .executeTakeFirstOrThrow()
      assert.equal(cut.edition.body_text.slice(row.starts_at!, row.ends_at!), row.quote)
      assert.ok(words)
    }
    assert.deepEqual(
      cut.relations.map(({ to, state }) => [to, state]),
      before.relations.map(({ to }) => [to, to.includes('收费') ? 'rejected' : 'proposed']),
    )
    const joined = await does(id, { join: line })
    assert.equal(joined.version, 3)
    const whole = await readForConfirming(app.operator(), id)
    assert.equal(whole.edition.body_text, before.edition.body_text)
    assert.deepEqual(
      whole.structure.body.map(({ eId }) => eId),
      before.structure.body.map(({ eId }) => eId),
    )
    assert.equal((await app.get(`/documents/${id}`)).status, 200)
  })

  test('a repeal has no effect until confirmed; then it has, with its words; taken back, both stay in the record', async () => {
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
    assert.match(ended.because, /^自2022年5月1日起废止（云测规〔2020〕\d+号）。$/)
    assert.deepEqual(
      ended.words.map((each: { quote: string }) => each.quote),
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
    assert.match(force.notes.join(), /第一条自2024-01-01起停止执行/)
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
    assert.match(force.words[0].quote, /窨井管理暂行办法/)
    const number = await relationTo(draft, '窨井管理暂行办法')
    await does(draft, { relations: [{ number, verdict: 'reject' }] })
    assert.equal((await forceOn(late.id!, '2023-01-01')).status, 'inForce')
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
    const choice = fc.record({
      verdict: fc.constantFrom('废止', '部分废止', '修改', '延长', '替代', '引用', 'reject'),
      on: fc.integer({ min: 0, max: 60 }).map((days) => shiftDay('2021-01-01', days)),
      until: fc.integer({ min: 20, max: 120 }).map((days) => shiftDay('2021-01-01', days)),
      of: fc.constantFrom(0, 1),
    })
    const runs = fc.sample(fc.array(choice, { minLength: 2, maxLength: 5 }), { numRuns: 4, seed })
    for (const [at, run] of runs.entries()) {
      const title = `云溪区第${at + 1}号试验管理办法`
      const target = await taken(
        title,
        '试验应当安全。',
        '本办法自2020年3月1日起施行，有效期至2021年2月20日。',
      )
      const by = [
        await taken(`${title}的甲通知`, `《${title}》已经提到。`),
        await taken(`${title}的乙通知`, `《${title}》也已提到。`),
      ]
      const stands: ({ verdict: string; on: string; until: string; turn: number } | undefined)[] = []
      for (const [turn, { verdict, on, until, of }] of run.entries()) {
        const days = verdict === 'reject' ? {} : { on, ...(verdict === '延长' ? { until } : {}) }
        const done = await does(by[of]!, { relations: [{ number: 1, verdict }], ...days }).then(
          () => true,
          (error: Error) => {
            assert.match(error.message, /已经/)
            return false
          },
        )
        if (done) stands[of] = { verdict, on, until, turn }
      }
      const types: Record<string, 'repeal' | 'partly-repeal' | 'amend' | 'extend'> = {
        废止: 'repeal',
        替代: 'repeal',
        部分废止: 'partly-repeal',
        修改: 'amend',
        延长: 'extend',
      }
      const acts = stands
        .flatMap((each) => (each && types[each.verdict] ? [each] : []))
        .sort((a, b) => a.turn - b.turn)
        .map(({ verdict, on, until }) => ({
          type: types[verdict]!,
          on,
          ...(verdict === '延长' ? { expiresOn: until } : {}),
        }))
      for (let day = 0; day <= 126; day += 9) {
        const asOf = shiftDay('2021-01-01', day)
        const { status } = validity({
          issuedOn: '2020-02-01',
          effectiveOn: '2020-03-01',
          expiresOn: '2021-02-20',
          acts,
          asOf,
        }).answer
        const expected = {
          'in-force': 'inForce',
          amended: 'inForce',
          'not-yet': 'notYet',
          partly: 'partly',
          lapsed: 'expired',
          repealed: 'repealed',
        }[status]
        const said = `seed ${seed}, run ${at}, ${asOf}: ${JSON.stringify(run)}`
        assert.equal(
          (await forcesOf(app.operator(), [target], asOf)).get(target),
          expected,
          `in lists, ${said}`,
        )
        assert.equal((await forceOn(target, asOf)).status, expected, `on its page, ${said}`)
      }
    }
  })

  test('no fault of ours was met', () => assert.deepEqual(app.bugs, []))
})
