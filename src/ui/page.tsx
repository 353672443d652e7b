import type { ComponentChildren, VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { Footer, Masthead, ReadingBar } from './masthead.tsx'
import { jsonLdText, Meta } from './meta.tsx'
import type { ArticleMeta, ColumnMeta, Frame, Link } from './page-model.ts'

export interface PageProps extends Frame {
  /** The document's or page's own name; the site's name is added. */
  title: string
  description: string
  keywords?: string[]
  column?: ColumnMeta
  article?: ArticleMeta
  /** The statutory column this page stands in, by its address: /guide, /columns … */
  section?: string
  /** Path of the one address this page is known by; the path without its query where nothing is said. */
  canonical?: string
  feeds?: Link[]
  /** Other forms of the same thing: PDF, Word, JSON. */
  alternates?: { href: string; media: string; label: string }[]
  jsonLd?: unknown
  /** HTTP status; error pages are kept out of search engines. */
  status?: number
  /** The search box in the masthead; pages with a large one of their own leave it out. */
  searchSlot?: boolean
  /** `wrap` sets the usual column; `full` lets the page draw its own bands. */
  width?: 'wrap' | 'full'
  children: ComponentChildren
}

/** Address of a file served beside the pages; it changes with the file, so that it may be cached for ever. */
export function assetHref(frame: Frame, file: string): string {
  return frame.assets ? `/assets/${file}?v=${frame.assets}` : `/assets/${file}`
}

/** Class names of the root element for what the reader has chosen. */
export function modeClasses(mode: Frame['mode']): string | undefined {
  const classes = []
  if (mode.elderly) classes.push('elderly')
  if (mode.elderly && mode.size) classes.push(`size-${mode.size}`)
  if (mode.contrast) classes.push('contrast')
  return classes.length > 0 ? classes.join(' ') : undefined
}

function Head(props: PageProps) {
  const { site, title, mode } = props
  const canonical = site.origin + (props.canonical ?? props.path.split('?')[0])
  const isError = (props.status ?? 200) >= 400
  return (
    <head>
      <meta charset="utf-8" />
      <title>{title === site.name ? title : `${title}－${site.name}`}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <Meta
        site={site}
        description={props.description}
        keywords={props.keywords}
        url={canonical}
        column={props.column}
        article={props.article}
      />
      {isError ? <meta name="robots" content="noindex" /> : <link rel="canonical" href={canonical} />}
      {props.feeds?.map((feed) => (
        <link
          key={feed.href}
          rel="alternate"
          type="application/atom+xml"
          href={feed.href}
          title={feed.label}
        />
      ))}
      {props.alternates?.map((other) => (
        <link key={other.href} rel="alternate" type={other.media} href={other.href} title={other.label} />
      ))}
      <link rel="icon" type="image/svg+xml" href={assetHref(props, 'icon.svg')} />
      <link rel="stylesheet" href={assetHref(props, 'gongkai.css')} />
      {mode.elderly && <script defer src={assetHref(props, 'read-aloud.js')} />}
      {props.jsonLd !== undefined && (
        <script
          type="application/ld+json"
          // NOTE the only text put in unescaped; jsonLdText has made it unable to end the element.
          dangerouslySetInnerHTML={{ __html: jsonLdText(props.jsonLd) }}
        />
      )}
    </head>
  )
}

/** A whole page of the platform: head with the statutory meta tags, masthead, contents, footer. */
export function Page(props: PageProps) {
  const frame = { site: props.site, mode: props.mode, path: props.path, today: props.today }
  return (
    <html lang="zh-CN" class={modeClasses(props.mode)}>
      <Head {...props} />
      <body>
        <a href="#main" class="skip">
          跳到主要内容
        </a>
        <Masthead {...frame} section={props.section} searchSlot={props.searchSlot ?? true} />
        {props.mode.elderly && <ReadingBar {...frame} />}
        <main id="main" class={props.width === 'full' ? undefined : 'wrap page'} tabindex={-1}>
          {props.children}
        </main>
        <Footer {...frame} />
      </body>
    </html>
  )
}

const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g

/** A page as the text of an HTML document. Characters that HTML forbids, such as those of a torn file, become �. */
export function render(node: VNode): string {
  return `<!DOCTYPE html>\n${renderToString(node).replace(FORBIDDEN, '\ufffd')}\n`
}
