import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { inBrowser, openBrowser } from '../support/chromium.ts'
import { drawSample, SAMPLE_MODES, SAMPLE_PAGES } from '../support/sample-pages.tsx'
import { serveSamples } from '../support/sample-server.ts'
import { type Finding, judgePage, validate } from './judge.ts'

const FAULTY = `<!DOCTYPE html><html lang="zh-CN"><head><title>坏页</title>
<style>:focus{outline:none}</style></head><body><main><h1>坏页</h1>
<p style="color:#aaa;font-size:12px;line-height:1">看不清的字</p>
<div style="width:2000px;height:4px;background:#000"></div>
<img src="/x.png"><a href="/a" style="display:inline-block;width:9px;height:9px;overflow:hidden">小</a>
<button class="btn" style="height:30px" tabindex="-1">到不了</button><p id="twice"></p><p id="twice"></p>
</main></body></html>`

const JUDGED = ['/', '/library', '/document', '/search', '/guide', '/not-found']

const kinds = (findings: Finding[]) => new Set(findings.map((finding) => finding.judge))
const told = (findings: Finding[]) =>
  findings.map(({ judge, what, where }) => `[${judge}] ${what} @ ${where}`)

describe('every sample page, as text', () => {
  for (const path of Object.keys(SAMPLE_PAGES)) {
    test(`${path} is valid, and its links within the page lead somewhere`, async () => {
      for (const mode of Object.values(SAMPLE_MODES)) {
        const html = drawSample(path, mode)
        assert.deepEqual(told(await validate(html)), [])
        const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]))
        const inside = [...html.matchAll(/href="#([^"]+)"/g)].map((match) => match[1])
        assert.deepEqual(
          inside.filter((id) => !ids.has(id)),
          [],
        )
      }
    })
  }

  test('links lead only to pages that exist', () => {
    const routes =
      /^\/($|guide|rules|columns|apply|reports|library|search|about|sitemap|accessibility|documents\/|mode\?|feed\.atom|assets\/)/
    for (const path of Object.keys(SAMPLE_PAGES)) {
      const html = drawSample(path, SAMPLE_MODES.elderly!)
      const own = [...html.matchAll(/(?:href|action|src)="(\/[^"]*)"/g)].map((match) => match[1]!)
      assert.deepEqual(
        own.filter((href) => !routes.test(href) && href !== path),
        [],
        path,
      )
    }
  })

  test('the validator finds a planted fault', async () => {
    assert.ok((await validate(FAULTY)).some((finding) => finding.what.startsWith('no-dup-id')))
  })
})

describe('pages in a browser', await inBrowser('pages in a browser'), () => {
  let browser: Browser
  let samples: Awaited<ReturnType<typeof serveSamples>>
  before(async () => {
    browser = await openBrowser()
    samples = await serveSamples({ '/faulty': FAULTY })
  })
  after(async () => {
    await browser.close()
    await samples.close()
  })

  test('each judge finds the fault planted for it', async () => {
    const findings = await judgePage(browser, samples.address('/faulty'), {
      width: 320,
      elderly: true,
      keyboard: true,
    })
    for (const judge of ['axe', 'reflow', 'spacing', 'target', 'keyboard', 'elderly'] as const) {
      assert.ok(kinds(findings).has(judge), `${judge} found nothing`)
    }
    assert.ok(findings.some((finding) => finding.what.startsWith('color-contrast')))
  })

  for (const path of JUDGED) {
    test(`${path} has nothing to find, wide and narrow, as it is and in elderly mode`, async () => {
      for (const mode of ['normal', 'elderly']) {
        for (const width of [1280, 320]) {
          const elderly = mode === 'elderly'
          const keyboard = !elderly && width === 1280
          const url = samples.address(path, mode)
          const findings = await judgePage(browser, url, {
            width,
            elderly,
            keyboard,
            enhancedContrast: elderly,
          })
          assert.deepEqual(told(findings), [], `${mode} ${width}px`)
        }
      }
    })
  }

  test('a hostile document runs nothing and breaks nothing', async () => {
    const page = await browser.newPage()
    await page.goto(samples.address('/document-hostile'))
    assert.match(await page.title(), /^关于<b>“测试”<\/b><\/script>/)
    assert.equal(await page.locator('article b, article i, article img, article script').count(), 0)
    const ld = await page.locator('script[type="application/ld+json"]').textContent()
    assert.match(JSON.parse(ld ?? '').description, /^<\/script><!--/)
    await page.close()
  })
})
