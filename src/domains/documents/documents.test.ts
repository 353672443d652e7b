import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { type Application, startApplication } from '../../../test/support/application.ts'
import { publish, withdraw } from './index.ts'

const DINING_NUMBER = '云政办发〔2027〕5号'

function notice(n: number, text = `第${n}项工作要求如下。`): string {
  return `云溪区测试局文件\n云测发〔2027〕${n}号\n\n云溪区测试局关于第${n}项工作的通知\n\n各镇：\n\n${text}\n\n云溪区测试局\n2027年1月5日\n`
}

describe('收录', () => {
  let app: Application
  before(async () => {
    app = await startApplication()
  })
  after(() => app[Symbol.asyncDispose]())

  test('a document imported with its cited documents: page, number, citations, stub pages', async () => {
    const [report] = await app.takeFixture('dining.md')
    assert.equal(report?.status, 'imported')
    assert.equal(report?.docNumber, DINING_NUMBER)
    await app.settled()
    const page = await app.get(`/documents/${report?.id}`)
    assert.equal(page.status, 200)
    assert.match(page.text, /留样时间不少于48小时/)
    const cited = await app.db
      .selectFrom('documents_citation')
      .innerJoin('documents_work', 'documents_work.id', 'documents_citation.to_work')
      .select([
        'documents_work.id',
        'documents_work.held',
        'documents_work.doc_number',
        'documents_work.title',
      ])
      .where('from_work', '=', report!.id!)
      .execute()
    const charges = cited.find((work) => work.doc_number === '云政发〔2025〕3号')
    assert.ok(charges, 'the numbered document it cites has a work')
    assert.equal(charges.held, false)
    const stub = await app.get(`/documents/${charges.id}`)
    assert.equal(stub.status, 200)
    assert.match(stub.text, /云溪区公共服务收费规定/)
    assert.match(stub.text, /云政发〔2025〕3号/)
    assert.match(stub.text, new RegExp(`/documents/${report!.id}"`), 'says who cites it')
    assert.match(page.text, new RegExp(`/documents/${charges.id}"`), 'and is linked from there')
  })

  test('the page of a cited document is taken over by the document, its address kept', async () => {
    const stub = await app.db
      .selectFrom('documents_work')
      .select('id')
      .where('doc_number', '=', '云政发〔2025〕3号')
      .executeTakeFirstOrThrow()
    const reports = await app.takeFixture('records.jsonl')
    assert.deepEqual(
      reports.map(({ status }) => status),
      ['imported', 'imported', 'imported'],
    )
    const arrived = reports.find(({ docNumber }) => docNumber === '云政发〔2025〕3号')
    assert.equal(arrived?.id, stub.id)
    await app.settled()
    const page = await app.get(`/documents/${stub.id}`)
    assert.equal(page.status, 200)
    assert.match(page.text, /未公布的不得收取/)
    const [citing] = await app.db
      .selectFrom('documents_work')
      .select('id')
      .where('doc_number', '=', DINING_NUMBER)
      .execute()
    assert.match(page.text, new RegExp(`/documents/${citing?.id}"`), 'and still says who cites it')
  })

  test('a document known by its title alone is led to when it comes with a number', async () => {
    const told = await app.take(
      'quoting.txt',
      '云溪区测试局关于招生的说明\n\n招生按照《云溪区义务教育招生工作细则》办理。\n\n云溪区测试局\n2027年2月1日\n',
    )
    const { id: stub } = await app.db
      .selectFrom('documents_work')
      .select('id')
      .where('title', '=', '云溪区义务教育招生工作细则')
      .executeTakeFirstOrThrow()
    assert.equal((await app.get(`/documents/${stub}`)).status, 200)
    const come = await app.take(
      'rules.txt',
      '云教发〔2027〕9号\n\n云溪区义务教育招生工作细则\n\n第一条 为规范招生，制定本细则。\n\n第二条 本细则自2027年3月1日起施行。\n',
    )
    assert.equal(come.status, 'imported')
    await app.settled()
    for (const time of ['first', 'second']) {
      const old = await app.get(`/documents/${stub}`)
      assert.ok(
        [301, 302, 303, 307, 308].includes(old.status),
        `the ${time} visit to the old address leads on`,
      )
      assert.equal(old.headers.get('location'), `/documents/${come.id}`)
    }
    assert.match((await app.get(`/documents/${told.id}`)).text, new RegExp(`/documents/${come.id}"`))
  })

  test('the same bytes and the same content are duplicates; nothing is entered twice', async () => {
    const count = () =>
      app.db
        .selectFrom('documents_edition')
        .select((eb) => eb.fn.countAll().as('n'))
        .executeTakeFirstOrThrow()
    const first = await app.take('one.txt', notice(1))
    const before = await count()
    const again = await app.take('other-name.txt', notice(1))
    const spaced = await app.take('spaced.txt', notice(1).replaceAll('\n', '\r\n'))
    assert.deepEqual([again.status, again.id], ['duplicate', first.id])
    assert.deepEqual([spaced.status, spaced.id], ['duplicate', first.id])
    assert.deepEqual(await count(), before)
  })

  test('the same number with another text becomes a document of its own and says so', async () => {
    const first = await app.take('two.txt', notice(2))
    const second = await app.take('two-changed.txt', notice(2, '要求改为下列各项。'))
    assert.equal(second.status, 'imported')
    assert.notEqual(second.id, first.id)
    assert.match(second.issues.join(), new RegExp(`已有另一份文本（${first.id}）`))
    await app.settled()
    assert.match((await app.get(`/documents/${first.id}`)).text, /第2项工作要求如下/)
    assert.match((await app.get(`/documents/${second.id}`)).text, /要求改为下列各项/)
  })

  test('what was kept as a draft is published when it is brought again to be published', async () => {
    const draft = await app.take('three.txt', notice(3), { publish: false })
    await app.settled()
    assert.equal(draft.status, 'imported')
    assert.equal((await app.get(`/documents/${draft.id}`)).status, 404)
    const again = await app.take('three.txt', notice(3))
    assert.deepEqual([again.status, again.id], ['duplicate', draft.id])
    assert.match(again.issues.join(), /草稿.*现已发布/)
    await app.settled()
    assert.equal((await app.get(`/documents/${draft.id}`)).status, 200)
  })

  test('characters that no database column holds do not stop an import', async () => {
    const hostile = JSON.stringify({
      title: 'A\u0000标题\ud800\u0007',
      text: '正文\u0000第一段。\udfff\n\n第二段\u000b。',
      issuer: '机\u0000关',
      doc_number: '云\u0000测',
      topic: '\ud800',
      written_date: '0000-01-01',
    })
    const [report] = await app.takeFile(await app.scratch('hostile.jsonl', hostile))
    assert.equal(report?.status, 'imported')
    assert.equal(report?.title?.replaceAll('\ufffd', ''), 'A标题')
    await app.settled()
    assert.equal((await app.get(`/documents/${report?.id}`)).status, 200)
  })

  test('index numbers stay unique when many imports run at once, and beside numbers that documents bring', async () => {
    const reports = await Promise.all(
      Array.from({ length: 24 }, (_, n) => app.take(`many-${n}.txt`, notice(100 + n))),
    )
    assert.ok(reports.every(({ status }) => status === 'imported'))
    const brought = await app.take('brought.txt', notice(150), { publish: false })
    const {
      rows: [serial],
    } = await sql<{ year: number; last: number }>`
      select year, last from documents_serial where organ_code = '000000000'`.execute(app.db)
    const number = `000000000/${serial!.year}-${String(serial!.last + 2).padStart(5, '0')}`
    await sql`update documents_edition set index_number = ${number} where work_id = ${brought.id}`.execute(
      app.db,
    )
    for (let n = 0; n < 4; n++) await app.take(`later-${n}.txt`, notice(200 + n))
    const { rows } = await sql<{ index_number: string; n: number }>`
      select index_number, count(*)::int as n from documents_edition group by 1 having count(*) > 1`.execute(
      app.db,
    )
    assert.deepEqual(rows, [])
  })

  test('two imports of one document at once enter it once', async () => {
    const reports = await Promise.all(Array.from({ length: 8 }, () => app.take('race.txt', notice(300))))
    assert.deepEqual(reports.map(({ status }) => status).sort(), [...Array(7).fill('duplicate'), 'imported'])
    assert.equal(new Set(reports.map(({ id }) => id)).size, 1)
  })

  test('no fault of ours was met', () => assert.deepEqual(app.bugs, []))
})

describe('发布', () => {
  let app: Application
  before(async () => {
    app = await startApplication()
  })
  after(() => app[Symbol.asyncDispose]())

  test('publication time is the server’s and cannot change, nor the text', async () => {
    const before = new Date()
    const { id } = await app.take('one.txt', notice(1), { given: { publishedOn: '2020-01-01' } })
    const edition = () =>
      app.db.selectFrom('documents_edition').selectAll().where('work_id', '=', id!).executeTakeFirstOrThrow()
    const { published_at, first_published_on } = await edition()
    assert.ok(published_at! >= before && published_at! <= new Date())
    assert.equal(first_published_on, '2020-01-01')
    const change = (set: Record<string, unknown>) =>
      app.db.updateTable('documents_edition').set(set).where('work_id', '=', id!).execute()
    await assert.rejects(change({ published_at: new Date(0) }), /set once/)
    await assert.rejects(change({ published_at: null }), /set once/)
    await assert.rejects(change({ content_hash: 'other' }), /does not change/)
    await assert.rejects(change({ body_text: '改过的正文' }), /does not change/)
    await assert.rejects(change({ title: '改过的标题' }), /does not change/)
    await assert.rejects(change({ structure: JSON.stringify({}) }), /does not change/)
    await assert.rejects(app.db.deleteFrom('documents_edition').where('work_id', '=', id!).execute())
  })

  test('one live and one draft edition at most', async () => {
    const { id } = await app.take('two.txt', notice(2))
    const { id: _, ...live } = await app.db
      .selectFrom('documents_edition')
      .selectAll()
      .where('work_id', '=', id!)
      .executeTakeFirstOrThrow()
    const copy = (state: string, version: number) =>
      app.db
        .insertInto('documents_edition')
        .values({
          ...live,
          structure: JSON.stringify(live.structure),
          issues: JSON.stringify(live.issues),
          state,
          version,
          published_at: null,
        })
        .execute()
    await assert.rejects(copy('live', 2), /one_live/)
    await copy('draft', 2)
    await assert.rejects(copy('draft', 3), /one_draft/)
    await publish(app.operator(), id!)
    const states = await app.db
      .selectFrom('documents_edition')
      .select(['version', 'state'])
      .where('work_id', '=', id!)
      .orderBy('version')
      .execute()
    assert.deepEqual(states, [
      { version: 1, state: 'past' },
      { version: 2, state: 'live' },
    ])
  })

  test('what may not be disclosed is not published, every reason told at once', async () => {
    const { id } = await app.take('three.txt', notice(3), { publish: false })
    await sql`update documents_edition set disclosure = 'withheld', scope = 'place' where work_id = ${id}`.execute(
      app.db,
    )
    await assert.rejects(publish(app.operator(), id!), (error: Error & { basis: string[] }) => {
      assert.match(error.message, /不是主动公开/)
      assert.match(error.message, /不是互联网/)
      assert.deepEqual(error.basis, ['条例·13、14', '条例·23'])
      return true
    })
  })

  test('only the operator publishes and withdraws', async () => {
    const { id } = await app.take('four.txt', notice(4), { publish: false })
    const visitor = { ...app.operator(), actor: { kind: 'public' as const } }
    await assert.rejects(publish(visitor, id!), /操作员/)
    await assert.rejects(withdraw(visitor, id!, '理由'), /操作员/)
  })

  test('every act stands in the audit ledger, which cannot be changed', async () => {
    const { id } = await app.take('five.txt', notice(5))
    await withdraw(app.operator(), id!, '内容有误')
    const acts = await app.db
      .selectFrom('audit_entry')
      .select(['act', 'actor', 'basis'])
      .where('subject_id', '=', id!)
      .orderBy('id')
      .execute()
    assert.deepEqual(
      acts.map(({ act }) => act),
      ['taken-over', 'published', 'withdrawn'],
    )
    assert.ok(acts.every(({ actor, basis }) => actor === '系统操作员 tester' && basis))
    await assert.rejects(app.db.deleteFrom('audit_entry').execute(), /append-only/)
    await assert.rejects(sql`truncate audit_entry`.execute(app.db), /append-only/)
  })

  test('no fault of ours was met', () => assert.deepEqual(app.bugs, []))
})
