/*
 * Judges of pages: axe-core (WCAG 2.2 A and AA, best practice, in the modes that promise it AAA contrast),
 * html-validate, and probes of our own for reflow, text spacing, targets, the keyboard and elderly mode.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import { FileSystemConfigLoader, HtmlValidate } from 'html-validate'
import type { Browser, Page } from 'playwright-core'
import { elderlyFaults, keyboardFaults, overflow, smallTargets } from './probes.ts'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export interface Finding {
  judge: 'axe' | 'axe-incomplete' | 'html' | 'reflow' | 'spacing' | 'target' | 'keyboard' | 'elderly'
  what: string
  where: string
}

export interface Judging {
  width: number
  /** Elderly mode is held to its own measures, and contrast modes to 7:1. */
  elderly?: boolean
  enhancedContrast?: boolean
  /** The walk by Tab takes a second; what can be reached does not change with the colours. */
  keyboard?: boolean
  /** Cookie of the mode, for a site that keeps it there. */
  cookie?: string
  /** File for a picture of the whole page. */
  shot?: string
}

// NOTE the rules switched off judge how HTML is written by hand; these pages are written by a renderer.
const validator = new HtmlValidate(
  new FileSystemConfigLoader({
    root: true,
    extends: ['html-validate:recommended', 'html-validate:a11y'],
    rules: {
      'void-style': 'off',
      'long-title': 'off',
      'doctype-style': 'off',
      'no-raw-characters': 'off',
      'tel-non-breaking': 'off',
    },
  }),
)

/** What html-validate finds in the text of a page. */
export async function validate(html: string): Promise<Finding[]> {
  const report = await validator.validateString(html)
  return report.results.flatMap((result) =>
    result.messages.map((message) => ({
      judge: 'html' as const,
      what: `${message.ruleId}: ${message.message}`,
      where: message.selector ?? `${message.line}:${message.column}`,
    })),
  )
}

async function runAxe(page: Page, enhancedContrast: boolean): Promise<Finding[]> {
  await page.evaluate(axeSource)
  const results = await page.evaluate(
    ([tags, enhanced]) =>
      (globalThis as unknown as { axe: { run: (options: object) => Promise<AxeResults> } }).axe.run({
        runOnly: { type: 'tag', values: tags },
        rules: enhanced ? { 'color-contrast-enhanced': { enabled: true } } : {},
      }),
    [TAGS, enhancedContrast] as const,
  )
  const told = (judge: Finding['judge'], rules: AxeResults['violations']) =>
    rules.flatMap((rule) =>
      rule.nodes.map((node) => ({
        judge,
        what: `${rule.id}: ${[...node.any, ...node.all, ...node.none][0]?.message ?? rule.help}`,
        where: node.target.join(' '),
      })),
    )
  return [...told('axe', results.violations), ...told('axe-incomplete', results.incomplete)].filter(
    (finding) => finding.judge === 'axe' || !isHiddenCell(finding),
  )
}

// NOTE axe cannot see the colours of cells that a narrow window has scrolled out of their box. The same cells are
// judged in the wide window.
function isHiddenCell({ what, where }: Finding): boolean {
  return what.startsWith('color-contrast') && /(?:^|[ >])t[dh](?::nth|$)/.test(where)
}

/** Everything the judges find wrong with the page open at `url`. */
export async function judgePage(browser: Browser, url: string, judging: Judging): Promise<Finding[]> {
  const context = await browser.newContext({
    locale: 'zh-CN',
    bypassCSP: true,
    viewport: { width: judging.width, height: 800 },
  })
  try {
    if (judging.cookie !== undefined) await context.addCookies([{ name: 'mode', value: judging.cookie, url }])
    const page = await context.newPage()
    await page.goto(url)
    if (judging.shot) await page.screenshot({ path: judging.shot, fullPage: true })
    const findings = await runAxe(page, judging.enhancedContrast ?? false)
    findings.push(...(await overflow(page, 'reflow')))
    findings.push(...(await smallTargets(page)))
    if (judging.elderly) findings.push(...(await elderlyFaults(page)))
    if (judging.keyboard) findings.push(...(await keyboardFaults(page)))
    await page.addStyleTag({ content: SPACING })
    findings.push(...(await overflow(page, 'spacing')))
    return findings
  } finally {
    await context.close()
  }
}

// WCAG 1.4.12: nothing may be lost when a reader widens the text this far.
const SPACING =
  '*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}'
