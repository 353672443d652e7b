import assert from 'node:assert/strict'
import { journey } from './chromium.ts'

journey('the browser opens and reads Chinese by role', async (browser) => {
  const page = await browser.newPage()
  await page.setContent('<!doctype html><html lang="zh-CN"><h1>政务公开</h1></html>')
  assert.equal(await page.getByRole('heading', { name: '政务公开', level: 1 }).count(), 1)
  await page.close()
})
