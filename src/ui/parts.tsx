import { type ComponentChildren, Fragment } from 'preact'
import { longDate } from './dates.ts'
import type { Chosen, Facet, Link, Paging, Segment, SortChoice } from './page-model.ts'

/** A local date, or a date and time, for the eye and for programs. */
export function DateText({ on, form = 'short' }: { on: string; form?: 'short' | 'long' }) {
  return <time datetime={on}>{form === 'long' ? longDate(on) : on}</time>
}

/** A number one can call. */
export function Telephone({ number }: { number: string }) {
  return <a href={`tel:${number.replace(/[^\d+]/g, '')}`}>{number.replaceAll('-', '\u2011')}</a>
}

/** A link to another site, announced as such. */
export function LeavingLink(props: { href: string; to: string; children: ComponentChildren }) {
  return (
    <a href={props.href} class="leaves" rel="external noopener">
      {props.children}
      <span class="vh">，离开本站，前往{props.to}</span>
    </a>
  )
}

/** Text with the words that answer a query marked. */
export function Marked({ segments }: { segments: Segment[] }) {
  return (
    <>{segments.map((segment, at) => (segment.hit ? <mark key={at}>{segment.text}</mark> : segment.text))}</>
  )
}

export function Crumbs({ trail, here }: { trail: Link[]; here: string }) {
  return (
    <nav class="crumbs" aria-label="当前位置">
      <ol>
        {[{ href: '/', label: '首页' }, ...trail].map((step) => (
          <li key={step.href}>
            <a href={step.href}>{step.label}</a>
          </li>
        ))}
        <li aria-current="page">{here}</li>
      </ol>
    </nav>
  )
}

interface SearchFormProps {
  id: string
  query?: string
  placeholder?: string
  /** Id of the heading that names the box; without it the box is named for itself. */
  labelledBy?: string
}

/** The one search box: same words, same place to go, wherever it stands. */
export function SearchForm({ id, query, placeholder, labelledBy }: SearchFormProps) {
  return (
    <form class="search" action="/search" method="get" aria-label="查找">
      {!labelledBy && (
        <label class="vh" for={id}>
          查找政府信息
        </label>
      )}
      <input
        class="input"
        id={id}
        name="q"
        type="search"
        autocomplete="off"
        value={query}
        placeholder={placeholder}
        aria-labelledby={labelledBy}
      />
      <button class="btn" type="submit">
        查找
      </button>
    </form>
  )
}

export function PageHead({
  heading,
  children,
}: {
  heading: ComponentChildren
  children?: ComponentChildren
}) {
  return (
    <div class="page-head">
      <h1>{heading}</h1>
      {children && <p class="lede">{children}</p>}
    </div>
  )
}

interface SectionHeadProps {
  id: string
  heading: ComponentChildren
  more?: Link | undefined
}

/** Heading of a part of a page on its rule, with its one link. The section names itself by `id`. */
export function SectionHead({ id, heading, more }: SectionHeadProps) {
  return (
    <div class="section-head">
      <h2 id={id}>{heading}</h2>
      {more && <a href={more.href}>{more.label}</a>}
    </div>
  )
}

/** One thing to know or, as an alarm, one thing wrong. At most one of each on a page. */
export function NoteBox(props: {
  heading: string
  alarm?: boolean
  id?: string
  children: ComponentChildren
}) {
  return (
    <div class={props.alarm ? 'note-box alarm' : 'note-box'}>
      <h2 id={props.id}>{props.heading}</h2>
      {props.children}
    </div>
  )
}

/** What stands where a list is empty: what was looked for, and what to do next. */
export function EmptyState({ heading, children }: { heading: string; children: ComponentChildren }) {
  return (
    <div class="empty">
      <p class="empty-name">{heading}</p>
      {children}
    </div>
  )
}

/** Names and values of a record; what is missing is left out. */
export function Facts({ facts }: { facts: [string, ComponentChildren][] }) {
  return (
    <dl class="facts">
      {facts.map(([name, value]) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  )
}

export function ChosenFilters({ chosen, clearHref }: { chosen: Chosen[]; clearHref: string }) {
  if (chosen.length === 0) return null
  return (
    <p class="chosen">
      <span>已选</span>
      {chosen.map((filter) => (
        <a key={filter.removeHref} href={filter.removeHref}>
          {filter.label}
          <span aria-hidden="true">×</span>
          <span class="vh">，去掉</span>
        </a>
      ))}
      <a href={clearHref} class="clear">
        全部清除
      </a>
    </p>
  )
}

export function Sorts({ sorts }: { sorts: SortChoice[] }) {
  if (sorts.length < 2) return null
  return (
    <p class="sort">
      <span>排序</span>
      {sorts.map((sort) => (
        <a key={sort.href} href={sort.href} rel="nofollow" aria-current={sort.chosen ? 'true' : undefined}>
          {sort.label}
        </a>
      ))}
    </p>
  )
}

/** How many there are and which are shown, with the orders to choose from. */
export function ListBar({ paging, sorts }: { paging: Paging; sorts: SortChoice[] }) {
  const { total, from, to } = paging
  return (
    <div class="bar">
      <p>
        <strong>{total}</strong> 件{total > to - from + 1 && from > 0 ? `，第${from}—${to}件` : ''}
      </p>
      {total > 1 && <Sorts sorts={sorts} />}
    </div>
  )
}

/** Lists of filters with their counts; a filter that would find nothing is not offered. */
export function Facets({ facets }: { facets: Facet[] }) {
  const offered = facets.filter((facet) => facet.choices.some((choice) => choice.count > 0 || choice.chosen))
  return (
    <>
      {offered.map((facet) => (
        <div class="facet" key={facet.name}>
          <h3>{facet.name}</h3>
          <ul>
            {facet.choices
              .filter((choice) => choice.count > 0 || choice.chosen)
              .map((choice) => (
                <li key={choice.href}>
                  <a href={choice.href} rel="nofollow" aria-current={choice.chosen ? 'true' : undefined}>
                    {choice.label}
                    <span>{choice.count}</span>
                  </a>
                </li>
              ))}
            {facet.more && (
              <li>
                <a href={facet.more.href}>{facet.more.label}</a>
              </li>
            )}
          </ul>
        </div>
      ))}
    </>
  )
}

/** Address of another page of the same list. The first page is the list's own address. */
export function pageHref(address: string, page: number): string {
  if (page === 1) return address
  return `${address}${address.includes('?') ? '&' : '?'}page=${page}`
}

/** The pages worth a link: the ends, and those beside the present one; 0 stands for a gap. */
export function pagesShown(page: number, pageCount: number): number[] {
  const wanted = [1, page - 1, page, page + 1, pageCount].filter((each) => each >= 1 && each <= pageCount)
  const shown: number[] = []
  for (const each of [...new Set(wanted)].sort((a, b) => a - b)) {
    const last = shown.at(-1)
    if (last !== undefined && each === last + 2) shown.push(last + 1)
    else if (last !== undefined && each > last + 2) shown.push(0)
    shown.push(each)
  }
  return shown
}

export function Pager({ paging }: { paging: Paging }) {
  const { page, pageCount, address } = paging
  if (pageCount < 2) return null
  return (
    <nav class="pager" aria-label="分页">
      {page > 1 && (
        <a href={pageHref(address, page - 1)} rel="prev">
          上一页
        </a>
      )}
      {pagesShown(page, pageCount).map((each, at) => {
        if (each === 0) return <span key={`gap-${at}`}>…</span>
        if (each === page) {
          return (
            <span key={each} aria-current="page">
              {each}
            </span>
          )
        }
        return (
          <a key={each} href={pageHref(address, each)} aria-label={`第${each}页`}>
            {each}
          </a>
        )
      })}
      {page < pageCount && (
        <a href={pageHref(address, page + 1)} rel="next">
          下一页
        </a>
      )}
    </nav>
  )
}
