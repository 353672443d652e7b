import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import type { Browser } from 'playwright-core'
import type { Application } from '../support/application.ts'
import { inBrowser, openBrowser } from '../support/chromium.ts'
import { crawl } from '../support/crawl.ts'
import { demoSite, pathOf } from '../support/demo-site.ts'
import { judgePage, validate } from './judge.ts'

const NUMBER = '云政办发〔2026〕12号'

describe('全站链接', () => {
  test('the crawl sees planted faults', async () => {
    const server = createServer((request, response) => {
      const page =
        '<a href="/gone">x</a><a href="/#nowhere">y</a><a href="/file">z</a><a href="https://out.example/">o</a>'
      if (request.url === '/') response.writeHead(200, { 'content-type': 'text/html' }).end(page)
      else if (request.url === '/file') response.writeHead(200, { 'content-type': 'text/plain' }).end('a')
      else response.writeHead(404).end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { broken, addresses } = await crawl(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
    server.close()
    assert.deepEqual(
      broken.map(({ because }) => because),
      ['answers 404', 'has no #nowhere'],
    )
    assert.equal(addresses, 3)
  })

  test('no link of the whole demo site is broken, nor any fragment', async () => {
    const app = await demoSite()
    const map = (await app.get('/sitemap.xml')).text
    const listed = [...map.matchAll(/<loc>https?:\/\/[^/<]+([^<]*)<\/loc>/g)].map(([, path]) => path || '/')
    const { addresses, broken } = await crawl(app.origin, ['/', ...listed])
    assert.deepEqual(broken, [])
    assert.ok(addresses > 400, `only ${addresses} addresses`)
  })
})

describe('每一种页面', await inBrowser('每一种页面'), () => {
  let app: Application
  let browser: Browser
  before(async () => {
    app = await demoSite()
    browser = await openBrowser()
  })
  after(() => browser.close())

  const MODES = { normal: '', elderly: 'elderly-0', contrast: 'contrast' }
  const pages: [string, () => Promise<string>][] = [
    ['home', async () => '/'],
    ['list', async () => '/library'],
    ['document', () => pathOf(NUMBER)],
    [
      'cited document',
      async () =>
        `/documents/${(await app.db.selectFrom('documents_work').select('id').where('held', '=', false).orderBy('id').executeTakeFirstOrThrow()).id}`,
    ],
    ['search', async () => `/search?q=${encodeURIComponent('住房租赁补贴')}`],
    ['empty search', async () => `/search?q=${encodeURIComponent('不存在的词组甲乙丙')}`],
    ['guide', async () => '/guide'],
    ['not found', async () => '/no/such/page'],
  ]
  for (const [name, address] of pages)
    test(`${name}: nothing to find, in any mode, wide and narrow`, async () => {
      const path = await address()
      const told: string[] = []
      for (const [mode, cookie] of Object.entries(MODES)) {
        const { text } = await app.get(path, cookie ? { headers: { cookie: `mode=${cookie}` } } : {})
        for (const { what, where } of await validate(text)) told.push(`${mode} [html] ${what} @ ${where}`)
        for (const width of [1280, 320]) {
          const findings = await judgePage(browser, app.origin + path, {
            width,
            elderly: mode === 'elderly',
            enhancedContrast: mode !== 'normal',
            keyboard: mode === 'normal' && width === 1280,
            ...(cookie ? { cookie } : {}),
          })
          for (const { judge, what, where } of findings)
            told.push(`${mode} ${width} [${judge}] ${what} @ ${where}`)
        }
      }
      assert.deepEqual(told, [])
    })
})
