import { jsonLdRecord } from '@gongkai/gongwen'
import type { ComponentChildren } from 'preact'
import { longDate } from '../../ui/dates.ts'
import { Page } from '../../ui/page.tsx'
import type { ColumnMeta, Frame } from '../../ui/page-model.ts'
import { Crumbs, Facts, SectionHead, Telephone } from '../../ui/parts.tsx'
import { identityOf } from './presenting-identity.ts'
import { AsideNote, Body, isRunIn, PartClose } from './views-body.tsx'
import { ForceStrip, NamedDocument } from './views-force.tsx'
import type { BodyNode, Citation, DocumentPart, DocumentView, FileLink } from './views-model.ts'
import { alternatesOf, descriptionOf, titleLines } from './views-record.ts'

interface DocumentPageProps {
  frame: Frame
  view: DocumentView
}

function recordFacts(view: DocumentView): [string, ComponentChildren][] {
  const facts: [string, ComponentChildren | undefined][] = [
    ['索引号', view.indexNumber],
    ['主题分类', view.topic],
    ['发文机关', view.issuers.join('、')],
    ['发文字号', [view.docNumber, ...(view.otherNumbers ?? [])].filter(Boolean).join('、')],
    ['成文日期', view.writtenOn && longDate(view.writtenOn)],
    ['发布日期', view.publishedAt],
    ['施行日期', view.effectiveOn && longDate(view.effectiveOn)],
    ['有效期至', view.expiresOn && longDate(view.expiresOn)],
    ['体裁', view.genre],
    ['公开方式', view.disclosure],
    ['公开范围', view.scope],
    ['签发人', view.signatory],
    ['信息来源', view.source && <a href={view.source.href}>{view.source.label}</a>],
  ]
  return facts.filter((fact): fact is [string, ComponentChildren] => Boolean(fact[1]))
}

/** The record: always open on wide screens, folded on phones so that the text is near. */
function RecordFold({ view }: { view: DocumentView }) {
  const facts = recordFacts(view)
  const named = facts.slice(0, 3).map((fact) => fact[0])
  return (
    <details class="fold facts-fold">
      <summary>
        文件信息：{named.join('、')}等{facts.length}项
      </summary>
      <Facts facts={facts} />
    </details>
  )
}

interface TocEntry {
  href: string
  label: string
  depth: 0 | 1 | 2
}

const MOST_ENTRIES = 40
const MOST_UNFOLDED = 6
const DEPTH_CLASSES = [undefined, 'deep', 'deeper']

function contentsOf(view: DocumentView): TocEntry[] {
  const entries = (deepest: number): TocEntry[] =>
    view.parts.flatMap((part, at) => {
      const nodes = view.body.filter((node) => node.part === part.key && isListed(node, deepest))
      const own = nodes.map((node) => ({
        href: `#${node.eId}`,
        label: `${node.num}${/^第/.test(node.num) ? ' ' : ''}${node.heading.replace(/[。：；]$/, '')}`,
        depth: Math.min(2, node.level - (at > 0 ? 0 : 1)) as 0 | 1 | 2,
      }))
      const name = [part.label, part.title].filter(Boolean).join('　')
      return at > 0 && name ? [{ href: `#part-${part.key}`, label: name, depth: 0 as const }, ...own] : own
    })
  const two = entries(2)
  return two.length <= MOST_ENTRIES ? two : entries(1)
}

function isListed(node: BodyNode, deepest: number): boolean {
  return node.eId !== '' && node.heading !== '' && node.level >= 1 && node.level <= deepest && !isLong(node)
}

// NOTE a run-in sentence of a hundred characters is a paragraph, not an entry in a table of contents.
function isLong(node: BodyNode): boolean {
  return node.heading.length > 36 || (isRunIn(node) && node.heading.length > 28)
}

function Contents({ view, places }: { view: DocumentView; places: { href: string; label: string }[] }) {
  const entries = contentsOf(view)
  const list = (
    <ol>
      {entries.map((entry) => (
        <li key={entry.href} class={DEPTH_CLASSES[entry.depth]}>
          <a href={entry.href}>{entry.label}</a>
        </li>
      ))}
    </ol>
  )
  return (
    <nav class="toc" aria-label="本页目录">
      {entries.length > MOST_UNFOLDED && (
        <>
          <h2 class="wide-only">本文目录</h2>
          <details class="fold">
            <summary>本文目录，共{entries.length}条</summary>
            {list}
          </details>
        </>
      )}
      {entries.length > 0 && entries.length <= MOST_UNFOLDED && (
        <>
          <h2>本文目录</h2>
          {list}
        </>
      )}
      <ul class="sub">
        {places.map((place) => (
          <li key={place.href}>
            <a href={place.href}>{place.label}</a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Head of the sheet: the banner and number in red, the title as the paper sets it. */
function SheetHead({ view }: { view: DocumentView }) {
  const lines = titleLines(view)
  return (
    <>
      {view.banner && (
        <div class="redhead">
          <p class="organ to">{view.banner}</p>
          {view.docNumber && <p class="no to">{view.docNumber}</p>}
        </div>
      )}
      <h1>
        {lines.map((line) => (
          <span key={line}>{line}</span>
        ))}
      </h1>
      {!view.banner && view.docNumber && <p class="caption">{view.docNumber}</p>}
    </>
  )
}

function Part({ part, view, at }: { part: DocumentPart; view: DocumentView; at: number }) {
  const body = view.body.filter((node) => node.part === part.key)
  const asides = view.asides ?? []
  const isAnnex = at > 0
  return (
    <div class="part" id={`part-${part.key}`}>
      {isAnnex && part.label && <p class="part-label">{part.label}</p>}
      {isAnnex && part.title && <h2 class="part-title">{part.title}</h2>}
      {part.caption && <p class="caption">{part.caption}</p>}
      {at === 0 &&
        asides
          .filter((aside) => !aside.eId)
          .map((aside, nth) => (
            <AsideNote
              key={nth}
              aside={aside}
              name={nth === 0 ? aside.kind : `${aside.kind}（${nth + 1}）`}
            />
          ))}
      {part.addressees && part.addressees.length > 0 && <p class="to">{addressLine(part.addressees)}</p>}
      <Body
        body={body}
        first={isAnnex && part.title ? 3 : 2}
        asides={asides}
        tables={view.body.filter((node) => node.kind === 'table')}
      />
      <PartClose part={part} view={view} />
    </div>
  )
}

function addressLine(addressees: string[]): string {
  const line = addressees.join('，')
  return /[：:]$/.test(line) ? line : `${line}：`
}

function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}

function Files({ files }: { files: FileLink[] }) {
  const open = files.filter((file) => file.origin === 'open')
  return (
    <section class="section" aria-labelledby="files">
      <SectionHead id="files" heading="下载与打印" />
      <p class="files">
        {files
          .filter((file) => file.origin !== 'open')
          .map((file) => (
            <a key={file.href} href={file.href} class="btn btn-quiet">
              {file.label}
              {file.bytes !== undefined && <small>{sizeText(file.bytes)}</small>}
            </a>
          ))}
      </p>
      <p class="small dim gap">
        “原件”是收到时的文件，一字节未改；其余由本站按正文生成。用浏览器打印本页，版式与公文相同。
      </p>
      {open.length > 0 && (
        <p class="small dim gap">
          供程序读取的开放格式：
          {open.map((file, at) => (
            <>
              {at > 0 && '、'}
              <a key={file.href} href={file.href}>
                {file.label}
              </a>
            </>
          ))}
          。
        </p>
      )}
    </section>
  )
}

function CitationRow({ citation, places }: { citation: Citation; places: Set<string> }) {
  const relation = citation.direction === 'out' ? citation.relation : `被${citation.relation}于`
  return (
    <li>
      <span class="rel">{relation}</span>
      <NamedDocument document={citation.to} />
      {citation.date && `，${longDate(citation.date)}`}
      {!citation.held && <span class="dim">　本站未收录全文</span>}
      {citation.clause && places.has(citation.clause.eId) && (
        <a class="at-clause" href={`#${citation.clause.eId}`}>
          见{citation.clause.label}
        </a>
      )}
    </li>
  )
}

function Citations({ citations, body }: { citations: Citation[]; body: BodyNode[] }) {
  const places = new Set(body.map((node) => node.eId).filter(Boolean))
  return (
    <section class="section" aria-labelledby="links">
      <SectionHead id="links" heading="引用与被引用" />
      {citations.length === 0 ? (
        <p class="small gap">正文没有提到其他文件，目前也没有公开的文件提到它。</p>
      ) : (
        <ul class="rows small">
          {citations.map((citation, at) => (
            <CitationRow key={at} citation={citation} places={places} />
          ))}
        </ul>
      )}
    </section>
  )
}

function History({ view }: { view: DocumentView }) {
  return (
    <section class="section" aria-labelledby="history">
      <SectionHead id="history" heading="沿革" />
      <ol class="times">
        {view.history.map((entry, at) => (
          <li key={at}>
            <time datetime={entry.on}>
              {longDate(entry.on)}
              {entry.until && `至${longDate(entry.until)}`}
              {entry.current && '（当前版本）'}
            </time>
            {entry.text}
            {entry.link && '　'}
            {entry.link && <a href={entry.link.href}>{entry.link.label}</a>}
          </li>
        ))}
      </ol>
    </section>
  )
}

function ProofSection({ view }: { view: DocumentView }) {
  const { proof } = view
  const hashes = [
    ['SM3', proof.sm3],
    ['SHA-256', proof.sha256],
  ].filter((hash): hash is [string, string] => Boolean(hash[1]))
  return (
    <section class="section" aria-labelledby="proof">
      <SectionHead id="proof" heading="公开凭证" />
      <p class="small gap">
        这是第{proof.edition}版{proof.recordedAt && `，${proof.recordedAt}记录`}
        {proof.leaf !== undefined && `，公开台账第${proof.leaf}条`}。正文改动一个字，下面的内容指纹就会不同。
      </p>
      {hashes.map(([name, hash]) => (
        <p key={name} class="small gap">
          内容指纹（{name}）<span class="hash">{hash.match(/.{1,8}/g)?.join(' ')}</span>
        </p>
      ))}
    </section>
  )
}

/**
 * LAW 国办发〔2017〕47号 and the yearly inspection: errors readers report are answered within 3 working days.
 */
function Wrong({ frame, view }: DocumentPageProps) {
  const { site } = frame
  const subject = encodeURIComponent(`本页有误：${view.docNumber ?? view.title}`)
  return (
    <section class="section" aria-labelledby="wrong">
      <SectionHead id="wrong" heading="本页有误，或者没看懂？" />
      <p class="small gap">
        请打电话 <Telephone number={site.phone} />
        ，或者发邮件到 <a href={`mailto:${site.email}?subject=${subject}`}>{site.email}</a>
        ，说明哪一段、哪里不对或者不明白。3个工作日内答复。请不要写身份证号等个人信息。
      </p>
    </section>
  )
}

function placesOf(view: DocumentView) {
  const places = [
    { href: '#files', label: '下载与打印', shown: view.files.length > 0 },
    { href: '#links', label: '引用与被引用', shown: true },
    { href: '#history', label: '沿革', shown: view.history.length > 0 },
    { href: '#proof', label: '公开凭证', shown: true },
    { href: '#wrong', label: '本页有误', shown: true },
  ]
  return places.filter((place) => place.shown)
}

// LAW 国办发〔2017〕47号: the column tags are required on every article; one entered in no column stands in the library.
const LIBRARY: ColumnMeta = {
  name: '文件库',
  description: '本站公开的全部文件，可以按机关、年份、体裁和效力筛选',
  keywords: ['文件库', '政府信息公开'],
  type: '信息公开',
}

/** A document: in force or not, its record, the paper itself, then everything it touches. */
export function DocumentPage({ frame, view }: DocumentPageProps) {
  const column = view.columns[0]
  const trail = [{ href: '/columns', label: '法定主动公开内容' }]
  if (column) trail.push({ href: column.href, label: column.name })
  return (
    <Page
      {...frame}
      title={view.title}
      description={descriptionOf(view)}
      section="/columns"
      canonical={view.href}
      column={column ?? LIBRARY}
      article={{
        title: view.title,
        publishedAt: view.publishedAt,
        source: view.source?.label ?? view.issuers[0] ?? frame.site.owner,
        author: view.issuers.join('、'),
        keywords: view.keywords,
      }}
      jsonLd={jsonLdRecord(identityOf(view, frame.site))}
      alternates={alternatesOf(view.files)}
    >
      <Crumbs trail={trail} here={view.docNumber ?? view.title} />
      <ForceStrip force={view.force} today={frame.today} />
      <RecordFold view={view} />
      <div class="doc-grid">
        <Contents view={view} places={placesOf(view)} />
        <article class="sheet">
          <SheetHead view={view} />
          {view.parts.map((part, at) => (
            <Part key={part.key} part={part} view={view} at={at} />
          ))}
        </article>
        <div class="after">
          {view.files.length > 0 && <Files files={view.files} />}
          <Citations citations={view.citations} body={view.body} />
          {view.history.length > 0 && <History view={view} />}
          <ProofSection view={view} />
          <Wrong frame={frame} view={view} />
        </div>
      </div>
    </Page>
  )
}
