import assert from 'node:assert/strict'
import { test } from 'node:test'
import { feedProblems, readXml, siteMapProblems } from './xml.ts'

const FEED = `<feed xmlns="http://www.w3.org/2005/Atom"><id>http://a.example/f</id><title>t</title>
<updated>2026-01-01T00:00:00Z</updated><link rel="self" href="http://a.example/f"/>
<entry><id>http://a.example/1</id><title>t</title><updated>2026-01-01T00:00:00Z</updated>
<author><name>n</name></author><link href="http://a.example/1"/></entry></feed>`
const MAP = `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>http://a.example/1</loc><lastmod>2026-01-01T00:00:00Z</lastmod></url></urlset>`

test('a valid feed and site map have no problems', () => {
  assert.deepEqual(feedProblems(FEED), [])
  assert.deepEqual(siteMapProblems(MAP), [])
})

test('each planted fault is found', () => {
  const entry = /<entry>[\s\S]*<\/entry>/.exec(FEED)![0]
  const faults: [string, RegExp][] = [
    [FEED.replace('<title>t</title>', ''), /not one title/],
    [FEED.replace('2026-01-01T00:00:00Z', '2026-01-01'), /no instant/],
    [FEED.replace('<id>http://a.example/1</id>', '<id>1</id>'), /no IRI/],
    [FEED.replace('<author><name>n</name></author>', ''), /no author/],
    [FEED.replace('rel="self"', 'rel="via"'), /no link to itself/],
    [FEED.replace(entry, entry + entry), /share an id/],
  ]
  for (const [feed, problem] of faults) assert.match(feedProblems(feed).join(), problem)
  assert.match(siteMapProblems(MAP.replace('http://a.example/1', '/1')).join(), /without loc/)
  assert.match(siteMapProblems(MAP.replace('T00:00:00Z', '')).join(), /lastmod is wrong/)
})

test('what is not well formed is refused', () => {
  for (const text of ['<a>', '<a><b></a></b>', '<a b=c/>', '<a>&nbsp;</a>', '<a>\u0001</a>', '<a>a & b</a>'])
    assert.throws(() => readXml(text))
})
