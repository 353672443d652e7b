import type { ComponentChildren } from 'preact'
import { longDate } from '../../ui/dates.ts'
import { modeHref } from '../../ui/masthead.tsx'
import { Page } from '../../ui/page.tsx'
import type { Choice, Frame, Site } from '../../ui/page-model.ts'
import { Crumbs, Facts, PageHead, SectionHead, Telephone } from '../../ui/parts.tsx'
import { APPLY_NOTES, APPLY_STEPS, GUIDE_PASSAGES, type Passage } from './copy.ts'
import { ColumnTable } from './views-list.tsx'
import type { AboutView, GuideView, SitemapView } from './views-model.ts'

/** LAW 条例第十二条: name, address, hours, telephone, fax and internet contact of the office. */
function OfficeFacts({ site }: { site: Site }) {
  return (
    <Facts
      facts={[
        ['机构名称', site.office],
        ['主办单位', site.owner],
        ['办公地址', `${site.address}${site.postcode && `（邮编 ${site.postcode}）`}`],
        ['办公时间', site.hours],
        ['联系电话', <Telephone key="phone" number={site.phone} />],
        ['传真号码', site.fax || '未开通'],
        [
          '电子邮箱',
          <a key="email" href={`mailto:${site.email}`}>
            {site.email}
          </a>,
        ],
        ['便民热线', <Telephone key="hotline" number={site.hotline} />],
      ]}
    />
  )
}

interface GroupProps {
  heading: string
  /** The article, or why this is said; stands under the heading like a note in the margin. */
  why?: string
  id?: string
  children: ComponentChildren
}

function Group({ heading, why, id, children }: GroupProps) {
  return (
    <div class="group">
      <h2 id={id}>{heading}</h2>
      {why && <p class="why">{why}</p>}
      <div class="fields">{children}</div>
    </div>
  )
}

function Passages({ passages }: { passages: Passage[] }) {
  return (
    <>
      {passages.map((passage) => (
        <Group key={passage.heading} heading={passage.heading} why={`条例${passage.article}`}>
          {passage.sentences.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </Group>
      ))}
    </>
  )
}

function Organs({ view }: { view: GuideView }) {
  if (view.organs.length === 0) return null
  return (
    <section class="section" aria-labelledby="organs">
      <SectionHead id="organs" heading="各机关" />
      <table class="ledger" aria-label="各机关的联系方式和公开件数">
        <thead>
          <tr>
            <th scope="col">机关</th>
            <th scope="col" class="wide">
              地址
            </th>
            <th scope="col">电话</th>
            <th scope="col" class="fig">
              件数
            </th>
          </tr>
        </thead>
        <tbody>
          {view.organs.map((organ) => (
            <tr key={organ.href}>
              <th scope="row">
                <a href={organ.href}>{organ.name}</a>
              </th>
              <td class="wide">{organ.address ?? ''}</td>
              <td>{organ.phone && <Telephone number={organ.phone} />}</td>
              <td class="fig">{organ.count}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** 政府信息公开指南, with what Article 12 says it must hold. */
export function GuidePage({ frame, view }: { frame: Frame; view: GuideView }) {
  const { site } = frame
  return (
    <Page
      {...frame}
      title="政府信息公开指南"
      description="政府信息的分类、编排体系和获取方式，公开工作机构的名称、地址、办公时间和联系方式，以及怎样申请公开。"
      column={{
        name: '政府信息公开指南',
        description: '公开什么、在哪里看、怎样申请、找谁联系',
        keywords: ['政府信息公开指南'],
        type: '概况信息',
      }}
    >
      <Crumbs trail={[]} here="政府信息公开指南" />
      <PageHead heading="政府信息公开指南">
        {site.government}公开什么、在哪里看、怎样申请、找谁联系。{longDate(view.updatedOn)}更新。
      </PageHead>
      <section aria-labelledby="office">
        <SectionHead id="office" heading="找谁联系" />
        <p class="law gap">条例第十二条</p>
        <OfficeFacts site={site} />
      </section>
      <div class="groups">
        <Passages passages={GUIDE_PASSAGES} />
      </div>
      <p class="acts gap">
        <a class="btn" href="/apply">
          怎样申请公开
        </a>
        <a class="btn btn-quiet" href="/library">
          到文件库查找
        </a>
      </p>
      <section class="section" aria-labelledby="classes">
        <SectionHead id="classes" heading="信息的分类" more={{ href: '/columns', label: '各栏目' }} />
        <p class="law gap">条例第二十条、第二十一条</p>
        <ColumnTable columns={view.columns} label="信息的分类和件数" />
      </section>
      <Organs view={view} />
    </Page>
  )
}

function WhereToSend({ site }: { site: Site }) {
  return (
    <section aria-labelledby="where">
      <SectionHead id="where" heading="寄到、送到哪里" />
      <dl class="pairs">
        <dt>收件</dt>
        <dd>{site.office}</dd>
        <dt>地址</dt>
        <dd>
          {site.address}
          {site.postcode && `，邮编 ${site.postcode}`}
        </dd>
        <dt>时间</dt>
        <dd>{site.hours}</dd>
        <dt>电话</dt>
        <dd>
          <Telephone number={site.phone} />
        </dd>
      </dl>
      <p class="small gap">信封上请注明“政府信息公开申请”。本站目前不接收网上申请，开通后会写明在指南里。</p>
    </section>
  )
}

/**
 * 依申请公开, by letter or in person.
 * LAW 国办公开办函〔2017〕19号: these two channels are always open; a channel is named only where it is.
 */
export function ApplyInfoPage({ frame }: { frame: Frame }) {
  const { site } = frame
  return (
    <Page
      {...frame}
      title="依申请公开"
      description="没有主动公开的政府信息，可以写信或者当面申请，20个工作日内答复，不需要说明用途。"
      column={{
        name: '依申请公开',
        description: '怎样申请公开政府信息、多久答复',
        keywords: ['依申请公开', '政府信息公开申请'],
        type: '办事服务',
      }}
    >
      <Crumbs trail={[]} here="依申请公开" />
      <PageHead heading="依申请公开">
        没有主动公开的，可以申请。任何公民、法人和其他组织都可以提出，不需要说明用途（条例第二十七条）。
      </PageHead>
      <div class="two">
        <section aria-labelledby="steps">
          <SectionHead id="steps" heading="怎样申请" />
          <ol class="steps">
            {APPLY_STEPS.map((step) => (
              <li key={step.heading}>
                <h3>{step.heading}</h3>
                {step.sentences.map((sentence) => (
                  <p key={sentence}>{sentence}</p>
                ))}
                <p class="law">条例{step.article}</p>
              </li>
            ))}
          </ol>
        </section>
        <WhereToSend site={site} />
      </div>
      <div class="groups">
        <Passages passages={APPLY_NOTES} />
      </div>
    </Page>
  )
}

/** 我为政府网站找错. LAW answered within 3 working days, as the yearly inspection of government sites requires. */
function ErrorReports({ site }: { site: Site }) {
  const subject = encodeURIComponent('我为政府网站找错')
  return (
    <Group heading="我为政府网站找错" id="errors">
      <p>发现错字、打不开的链接、过时的内容，或者该公开没有公开的信息，请告诉我们，3个工作日内答复。</p>
      <ul class="bullets">
        <li>
          发邮件到 <a href={`mailto:${site.email}?subject=${subject}`}>{site.email}</a>
          ，请写明网页地址和哪里不对；
        </li>
        <li>
          打电话 <Telephone number={site.phone} />
          ，或者便民热线 <Telephone number={site.hotline} />。
        </li>
      </ul>
      <p>请不要在邮件里写身份证号、银行卡号等个人信息。</p>
    </Group>
  )
}

/** 关于本站: who answers for it, how errors are reported, what is kept about readers. */
export function AboutPage({ frame, view }: { frame: Frame; view: AboutView }) {
  const { site } = frame
  return (
    <Page
      {...frame}
      title="关于本站"
      description={`${site.name}由${site.owner}主办，怎样报告错误，怎样联系。`}
    >
      <Crumbs trail={[]} here="关于本站" />
      <PageHead heading="关于本站">
        {site.name}由{site.owner}主办，现有文件和信息{view.documents}件
        {view.newestAt && `，最近一次发布在${view.newestAt}`}。
      </PageHead>
      <OfficeFacts site={site} />
      <div class="groups">
        <ErrorReports site={site} />
        <Group heading="内容以什么为准">
          <p>
            文件的正文按收到的原件整理，原件可以在每件文件的“下载与打印”里取得。两者不一致的，以原件为准，并请告诉我们。
          </p>
          <p>
            是否有效，按文件写明的施行日期、有效期和后来的废止、修改决定计算；算不出来的，写“效力未核定”，不猜。
          </p>
        </Group>
        <Group heading="本站记住什么">
          <p>
            浏览和查找不需要登记。本站只用一个 Cookie
            记住您选择的长者模式、高对比度和字号，不记录您是谁，不向第三方提供。
          </p>
        </Group>
        <Group heading="本站用的软件">
          <p>本站使用开放源代码的公开平台“Gongkai 公开”{view.version}版。</p>
        </Group>
      </div>
    </Page>
  )
}

function ModeChoices({ frame }: { frame: Frame }) {
  const { mode, path } = frame
  return (
    <p class="acts gap">
      <a rel="nofollow" class="btn" href={modeHref(path, { elderly: !mode.elderly })}>
        {mode.elderly ? '返回标准版' : '切换到长者模式'}
      </a>
      <a rel="nofollow" class="btn btn-quiet" href={modeHref(path, { contrast: !mode.contrast })}>
        {mode.contrast ? '返回标准对比度' : '切换到高对比度'}
      </a>
    </p>
  )
}

/** 无障碍浏览说明: what has been done, what has been checked, what has not. */
export function AccessibilityPage({ frame }: { frame: Frame }) {
  const { site } = frame
  return (
    <Page
      {...frame}
      title="无障碍浏览说明"
      description="长者模式、高对比度、键盘操作、读屏软件，以及遇到障碍时怎样联系。"
    >
      <Crumbs trail={[]} here="无障碍浏览说明" />
      <PageHead heading="无障碍浏览说明">谁都应当看得到、看得懂、用得了。</PageHead>
      <div class="groups">
        <Group heading="长者模式和高对比度">
          <p>
            每个网页的上方和下方都可以切换，本站会记住。长者模式用大字、大按钮、大指针和单栏版式，上方可以再放大文字，浏览器支持的还可以朗读本页。高对比度用黑底浅字。两种可以同时使用。
          </p>
          <ModeChoices frame={frame} />
        </Group>
        <Group heading="只用键盘">
          <p>
            按 Tab
            键逐项移动，按回车键打开。每页的第一项是“跳到主要内容”。正在操作的一项有粗线框。条文前的编号是这一条的地址，可以复制给别人。
          </p>
        </Group>
        <Group heading="读屏软件">
          <p>
            网页按标题、目录、正文、列表和表格标明了层次，可以按标题和区域跳转。文件的效力、日期和筛选条件都用文字写明，不只用颜色。
          </p>
        </Group>
        <Group heading="放大和打印">
          <p>
            网页放大到400%、手机竖屏都不需要左右拖动；宽的表格在自己的框里滚动。打印文件时按公文版式排成A4纸。
          </p>
        </Group>
        <Group heading="做到什么程度">
          <p>
            按《网页内容无障碍指南》2.2版AA级制作，主要网页用机器逐项检查过。机器查不出全部问题；扫描的原件、其他机关送来的附件，可能不便读屏，需要的请告诉我们，会提供能读的版本（条例第四十三条）。
          </p>
        </Group>
        <Group heading="遇到障碍，请告诉我们">
          <p>
            打电话 <Telephone number={site.phone} />
            ，或者发邮件到 <a href={`mailto:${site.email}`}>{site.email}</a>
            ，3个工作日内答复。
          </p>
        </Group>
      </div>
    </Page>
  )
}

const STANDING_PAGES = [
  { href: '/', label: '首页' },
  { href: '/guide', label: '政府信息公开指南' },
  { href: '/rules', label: '政府信息公开制度' },
  { href: '/columns', label: '法定主动公开内容' },
  { href: '/apply', label: '依申请公开' },
  { href: '/reports', label: '政府信息公开年报' },
  { href: '/library', label: '文件库' },
  { href: '/search', label: '查找' },
  { href: '/about', label: '关于本站' },
  { href: '/accessibility', label: '无障碍浏览说明' },
]

interface SitemapList {
  heading: string
  entries: (Pick<Choice, 'href' | 'label'> & { count?: number })[]
}

/** 网站地图: every way in. */
export function SitemapPage({ frame, view }: { frame: Frame; view: SitemapView }) {
  const columns = view.columns.map(({ href, name, count }) => ({ href, label: name, count }))
  const lists: SitemapList[] = [
    { heading: '网页', entries: STANDING_PAGES },
    { heading: '法定栏目', entries: columns },
    { heading: '按机关', entries: view.organs },
    { heading: '按年份', entries: view.years },
    { heading: '按体裁', entries: view.genres },
  ]
  return (
    <Page {...frame} title="网站地图" description="本站全部栏目和入口。">
      <Crumbs trail={[]} here="网站地图" />
      <PageHead heading="网站地图">
        截至{longDate(frame.today)}，本站的全部入口。名称后的数字是件数。
      </PageHead>
      {lists
        .filter((list) => list.entries.length > 0)
        .map((list, at) => (
          <section key={list.heading} class={at === 0 ? undefined : 'section'} aria-labelledby={`list-${at}`}>
            <SectionHead id={`list-${at}`} heading={list.heading} />
            <ul class="index index-wide">
              {list.entries.map((entry) => (
                <li key={entry.href}>
                  <a href={entry.href}>
                    {entry.label}
                    {entry.count !== undefined && <span>{entry.count}</span>}
                  </a>
                </li>
              ))}
            </ul>
          </section>
        ))}
    </Page>
  )
}
