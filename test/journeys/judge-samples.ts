/*
 * Judges every sample page in every mode at 1280 and 320 px, and can take pictures of them:
 *   node --import tsx test/journeys/judge-samples.ts [--only /document,/search] [--modes normal,elderly] [--shots DIR]
 */
import { mkdirSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { SAMPLE_MODES, SAMPLE_PAGES } from '../support/sample-pages.tsx'
import { serveSamples } from '../support/sample-server.ts'
import { judgePage, openBrowser, validate } from './judge.ts'

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    modes: { type: 'string' },
    widths: { type: 'string', default: '1280,320' },
    shots: { type: 'string' },
    'no-judge': { type: 'boolean' },
  },
})

const paths = values.only?.split(',') ?? Object.keys(SAMPLE_PAGES)
const modes = values.modes?.split(',') ?? Object.keys(SAMPLE_MODES)
const widths = values.widths.split(',').map(Number)
const server = await serveSamples()
const browser = await openBrowser()
let judged = 0
let found = 0

for (const path of paths) {
  for (const mode of modes) {
    const url = server.address(path, mode)
    const html = await (await fetch(url)).text()
    const all = values['no-judge'] ? [] : await validate(html)
    for (const width of widths) {
      if (values.shots) await picture(url, `${path.slice(1) || 'home'}-${mode}-${width}`, width)
      if (values['no-judge']) continue
      const isElderly = SAMPLE_MODES[mode]?.elderly ?? false
      const findings = await judgePage(browser, url, {
        width,
        elderly: isElderly,
        enhancedContrast: mode !== 'normal',
      })
      all.push(...findings.map((finding) => ({ ...finding, where: `${width}px ${finding.where}` })))
      judged += 1
    }
    found += all.length
    for (const finding of all)
      console.log(`${path} ${mode} [${finding.judge}] ${finding.what} @ ${finding.where}`)
  }
}

async function picture(url: string, name: string, width: number): Promise<void> {
  mkdirSync(values.shots!, { recursive: true })
  const page = await browser.newPage({ viewport: { width, height: 800 }, locale: 'zh-CN' })
  await page.goto(url)
  await page.screenshot({ path: `${values.shots}/${name}.png`, fullPage: true })
  await page.close()
}

await browser.close()
await server.close()
console.log(`${paths.length} pages, ${modes.length} modes, ${judged} judgings, ${found} findings`)
process.exit(found > 0 ? 1 : 0)
