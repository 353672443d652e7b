import { type Day, shiftDay } from '../../platform/clock.ts'
import type { Force } from '../../ui/page-model.ts'
import { type Act, KINDS } from './model.ts'

/** What of an edition decides whether it is in force. */
export interface ForceFacts {
  kind: string | null
  genre: string | null
  written_on: Day | null
  effective_on: Day | null
  expires_on: Day | null
}

/** The days a document is in force, for sorting and filtering; the rule on validity tells why. */
export interface Span {
  carriesForce: boolean
  from: Day | null
  to: Day | null
  end: 'repealed' | 'expired' | null
  partlyFrom: Day | null
}

// Genres of which it makes sense to ask whether they are in force (党政机关公文处理工作条例·8, and the titles of norms).
const GENRES_OF_FORCE = new Set(['决议', '决定', '命令', '令', '公告', '通告', '意见', '通知', '办法', '规定', '细则', '规则', '条例', '批复', '方案', '规划', '标准'])

/** The span in force of a document, from its own dates and the acts confirmed on it. Unknown stays null. */
export function spanOf(edition: ForceFacts, acts: Act[]): Span {
  const known = edition.kind && edition.kind in KINDS ? KINDS[edition.kind as keyof typeof KINDS] : undefined
  const carriesForce = known ? known.force : edition.effective_on !== null || GENRES_OF_FORCE.has(edition.genre ?? '')
  if (!carriesForce) return { carriesForce, from: null, to: null, end: null, partlyFrom: null }
  const repeal = acts.find((act) => act.type === 'repeal')
  const expires = acts.findLast((act) => act.type === 'extend')?.detail.until ?? edition.expires_on
  const lastBeforeRepeal = repeal ? shiftDay(repeal.on, -1) : null
  const repealed = lastBeforeRepeal !== null && (expires === null || lastBeforeRepeal < expires)
  // NOTE without a stated day a document someone has entered as a norm applies from its own date; one merely taken over stays unknown.
  const from = edition.effective_on ?? (known ? edition.written_on : null)
  return {
    carriesForce,
    from,
    to: repealed ? lastBeforeRepeal : expires,
    end: repealed ? 'repealed' : expires ? 'expired' : null,
    partlyFrom: acts.find((act) => act.type === 'partly-repeal')?.on ?? null,
  }
}

export interface Changer {
  id: string
  title: string
  docNumber: string | null
}

/** Whether a document is in force on a day, with what its page must say about it. */
export function statusOn(edition: ForceFacts, acts: Act[], asOf: Day, works: Map<string, Changer>): Force {
  const span = spanOf(edition, acts)
  const dates = {
    asOf,
    ...(span.from ? { effectiveOn: span.from } : {}),
    ...(span.to && span.end === 'expired' ? { expiresOn: span.to } : {}),
  }
  const status = statusWithin(span, asOf)
  if (status !== 'repealed' && status !== 'expired') return { status, ...dates, notes: notesOf(acts, asOf, works) }
  const by = acts.find((act) => act.type === 'repeal')?.detail.by
  const changer = by ? works.get(by) : undefined
  const link = changer && linkTo(changer)
  return {
    status,
    ...dates,
    endedOn: shiftDay(span.to!, 1),
    ...(status === 'repealed' && link ? { endedBy: link, successor: link } : {}),
    notes: notesOf(acts, asOf, works),
  }
}

function statusWithin({ carriesForce, from, to, end, partlyFrom }: Span, asOf: Day): Force['status'] {
  if (!carriesForce) return 'none'
  if (to !== null && to < asOf) return end!
  if (from === null) return 'unknown'
  if (from > asOf) return 'notYet'
  return partlyFrom !== null && partlyFrom <= asOf ? 'partly' : 'inForce'
}

function linkTo({ id, title, docNumber }: Changer) {
  return { href: `/documents/${id}`, title, ...(docNumber ? { docNumber } : {}) }
}

/** What the dates alone do not say: what was changed, and by which document. */
function notesOf(acts: Act[], asOf: Day, works: Map<string, Changer>): string[] {
  return acts
    .filter((act) => ['partly-repeal', 'amend', 'extend', 'suspend'].includes(act.type) && act.on <= asOf)
    .map((act) => {
      const changer = act.detail.by ? works.get(act.detail.by) : undefined
      const cause = changer ? `，见${changer.docNumber ?? `《${changer.title}》`}` : ''
      const quote = act.detail.quote ? `“${act.detail.quote}”` : ''
      return `${NOTE_OF[act.type as keyof typeof NOTE_OF]}${act.type === 'extend' && act.detail.until ? `至${act.detail.until}` : ''}${quote}${cause}。`
    })
}

const NOTE_OF = { 'partly-repeal': '部分内容已经废止', amend: '内容作过修改', extend: '有效期延长', suspend: '暂停执行' } as const
