import { longDate } from '../../ui/dates.ts'
import { DocumentList } from '../../ui/document-parts.tsx'
import { chineseNumeral } from '../../ui/numerals.ts'
import { Page } from '../../ui/page.tsx'
import type { Choice, Frame } from '../../ui/page-model.ts'
import { Crumbs, DateText, EmptyState, PageHead, SectionHead } from '../../ui/parts.tsx'
import { NATIONAL_RULES } from './copy.ts'
import type { ColumnEntry, ColumnsView, ReportsView, RulesView, SitemapView } from './views-model.ts'

/** Columns as a ledger: their number in the article, what they hold, how much, since when. */
export function ColumnTable({ columns, label }: { columns: ColumnEntry[]; label: string }) {
  return (
    <table class="ledger" aria-label={label}>
      <thead>
        <tr>
          <th scope="col" class="code">
            项
          </th>
          <th scope="col">栏目</th>
          <th scope="col" class="fig wide">
            最近公开
          </th>
          <th scope="col" class="fig">
            件数
          </th>
        </tr>
      </thead>
      <tbody>
        {columns.map((column, at) => (
          <tr key={column.code}>
            <td class="code">{chineseNumeral(at + 1)}</td>
            <th scope="row">
              <a href={column.href}>{column.name}</a>
              {column.description && <span class="law">{column.description}</span>}
            </th>
            <td class="fig wide">{column.newestOn ? <DateText on={column.newestOn} /> : '尚无'}</td>
            <td class="fig">{column.count}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** 法定主动公开内容: what Articles 20 and 21 list, with how much of each is here. */
export function ColumnsPage({ frame, view }: { frame: Frame; view: ColumnsView }) {
  return (
    <Page
      {...frame}
      title="法定主动公开内容"
      description="按《政府信息公开条例》第二十条、第二十一条分栏列出应当主动公开的内容和已公开的件数。"
      column={{
        name: '法定主动公开内容',
        description: '条例规定应当主动公开的各类政府信息',
        keywords: ['主动公开', '法定主动公开内容'],
        type: '政策文件',
      }}
    >
      <Crumbs trail={[]} here="法定主动公开内容" />
      <PageHead heading="法定主动公开内容">
        涉及公众利益调整、需要公众广泛知晓或者需要公众参与决策的，应当主动公开。下面按条例列出的次序分栏；也可以到
        <a href="/library">文件库</a>按机关、年份和体裁查看。
      </PageHead>
      {view.groups.map((group, at) => (
        <section key={group.heading} class={at === 0 ? undefined : 'section'} aria-labelledby={`group-${at}`}>
          <SectionHead id={`group-${at}`} heading={group.heading} />
          <p class="law gap">{group.basis}</p>
          <ColumnTable columns={group.columns} label={group.heading} />
        </section>
      ))}
    </Page>
  )
}

/** 政府信息公开制度: the national texts, then the district's own. */
export function RulesPage({ frame, view }: { frame: Frame; view: RulesView }) {
  return (
    <Page
      {...frame}
      title="政府信息公开制度"
      description="政府信息公开的条例、规章和本区的公开工作规定。"
      column={{
        name: '政府信息公开制度',
        description: '政府信息公开的法规、规章和工作规定',
        keywords: ['政府信息公开制度'],
        type: '政策文件',
      }}
    >
      <Crumbs trail={[]} here="政府信息公开制度" />
      <PageHead heading="政府信息公开制度">公开工作依据哪些规定：国家的，以及本区自己的。</PageHead>
      <section aria-labelledby="national">
        <SectionHead id="national" heading="国家规定" />
        <ul class="rows">
          {NATIONAL_RULES.map((rule) => (
            <li key={rule.docNumber}>
              {rule.title}（{rule.docNumber}）
              <br />
              <span class="small dim">{rule.about}。</span>
              <a class="small" href={`/search?q=${encodeURIComponent(rule.docNumber)}`}>
                查本站收录的全文和提到它的文件
              </a>
            </li>
          ))}
        </ul>
      </section>
      <section class="section" aria-labelledby="own">
        <SectionHead id="own" heading="本区规定" />
        {view.rows.length > 0 ? (
          <DocumentList rows={view.rows} />
        ) : (
          <EmptyState heading="还没有公开本区自己的规定">
            <p>
              公开工作按上面的国家规定办理。本区制定规定后会列在这里；也可以看<a href="/guide">公开指南</a>。
            </p>
          </EmptyState>
        )}
      </section>
    </Page>
  )
}

/** 政府信息公开年报, newest year first. */
export function ReportsPage({ frame, view }: { frame: Frame; view: ReportsView }) {
  return (
    <Page
      {...frame}
      title="政府信息公开年报"
      description="各年度政府信息公开工作报告。"
      column={{
        name: '政府信息公开年报',
        description: '各年度政府信息公开工作年度报告',
        keywords: ['年报', '政府信息公开工作年度报告'],
        type: '统计信息',
      }}
    >
      <Crumbs trail={[]} here="政府信息公开年报" />
      <PageHead heading="政府信息公开年报">
        部门每年1月31日前向主管部门提交上一年度的报告并公布，区政府的报告在3月31日前公布（条例第四十九条）。
      </PageHead>
      {view.years.length === 0 && (
        <EmptyState heading="还没有公布年报">
          <p>年报公布后会按年份列在这里。</p>
          <p>
            想了解公开工作的情况，可以看<a href="/columns">各栏目已公开的件数</a>。
          </p>
        </EmptyState>
      )}
      {view.years.map((year, at) => (
        <section
          key={year.year}
          class={at === 0 ? undefined : 'section'}
          aria-labelledby={`year-${year.year}`}
        >
          <SectionHead id={`year-${year.year}`} heading={`${year.year}年度`} />
          <DocumentList rows={year.rows} />
        </section>
      ))}
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
            <ul class="index">
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
