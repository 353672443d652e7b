import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type Application, startApplication } from '../../../test/support/application.ts'
import { confirmingOn, NOON, norm } from '../../../test/support/confirming.ts'
import { instantOf } from '../../platform/clock.ts'
import { contextAt } from '../../platform/context.ts'
import { Denied, NotFound } from '../../platform/errors.ts'
import { registerOrgan } from '../accounts/index.ts'
import { confirm, readForConfirming } from './confirming.ts'
import { withdraw } from './index.ts'

describe('核对确认', () => {
  let app: Application
  const { taken, does, refused, relationTo } = confirmingOn(() => app)
  const countActs = async () => {
    const query = app.db.selectFrom('documents_act').select((each) => each.fn.countAll<number>().as('count'))
    return Number((await query.executeTakeFirstOrThrow()).count)
  }
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
    const { work } = await readForConfirming(app.operator(), id)
    const serial = /(\d+)号/.exec(work.doc_number!)![1]
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
      (await app.take('again.txt', norm(Number(serial), '云溪区堤坊管理办法', '堤防应当巡查。'))).status,
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

  test('no fault of ours was met', () => assert.deepEqual(app.bugs, []))
})
