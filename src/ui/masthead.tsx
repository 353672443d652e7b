import type { Frame, Mode, Site } from './page-model.ts'
import { LeavingLink, SearchForm, Telephone } from './parts.tsx'

/**
 * The five sections of the platform, in this order on every page.
 * LAW 国办公开办函〔2019〕61号: 指南, 制度, 法定主动公开内容, 年报, and the entry for applications beside them.
 */
const SECTIONS = [
  { href: '/guide', label: '指南' },
  { href: '/rules', label: '制度' },
  { href: '/columns', label: '法定主动公开内容' },
  { href: '/apply', label: '依申请公开' },
  { href: '/reports', label: '年报' },
]

/** Address that changes one thing about the mode and comes back to the page it was called from. */
export function modeHref(
  path: string,
  change: { elderly?: boolean; contrast?: boolean; size?: Mode['size'] },
) {
  const query = new URLSearchParams()
  if (change.elderly !== undefined) query.set('elderly', change.elderly ? '1' : '0')
  if (change.contrast !== undefined) query.set('contrast', change.contrast ? '1' : '0')
  if (change.size !== undefined) query.set('size', String(change.size))
  query.set('back', path)
  return `/mode?${query}`
}

function ModeLinks({ mode, path, wording }: Frame & { wording: 'short' | 'long' }) {
  const short = wording === 'short'
  const elderly = mode.elderly ? (short ? '标准版' : '返回标准版') : short ? '长者模式' : '切换到长者模式'
  const contrast = mode.contrast
    ? short
      ? '标准对比'
      : '返回标准对比度'
    : short
      ? '高对比'
      : '切换到高对比度'
  return (
    <>
      <li>
        <a rel="nofollow" href={modeHref(path, { elderly: !mode.elderly })}>
          {elderly}
        </a>
      </li>
      <li>
        <a rel="nofollow" href={modeHref(path, { contrast: !mode.contrast })}>
          {contrast}
        </a>
      </li>
    </>
  )
}

export function Masthead(props: Frame & { section?: string | undefined; searchSlot: boolean }) {
  const { site, path } = props
  const here = props.section ?? SECTIONS.find((section) => path.split('?')[0] === section.href)?.href
  return (
    <header class="masthead">
      <div class="wrap">
        <a href="/" class="brand">
          <span class="seal" aria-hidden="true">
            公开
          </span>
          <span>
            <small>{site.government}</small>政府信息公开
          </span>
        </a>
        <ul class="tools">
          <li>
            <a href="/library">文件库</a>
          </li>
          <ModeLinks {...props} wording="short" />
        </ul>
        <div class="masthead-row">
          <nav class="main-nav" aria-label="主要栏目">
            <ul class="nav">
              {SECTIONS.map(({ href, label }) => (
                <li key={href}>
                  <a href={href} aria-current={href === here ? 'page' : undefined}>
                    {label}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          {props.searchSlot && (
            <search class="search-slot">
              <SearchForm id="q-top" placeholder="文号、名称或问题" />
            </search>
          )}
        </div>
      </div>
    </header>
  )
}

/** The bar of elderly mode: larger, smaller, read aloud, telephone. */
export function ReadingBar({ site, mode, path }: Frame) {
  const size = mode.size ?? 0
  return (
    <section class="elder-only elder-band" aria-label="阅读设置">
      <div class="wrap">
        <ul class="elder-bar">
          {size < 2 && (
            <li>
              <a rel="nofollow" class="btn btn-quiet" href={modeHref(path, { size: size === 0 ? 1 : 2 })}>
                放大文字
              </a>
            </li>
          )}
          {size > 0 && (
            <li>
              <a rel="nofollow" class="btn btn-quiet" href={modeHref(path, { size: size === 2 ? 1 : 0 })}>
                缩小文字
              </a>
            </li>
          )}
          <li>
            <button type="button" class="btn btn-quiet" data-read-aloud hidden>
              朗读本页
            </button>
          </li>
          <li>
            <a class="btn" href={`tel:${site.hotline}`}>
              拨打{site.hotline}
            </a>
          </li>
        </ul>
      </div>
    </section>
  )
}

/** What the foot of a government page must state; what has not been issued yet is left out. */
function Identifiers({ site }: { site: Site }) {
  return (
    <div class="foot-ids">
      <span class="mark">党政机关</span>
      {site.siteId && <span>网站标识码 {site.siteId}</span>}
      {site.icp && (
        <span>
          <LeavingLink href="https://beian.miit.gov.cn/" to="工业和信息化部备案系统">
            {site.icp}
          </LeavingLink>
        </span>
      )}
      {site.policeRecord && (
        <span>
          <LeavingLink href="https://beian.mps.gov.cn/" to="公安机关备案系统">
            {site.policeRecord}
          </LeavingLink>
        </span>
      )}
      {site.ipv6 && <span class="mark">支持 IPv6 访问</span>}
    </div>
  )
}

function FootLinks(frame: Frame) {
  return (
    <>
      <div>
        <h2>本站</h2>
        <ul>
          <li>
            <a href="/sitemap">网站地图</a>
          </li>
          <li>
            <a href="/library">文件库</a>
          </li>
          <li>
            <a href="/about">关于本站</a>
          </li>
        </ul>
      </div>
      <div>
        <h2>帮助</h2>
        <ul>
          <li>
            <a href="/about#errors">我为政府网站找错</a>，3个工作日内答复
          </li>
          <ModeLinks {...frame} wording="long" />
          <li>
            <a href="/accessibility">无障碍浏览说明</a>
          </li>
        </ul>
      </div>
    </>
  )
}

export function Footer(frame: Frame) {
  const { site } = frame
  return (
    <footer class="footer">
      <div class="wrap">
        <div class="foot-grid">
          <div>
            <h2>主办单位</h2>
            <p>{site.owner}</p>
            <p>
              {site.address}
              {site.postcode && `　邮编 ${site.postcode}`}
            </p>
            <p>{site.hours}</p>
          </div>
          <div>
            <h2>联系我们</h2>
            <p>
              {site.office} <Telephone number={site.phone} />
            </p>
            <p>
              便民热线 <Telephone number={site.hotline} />
            </p>
          </div>
          <FootLinks {...frame} />
        </div>
        <Identifiers site={site} />
      </div>
    </footer>
  )
}
