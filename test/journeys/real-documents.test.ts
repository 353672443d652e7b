import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { type Application, startApplication } from '../support/application.ts'

// Real documents stay outside the repository; where they are absent these tests say so and do not count.
const DATA = fileURLToPath(new URL('../../../shared/data', import.meta.url))
const skip = existsSync(DATA) ? false : '没有 ../shared/data，真实公文的检验没有做'
const STATE_COUNCIL = join(DATA, 'state_council_docs')

describe('真实公文从文件到网页到检索', { skip }, () => {
  let app: Application
  let notice: string
  let page: string
  before(async () => {
    app = await startApplication()
    const [report] = await app.takeFile(join(DATA, 'notice_2022_60', 'notice.md'))
    assert.equal(report?.status, 'imported')
    notice = report!.id!
    for (const name of await readdir(join(STATE_COUNCIL, 'html')))
      await app.takeFile(join(STATE_COUNCIL, 'html', name))
    await app.settled()
    page = (await app.get(`/documents/${notice}`)).text
  })
  after(() => app[Symbol.asyncDispose]())

  test('the page of the notice shows its number, addressees, signatory, date, parts and clauses', () => {
    const plain = page.replace(/<[^>]+>/g, '')
    assert.match(plain, /吴政办〔2022〕60号/)
    for (const addressee of ['各开发区管委会', '各镇、街道（场）政府（办事处）', '区级机关各部门、公司'])
      assert.ok(plain.includes(addressee), addressee)
    assert.match(plain, /苏州市吴中区人民政府办公室/)
    assert.match(page, /2022-07-18|2022年7月18日/)
    for (const whole of ['重大建设项目信息公开', '区政府现行有效', '主管部门出台的'])
      assert.ok(plain.includes(whole), whole)
    const anchors = [...page.matchAll(/ id="(att_1__para_\d+(?:__subpara_\d+)?)"/g)].map(([, id]) => id!)
    assert.equal(anchors.filter((id) => !id.includes('subpara')).length, 4)
    assert.equal(anchors.filter((id) => id.includes('subpara')).length, 21)
  })

  test('the eight references of the notice are linked, seven of them by number', async () => {
    const cited = await app.db
      .selectFrom('documents_citation')
      .select(['to_work', 'doc_number'])
      .where('from_work', '=', notice)
      .execute()
    assert.equal(cited.length, 8)
    assert.equal(cited.filter(({ doc_number }) => doc_number).length, 7)
    for (const { to_work } of cited) {
      assert.ok(page.includes(`href="/documents/${to_work}"`))
      assert.ok([200, 302].includes((await app.get(`/documents/${to_work}`)).status))
    }
  })

  test('the pages of the State Council keep title, number, index number and dates as their own tables say', async () => {
    const gold = readFileSync(join(STATE_COUNCIL, 'docs.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    const files = await readdir(join(STATE_COUNCIL, 'html'))
    const held = await app.db
      .selectFrom('documents_edition as e')
      .innerJoin('documents_work as w', 'w.id', 'e.work_id')
      .innerJoin('documents_file as f', 'f.edition_id', 'e.id')
      .select(['f.name', 'e.title', 'w.doc_number', 'e.index_number', 'e.written_on', 'e.first_published_on'])
      .where('f.role', '=', 'original')
      .execute()
    let compared = 0
    for (const each of gold) {
      const name = basename(each.html_file)
      if (!files.includes(name)) continue
      const row = held.find((one) => one.name === name)
      assert.deepEqual(
        [row?.title, row?.doc_number, row?.index_number, row?.written_on, row?.first_published_on],
        [each.title, each.doc_number, each.index_number, each.written_date, each.published_date],
        name,
      )
      compared += 1
    }
    assert.equal(compared, files.length)
  })

  const TITLE = '区政府办公室关于印发吴中区2022年政务公开工作要点的通知'
  const SENTENCE = '行政规范性文件以及与企业群众关系密切的重要政策文件均要开展解读'
  const ASKED = [
    TITLE,
    ...[3, 11, 20].map((at) => TITLE.slice(0, at) + TITLE.slice(at + 1)),
    ...[
      '吴政办60号',
      '吴政办〔2022〕60号',
      '[2022]60',
      '吴政办[2022]60号',
      '吴政办（2022）60号',
      '吴政办2022 60号',
    ],
    ...[
      '吴政办［２０２２］６０号',
      '吴政办 〔2022〕 60 号',
      '吴政办〔2022〕60',
      '〔2022〕60号',
      '吴政办发〔2022〕60号',
    ],
    SENTENCE,
  ]
  for (const query of ASKED)
    test(`search finds the notice first for “${query}”`, async () => {
      const { hits } = JSON.parse((await app.get(`/api/v1/search?q=${encodeURIComponent(query)}`)).text)
      assert.equal(
        hits[0]?.id,
        notice,
        hits
          .slice(0, 3)
          .map((hit: { title: string }) => hit.title)
          .join(' | '),
      )
      const answer = await app.get(`/search?q=${encodeURIComponent(query)}`)
      assert.match(answer.text, new RegExp(`href="/documents/${notice}`))
    })

  test('no fault of ours was met', () => assert.deepEqual(app.bugs, []))
})
