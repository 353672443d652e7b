import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { type Application, startApplication } from '../../../test/support/application.ts'
import { feedProblems, readXml, siteMapProblems } from '../../../test/support/xml.ts'
import { type Organ, registerOrgan } from '../accounts/index.ts'

const ORGANS: Organ[] = [
  { code: '014000319', name: '云溪区人民政府办公室', shortName: '区政府办', kind: 'office' },
  { code: '014000327', name: '云溪区水务局', shortName: '区水务局', kind: 'department' },
].map((organ) => ({
  parent: null,
  agencyCodes: [],
  duties: null,
  leader: null,
  address: null,
  hours: null,
  phone: null,
  fax: null,
  email: null,
  ...(organ as Pick<Organ, 'code' | 'name' | 'shortName' | 'kind'>),
}))

/** The value of a meta tag of a page. */
function meta(html: string, name: string): string | undefined {
  return new RegExp(`<meta name="${name}" content="([^"]*)"`).exec(html)?.[1]
}

/** The facet choices of a list: where each leads and how many documents it promises. */
function choices(html: string): [href: string, count: number][] {
  return [...html.matchAll(/<a href="([^"]+)" rel="nofollow"[^>]*>[^<]*<span>(\d+)<\/span>/g)].map(
    ([, href, count]) => [href!.replaceAll('&amp;', '&'), Number(count)],
  )
}

describe('门户', () => {
  let app: Application
  const ids: string[] = []
  before(async () => {
    app = await startApplication()
    for (const [at, organ] of ORGANS.entries()) await registerOrgan(app.operator(), organ, at)
    const [dining] = await app.takeFixture('dining.md', { given: { columns: ['A20-01'], kind: 'normative' } })
    ids.push(dining!.id!)
    const [drainage] = await app.takeFixture('drainage.txt')
    ids.push(drainage!.id!)
    for (let n = 1; n <= 45; n++)
      await app.take(
        `many-${n}.txt`,
        `云溪区水务局公告\n\n云溪区水务局关于第${n}次停水的公告\n\n第${n}次停水安排如下。\n\n云溪区水务局\n20${10 + (n % 5)}年5月${1 + (n % 28)}日\n`,
      )
    await app.settled()
  })
  after(() => app[Symbol.asyncDispose]())

  test('every standing page answers', async () => {
    for (const path of [
      ...[
        '/',
        '/library',
        '/columns',
        '/columns/A20-01',
        '/search',
        '/guide',
        '/rules',
        '/apply',
        '/reports',
      ],
      ...[
        '/about',
        '/sitemap',
        '/accessibility',
        '/healthz',
        '/robots.txt',
        '/sitemap.xml',
        '/feed.atom',
        '/library/',
      ],
      ...['/api/v1/documents', '/api/v1/columns', '/api/v1/openapi.json', '/assets/gongkai.css'],
    ]) {
      const { status, text } = await app.get(path)
      assert.equal(status, 200, path)
      assert.ok(text.length > 0, path)
    }
  })

  test('the counts of the facets are those of the lists behind them', async () => {
    for (const list of [
      '/library',
      '/library?on=2011-12-31',
      `/library?organ=${encodeURIComponent('区水务局')}`,
    ]) {
      const offered = choices((await app.get(list)).text)
      assert.ok(offered.length >= 8, `${list} offers ${offered.length} choices`)
      const mode = new URL(list, app.origin).searchParams.has('organ') ? 'narrowed' : 'whole'
      for (const [href, count] of offered) {
        if (mode === 'narrowed' && !href.includes('organ=')) continue
        const { total } = JSON.parse((await app.get(href.replace('/library', '/api/v1/documents'))).text)
        assert.equal(total, count, `${list} → ${href}`)
      }
    }
  })

  test('leafing through a list shows every document once', async () => {
    const seen: string[] = []
    for (let page = 1; page <= 3; page++) {
      const { text } = await app.get(`/library?page=${page}`)
      seen.push(...[...text.matchAll(/<a[^>]* href="\/documents\/([0-9a-z]{12})"/g)].map(([, id]) => id!))
    }
    assert.equal(new Set(seen).size, 47)
    assert.equal(seen.length, 47)
  })

  test('what an address cannot mean is left out, and the page still helps', async () => {
    for (const [path, status] of [
      ['/library?page=9999', 200],
      ['/library?page=-1', 200],
      ['/library?page=abc', 200],
      ['/library?year=abc&force=abc&column=abc&sort=abc', 200],
      ['/library?organ=%E6%B2%A1%E6%9C%89%E8%BF%99%E4%B8%AA%E6%9C%BA%E5%85%B3', 200],
      ['/library?on=2026-02-30', 200],
      ['/library?on=0000-01-01', 200],
      ['/library?on=9999-12-31', 200],
      ['/library?year=99999999999999999999', 200],
      ['/library?organ=a&organ=b', 200],
      ['/library?organ=%00', 200],
      ['/search?q=%E5%81%9C%E6%B0%B4&page=9999', 200],
      ['/columns/ZZZ', 404],
      ['/columns/ZZZ/feed.atom', 404],
      ['/documents/zzzzzzzzzzzz', 404],
      ['/documents/%00', 404],
      ['/documents/%E6%96%87%E4%BB%B6.pdf', 404],
      ['/documents/%0d%0aX-Injected:1.pdf', 404],
      [`/documents/${'a'.repeat(300)}`, 414],
      [`/documents/${ids[0]}/files/99999999999999999999`, 404],
      [`/documents/${ids[0]}/files/x`, 404],
      ['/no/such/page', 404],
      ['/documents/%E4%B8', 400],
    ] as const) {
      const { status: got, text, headers } = await app.get(path)
      assert.equal(got, status, path)
      assert.match(headers.get('content-type') ?? '', /text\/html/, path)
      assert.equal(headers.get('x-injected'), null)
      assert.equal(headers.get('content-disposition'), null, path)
      assert.match(text, /<form[^>]*action="\/search"|href="\/"/, `${path} leads on`)
    }
    assert.match((await app.get('/library?on=2026-02-30')).text, /“2026-02-30”不是日期/)
    assert.match((await app.get('/library?page=9999')).text, /href="\/documents\//, 'the last page has rows')
    assert.match((await app.get('/search?q=%E5%81%9C%E6%B0%B4&page=9999')).text, /href="\/documents\//)
  })

  test('the interface says what was wrong as a problem document', async () => {
    for (const [path, status] of [
      ['/api/v1/documents/zzzzzzzzzzzz', 404],
      ['/api/v1/nothing', 404],
      ['/api/v1/search', 422],
      ['/api/v1/search?q=a&limit=1000', 422],
      ['/api/v1/documents?year=abc', 422],
      ['/api/v1/documents?organ=%00', 200],
    ] as const) {
      const { status: got, headers, text } = await app.get(path)
      assert.equal(got, status, path)
      if (got === 200) continue
      assert.match(headers.get('content-type') ?? '', /application\/problem\+json/)
      const problem = JSON.parse(text)
      assert.equal(problem.status, status)
      assert.match(problem.detail, /[\u4e00-\u9fa5]/)
    }
  })

  test('feeds are valid Atom, and hold what was published', async () => {
    for (const path of ['/feed.atom', '/columns/A20-01/feed.atom', '/columns/A21-T8/feed.atom']) {
      const { status, headers, text } = await app.get(path)
      assert.equal(status, 200)
      assert.match(headers.get('content-type') ?? '', /application\/atom\+xml/)
      assert.deepEqual(feedProblems(text), [], path)
    }
    const column = await app.get('/columns/A20-01/feed.atom')
    assert.ok(column.text.includes(`/documents/${ids[0]}`))
    assert.ok(!column.text.includes(`/documents/${ids[1]}`))
    const html = await app.get('/columns/A20-01')
    assert.match(html.text, /rel="alternate"[^>]*application\/atom\+xml[^>]*\/columns\/A20-01\/feed\.atom/)
  })

  test('the site map is valid and lists every public document; robots.txt names it', async () => {
    const { text } = await app.get('/sitemap.xml')
    assert.deepEqual(siteMapProblems(text), [])
    const addresses = readXml(text).children.map((url) => url.children[0]!.text)
    const works = await app.db
      .selectFrom('documents_edition')
      .select('work_id')
      .where('state', '=', 'live')
      .execute()
    assert.equal(addresses.filter((address) => address.includes('/documents/')).length, works.length)
    const robots = await app.get('/robots.txt')
    assert.match(robots.text, /^Sitemap: https?:\/\/\S+\/sitemap\.xml$/m)
  })

  test('a document carries the meta tags of 国办发〔2017〕47号 and JSON-LD that parses', async () => {
    const { text } = await app.get(`/documents/${ids[0]}`)
    for (const name of [
      ...[
        'SiteName',
        'SiteDomain',
        'SiteIDCode',
        'ColumnName',
        'ColumnDescription',
        'ColumnKeywords',
        'ColumnType',
      ],
      ...['ArticleTitle', 'PubDate', 'ContentSource', 'Keywords', 'Author', 'Description', 'Url'],
    ])
      assert.ok(meta(text, name)?.trim(), name)
    assert.match(meta(text, 'PubDate')!, /^\d{4}-\d\d-\d\d \d\d:\d\d$/)
    assert.equal(meta(text, 'ArticleTitle'), '云溪区人民政府办公室关于印发云溪区学生校外用餐管理办法的通知')
    const linked = JSON.parse(/<script type="application\/ld\+json">([\s\S]*?)<\/script>/.exec(text)![1]!)
    assert.equal(linked['@context'][0], 'https://schema.org')
    assert.equal(linked['@type'], 'Legislation')
    assert.equal(linked.legislationIdentifier, '云政办发〔2027〕5号')
    for (const path of ['/', '/columns/A20-01', '/library']) {
      const page = await app.get(path)
      for (const name of ['SiteName', 'SiteDomain', 'SiteIDCode'])
        assert.ok(meta(page.text, name), `${path} ${name}`)
    }
    assert.equal(meta((await app.get('/columns/A20-01')).text, 'ColumnName'), '法规规章和规范性文件')
  })

  test('a reader’s copy stays good while the page is unchanged', async () => {
    for (const path of [`/documents/${ids[0]}`, '/', '/feed.atom', `/documents/${ids[0]}.txt`]) {
      const first = await app.get(path)
      const etag = first.headers.get('etag')!
      for (const held of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
        const again = await app.get(path, { headers: { 'if-none-match': held } })
        assert.equal(again.status, 304, `${path} ${held}`)
        assert.equal(again.text, '')
      }
      assert.equal((await app.get(path, { headers: { 'if-none-match': '"other"' } })).status, 200)
    }
    const before = (await app.get('/')).headers.get('etag')!
    await app.take(
      'new.txt',
      '云溪区水务局公告\n\n云溪区水务局关于恢复供水的公告\n\n已经恢复供水。\n\n云溪区水务局\n2026年5月1日\n',
    )
    await app.settled()
    assert.equal((await app.get('/', { headers: { 'if-none-match': before } })).status, 200)
  })

  test('the original comes back byte for byte, to be saved and not shown', async () => {
    const { text } = await app.get(`/documents/${ids[1]}`)
    const href = /href="(\/documents\/[^"]+\/files\/\d+)"/.exec(text)![1]!
    const file = await app.get(href)
    assert.equal(file.status, 200)
    assert.match(file.text, /云水发〔2027〕12号/)
    assert.match(file.headers.get('content-disposition')!, /^attachment; filename\*=UTF-8''drainage\.txt$/)
    assert.equal(file.headers.get('content-type'), 'application/octet-stream')
    assert.equal(
      (await app.get(href, { headers: { 'if-none-match': file.headers.get('etag')! } })).status,
      304,
    )
  })

  test('every other form of a document can be had', async () => {
    for (const [form, type, starts] of [
      ['txt', 'text/plain', '云溪区人民政府办公室'],
      ['md', 'text/markdown', '---\n标题: '],
      ['xml', 'application/akn+xml', '<?xml version="1.0" encoding="UTF-8"?>\n<akomaNtoso '],
      ['json', 'application/ld+json', '{\n  "@context"'],
      ['docx', 'application/vnd.openxmlformats', 'PK'],
      ['pdf', 'application/pdf', '%PDF-1.7'],
    ] as const) {
      const { status, headers, text } = await app.get(`/documents/${ids[0]}.${form}`)
      assert.equal(status, 200, form)
      assert.ok(headers.get('content-type')!.startsWith(type), form)
      assert.ok(text.startsWith(starts), `${form}: ${text.slice(0, 20)}`)
      assert.equal(headers.get('content-disposition'), `attachment; filename="${ids[0]}.${form}"`)
    }
  })

  test('the page tells of its other forms in its head and under 下载与打印', async () => {
    const { text } = await app.get(`/documents/${ids[0]}`)
    for (const [form, type] of [
      ['pdf', 'application/pdf'],
      ['md', 'text/markdown'],
      ['xml', 'application/akn+xml'],
      ['json', 'application/ld+json'],
    ]) {
      const href = `/documents/${ids[0]}.${form}`
      assert.ok(text.includes(`<link rel="alternate" type="${type}" href="${href}"`), form)
      assert.ok(text.includes(`<a href="${href}"`), form)
    }
  })

  test('elderly mode and contrast are set in one step, remembered, also on error pages, and undone', async () => {
    const asked = await app.get('/mode?elderly=1&back=%2Flibrary%3Fpage%3D2')
    assert.equal(asked.status, 303)
    assert.equal(asked.headers.get('location'), '/library?page=2')
    const set = asked.headers.get('set-cookie')!
    assert.match(set, /HttpOnly/i)
    assert.match(set, /SameSite=Lax/i)
    const cookie = set.split(';')[0]!
    for (const path of ['/library', '/no/such/page', '/search?q=x', `/documents/${ids[0]}`])
      assert.match((await app.get(path, { headers: { cookie } })).text, /<html[^>]*class="elderly/, path)
    const both = await app.get('/mode?contrast=1', { headers: { cookie } })
    const bothCookie = both.headers.get('set-cookie')!.split(';')[0]!
    assert.match(
      (await app.get('/', { headers: { cookie: bothCookie } })).text,
      /class="elderly[^"]* contrast"/,
    )
    const off = await app.get('/mode?elderly=0&contrast=0', { headers: { cookie: bothCookie } })
    const offCookie = off.headers.get('set-cookie')!.split(';')[0]!
    assert.ok(!/<html[^>]*class=/.test((await app.get('/', { headers: { cookie: offCookie } })).text))
    assert.ok(!/<html[^>]*class=/.test((await app.get('/')).text), 'nobody else’s page changed')
  })

  test('a switch leads nowhere but to this site', async () => {
    for (const back of [
      ...[
        'https://evil.example/',
        '//evil.example/',
        '/\\evil.example',
        '\\\\evil.example',
        '/\t/evil.example',
      ],
      ...[
        '/.//evil.example',
        '/a/..//evil.example',
        'javascript:alert(1)',
        '/\n/evil.example',
        'evil.example',
        '',
      ],
      ...[
        'http:evil.example',
        '/%2e//evil.example',
        '////evil.example',
        '/@evil.example',
        '/\u0000/evil.example',
      ],
    ]) {
      const { status, headers } = await app.get(`/mode?elderly=1&back=${encodeURIComponent(back)}`)
      assert.equal(status, 303)
      const to = new URL(headers.get('location')!, 'https://here.example/')
      assert.equal(to.origin, 'https://here.example', `${JSON.stringify(back)} → ${headers.get('location')}`)
    }
  })

  test('security headers stand on every answer, whatever its status', async () => {
    const etag = (await app.get('/')).headers.get('etag')!
    const answers: [string, { headers: Headers }][] = []
    for (const path of [
      '/',
      '/no/such',
      '/assets/gongkai.css',
      '/documents/%E4%B8',
      '/api/v1/nothing',
      '/mode?elderly=1',
      '/feed.atom',
      '/healthz',
      `/documents/${ids[0]}.txt`,
    ])
      answers.push([path, await app.get(path)])
    answers.push(['304', await app.get('/', { headers: { 'if-none-match': etag } })])
    answers.push(['POST', await app.get('/library', { method: 'POST', body: 'x' })])
    await app.withDatabaseAway(async () => {
      answers.push(['503', await app.get('/library?year=1999')])
    })
    answers.push(['unreadable', await rawAnswer(app, 'GET / HTTP/1.1\r\nhost: a\r\nbad header\r\n\r\n')])
    for (const [name, { headers }] of answers) {
      assert.match(
        headers.get('content-security-policy') ?? '',
        /default-src 'none'.*frame-ancestors 'none'/,
        name,
      )
      assert.equal(headers.get('x-content-type-options'), 'nosniff', name)
      assert.equal(headers.get('referrer-policy'), 'same-origin', name)
      assert.match(headers.get('strict-transport-security') ?? '', /max-age=\d{8}/, name)
      assert.equal(headers.get('x-powered-by'), null, name)
      assert.equal(headers.get('server'), null, name)
    }
  })

  test('no fault of ours was met', () => assert.deepEqual(app.bugs, []))
})

/** Sends bytes as they are and reads the head of what comes back. */
async function rawAnswer(app: Application, bytes: string): Promise<{ headers: Headers }> {
  const text = await new Promise<string>((resolve, reject) => {
    const socket = connect(Number(new URL(app.origin).port), '127.0.0.1', () => socket.write(bytes))
    let got = ''
    socket.on('data', (piece) => {
      got += piece
    })
    socket.on('close', () => resolve(got)).on('error', reject)
  })
  const headers = new Headers()
  for (const line of text.split('\r\n\r\n')[0]!.split('\r\n').slice(1)) {
    const at = line.indexOf(':')
    headers.append(line.slice(0, at), line.slice(at + 1).trim())
  }
  return { headers }
}
