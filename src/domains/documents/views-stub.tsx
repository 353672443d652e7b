import { longDate } from '../../ui/dates.ts'
import { DocumentList } from '../../ui/document-parts.tsx'
import { Page } from '../../ui/page.tsx'
import type { Frame } from '../../ui/page-model.ts'
import { Crumbs, NoteBox, PageHead, Pager, SectionHead, Telephone } from '../../ui/parts.tsx'
import type { StubView, WithdrawnView } from './views-model.ts'

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
      <NoteBox heading="本站没有收录这件文件的全文">
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
      </NoteBox>
      <section class="section" aria-labelledby="cited-by">
        <SectionHead id="cited-by" heading={`提到它的文件，${total}件`} />
        <DocumentList rows={view.citedBy} />
        {view.paging && <Pager paging={view.paging} />}
      </section>
    </Page>
  )
}

/** What stays of a document taken back: its name, the day, the reason, and whom to ask. */
export function WithdrawnPage({ frame, view }: { frame: Frame; view: WithdrawnView }) {
  return (
    <Page
      {...frame}
      title={view.title}
      description={`这件信息已于${longDate(view.on)}撤下。`}
      section="/columns"
      status={410}
    >
      <Crumbs trail={[{ href: '/library', label: '文件库' }]} here={view.docNumber ?? view.title} />
      <PageHead heading={view.title}>{view.docNumber}</PageHead>
      <NoteBox heading="这件信息已经撤下" alarm>
        <p>
          {longDate(view.on)}撤下。{view.reason ? `理由：${view.reason}` : '撤下时没有写明理由。'}
        </p>
        <p>
          撤下之前的公开记录仍然保留。有疑问，请问{frame.site.office}：
          <Telephone number={frame.site.phone} />
          ；需要其中内容的，可以<a href="/apply">申请公开</a>。
        </p>
      </NoteBox>
    </Page>
  )
}
