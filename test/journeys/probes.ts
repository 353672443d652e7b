import type { Page } from 'playwright-core'
import type { Finding } from './judge.ts'

/*
 * The functions given to `evaluate` run in the browser, whose types this project does not load: what they touch of
 * the document is named here.
 */
interface Box {
  width: number
  height: number
  right: number
}
interface Style {
  display: string
  fontSize: string
  lineHeight: string
  outlineStyle: string
  boxShadow: string
  visibility: string
}
interface Node {
  outerHTML: string
  textContent: string
  className: string
  children: ArrayLike<Node>
  getBoundingClientRect(): Box
  closest(selector: string): Node | null
  matches(selector: string): boolean
  checkVisibility(): boolean
}
interface Doc {
  documentElement: { scrollWidth: number }
  activeElement: Node | null
  body: Node
  querySelectorAll(selector: string): Iterable<Node>
}
interface Window {
  innerWidth: number
  document: Doc
  getComputedStyle(node: Node): Style
}

/** WCAG 1.4.10: no scrolling in two directions, save within a box of its own. */
export async function overflow(page: Page, judge: 'reflow' | 'spacing'): Promise<Finding[]> {
  const wide = await page.evaluate(() => {
    const { document, innerWidth } = globalThis as unknown as Window
    const over = document.documentElement.scrollWidth - innerWidth
    if (over <= 0) return []
    const widest = [...document.querySelectorAll('body *')].filter(
      (node) => !node.closest('.scroll, .vh') && node.getBoundingClientRect().right > innerWidth + 1,
    )
    return [`${over}px`, ...widest.slice(0, 5).map((node) => node.outerHTML.slice(0, 80))]
  })
  return wide.length > 0
    ? [{ judge, what: `the page is wider than the window by ${wide[0]}`, where: wide.slice(1).join(' | ') }]
    : []
}

/** WCAG 2.5.8: 24 by 24, save links within a sentence. */
export async function smallTargets(page: Page): Promise<Finding[]> {
  const small = await page.evaluate(() => {
    const { document, getComputedStyle } = globalThis as unknown as Window
    const targets = [
      ...document.querySelectorAll('a[href],button,input:not([type=hidden]),select,textarea,summary'),
    ]
    return targets
      .filter((node) => node.checkVisibility())
      .filter((node) => {
        const { width, height } = node.getBoundingClientRect()
        const isInline = getComputedStyle(node).display === 'inline' && node.closest('p,li,dd,td,h2,h3,h4,h5')
        return width > 0 && !isInline && (width < 24 || height < 24)
      })
      .map((node) => node.outerHTML.slice(0, 80))
  })
  return small.map((where) => ({ judge: 'target', what: 'smaller than 24 by 24 px', where }))
}

/** Every control is reached by Tab, in its turn, with a focus one can see. */
export async function keyboardFaults(page: Page): Promise<Finding[]> {
  const wanted = await page.evaluate(() => {
    const { document } = globalThis as unknown as Window
    const controls = [
      ...document.querySelectorAll('a[href],button,input:not([type=hidden]),select,textarea,summary'),
    ]
    return controls.filter((node) => node.checkVisibility() && !node.matches(':disabled')).length
  })
  const reached = new Set<string>()
  const unseen = new Set<string>()
  for (let step = 0; step < wanted + 40; step++) {
    await page.keyboard.press('Tab')
    const at = await page.evaluate(() => {
      const { document, getComputedStyle } = globalThis as unknown as Window
      const node = document.activeElement
      if (!node || node === document.body) return null
      const style = getComputedStyle(node)
      const place = [...document.querySelectorAll('*')].indexOf(node)
      const isControl = node.matches('a[href],button,input,select,textarea,summary')
      const isSeen = style.outlineStyle !== 'none' || style.boxShadow !== 'none'
      return { place: String(place), isControl, isSeen, html: node.outerHTML.slice(0, 80) }
    })
    if (!at) {
      if (step > 0) break
      continue
    }
    if (at.isControl) reached.add(at.place)
    if (!at.isSeen) unseen.add(at.html)
  }
  const findings: Finding[] = [...unseen].map((where) => ({
    judge: 'keyboard',
    what: 'no visible focus',
    where,
  }))
  if (reached.size < wanted) {
    findings.push({
      judge: 'keyboard',
      what: `Tab reaches ${reached.size} of ${wanted} controls`,
      where: page.url(),
    })
  }
  return findings
}

/** Elderly mode: text of 18 px and more on lines of 1.3 and more, main controls of 60 px, a large pointer. */
export async function elderlyFaults(page: Page): Promise<Finding[]> {
  const faults = await page.evaluate(() => {
    const { document, getComputedStyle } = globalThis as unknown as Window
    const found: string[][] = []
    for (const node of document.querySelectorAll('body *')) {
      if (!node.checkVisibility() || node.closest('.vh') || node.matches('script')) continue
      const hasOwnText = node.children.length === 0 && node.textContent.trim() !== ''
      const style = getComputedStyle(node)
      const size = Number.parseFloat(style.fontSize)
      if (hasOwnText && size < 18) found.push([`text of ${size}px`, node.outerHTML.slice(0, 80)])
      const line = Number.parseFloat(style.lineHeight) / size
      if (hasOwnText && node.matches('p,li,dd,dt,td,time') && line < 1.3) {
        found.push([`lines of ${line.toFixed(2)}`, node.outerHTML.slice(0, 80)])
      }
      if (node.matches('.btn, .nav a, .tools a, .docs h3 a, .entries a, .pager a, .index a, .facet li a')) {
        const { height } = node.getBoundingClientRect()
        if (height > 0 && height < 60)
          found.push([`control ${height.toFixed(1)}px high`, node.outerHTML.slice(0, 80)])
      }
    }
    return found
  })
  return faults.map(([what = '', where = '']) => ({ judge: 'elderly', what, where }))
}
