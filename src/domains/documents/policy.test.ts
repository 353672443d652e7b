import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { type Application, startApplication } from '../../../test/support/application.ts'
import { publish, withdraw } from './index.ts'

/** A text whose every field carries a word found nowhere else. */
function secretive(word: string, number: string): { name: string; text: string } {
  return {
    name: `${word}文件名.txt`,
    text: `云溪区${word}局文件\n${number}\n\n云溪区${word}局关于${word}事项的通知\n\n各镇：\n\n一、${word}的内容如下。\n\n二、${word}的安排。\n\n云溪区${word}局\n2026年3月5日\n`,
  }
}

/** Every public way out of the platform for one document, and the lists it could stand in. */
function waysOut(id: string, word: string, number: string): string[] {
  const named = [word, number, `云溪区${word}局关于${word}事项的通知`].map(encodeURIComponent)
  return [
    `/documents/${id}`,
    ...['txt', 'pdf', 'docx', 'md', 'xml', 'json'].map((form) => `/documents/${id}.${form}`),
    `/api/v1/documents/${id}`,
    ...[
      '/',
      '/library',
      '/library?sort=organ',
      '/library?year=2026',
      '/columns',
      '/columns/A20-01',
      '/guide',
      '/sitemap',
    ],
    ...[
      '/feed.atom',
      '/columns/A20-01/feed.atom',
      '/sitemap.xml',
      '/api/v1/documents',
      '/about',
      '/rules',
      '/reports',
    ],
    `/library?organ=${encodeURIComponent(`云溪区${word}局`)}`,
    ...named.flatMap((query) => [
      `/search?q=${query}`,
      `/search?q=${query}&sort=date`,
      `/api/v1/search?q=${query}`,
    ]),
  ]
}

/** What of an answer could tell: the asked-for words stand in a search page by themselves, the rest must not. */
function tells(path: string, text: string, word: string): boolean {
  const echoes = path.includes('q=') || path.includes('organ=')
  const told = echoes ? [`${word}的内容`, `${word}的安排`, `${word}局文件`] : [word]
  const plain = text.replace(/<[^>]+>/g, '')
  return told.some((piece) => plain.includes(piece))
}

async function leaks(app: Application, id: string, word: string, number: string): Promise<string[]> {
  const found: string[] = []
  for (const path of waysOut(id, word, number)) {
    const { text } = await app.get(path)
    if (tells(path, text, word) || (!path.includes(id) && text.includes(id))) found.push(path)
  }
  return found
}

async function fileOf(app: Application, id: string): Promise<string> {
  const row = await app.db
    .selectFrom('documents_file')
    .innerJoin('documents_edition', 'documents_edition.id', 'documents_file.edition_id')
    .select('documents_file.id')
    .where('work_id', '=', id)
    .executeTakeFirstOrThrow()
  return `/documents/${id}/files/${row.id}`
}

/** No form of it is given, and nothing tells that it is there. */
async function assertAbsent(app: Application, id: string): Promise<void> {
  const forms = ['', '.txt', '.pdf', '.docx', '.md', '.xml', '.json'].map((form) => `/documents/${id}${form}`)
  for (const path of [...forms, `/api/v1/documents/${id}`, await fileOf(app, id)])
    assert.equal((await app.get(path)).status, 404, path)
}

describe('公开范围和属性', () => {
  let app: Application
  before(async () => {
    app = await startApplication()
  })
  after(() => app[Symbol.asyncDispose]())

  test('the probe itself sees a document that is public', async () => {
    const { name, text } = secretive('赤霞', '云赤发〔2026〕1号')
    const { id } = await app.take(name, text, { given: { columns: ['A20-01'] } })
    await app.settled()
    const found = await leaks(app, id!, '赤霞', '云赤发〔2026〕1号')
    for (const path of [
      '/',
      '/library',
      `/documents/${id}`,
      `/documents/${id}.txt`,
      '/feed.atom',
      '/sitemap.xml',
      '/columns/A20-01',
    ])
      assert.ok(found.includes(path), path)
    assert.ok(found.some((path) => path.startsWith('/search')))
    assert.ok(found.some((path) => path.startsWith('/api/v1/search')))
    assert.equal((await app.get(await fileOf(app, id!))).status, 200)
  })

  const hidden = [
    { word: '青禾', number: '云青发〔2026〕2号', set: sql`disclosure = 'withheld'` },
    { word: '紫藤', number: '云紫发〔2026〕3号', set: sql`disclosure = 'on-application'` },
    { word: '白杨', number: '云白发〔2026〕4号', set: sql`scope = 'place'` },
    { word: '黑松', number: '云黑发〔2026〕5号', set: sql`scope = 'named-group'` },
  ]
  for (const { word, number, set } of hidden)
    test(`a draft with ${word} is in no page, file, interface, feed, site map or search`, async () => {
      const { name, text } = secretive(word, number)
      const { id } = await app.take(name, text, { publish: false, given: { columns: ['A20-01'] } })
      await sql`update documents_edition set ${set} where work_id = ${id}`.execute(app.db)
      await assert.rejects(publish(app.operator(), id!))
      const again = await app.take(name, text)
      assert.equal(again.status, 'duplicate')
      assert.match(again.issues.join(), /没有发布/)
      await app.settled()
      assert.deepEqual(await leaks(app, id!, word, number), [])
      await assertAbsent(app, id!)
    })

  for (const { word, number, set } of hidden)
    test(`even where an edition with ${word} went live before its disclosure changed`, async () => {
      const { name, text } = secretive(`新${word}`, number.replace('发', '规'))
      const { id } = await app.take(name, text, { given: { columns: ['A20-01'] } })
      await sql`update documents_edition set ${set} where work_id = ${id}`.execute(app.db)
      await sql`insert into outlets_release (subject_kind, subject_id, action, content_hash, at) values ('document', 'other', 'publish', '', now())`.execute(
        app.db,
      )
      await app.settled()
      assert.deepEqual(await leaks(app, id!, `新${word}`, number.replace('发', '规')), [])
      await assertAbsent(app, id!)
    })

  test('a public document that cites a hidden one by its number does not tell its title', async () => {
    const { name, text } = secretive('银杏', '云银发〔2026〕6号')
    const { id } = await app.take(name, text, { publish: false })
    await sql`update documents_edition set disclosure = 'withheld' where work_id = ${id}`.execute(app.db)
    const citing = await app.take(
      'citing.txt',
      '云溪区测试局关于贯彻文件的通知\n\n各镇：\n\n请按照云银发〔2026〕6号文件执行。\n\n云溪区测试局\n2026年4月1日\n',
    )
    await app.settled()
    for (const path of [
      `/documents/${citing.id}`,
      `/api/v1/documents/${citing.id}`,
      `/documents/${id}`,
      `/api/v1/documents/${id}`,
    ]) {
      const { status, text } = await app.get(path)
      assert.equal(status, 200, path)
      assert.ok(!text.includes('银杏'), path)
      assert.ok(text.includes('云银发〔2026〕6号'), path)
    }
  })

  test('no fault of ours was met', () => assert.deepEqual(app.bugs, []))
})

describe('撤下', () => {
  let app: Application
  before(async () => {
    app = await startApplication()
  })
  after(() => app[Symbol.asyncDispose]())

  test('a withdrawn document is gone everywhere at once, and its page says when and why', async () => {
    const [word, number] = ['丹桂', '云丹发〔2026〕7号']
    const { name, text } = secretive(word, number)
    const { id } = await app.take(name, text, { given: { columns: ['A20-01'] } })
    await app.settled()
    const file = await fileOf(app, id!)
    assert.ok((await leaks(app, id!, word, number)).length > 10, 'it was everywhere')
    const etag = (await app.get(`/documents/${id}`)).headers.get('etag')!
    await withdraw(app.operator(), id!, '其中第二项含有个人信息')
    await app.settled()
    const page = await app.get(`/documents/${id}`, { headers: { 'if-none-match': etag } })
    assert.equal(page.status, 410)
    assert.match(page.text, /其中第二项含有个人信息/)
    assert.match(page.text, /noindex/)
    assert.ok(!page.text.includes(`${word}的内容`))
    for (const form of ['txt', 'pdf', 'docx', 'md', 'xml', 'json']) {
      const answer = await app.get(`/documents/${id}.${form}`)
      assert.ok([404, 410].includes(answer.status), form)
      assert.equal(answer.headers.get('content-disposition'), null)
    }
    assert.ok([404, 410].includes((await app.get(file)).status))
    const told = await app.get(`/api/v1/documents/${id}`)
    assert.ok(!told.text.includes(`${word}的内容`))
    assert.equal(JSON.parse(told.text).reason, '其中第二项含有个人信息')
    const others = (await leaks(app, id!, word, number)).filter((path) => !path.includes(id!))
    assert.deepEqual(others, [])
  })

  test('bringing it again does not publish it again', async () => {
    const { name, text } = secretive('丹桂', '云丹发〔2026〕7号')
    const again = await app.take(name, text)
    assert.equal(again.status, 'duplicate')
    assert.match(again.issues.join(), /已经撤下/)
    assert.equal((await app.get(`/documents/${again.id}`)).status, 410)
  })

  test('a page kept from before the withdrawal is not given even when the database is away', async () => {
    const { name, text } = secretive('墨兰', '云墨发〔2026〕8号')
    const { id } = await app.take(name, text)
    await app.settled()
    assert.equal((await app.get(`/documents/${id}`)).status, 200)
    assert.match((await app.get('/library')).text, /墨兰/)
    await withdraw(app.operator(), id!, '内容有误')
    await app.settled()
    await app.withDatabaseAway(async () => {
      for (const path of [`/documents/${id}`, '/library']) {
        const { status, text } = await app.get(path)
        assert.equal(status, 503, path)
        assert.ok(!text.includes('墨兰'), path)
      }
    })
    assert.equal((await app.get(`/documents/${id}`)).status, 410)
  })

  test('a withdrawal without a reason is refused, and one of what is not live', async () => {
    const { name, text } = secretive('苍松', '云苍发〔2026〕9号')
    const { id } = await app.take(name, text, { publish: false })
    await assert.rejects(withdraw(app.operator(), id!, '  '), /必须写明理由/)
    await assert.rejects(withdraw(app.operator(), id!, '内容有误'), /没有这份已发布的文件/)
  })

  test('no fault of ours was met', () => assert.deepEqual(app.bugs, []))
})
