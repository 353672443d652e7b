import { longDate } from './dates.ts'
import type { DocumentRow, Force, ForceStatus } from './page-model.ts'
import { DateText, Marked } from './parts.tsx'

const TAG_CLASSES: Record<Exclude<ForceStatus, 'none'>, string> = {
  inForce: 'tag tag-live',
  notYet: 'tag',
  partly: 'tag tag-part',
  repealed: 'tag tag-dead',
  expired: 'tag tag-dead',
  unknown: 'tag tag-unknown',
}

/** 效力 as people read it. */
const FORCE_LABELS: Record<Exclude<ForceStatus, 'none'>, string> = {
  inForce: '现行有效',
  notYet: '尚未施行',
  partly: '部分失效',
  repealed: '已废止',
  expired: '已失效',
  unknown: '效力未核定',
}

/** Whether a document is in force, in a shape and a word. Nothing where the question does not arise. */
export function ForceTag({ force, withDate }: { force: Force | undefined; withDate?: boolean }) {
  if (!force || force.status === 'none') return null
  const label = FORCE_LABELS[force.status]
  const starts = withDate && force.status === 'notYet' && force.effectiveOn
  return (
    <span class={TAG_CLASSES[force.status]}>
      {starts ? `${label}，${longDate(force.effectiveOn ?? '')}起施行` : label}
    </span>
  )
}

function RowMeta({ row, withDate }: { row: DocumentRow; withDate: boolean }) {
  const expires = row.force?.status === 'inForce' ? row.force.expiresOn : undefined
  return (
    <p class="meta">
      {row.docNumber && <span>{row.docNumber}</span>}
      {row.organ && <span>{row.organ}</span>}
      {withDate && row.date && <DateText on={row.date} />}
      <ForceTag force={row.force} withDate />
      {expires && !withDate && <span>有效期至{longDate(expires)}</span>}
      {row.notes?.map((note) => (
        <span key={note}>{note}</span>
      ))}
    </p>
  )
}

interface DocumentListProps {
  rows: DocumentRow[]
  /** `dated`: read in time, the date leads. `plain`: read by worth, the title leads. */
  form?: 'dated' | 'plain'
  /** Rows from this one on are left out in elderly mode. */
  elderlyAfter?: number
  start?: number
}

/** The one list of documents there is. */
export function DocumentList({ rows, form = 'dated', elderlyAfter, start }: DocumentListProps) {
  const plain = form === 'plain'
  return (
    <ol class={plain ? 'docs docs-plain' : 'docs'} start={start}>
      {rows.map((row, at) => (
        <li key={row.href} class={elderlyAfter !== undefined && at >= elderlyAfter ? 'std-only' : undefined}>
          {!plain && row.date && <DateText on={row.date} />}
          <h3>
            <a href={row.href}>{row.title}</a>
          </h3>
          {row.snippet && (
            <p class="snip">
              <Marked segments={row.snippet} />
            </p>
          )}
          <RowMeta row={row} withDate={plain} />
        </li>
      ))}
    </ol>
  )
}
