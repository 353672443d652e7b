import type { ComponentChildren } from 'preact'
import { longDate } from '../../ui/dates.ts'
import { DocumentList } from '../../ui/document-parts.tsx'
import { Page } from '../../ui/page.tsx'
import type { Frame, Link } from '../../ui/page-model.ts'
import {
  ChosenFilters,
  Crumbs,
  EmptyState,
  Facets,
  ListBar,
  PageHead,
  Pager,
  SectionHead,
  Telephone,
} from '../../ui/parts.tsx'
import type { ColumnView, LibraryView, ListView, StubView } from './views-model.ts'

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
        {column.basis && <span class="law">{column.basis}</span>}
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

/** A document that others cite and the platform does not hold. */
export function StubPage({ frame, view }: { frame: Frame; view: StubView }) {
  const name = view.docNumber ?? view.title
  const total = view.paging?.total ?? view.citedBy.length
  return (
    <Page
      {...frame}
      title={view.title}
      description={`本站没有收录这件文件的全文，公开的文件中有${total}件提到它。`}
    >
      <Crumbs trail={[{ href: '/library', label: '文件库' }]} here={name} />
      <PageHead heading={view.title}>{[view.docNumber, view.issuer].filter(Boolean).join('　')}</PageHead>
      <div class="note-box">
        <h2>本站没有收录这件文件的全文</h2>
        <p>
          知道它，是因为下面的文件提到了它。
          {view.issuer
            ? `它由${view.issuer}制定，可以到该机关的网站查找，或者向该机关申请公开。`
            : '文中没有写明由谁制定。'}
        </p>
        <p>
          不知道向谁要的，请问{frame.site.office}：
          <Telephone number={frame.site.phone} />。
        </p>
      </div>
      <section class="section" aria-labelledby="cited-by">
        <SectionHead id="cited-by" heading={`提到它的文件，${total}件`} />
        <DocumentList rows={view.citedBy} />
        {view.paging && <Pager paging={view.paging} />}
      </section>
    </Page>
  )
}
