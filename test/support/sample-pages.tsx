import type { VNode } from 'preact'
import { DocumentPage } from '../../src/domains/documents/views-document.tsx'
import { HomePage } from '../../src/domains/documents/views-home.tsx'
import {
  ColumnPage,
  ColumnsPage,
  LibraryPage,
  ReportsPage,
  RulesPage,
} from '../../src/domains/documents/views-list.tsx'
import { SearchPage } from '../../src/domains/documents/views-search.tsx'
import {
  AboutPage,
  AccessibilityPage,
  ApplyInfoPage,
  GuidePage,
  SitemapPage,
} from '../../src/domains/documents/views-standing.tsx'
import { StubPage, WithdrawnPage } from '../../src/domains/documents/views-stub.tsx'
import { BadRequestPage, DatabaseDownPage, NotFoundPage, ServerErrorPage } from '../../src/ui/errors.tsx'
import { render } from '../../src/ui/page.tsx'
import type { Frame, Mode } from '../../src/ui/page-model.ts'
import { HOSTILE, LAW, NOTICE, REPEALED } from './sample-documents.ts'
import { ROWS, sampleFrame } from './sample-site.ts'
import * as sample from './samples.ts'

type Draw = (frame: Frame) => VNode

/** Every page of the portal, in every state it has, by address. */
export const SAMPLE_PAGES: Record<string, Draw> = {
  '/': (frame) => <HomePage frame={frame} view={sample.HOME} />,
  '/home-consulting': (frame) => <HomePage frame={frame} view={sample.HOME_CONSULTING} />,
  '/home-empty': (frame) => <HomePage frame={frame} view={sample.HOME_EMPTY} />,
  '/library': (frame) => <LibraryPage frame={frame} view={sample.LIBRARY} />,
  '/library-empty': (frame) => <LibraryPage frame={frame} view={sample.LIBRARY_EMPTY} />,
  '/columns': (frame) => <ColumnsPage frame={frame} view={sample.COLUMNS} />,
  '/column': (frame) => <ColumnPage frame={frame} view={sample.COLUMN} />,
  '/column-empty': (frame) => <ColumnPage frame={frame} view={sample.COLUMN_EMPTY} />,
  '/document': (frame) => <DocumentPage frame={frame} view={NOTICE} />,
  '/document-law': (frame) => <DocumentPage frame={frame} view={LAW} />,
  '/document-repealed': (frame) => <DocumentPage frame={frame} view={REPEALED} />,
  '/document-hostile': (frame) => <DocumentPage frame={frame} view={HOSTILE} />,
  '/stub': (frame) => <StubPage frame={frame} view={sample.STUB} />,
  '/withdrawn': (frame) => <WithdrawnPage frame={frame} view={sample.WITHDRAWN} />,
  '/search': (frame) => <SearchPage frame={frame} view={sample.SEARCH} />,
  '/search-number': (frame) => <SearchPage frame={frame} view={sample.SEARCH_NUMBER} />,
  '/search-empty': (frame) => <SearchPage frame={frame} view={sample.SEARCH_EMPTY} />,
  '/search-start': (frame) => <SearchPage frame={frame} view={sample.SEARCH_START} />,
  '/guide': (frame) => <GuidePage frame={frame} view={sample.GUIDE} />,
  '/rules': (frame) => <RulesPage frame={frame} view={sample.RULES} />,
  '/rules-empty': (frame) => <RulesPage frame={frame} view={sample.RULES_EMPTY} />,
  '/reports': (frame) => <ReportsPage frame={frame} view={sample.REPORTS} />,
  '/reports-empty': (frame) => <ReportsPage frame={frame} view={sample.REPORTS_EMPTY} />,
  '/apply': (frame) => <ApplyInfoPage frame={frame} />,
  '/about': (frame) => <AboutPage frame={frame} view={sample.ABOUT} />,
  '/sitemap': (frame) => <SitemapPage frame={frame} view={sample.SITEMAP} />,
  '/accessibility': (frame) => <AccessibilityPage frame={frame} />,
  '/not-found': (frame) => <NotFoundPage frame={frame} near={ROWS.slice(0, 2)} />,
  '/bad-request': (frame) => (
    <BadRequestPage
      frame={frame}
      status={400}
      problems={['年份“二〇”不是四位数字。请写成 2026。', '没有编号为“A99”的栏目。请从栏目列表里选。']}
      back={{ href: '/library', label: '回到文件库' }}
    />
  ),
  '/server-error': (frame) => <ServerErrorPage frame={frame} reference="01JB8-7F2Q" />,
  '/database-down': (frame) => <DatabaseDownPage frame={frame} />,
}

export const SAMPLE_MODES: Record<string, Mode> = {
  normal: { elderly: false, contrast: false },
  elderly: { elderly: true, contrast: false },
  contrast: { elderly: false, contrast: true },
  both: { elderly: true, contrast: true, size: 2 },
}

/** A sample page as it is sent. */
export function drawSample(path: string, mode: Mode): string {
  const draw = SAMPLE_PAGES[path]
  if (!draw) throw new Error(`no sample page ${path}`)
  return render(draw(sampleFrame(path, mode)))
}
