import { daysBetween, longDate } from '../../ui/dates.ts'
import { DocumentList } from '../../ui/document-parts.tsx'
import { chineseNumeral } from '../../ui/numerals.ts'
import { Page } from '../../ui/page.tsx'
import type { Frame } from '../../ui/page-model.ts'
import { EmptyState, SearchForm, SectionHead } from '../../ui/parts.tsx'
import { SECTION_LINES } from './copy.ts'
import type { HomeView } from './views-model.ts'

interface HomeProps {
  frame: Frame
  view: HomeView
}

function Hero({ view }: { view: HomeView }) {
  return (
    <div class="hero">
      <div class="wrap">
        <h1 id="ask">您想了解什么？</h1>
        <p>输入文号、文件名称，或者直接提问。</p>
        <search>
          <SearchForm id="q" labelledBy="ask" />
        </search>
        {view.examples.length > 0 && (
          <p class="try">
            <span>例如</span>
            {view.examples.map((example, at) => (
              <a key={example.href} href={example.href} class={at > 1 ? 'std-only' : undefined}>
                {example.label}
              </a>
            ))}
          </p>
        )}
      </div>
    </div>
  )
}

function Entries() {
  return (
    <nav aria-label="法定栏目">
      <ol class="entries">
        {SECTION_LINES.map((section, at) => (
          <li key={section.href}>
            <span class="no" aria-hidden="true">
              {chineseNumeral(at + 1)}
            </span>
            <a href={section.href}>{section.title}</a>
            <p>{section.line}</p>
          </li>
        ))}
      </ol>
    </nav>
  )
}

function Newest({ view }: { view: HomeView }) {
  return (
    <section aria-labelledby="new">
      <SectionHead id="new" heading="最新公开" more={{ href: '/library', label: '全部文件' }} />
      {view.newest.length > 0 ? (
        <DocumentList rows={view.newest} elderlyAfter={4} />
      ) : (
        <EmptyState heading="还没有公开的文件">
          <p>文件公开后会列在这里，最新的在前。</p>
        </EmptyState>
      )}
    </section>
  )
}

function Consultations({ frame, view }: HomeProps) {
  return (
    <section aria-labelledby="due">
      <SectionHead id="due" heading="正在征求意见" />
      <ul class="due">
        {view.consultations.map((draft) => {
          const left = daysBetween(frame.today, draft.closesOn)
          return (
            <li key={draft.href}>
              <a href={draft.href}>{draft.title}</a>
              <p>
                {longDate(draft.closesOn)}截止，<b>{left > 0 ? `还有${left}天` : '今天截止'}</b>
              </p>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

type Index = HomeView['indexes'][number]

function IndexList({ index, id, form }: { index: Index; id: string; form?: 'narrow' | 'wide' }) {
  return (
    <section aria-labelledby={id}>
      <SectionHead id={id} heading={index.heading} />
      <ul class={form ? `index index-${form}` : 'index'}>
        {index.choices.map((choice) => (
          <li key={choice.href}>
            <a href={choice.href}>
              {choice.label}
              <span>{choice.count}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Account({ frame, view }: HomeProps) {
  const { documents, inForce, organs, newestAt } = view.account
  return (
    <section class="account std-only" aria-labelledby="account">
      <h2 id="account">公开得怎么样</h2>
      <p>
        截至{longDate(frame.today)}，本区<b>{organs}</b>个机关在这里公开文件和信息<b>{documents}</b>
        件，其中现行有效的<b>{inForce}</b>件。
        {newestAt && <>最近一次发布在{newestAt}。</>}
        每件文件都列出内容指纹，正文改动一个字都能看出来。
      </p>
    </section>
  )
}

/** 首页: search, the five columns of the law, what is new, the indexes, the account given. */
export function HomePage({ frame, view }: HomeProps) {
  const hasConsultations = view.consultations.length > 0
  const beside = hasConsultations ? undefined : view.indexes[0]
  const below = hasConsultations ? view.indexes : view.indexes.slice(1)
  return (
    <Page
      {...frame}
      title={frame.site.name}
      description={`${frame.site.government}政府信息公开平台：查找文件和政策，看是否有效，查看法定主动公开内容，了解怎样申请公开。`}
      searchSlot={false}
      width="full"
      feeds={view.feedHref ? [{ href: view.feedHref, label: '最新公开' }] : []}
      jsonLd={homeJsonLd(frame)}
    >
      <Hero view={view} />
      <div class="wrap page">
        <Entries />
        <div class="two section">
          <Newest view={view} />
          {hasConsultations && <Consultations frame={frame} view={view} />}
          {beside && <IndexList index={beside} id="index-beside" form="narrow" />}
        </div>
        {below.length === 1 && below[0] && (
          <div class="section">
            <IndexList index={below[0]} id="index-1" form="wide" />
          </div>
        )}
        {below.length > 1 && (
          <div class="two two-even section">
            {below.map((index, at) => (
              <IndexList key={index.heading} index={index} id={`index-${at + 1}`} />
            ))}
          </div>
        )}
        <Account frame={frame} view={view} />
      </div>
    </Page>
  )
}

function homeJsonLd({ site }: Frame): unknown {
  return {
    '@context': 'https://schema.org',
    '@type': 'WebSite',
    name: site.name,
    url: `${site.origin}/`,
    inLanguage: 'zh-CN',
    publisher: { '@type': 'GovernmentOrganization', name: site.government, telephone: site.phone },
    potentialAction: {
      '@type': 'SearchAction',
      target: { '@type': 'EntryPoint', urlTemplate: `${site.origin}/search?q={search_term_string}` },
      'query-input': 'required name=search_term_string',
    },
  }
}
