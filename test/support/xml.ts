import { SaxesParser } from 'saxes'

export interface Element {
  name: string
  attributes: Record<string, string>
  children: Element[]
  text: string
}

/** Reads XML strictly: throws where it is not well formed. */
export function readXml(text: string): Element {
  const top: Element = { name: '', attributes: {}, children: [], text: '' }
  const open = [top]
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    const element: Element = {
      name,
      attributes: attributes as Record<string, string>,
      children: [],
      text: '',
    }
    open.at(-1)!.children.push(element)
    open.push(element)
  })
  parser.on('closetag', () => void open.pop())
  parser.on('text', (piece) => {
    open.at(-1)!.text += piece
  })
  parser.write(text).close()
  return top.children[0]!
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/

/** What is wrong with an Atom feed by RFC 4287 §4; empty for a valid one. */
export function feedProblems(text: string): string[] {
  const feed = readXml(text)
  const problems: string[] = []
  if (feed.name !== 'feed' || feed.attributes.xmlns !== 'http://www.w3.org/2005/Atom')
    problems.push('is no Atom feed')
  const of = (element: Element, name: string) => element.children.filter((child) => child.name === name)
  const entries = of(feed, 'entry')
  for (const element of [feed, ...entries]) {
    for (const name of ['id', 'title', 'updated'])
      if (of(element, name).length !== 1 || of(element, name)[0]!.text.trim() === '')
        problems.push(`${element.name} has not one ${name}`)
    if (!INSTANT.test(of(element, 'updated')[0]?.text ?? ''))
      problems.push(`${element.name}: updated is no instant`)
    if (!URL.canParse(of(element, 'id')[0]?.text ?? '')) problems.push(`${element.name}: id is no IRI`)
    for (const link of of(element, 'link'))
      if (!URL.canParse(link.attributes.href ?? '')) problems.push(`${element.name}: a link leads nowhere`)
  }
  for (const entry of entries) {
    if (of(entry, 'author').length === 0 && of(feed, 'author').length === 0)
      problems.push('an entry has no author')
    if (!of(entry, 'link').some((link) => (link.attributes.rel ?? 'alternate') === 'alternate'))
      problems.push('an entry has no alternate link')
  }
  if (!of(feed, 'link').some((link) => link.attributes.rel === 'self')) problems.push('no link to itself')
  const ids = entries.map((entry) => of(entry, 'id')[0]?.text)
  if (new Set(ids).size !== ids.length) problems.push('two entries share an id')
  return problems
}

/** What is wrong with a site map by the sitemaps.org protocol; empty for a valid one. */
export function siteMapProblems(text: string): string[] {
  const map = readXml(text)
  const problems: string[] = []
  if (map.name !== 'urlset' || map.attributes.xmlns !== 'http://www.sitemaps.org/schemas/sitemap/0.9')
    problems.push('is no site map')
  if (map.children.length > 50_000) problems.push('more than 50,000 addresses')
  for (const url of map.children) {
    const [loc, ...more] = url.children
    if (url.name !== 'url' || loc?.name !== 'loc' || !URL.canParse(loc.text))
      problems.push('an entry without loc')
    for (const each of more)
      if (each.name !== 'lastmod' || !INSTANT.test(each.text)) problems.push(`${each.name} is wrong`)
  }
  const addresses = map.children.map((url) => url.children[0]?.text)
  if (new Set(addresses).size !== addresses.length) problems.push('an address twice')
  return problems
}
