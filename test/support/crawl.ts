/** A link that leads nowhere, and the page it stands on. */
export interface BrokenLink {
  on: string
  href: string
  because: string
}

export interface Crawled {
  /** Pages and files that were asked for. */
  addresses: number
  broken: BrokenLink[]
}

const MOST = 5_000
// NOTE a switch only sends the reader back; what its address carries differs on every page.
const SWITCH = /^\/mode\?/
// NOTE as robots.txt asks: what a search leads to is looked at, but searches are not followed from search to search.
const SEARCH = /^\/search\b/

/**
 * Follows every link, form and file of a site from its home page. Links that ask not to be followed (filters) are
 * asked for, and what they answer is not read on. Links out of the site are left alone.
 */
export async function crawl(origin: string, from: string[] = ['/']): Promise<Crawled> {
  const pages = new Map<string, Promise<Read>>()
  const broken: BrokenLink[] = []
  const waiting = from.map((href) => ({ href, on: '' }))
  const read = (path: string) => {
    const known = pages.get(path)
    if (known) return known
    const asked = ask(origin + path)
    pages.set(path, asked)
    return asked
  }
  const followed = new Set<string>()
  for (let at = 0; at < waiting.length && pages.size < MOST; at++) {
    const path = waiting[at]!.href
    if (followed.has(path)) continue
    followed.add(path)
    const { html } = await read(path)
    for (const { href, follow } of linksOf(html)) {
      const link = resolve(origin, path, href)
      if (!link) continue
      if (SWITCH.test(link.path)) continue
      const target = await read(link.path)
      const because = whatIsWrong(target, link.fragment)
      if (because) broken.push({ on: path, href, because })
      else if (follow && !(SEARCH.test(path) && SEARCH.test(link.path)))
        waiting.push({ href: link.path, on: path })
    }
  }
  if (pages.size >= MOST)
    broken.push({ on: '', href: '', because: `more than ${MOST} addresses: the crawl ran away` })
  return { addresses: pages.size, broken }
}

interface Read {
  status: number
  html: string
  ids: Set<string>
}

async function ask(url: string): Promise<Read> {
  const response = await fetch(url)
  const isPage = response.headers.get('content-type')?.startsWith('text/html') ?? false
  const html = isPage ? await response.text() : ''
  if (!isPage) await response.arrayBuffer()
  return {
    status: response.status,
    html,
    ids: new Set([...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id!)),
  }
}

function linksOf(html: string): { href: string; follow: boolean }[] {
  return [...html.matchAll(/<(?:a|link|script|img|form|area)\b((?:"[^"]*"|[^">])*)>/g)].flatMap(
    ([, attributes]) => {
      const href = /\s(?:href|src|action)="([^"]*)"/.exec(attributes!)?.[1]
      if (href === undefined) return []
      return [
        {
          href: href.replaceAll('&amp;', '&').replaceAll('&quot;', '"'),
          follow: !/rel="[^"]*nofollow/.test(attributes!),
        },
      ]
    },
  )
}

function resolve(origin: string, path: string, href: string): { path: string; fragment: string } | undefined {
  if (/^(?:mailto|tel):/.test(href) || !URL.canParse(href, origin + path)) return undefined
  const url = new URL(href, origin + path)
  if (url.origin !== origin) return undefined
  return { path: url.pathname + url.search, fragment: decodeURIComponent(url.hash.slice(1)) }
}

function whatIsWrong({ status, ids }: Read, fragment: string): string | undefined {
  if (status >= 400) return `answers ${status}`
  if (fragment !== '' && !ids.has(fragment)) return `has no #${fragment}`
  return undefined
}
