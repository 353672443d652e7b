import assert from 'node:assert/strict'
import { test } from 'node:test'
import { daysBetween, longDate } from './dates.ts'
import { modeHref } from './masthead.tsx'
import { jsonLdText } from './meta.tsx'
import { chineseNumeral } from './numerals.ts'
import { assetHref, modeClasses, Page, render } from './page.tsx'
import type { Frame } from './page-model.ts'
import { pageHref, pagesShown } from './parts.tsx'

const FRAME: Frame = {
  site: {
    name: '云溪区政府信息公开',
    government: '云溪区人民政府',
    owner: '云溪区人民政府办公室',
    origin: 'https://www.yunxi.example',
    domain: 'www.yunxi.example',
    siteId: '0000000001',
    icp: '',
    policeRecord: '',
    address: '清河路1号',
    postcode: '',
    office: '公开办',
    phone: '0000-0001234',
    fax: '',
    email: 'a@yunxi.example',
    hours: '工作日',
    hotline: '12345',
    ipv6: false,
  },
  mode: { elderly: false, contrast: false },
  path: '/library?organ=a&page=2',
  today: '2026-11-05',
}

const metaOf = (html: string, name: string) =>
  new RegExp(`<meta name="${name}" content="([^"]*)"`).exec(html)?.[1]

test('国办发〔2017〕47号：网站、栏目、内容三组标签齐备', () => {
  const html = render(
    <Page
      {...FRAME}
      title="通知"
      description="说明"
      column={{ name: '规范性文件', description: '栏目说明', keywords: ['甲', '乙'], type: '政策文件' }}
      article={{
        title: '关于“甲”的通知',
        publishedAt: '2026-04-10 09:00',
        source: '区政府办',
        author: '区政府办',
      }}
    >
      <h1>通知</h1>
    </Page>,
  )
  assert.equal(metaOf(html, 'SiteName'), '云溪区政府信息公开')
  assert.equal(metaOf(html, 'SiteDomain'), 'www.yunxi.example')
  assert.equal(metaOf(html, 'SiteIDCode'), '0000000001')
  assert.equal(metaOf(html, 'ColumnName'), '规范性文件')
  assert.equal(metaOf(html, 'ColumnDescription'), '栏目说明')
  assert.equal(metaOf(html, 'ColumnKeywords'), '甲,乙')
  assert.equal(metaOf(html, 'ColumnType'), '政策文件')
  assert.equal(metaOf(html, 'ArticleTitle'), '关于“甲”的通知')
  assert.equal(metaOf(html, 'PubDate'), '2026-04-10 09:00')
  assert.equal(metaOf(html, 'ContentSource'), '区政府办')
  assert.equal(metaOf(html, 'Url'), 'https://www.yunxi.example/library')
  assert.match(html, /<link rel="canonical" href="https:\/\/www\.yunxi\.example\/library"\/>/)
})

test('页脚只写已经核发的编号', () => {
  const without = render(
    <Page {...FRAME} title="页" description="页">
      <h1>页</h1>
    </Page>,
  )
  assert.match(without, /网站标识码 0000000001/)
  assert.doesNotMatch(without, /beian\.|支持 IPv6/)
  const site = { ...FRAME.site, icp: '云ICP备1号', policeRecord: '云公网安备2号', ipv6: true }
  const complete = render(
    <Page {...FRAME} site={site} title="页" description="页">
      <h1>页</h1>
    </Page>,
  )
  assert.match(complete, /beian\.miit\.gov\.cn.*云ICP备1号.*beian\.mps\.gov\.cn.*云公网安备2号.*支持 IPv6/)
})

test('an error page is kept out of search engines and names no canonical address', () => {
  const html = render(
    <Page {...FRAME} title="没有" description="没有" status={404}>
      <h1>没有</h1>
    </Page>,
  )
  assert.match(html, /<meta name="robots" content="noindex"\/>/)
  assert.doesNotMatch(html, /rel="canonical"/)
})

test('JSON-LD cannot end its script element, and says the same', () => {
  const value = { name: '</script><script>alert(1)</script><!--' }
  const text = jsonLdText(value)
  assert.doesNotMatch(text, /</)
  assert.deepEqual(JSON.parse(text), value)
})

test('text is escaped, and characters HTML forbids are replaced', () => {
  const html = render(
    <p title={'"><b>'}>
      {'<script>'}
      {'\u0000\u0008\u0085'}
    </p>,
  )
  assert.equal(html, '<!DOCTYPE html>\n<p title="&quot;>&lt;b>">&lt;script>\ufffd\ufffd\ufffd</p>\n')
})

test('a switch of mode changes one thing and comes back to the whole address', () => {
  const href = modeHref('/library?organ=区&page=2', { contrast: true })
  const url = new URL(href, 'http://here.invalid')
  assert.equal(url.pathname, '/mode')
  assert.deepEqual(
    [...url.searchParams],
    [
      ['contrast', '1'],
      ['back', '/library?organ=区&page=2'],
    ],
  )
})

test('modes stand on the root element; the size only in elderly mode', () => {
  assert.equal(modeClasses({ elderly: false, contrast: false, size: 2 }), undefined)
  assert.equal(modeClasses({ elderly: true, contrast: true, size: 1 }), 'elderly size-1 contrast')
})

test('assets carry the fingerprint they are cached by', () => {
  assert.equal(assetHref({ ...FRAME, assets: 'ab12' }, 'gongkai.css'), '/assets/gongkai.css?v=ab12')
  assert.equal(assetHref(FRAME, 'gongkai.css'), '/assets/gongkai.css')
})

test('pages shown: the ends, the neighbours, and a gap only where it hides more than one page', () => {
  assert.deepEqual(pagesShown(1, 1), [1])
  assert.deepEqual(pagesShown(1, 3), [1, 2, 3])
  assert.deepEqual(pagesShown(4, 7), [1, 2, 3, 4, 5, 6, 7])
  assert.deepEqual(pagesShown(5, 20), [1, 0, 4, 5, 6, 0, 20])
  assert.deepEqual(pagesShown(20, 20), [1, 0, 19, 20])
})

test('the first page of a list is the list itself', () => {
  assert.equal(pageHref('/library', 1), '/library')
  assert.equal(pageHref('/library', 2), '/library?page=2')
  assert.equal(pageHref('/library?year=2026', 3), '/library?year=2026&page=3')
})

test('dates and numerals as documents write them', () => {
  assert.equal(longDate('2026-04-09'), '2026年4月9日')
  assert.equal(longDate('二〇二六年四月九日'), '二〇二六年四月九日')
  assert.equal(daysBetween('2026-02-27', '2026-03-01'), 2)
  assert.deepEqual([1, 10, 11, 20, 47].map(chineseNumeral), ['一', '十', '十一', '二十', '四十七'])
})
