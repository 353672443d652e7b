import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { type Application, startApplication } from '../../../test/support/application.ts'
import { hostileList, PAYLOADS } from '../../../test/support/payloads.ts'
import { feedProblems, readXml } from '../../../test/support/xml.ts'
import { unzip } from '../../../test/support/zip.ts'

/** The tags of a page that are not ours: any script but ours, any handler, any outside address. */
function intruders(html: string): string[] {
  const tags = html.match(/<[a-zA-Z/!](?:"[^"]*"|'[^']*'|[^'">])*>/g) ?? []
  return tags.filter(
    (tag) =>
      /^<(?:iframe|svg|style|base|object|embed)\b/i.test(tag) ||
      /\son[a-z]+\s*=/i.test(tag.replace(/"[^"]*"/g, '""')) ||
      /\b(?:href|src|action)="?\s*(?:javascript:|\/\/)/i.test(tag) ||
      /\shttp-equiv\s*=/i.test(tag.replace(/"[^"]*"/g, '""')) ||
      (/^<script\b/i.test(tag) &&
        !/^<script (?:type="application\/ld\+json"|defer src="\/assets\/)/.test(tag)),
  )
}

describe('有害的输入', () => {
  let app: Application
  const ids: string[] = []
  before(async () => {
    app = await startApplication()
    const reports = await app.takeFile(await app.scratch('hostile.jsonl', hostileList()))
    for (const report of reports) {
      assert.equal(report.status, 'imported', report.issues.join())
      ids.push(report.id!)
    }
    await app.settled()
  })
  after(() => app[Symbol.asyncDispose]())

  test('the judge sees what is planted', () => {
    for (const payload of PAYLOADS.slice(0, 3)) assert.ok(intruders(`<p>${payload}</p>`).length > 0, payload)
    assert.ok(intruders('<a href="javascript:alert(1)">').length > 0)
    assert.ok(intruders('<input value="" onfocus="alert(1)">').length > 0)
  })

  test('stored text runs nowhere: pages, lists, search, feeds, linked data', async () => {
    const pages = [
      ...['/', '/library', '/library?page=2', '/columns', '/guide', '/sitemap', '/about'],
      ...ids.map((id) => `/documents/${id}`),
      ...PAYLOADS.flatMap((payload) => {
        const typed = encodeURIComponent(payload)
        return [
          `/search?q=${typed}`,
          `/library?organ=${typed}`,
          `/library?on=${typed}`,
          `/no/${typed}`,
          `/search?q=x&${typed}=${typed}`,
        ]
      }),
    ]
    for (const path of pages) {
      const { text, status } = await app.get(path)
      assert.ok(status < 500, `${status} ${path}`)
      assert.deepEqual(intruders(text), [], path)
      for (const [, data] of text.matchAll(/<script type="application\/ld\+json">([\s\S]*?)<\/script>/g))
        JSON.parse(data!)
    }
    const works = await app.db.selectFrom('documents_work').select('id').where('held', '=', false).execute()
    for (const { id } of works) assert.deepEqual(intruders((await app.get(`/documents/${id}`)).text), [])
    assert.deepEqual(feedProblems((await app.get('/feed.atom')).text), [])
    readXml((await app.get('/sitemap.xml')).text)
  })

  test('stored text commands nothing: PDF, Word, plain text, XML, JSON, Markdown', async () => {
    for (const [at, id] of ids.entries()) {
      const pdf = await app.get(`/documents/${id}.pdf`)
      assert.equal(pdf.status, 200, `PDF of ${PAYLOADS[at]}`)
      const word = await fetch(`${app.origin}/documents/${id}.docx`)
      assert.equal(word.status, 200)
      const sheet = unzip(Buffer.from(await word.arrayBuffer()))
        .get('word/document.xml')!
        .toString()
      readXml(sheet)
      assert.ok(sheet.includes(`标题${at}`), `Word of ${PAYLOADS[at]}`)
      const plain = await app.get(`/documents/${id}.txt`)
      assert.match(plain.headers.get('content-type')!, /^text\/plain/)
      readXml((await app.get(`/documents/${id}.xml`)).text)
      JSON.parse((await app.get(`/documents/${id}.json`)).text)
      assert.equal((await app.get(`/documents/${id}.md`)).status, 200)
    }
  })

  test('a file name commands no header', async () => {
    const names = [
      'a"; filename="b.html".txt',
      'a\r\nSet-Cookie: planted=1.txt',
      "a'b.txt",
      '../../etc/passwd.txt',
      '\u202eexe.txt',
      `${'长'.repeat(85)}.txt`,
    ]
    for (const [n, name] of names.entries()) {
      const { id } = await app.take(name, `云溪区测试局关于文件名的通知${n}\n\n各镇：\n\n第${n}份。\n`)
      await app.settled()
      const { text } = await app.get(`/documents/${id}`)
      assert.deepEqual(intruders(text), [])
      const file = await app.get(/href="(\/documents\/[^"]+\/files\/\d+)"/.exec(text)![1]!)
      assert.equal(file.status, 200, name)
      assert.equal(file.headers.get('set-cookie'), null)
      assert.match(
        file.headers.get('content-disposition')!,
        /^attachment; filename\*=UTF-8''[A-Za-z0-9%._~!*()-]+$/,
      )
    }
  })

  const QUERIES = [
    ['10,000 characters', '政府信息公开工作'.repeat(1250)],
    ['10,000 latin characters', 'open data '.repeat(1000)],
    ['punctuation', '。，、；：？！“”‘’（）《》〈〉【】…—～·!@#$%^&*()_+-=[]{}|;:,.<>/?'],
    ['control characters', Array.from({ length: 32 }, (_, n) => String.fromCharCode(n)).join('')],
    ['white space', ' \t\u3000\u00a0\u200b\ufeff\n '],
    ['nothing', ''],
    ['emoji', '👨‍👩‍👧‍👦🏳️‍🌈🇨🇳 养老'],
    ['half a pair', 'a\ud800b'],
    ['SQL', "' or 1=1; drop table documents_work; --"],
    ['LIKE', '%_%\\%'],
    ['regular expression', '(a+)+$ [[:alpha:]]* (?<=x) \\'],
    ['search operators', 'title:x AND (NOT y) OR "z" ~2 ^3 && || *'],
    ['right to left', '\u202eעברית العربية\u202c'],
    ['combining marks', `a${'\u0301'.repeat(500)}`],
    ['a number of numbers', '〔2022〕'.repeat(500)],
    ['quotes', '“'.repeat(300) + '"'.repeat(300)],
    ['prototype', '__proto__ constructor toString'],
    ['one character', '水'],
  ] as const
  for (const [name, query] of QUERIES)
    test(`a query of ${name} gets a page that helps`, async () => {
      const { status, text } = await app.get(`/search?q=${encodeURIComponent(query.toWellFormed())}`)
      assert.equal(status, 200)
      assert.match(text, /<form[^>]*action="\/search"/)
      assert.ok(text.length < 400_000, `${text.length} characters of page`)
      assert.ok(/<ol|<ul class="docs|没有|请/.test(text), 'says something')
      const api = await app.get(`/api/v1/search?q=${encodeURIComponent(query.toWellFormed())}`)
      assert.ok([200, 422].includes(api.status), `${api.status}`)
    })

  test('parameters that repeat, nest or are broken do no harm', async () => {
    for (const path of [
      '/search?q=a&q=b',
      '/search?q[a]=b',
      '/search?__proto__[x]=1&q=a',
      '/search?q=%',
      '/search?q=%E4%B8',
      '/search?%00=1',
      '/search?q',
      '/search?&&&=&',
    ]) {
      const { status } = await app.get(path)
      assert.ok(status === 200 || status === 400, `${status} ${path}`)
    }
    assert.equal(({} as Record<string, unknown>).x, undefined)
  })

  test('a request that is no HTTP gets a page that says so', async () => {
    for (const [bytes, status] of [
      [Buffer.from('GET /search?q=停水 HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n', 'utf8'), 400],
      [
        Buffer.from([
          ...Buffer.from('GET /search?q='),
          0xcd,
          0xa3,
          0xcb,
          0xae,
          ...Buffer.from(' HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n'),
        ]),
        400,
      ],
      [Buffer.from('GET / HTTP/1.1\r\nhost: a\r\nbad header\r\n\r\n'), 400],
      [Buffer.from('\u0016\u0003\u0001\u0002\u0000'), 400],
      [Buffer.from('hello\r\n\r\n'), 400],
      [Buffer.from(`GET /?${'a'.repeat(200_000)} HTTP/1.1\r\nhost: a\r\n\r\n`), 431],
      [Buffer.from('GET /documents/%E4%B8 HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n'), 400],
      [Buffer.from('GET http://elsewhere.example/ HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n'), 200],
      [Buffer.from('GET //elsewhere.example/ HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n'), 404],
      [Buffer.from('GET /\\elsewhere.example/ HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n'), 404],
    ] as const) {
      const answer = await raw(app, bytes)
      const told = bytes.subarray(0, 60).toString('latin1')
      assert.match(answer, new RegExp(`^HTTP/1\\.1 ${status} `), told)
      assert.match(answer, /content-type: text\/html; charset=utf-8/i, told)
      assert.match(answer, /content-security-policy: /i, told)
      assert.match(answer, /<h1[^>]*>[^<]*[\u4e00-\u9fa5]/, told)
      assert.deepEqual(intruders(answer), [], told)
      assert.ok(!/="(?:https?:)?\/\/elsewhere/.test(answer), told)
    }
    assert.equal((await app.get('/')).status, 200)
  })

  test('other methods change nothing and are told so', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      const { status } = await app.get(`/documents/${ids[0]}`, { method })
      assert.ok(status === 404 || status === 405, `${method} ${status}`)
    }
    const trace = await raw(
      app,
      Buffer.from('TRACE / HTTP/1.1\r\nhost: a\r\ncookie: secret=1\r\nconnection: close\r\n\r\n'),
    )
    assert.ok(!trace.includes('secret=1'))
    assert.equal((await app.get(`/documents/${ids[0]}`, { method: 'HEAD' })).status, 200)
  })

  test('no fault of ours was met', () => assert.deepEqual(app.bugs, []))
})

function raw(app: Application, bytes: Uint8Array): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(app.origin).port), '127.0.0.1', () => socket.write(bytes))
    const pieces: Buffer[] = []
    socket.on('data', (piece) => pieces.push(piece))
    socket.on('close', () => resolve(Buffer.concat(pieces).toString('utf8')))
    socket.on('error', (error: NodeJS.ErrnoException) => {
      // NOTE the server may close before all was sent; what it answered first counts.
      if (pieces.length === 0 && error.code !== 'ECONNRESET' && error.code !== 'EPIPE') reject(error)
    })
    setTimeout(() => socket.destroy(), 10_000).unref()
  })
}
