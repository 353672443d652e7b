import { longDate } from '../../ui/dates.ts'
import { DocumentList, ForceTag } from '../../ui/document-parts.tsx'
import { chineseNumeral } from '../../ui/numerals.ts'
import { Page } from '../../ui/page.tsx'
import type { Frame } from '../../ui/page-model.ts'
import {
  ChosenFilters,
  Facets,
  Marked,
  PageHead,
  Pager,
  SearchForm,
  SectionHead,
  Sorts,
  Telephone,
} from '../../ui/parts.tsx'
import { NamedDocument } from './views-force.tsx'
import type { ExactHit, SearchSource, SearchView } from './views-model.ts'

interface SearchProps {
  frame: Frame
  view: SearchView
}

function Heard({ view }: { view: SearchView }) {
  return (
    <>
      {view.remark && <p class="small">{view.remark}</p>}
      {view.readAsNumber && (
        <p class="small dim">
          您输入的像是文号，已按“{view.readAsNumber.docNumber}”查找。
          <a href={view.readAsNumber.wordsHref}>改为查找含有这些字的文件</a>
        </p>
      )}
      {view.expandedBy && view.expandedBy.words.length > 0 && (
        <p class="small dim">
          已一并查找{view.expandedBy.words.map((word) => `“${word}”`).join('')}。
          <a href={view.expandedBy.exactHref}>只查原词</a>
        </p>
      )}
    </>
  )
}

function Exact({ hit }: { hit: ExactHit }) {
  const { document } = hit
  const record = [
    document.docNumber,
    document.organ,
    hit.writtenOn && `${hit.writtenOn}成文`,
    hit.effectiveOn && `${hit.effectiveOn}起施行`,
  ].filter(Boolean)
  return (
    <div class="exact">
      <p>
        <ForceTag force={document.force} />
      </p>
      <h3>
        <a href={document.href}>{document.title}</a>
      </h3>
      <p class="small dim">{record.join('　')}</p>
      {hit.summary && <p class="gap">{hit.summary}</p>}
      <p class="asks small">
        {hit.links.map((link) => (
          <a key={link.href} href={link.href}>
            {link.label}
          </a>
        ))}
      </p>
    </div>
  )
}

function ExactSection({ view }: { view: SearchView }) {
  if (view.exact.length === 0) return null
  return (
    <>
      <section aria-labelledby="hit">
        <SectionHead
          id="hit"
          heading={view.exact.length === 1 ? '就是这一件' : `同一文号有${view.exact.length}件`}
        />
        {view.exact.map((hit) => (
          <Exact key={hit.document.href} hit={hit} />
        ))}
      </section>
      {view.citedBy.length > 0 && (
        <section class="section" aria-labelledby="cited-by">
          <SectionHead id="cited-by" heading="提到它的文件" />
          <DocumentList rows={view.citedBy} form="plain" />
        </section>
      )}
    </>
  )
}

function Source({ source, number }: { source: SearchSource; number: number }) {
  return (
    <li class="source" data-n={chineseNumeral(number)}>
      <blockquote>
        <p>
          <Marked segments={source.segments} />
        </p>
      </blockquote>
      <footer>
        {source.clause && <a href={source.clause.href}>{source.clause.label}</a>}
        <span>
          <NamedDocument document={source.document} />
        </span>
        <ForceTag force={source.force} />
      </footer>
    </li>
  )
}

/** Sentences of documents in force that answer a question, unaltered. */
function Sources({ frame, view }: SearchProps) {
  if (view.sources.length === 0) return null
  return (
    <section aria-labelledby="sources">
      <SectionHead id="sources" heading="文件里是这样写的" />
      <p class="small dim gap">
        以下摘自现行有效文件的原文，一字未改。是否适用于您，以全文和经办机关答复为准。
      </p>
      <ol>
        {view.sources.map((source, at) => (
          <Source key={source.clause?.href ?? source.document.href} source={source} number={at + 1} />
        ))}
      </ol>
      <p class="small gap">
        还不清楚，或者摘得不对，请打电话 <Telephone number={frame.site.phone} />。
      </p>
    </section>
  )
}

function Hits({ view, isFirst }: { view: SearchView; isFirst: boolean }) {
  if (view.rows.length === 0) return null
  return (
    <section class={isFirst ? undefined : 'section'} aria-labelledby="hits">
      <ChosenFilters chosen={view.chosen} clearHref={view.clearHref} />
      <div class="bar">
        <h2 id="hits">
          文件 <span class="small dim">{view.paging.total} 件</span>
        </h2>
        {view.paging.total > 1 && <Sorts sorts={view.sorts} />}
      </div>
      {view.facets.length > 0 && (
        <a href="#facets" class="to-facets">
          筛选
        </a>
      )}
      <DocumentList rows={view.rows} form="plain" start={view.paging.from} />
      <Pager paging={view.paging} />
    </section>
  )
}

/** The numbers before and after: a gap in a series is a question, so it is answered. */
function Neighbours({ view }: { view: SearchView }) {
  if (!view.neighbours || view.neighbours.length === 0) return null
  return (
    <div class="facet">
      <h3>同一文号系列</h3>
      <ul>
        {view.neighbours.map((neighbour) => (
          <li key={neighbour.href}>
            <a href={neighbour.href} aria-current={neighbour.current ? 'true' : undefined}>
              {neighbour.label}
              <span>{neighbour.note}</span>
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}

function NoQuery({ frame, view }: SearchProps) {
  return (
    <>
      <PageHead heading="查找">
        输入文号、文件名称，或者直接提问。文号的写法不拘：括号、空格、全角半角都可以。
      </PageHead>
      <Box view={view} />
      <p>
        也可以到<a href="/library">文件库</a>按机关、年份、体裁和效力筛选，或者看
        <a href="/columns">法定主动公开内容</a>的各个栏目。查不到的，请打电话{' '}
        <Telephone number={frame.site.phone} />。
      </p>
    </>
  )
}

function Box({ view }: { view: SearchView }) {
  return (
    <div class="search-head">
      <search>
        <SearchForm id="q" query={view.query} />
      </search>
      <Heard view={view} />
    </div>
  )
}

/** Nothing found: other words, then people. */
function NothingFound({ frame, view }: SearchProps) {
  const words = view.query.length > 40 ? `${view.query.slice(0, 39)}…` : view.query
  return (
    <>
      <Box view={view} />
      <PageHead heading={`没有找到与“${words}”相符的内容`}>
        没有找到，不等于没有。可能用词不同，也可能还没有主动公开。您可以接着这样做：
      </PageHead>
      <ChosenFilters chosen={view.chosen} clearHref={view.clearHref} />
      <div class="two two-even">
        <section aria-labelledby="other-words">
          <SectionHead id="other-words" heading="换一种找法" />
          <ul class="rows">
            {view.suggestions.map((suggestion) => (
              <li key={suggestion.href}>
                <a href={suggestion.href}>{suggestion.label}</a>（{suggestion.count}件）
              </li>
            ))}
            <li>少用几个词，或者只写最要紧的名词；不知道全名的，写其中一句也可以。</li>
            <li>
              按机关、年份和体裁看：<a href="/library">文件库</a>
            </li>
          </ul>
        </section>
        <section aria-labelledby="ask-people">
          <SectionHead id="ask-people" heading="请我们帮您找" />
          <ul class="rows">
            <li>
              <a href="/apply">申请公开这项信息</a>
              <br />
              <span class="small dim">不需要说明用途，20个工作日内答复（条例第三十三条）。</span>
            </li>
            <li>
              打电话问：
              <Telephone number={frame.site.phone} />
              <br />
              <span class="small dim">
                {frame.site.office}，{frame.site.hours}。
              </span>
            </li>
          </ul>
        </section>
      </div>
    </>
  )
}

function Found({ frame, view }: SearchProps) {
  const isFirst = view.exact.length === 0 && view.sources.length === 0
  return (
    <>
      <h1 class="vh">查找结果：{view.query}</h1>
      <Box view={view} />
      <div class="two">
        <div>
          <ExactSection view={view} />
          <Sources frame={frame} view={view} />
          <Hits view={view} isFirst={isFirst} />
        </div>
        <section id="facets" aria-labelledby="facets-name">
          <h2 id="facets-name" class="vh">
            筛选
          </h2>
          <Neighbours view={view} />
          <Facets facets={view.facets} />
        </section>
      </div>
    </>
  )
}

/** 查找: sentences that answer first, then documents; by number, the one document and what cites it. */
export function SearchPage({ frame, view }: SearchProps) {
  const isAsked = view.query.trim() !== ''
  const isFound = view.rows.length + view.exact.length + view.sources.length > 0
  return (
    <Page
      {...frame}
      title={isAsked ? `查找：${view.query.slice(0, 40)}` : '查找'}
      description={`在公开的文件中查找。${isAsked ? `按${longDate(frame.today)}的效力排列。` : ''}`}
      canonical="/search"
      searchSlot={false}
    >
      {!isAsked && <NoQuery frame={frame} view={view} />}
      {isAsked && isFound && <Found frame={frame} view={view} />}
      {isAsked && !isFound && <NothingFound frame={frame} view={view} />}
    </Page>
  )
}
