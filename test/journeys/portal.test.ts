import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, describe, test } from 'node:test'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { type Application, startApplication } from '../support/application.ts'
import { inBrowser, openBrowser } from '../support/chromium.ts'
import { demoSite, pathOf } from '../support/demo-site.ts'
import { hostileList } from '../support/payloads.ts'

// The document the journeys look for: in the demo district, with interpretations and a table of contents.
const NUMBER = '云政办发〔2026〕12号'

describe('读者的路', await inBrowser('读者的路'), () => {
  let app: Application
  let browser: Browser
  before(async () => {
    app = await demoSite()
    browser = await openBrowser()
  })
  after(() => browser.close())

  /** A reader of their own, whose every request, dialog and error is noted. */
  async function reader(options: Parameters<Browser['newContext']>[0] = {}) {
    const context: BrowserContext = await browser.newContext({
      locale: 'zh-CN',
      baseURL: app.origin,
      ...options,
    })
    const strayed: string[] = []
    context.on('request', (request) => {
      if (!request.url().startsWith(app.origin) && !request.url().startsWith('data:'))
        strayed.push(request.url())
    })
    const page: Page = await context.newPage()
    page.on('dialog', (dialog) => {
      strayed.push(`dialog ${dialog.message()}`)
      void dialog.dismiss()
    })
    page.on('pageerror', (error) => strayed.push(`error ${error.message}`))
    page.on('console', (message) => {
      if (message.type() === 'error') strayed.push(`console ${message.text()}`)
    })
    return { context, page, strayed }
  }

  for (const script of [true, false])
    test(`search, document, contents, download, ${script ? 'with' : 'without'} script`, async () => {
      const { context, page, strayed } = await reader({ javaScriptEnabled: script })
      await page.goto('/')
      await page.locator('main input[name="q"]').fill('云政办发2026 12号')
      await page.locator('main button[type="submit"]').first().click()
      await page.waitForURL(/\/search\?/)
      const hit = page.locator(`main a[href="${await pathOf(NUMBER)}"]`).first()
      await hit.click()
      await page.waitForURL(/\/documents\//)
      assert.match((await page.locator('main').textContent()) ?? '', /云政办发〔2026〕12号/)
      const entry = page
        .locator('nav a[href^="#"]:visible, aside a[href^="#"]:visible, .toc a[href^="#"]:visible')
        .first()
      const fragment = (await entry.getAttribute('href'))!
      await entry.click()
      assert.equal(new URL(page.url()).hash, fragment)
      assert.ok(await page.locator(`[id="${fragment.slice(1)}"]`).isVisible())
      for (const form of ['pdf', 'docx', 'txt']) {
        const [download] = await Promise.all([
          page.waitForEvent('download'),
          page.locator(`a[href$=".${form}"]`).first().click(),
        ])
        const bytes = await readFile(await download.path())
        assert.ok(bytes.length > 500, form)
        assert.ok(download.suggestedFilename().endsWith(`.${form}`))
      }
      assert.deepEqual(strayed, [])
      await context.close()
    })

  test('everything a reader needs works without script', async () => {
    const { context, page, strayed } = await reader({ javaScriptEnabled: false })
    await page.goto('/library')
    await page.locator('.facet a').first().click()
    await page.waitForURL(/\/library\?/)
    assert.ok((await page.locator('main a[href^="/documents/"]').count()) > 0)
    await page.goto('/library')
    await page.getByRole('link', { name: '下一页' }).first().click()
    assert.match(page.url(), /page=2/)
    await page.goto('/columns')
    await page.locator('main a[href^="/columns/"]').first().click()
    assert.equal(await page.locator('h1').count(), 1)
    await page.goto('/library')
    const day = page.locator('input[name="on"]')
    await day.fill('2024-06-30')
    await page.locator('form', { has: day }).locator('button').click()
    assert.match(page.url(), /on=2024-06-30/)
    assert.deepEqual(strayed, [])
    await context.close()
  })

  test('elderly mode and contrast: one click each, on every page after, and still there next time', async () => {
    const { context, page } = await reader()
    await page.goto('/library?page=2')
    await page.getByRole('link', { name: '长者模式' }).first().click()
    assert.match(page.url(), /\/library\?page=2$/)
    const classes = () => page.locator('html').getAttribute('class')
    assert.match((await classes()) ?? '', /elderly/)
    const size = () =>
      page
        .locator('main p, main li')
        .first()
        .evaluate((node) => Number.parseFloat(getComputedStyle(node as never).fontSize))
    assert.ok((await size()) >= 18)
    await page.getByRole('link', { name: '高对比' }).first().click()
    assert.match((await classes()) ?? '', /elderly.*contrast/)
    await page.goto(await pathOf(NUMBER))
    assert.match((await classes()) ?? '', /elderly.*contrast/)
    const bar = page.locator('.elder-bar')
    for (let clicks = 0; clicks < 2; clicks++) await bar.getByRole('link', { name: '放大文字' }).click()
    const sheet = await page
      .locator('.sheet p')
      .first()
      .evaluate((node) => Number.parseFloat(getComputedStyle(node as never).fontSize))
    assert.ok(sheet >= 30, `${sheet} px`)
    const later = await browser.newContext({
      storageState: await context.storageState(),
      baseURL: app.origin,
    })
    const again = await later.newPage()
    await again.goto('/')
    assert.match((await again.locator('html').getAttribute('class')) ?? '', /elderly.*contrast/)
    await again.getByRole('link', { name: '标准版' }).first().click()
    await again.getByRole('link', { name: '标准对比' }).first().click()
    assert.equal(await again.locator('html').getAttribute('class'), null)
    await later.close()
    await context.close()
  })

  test('by keyboard alone: skip to the contents, search, open, go to a clause', async () => {
    const { context, page } = await reader()
    await page.goto('/')
    await page.keyboard.press('Tab')
    assert.equal(await page.evaluate('document.activeElement.className'), 'skip')
    await page.keyboard.press('Enter')
    assert.equal(new URL(page.url()).hash, '#main')
    await tabTo(page, 'document.activeElement.name === "q"')
    await page.keyboard.type('住房租赁补贴')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/search\?/)
    await page.locator('#main').focus()
    await tabTo(page, '(document.activeElement.getAttribute("href") ?? "").startsWith("/documents/")')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/documents\//)
    await page.locator('#main').focus()
    await tabTo(page, '/^#/.test(document.activeElement.getAttribute("href") ?? "")')
    await page.keyboard.press('Enter')
    assert.ok(new URL(page.url()).hash.length > 1)
    await context.close()
  })

  async function tabTo(page: Page, condition: string): Promise<void> {
    for (let presses = 0; presses < 80; presses++) {
      await page.keyboard.press('Tab')
      if (await page.evaluate(condition)) return
    }
    assert.fail(`Tab does not reach: ${condition}`)
  }

  test('hostile imports run nothing in a browser', async () => {
    await using hostile = await startApplication()
    const reports = await hostile.takeFile(await hostile.scratch('hostile.jsonl', hostileList()))
    await hostile.settled()
    const { context, page, strayed } = await reader({ baseURL: hostile.origin })
    await page.setContent('<img src=x onerror="alert(1)">')
    await page.waitForTimeout(200)
    assert.ok(
      strayed.some((what) => what.startsWith('dialog')),
      'the judge hears a dialog',
    )
    const heard = () =>
      strayed.filter(
        (what) => what.startsWith('dialog') || what.startsWith('console') || what.startsWith('error'),
      )
    const before = heard().length
    for (const path of [
      '/',
      '/library',
      '/feed.atom',
      '/search?q=%3Cscript%3Ealert(1)%3C/script%3E',
      ...reports.map(({ id }) => `/documents/${id}`),
    ]) {
      await page.goto(path)
      assert.equal(new URL(page.url()).origin, hostile.origin)
    }
    assert.deepEqual(heard().slice(before), [])
    await context.close()
  })
})
