import type { ComponentChildren } from 'preact'
import { longDate } from '../../ui/dates.ts'
import { DocumentList } from '../../ui/document-parts.tsx'
import { chineseNumeral } from '../../ui/numerals.ts'
import { Page } from '../../ui/page.tsx'
import type { Frame, Link } from '../../ui/page-model.ts'
import {
  ChosenFilters,
  Crumbs,
  DateText,
  EmptyState,
  Facets,
  ListBar,
  PageHead,
  Pager,
  SectionHead,
  Telephone,
} from '../../ui/parts.tsx'
import { NATIONAL_RULES } from './copy.ts'
import type {
  ColumnEntry,
  ColumnsView,
  ColumnView,
  LibraryView,
  ListView,
  ReportsView,
  RulesView,
} from './views-model.ts'
import { basisText } from './views-record.ts'

function Feed({ href }: { href: string | undefined }) {
  if (!href) return null
  return (
    <p class="facet small">
      <a href={href} type="application/atom+xml">
        订阅本栏更新
      </a>
      <span class="dim">（Atom，用阅读器打开）</span>
    </p>
  )
}

interface ListingProps {
  view: ListView
  empty: ComponentChildren
  /** What stands above the filters. */
  aboveFacets?: ComponentChildren
}

/** What is chosen, how many, the list; filters after it, for eye and finger alike. */
function Listing({ view, empty, aboveFacets }: ListingProps) {
  const hasFacets = view.facets.length > 0 || aboveFacets !== undefined
  return (
    <div class="two">
      <section aria-labelledby="found">
        <h2 id="found" class="vh">
          文件列表
        </h2>
        <ChosenFilters chosen={view.chosen} clearHref={view.clearHref} />
        <ListBar paging={view.paging} sorts={view.sorts} />
        {hasFacets && (
          <a href="#facets" class="to-facets">
            筛选
          </a>
        )}
        {view.rows.length > 0 ? <DocumentList rows={view.rows} start={view.paging.from} /> : empty}
        <Pager paging={view.paging} />
      </section>
      {(hasFacets || view.feedHref) && (
        <section id="facets" aria-labelledby="facets-name">
          <h2 id="facets-name" class="vh">
            筛选
          </h2>
          {aboveFacets}
          <Facets facets={view.facets} />
          <Feed href={view.feedHref} />
        </section>
      )}
    </div>
  )
}

/** What was in force on a day: the question only a library answers. */
function AsOfForm({ view }: { view: LibraryView }) {
  const error = view.asOfError
  return (
    <form class="facet facet-date" action="/library" method="get" aria-label="按日期查看">
      <label for="on">查看某一天有效的文件</label>
      <p class="hint" id="on-hint">
        例如 {Number(view.asOf.slice(0, 4)) - 2}-06-30。可以查当时的规定。
      </p>
      {error && (
        <p class="err" id="on-error">
          {error.message}
        </p>
      )}
      {view.kept.map((field) => (
        <input key={field.name + field.value} type="hidden" name={field.name} value={field.value} />
      ))}
      <div class="search">
        <input
          class="input"
          id="on"
          name="on"
          type="text"
          inputmode="numeric"
          autocomplete="off"
          value={error?.typed ?? view.asOf}
          aria-describedby={error ? 'on-hint on-error' : 'on-hint'}
          aria-invalid={error ? 'true' : undefined}
        />
        <button class="btn" type="submit">
          查看
        </button>
      </div>
    </form>
  )
}

function feedsOf(view: ListView, label: string): Link[] {
  return view.feedHref ? [{ href: view.feedHref, label }] : []
}

/** 文件库: every document, by organ, year, genre, column and force, as of a day. */
export function LibraryPage({ frame, view }: { frame: Frame; view: LibraryView }) {
  const isToday = view.asOf === frame.today
  return (
    <Page
      {...frame}
      title="文件库"
      description="按制定机关、年份、体裁、栏目和效力查找已公开的文件，也可以查看某一天有效的文件。"
      section="/columns"
      feeds={feedsOf(view, '文件库')}
    >
      <Crumbs trail={[]} here="文件库" />
      <PageHead heading="文件库">
        本区各机关公开的全部文件。效力按{isToday ? '今天' : ''}
        {isToday ? `（${longDate(view.asOf)}）` : longDate(view.asOf)}计算。
      </PageHead>
      <Listing view={view} empty={<EmptyLibrary view={view} />} aboveFacets={<AsOfForm view={view} />} />
    </Page>
  )
}

function EmptyLibrary({ view }: { view: ListView }) {
  if (view.chosen.length === 0) {
    return (
      <EmptyState heading="文件库里还没有文件">
        <p>文件公开后会列在这里。要找的信息可以打电话问，也可以依法申请公开。</p>
        <p>
          <a href="/apply">怎样申请公开</a>
        </p>
      </EmptyState>
    )
  }
  return (
    <EmptyState heading="没有同时符合这些条件的文件">
      <p>
        可以去掉上面的一个条件，或者<a href={view.clearHref}>清除全部条件</a>。
      </p>
      <p>
        仍然找不到的，可以<a href="/search">用一句话查找</a>，或者<a href="/apply">申请公开</a>。
      </p>
    </EmptyState>
  )
}

/** One statutory column with all it holds. */
export function ColumnPage({ frame, view }: { frame: Frame; view: ColumnView }) {
  const { column } = view
  return (
    <Page
      {...frame}
      title={column.name}
      description={column.description}
      keywords={column.keywords}
      section="/columns"
      canonical={column.href}
      column={column}
      feeds={feedsOf(view, column.name)}
    >
      <Crumbs trail={[{ href: '/columns', label: '法定主动公开内容' }]} here={column.name} />
      <PageHead heading={column.name}>
        {column.description}
        {column.basis && <span class="law">{basisText(column.basis)}</span>}
      </PageHead>
      <Listing view={view} empty={<EmptyColumn frame={frame} view={view} />} />
    </Page>
  )
}

function EmptyColumn({ frame, view }: { frame: Frame; view: ColumnView }) {
  if (view.chosen.length > 0) return <EmptyLibrary view={view} />
  return (
    <EmptyState heading="这一栏还没有公开的内容">
      <p>
        如果您知道有应当公开而没有公开的信息，请告诉{frame.site.office}：
        <Telephone number={frame.site.phone} />
        。也可以依法申请公开。
      </p>
      <p>
        <a href="/apply">怎样申请公开</a>
      </p>
    </EmptyState>
  )
}

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
          <p class="law gap">{basisText(group.basis)}</p>
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
