/*
 * Judges pages in every mode at 1280 and 320 px and takes pictures of them: the sample pages, or those of a running
 * site.
 *   node --import tsx test/journeys/judge-pages.ts [--only /document,/search] [--modes normal,elderly] [--shots DIR]
 *   node --import tsx test/journeys/judge-pages.ts --site http://localhost:8080 --only /,/library
 */
import { mkdirSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { openBrowser } from '../support/chromium.ts'
import { SAMPLE_MODES, SAMPLE_PAGES } from '../support/sample-pages.tsx'
import { serveSamples } from '../support/sample-server.ts'
import { type Finding, judgePage, validate } from './judge.ts'

const { values } = parseArgs({
  options: {
    site: { type: 'string' },
    only: { type: 'string' },
    modes: { type: 'string' },
    widths: { type: 'string', default: '1280,320' },
    shots: { type: 'string' },
  },
})

const paths = values.only?.split(',') ?? (values.site ? ['/'] : Object.keys(SAMPLE_PAGES))
const modes = values.modes?.split(',') ?? Object.keys(SAMPLE_MODES)
const widths = values.widths.split(',').map(Number)
const samples = values.site ? undefined : await serveSamples()
const browser = await openBrowser()

/** The cookie in which the portal keeps what `mode` says. */
function cookieOf(mode: string): string {
  const { elderly, contrast, size } = SAMPLE_MODES[mode]!
  return encodeURIComponent(
    [elderly ? `elderly-${size ?? 0}` : '', contrast ? 'contrast' : ''].filter(Boolean).join(' '),
  )
}

async function judged(path: string, mode: string): Promise<Finding[]> {
  const cookie = samples ? undefined : cookieOf(mode)
  const url = samples ? samples.address(path, mode) : values.site + path
  const html = await (await fetch(url, { headers: cookie ? { cookie: `mode=${cookie}` } : {} })).text()
  const findings = await validate(html)
  for (const width of widths) {
    const elderly = SAMPLE_MODES[mode]!.elderly
    const keyboard = mode === 'normal' || (elderly && width < 600)
    const seen = await judgePage(browser, url, {
      width,
      elderly,
      keyboard,
      enhancedContrast: mode !== 'normal',
      ...(cookie ? { cookie } : {}),
      ...(values.shots
        ? { shot: `${values.shots}/${path.slice(1).replaceAll('/', '-') || 'home'}-${mode}-${width}.png` }
        : {}),
    })
    findings.push(...seen.map((finding) => ({ ...finding, where: `${width}px ${finding.where}` })))
  }
  return findings
}

if (values.shots) mkdirSync(values.shots, { recursive: true })
let found = 0
for (const path of paths) {
  for (const mode of modes) {
    const findings = await judged(path, mode)
    found += findings.length
    for (const finding of findings) {
      console.log(`${path} ${mode} [${finding.judge}] ${finding.what} @ ${finding.where}`)
    }
  }
}
await browser.close()
await samples?.close()
console.log(`${paths.length} pages, ${modes.length} modes, ${widths.length} widths: ${found} findings`)
process.exitCode = found > 0 ? 1 : 0
