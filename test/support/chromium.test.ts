import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inBrowser, openBrowser } from './chromium.ts'

const NAME = 'a browser opens and reads Chinese by role'

test(NAME, await inBrowser(NAME), async () => {
  const browser = await openBrowser()
  try {
    const page = await browser.newPage()
    await page.setContent('<!doctype html><html lang="zh-CN"><h1>政务公开</h1></html>')
    assert.equal(await page.getByRole('heading', { name: '政务公开', level: 1 }).count(), 1)
  } finally {
    await browser.close()
  }
})
