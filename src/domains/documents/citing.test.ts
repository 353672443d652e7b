import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { titleKey } from '@gongkai/gongwen'
import { type Application, startApplication } from '../../../test/support/application.ts'
import { interpretedBy } from './citing-interpreted.ts'

const SHARED = fileURLToPath(new URL('../../../../shared/data/', import.meta.url))

const TITLES: [title: string, names: string[], docNumber?: string][] = [
  ['《云溪区消防水源管理办法》解读', ['云溪区消防水源管理办法']],
  ['关于《云溪区消防水源管理办法》的解读', ['云溪区消防水源管理办法']],
  ['一图读懂：《云溪区消防水源管理办法》', ['云溪区消防水源管理办法']],
  ['解读《云溪区消防水源管理办法》', ['云溪区消防水源管理办法']],
  ['区水务局解读《云溪区消防水源管理办法》五个要点', ['云溪区消防水源管理办法']],
  ['关于云溪区消防水源管理办法的政策解读', ['云溪区消防水源管理办法']],
  [
    '《云溪区消防水源管理办法》（云政规〔2024〕3号）政策解读',
    ['云溪区消防水源管理办法'],
    '云政规〔2024〕3号',
  ],
  ['政策解读｜云溪区水务局关于加强水源保护的通知', ['云溪区水务局关于加强水源保护的通知']],
  ['通知解读：关于推进《取水清单》公开工作的通知', ['关于推进《取水清单》公开工作的通知']],
  ['解读关于印发《节水方案》的通知', ['关于印发《节水方案》的通知', '节水方案']],
  ['区水务局公告2024年第5号（关于停水的公告）解读', ['关于停水的公告'], '区水务局公告2024年第5号'],
]

test('the title of an interpretation names what it interprets', () => {
  for (const [title, names, docNumber = null] of TITLES) {
    const named = interpretedBy(title)
    assert.deepEqual([named?.names, named?.docNumber], [names, docNumber], title)
  }
  assert.equal(interpretedBy('云溪区消防水源管理办法'), null)
  assert.deepEqual(interpretedBy('政策解读'), null)
})

describe('引用的去处', () => {
  let app: Application
  before(async () => {
    app = await startApplication()
  })
  after(() => app[Symbol.asyncDispose]())

  const target = async (id: string, relation = '解读') => {
    const rows = await app.db
      .selectFrom('documents_citation')
      .select('to_work')
      .where('from_work', '=', id)
      .where('relation', '=', relation)
      .execute()
    return rows.map((row) => row.to_work)
  }
  const take = async (name: string, title: string, text: string, docNumber?: string) => {
    const given = { title, ...(docNumber ? { docNumber } : {}) }
    const { id, issues, status } = await app.take(`${name}.txt`, text, { given })
    assert.equal(status, 'imported', `${title}: ${issues.join('')}`)
    return id!
  }

  test('an interpretation leads to the notice that issues what it names, whichever came first', async () => {
    const text = '第一条　为了节约用水，制定本办法。\n'
    const first = await take('i1', '《云溪区节水管理办法》政策解读', '一、出台背景\n为了节约用水。\n')
    const notice = await take('n1', '云溪区水务局关于印发《云溪区节水管理办法》的通知', text)
    const second = await take('i2', '一图读懂《云溪区节水管理办法》', '二、主要内容\n节约用水。\n')
    const third = await take('i3', '政策解读：关于印发《云溪区节水管理办法》的通知', '三、问答\n节约用水。\n')
    for (const id of [first, second, third]) assert.deepEqual(await target(id), [notice])
    await app.settled()
    assert.match((await app.get(`/documents/${notice}`)).text, /一图读懂《云溪区节水管理办法》/)
  })

  test('a notice about something else is not taken for it', async () => {
    const other = await take(
      'n2',
      '云溪区水务局关于废止《云溪区打井管理办法》的通知',
      '云溪区打井不再需要申请。\n',
    )
    const id = await take('i4', '《云溪区打井管理办法》解读', '打井应当申请。\n')
    assert.ok(!(await target(id)).includes(other))
  })

  const rows = (file: string) =>
    readFileSync(`${SHARED}${file}`, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, string>)

  test('each customs interpretation that names a document held is linked to it', async (t) => {
    if (!existsSync(SHARED)) return t.skip('../shared/data is not here: nothing was measured')
    const published =
      /(?:制定了|制定|现将)《((?:[^《》])*)》[^。]{0,30}(?:予以公布|现予公布|现予以公布|予以发布|现予发布|现予以发布)/
    const held = new Map<string, string>()
    for (const { id, doc_number, issuer, text } of rows('customs_regulations/regulations.jsonl')) {
      const [, title] = published.exec(text!.slice(0, 900)) ?? []
      const [, year, serial] = /〔(\d{4})〕(\d+)号/.exec(doc_number!) ?? []
      if (!title || !year) continue
      const named = `${issuer}关于公布《${title}》的公告`
      held.set(titleKey(title), await take(id!, named, text!, `海关总署公告${year}年第${serial}号`))
    }
    let named = 0
    let linked = 0
    for (const { id, title, text } of rows('customs_regulations/interpretations.jsonl')) {
      const marked = /《(.*)》/.exec(title!)?.[1]
      const expected = held.get(titleKey(marked ?? ''))
      if (!expected || !title!.includes('解读')) continue
      named += 1
      const found = await target(await take(id!, title!, `${title}\n\n${text}`))
      if (found.includes(expected)) linked += 1
      else t.diagnostic(`not linked: ${title}`)
    }
    t.diagnostic(`held ${held.size}, named by an interpretation ${named}, linked ${linked}`)
    assert.ok(named >= 7)
    assert.equal(linked, named)
  })

  test('each customs interpretation that marks a name is linked to the document under its title without the organ', async (t) => {
    if (!existsSync(SHARED)) return t.skip('../shared/data is not here: nothing was measured')
    const held = new Map<string, string>()
    let named = 0
    let linked = 0
    for (const { id, title, text } of rows('customs_regulations/interpretations.jsonl')) {
      const marked =
        /^(?:[^《》]*关于|海关总署解读|政策解读：)?《([^《》]*关于[^《》]*的(?:公告|决定))》\s*的?(?:政策)?(?:解读)?$/.exec(
          title!,
        )
      if (!marked) continue
      named += 1
      const bare = marked[1]!.slice(marked[1]!.indexOf('关于'))
      const isFirst = named % 2 === 0
      const notice = `现就有关事项${id}公告如下。\n\n${bare}自发布之日起施行。\n`
      const hold = async () => {
        const work = held.get(bare) ?? (await take(`${id}-held`, bare, notice))
        held.set(bare, work)
        return work
      }
      const before = isFirst ? await hold() : undefined
      const from = await take(`${id}-reads`, title!, `${title}\n\n（${id}）${text}`)
      const expected = before ?? (await hold())
      if ((await target(from)).includes(expected)) linked += 1
      else t.diagnostic(`not linked (${isFirst ? 'held before' : 'came after'}): ${title}`)
    }
    t.diagnostic(`named ${named}, linked ${linked}`)
    assert.ok(named >= 20)
    assert.equal(linked, named)
  })

  test('no fault of ours was met', () => assert.deepEqual(app.bugs, []))
})
