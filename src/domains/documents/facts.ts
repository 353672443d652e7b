import { BadFacts, type ValidityFacts, type ValidityStatus, validity } from '@gongkai/rules'
import { type Day, shiftDay } from '../../platform/clock.ts'
import type { Force, ForceStatus } from '../../ui/page-model.ts'
import { type Act, KINDS, type ValidityAct } from './model.ts'

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
const GENRES_OF_FORCE = new Set([
  '决议',
  '决定',
  '命令',
  '令',
  '公告',
  '通告',
  '意见',
  '通知',
  '办法',
  '规定',
  '细则',
  '规则',
  '条例',
  '批复',
  '方案',
  '规划',
  '标准',
])
const END_OF_TIME = '2199-12-31'

/** The span in force of a document, from its own dates and the acts confirmed on it. Unknown stays null. */
export function spanOf(edition: ForceFacts, acts: Act[]): Span {
  const carriesForce = doesCarryForce(edition)
  const open = { carriesForce, from: null, to: null, end: null, partlyFrom: null }
  const facts = factsOf(edition, acts)
  const last = facts && judge(facts, END_OF_TIME)
  if (!facts || !last) return open
  const changed = facts.acts!.filter((_, at) => !last.ineffective.some(({ act }) => act === at))
  const repeal = last.status === 'repealed' ? changed.find((act) => act.type === 'repeal') : undefined
  const to = repeal ? shiftDay(repeal.on, -1) : last.expiresOn
  const end = repeal ? 'repealed' : to ? 'expired' : null
  return {
    carriesForce,
    // NOTE a document that applies to days before its own date was still not in force on them.
    from: laterOf(facts.effectiveOn!, facts.issuedOn),
    to,
    end,
    partlyFrom: changed.flatMap((act) => (act.type === 'partly-repeal' ? act.on : [])).sort()[0] ?? null,
  }
}

function laterOf(one: Day, other: Day): Day {
  return one > other ? one : other
}

export interface Changer {
  id: string
  title: string
  docNumber: string | null
}

/** Whether a document is in force on a day, as the rule says, with what its page must tell about it. */
export function statusOn(edition: ForceFacts, acts: Act[], asOf: Day, works: Map<string, Changer>): Force {
  if (!doesCarryForce(edition)) return { status: 'none', asOf }
  const changes = standing(acts)
  const facts = factsOf(edition, acts, works)
  const answer = facts && judge(facts, asOf)
  if (!facts || !answer) return { status: 'unknown', asOf, notes: notesOf(changes, asOf, works) }
  const status = FORCE_OF[answer.status]
  const span = spanOf(edition, acts)
  const ended = status === 'repealed' || status === 'expired' ? { endedOn: shiftDay(span.to!, 1) } : {}
  const done = changes.filter(
    (act, at) => act.on <= asOf && !answer.ineffective.some((one) => one.act === at),
  )
  const repeal = done.find((act) => act.type === 'repeal')
  const by = status === 'repealed' ? works.get(repeal?.detail.by ?? '') : undefined
  const words = done.flatMap((act) => wordsOf(act, works))
  return {
    status,
    asOf,
    because: answer.because,
    ...(words.length > 0 ? { words } : {}),
    effectiveOn: facts.effectiveOn!,
    ...(answer.expiresOn && status !== 'repealed' ? { expiresOn: answer.expiresOn } : {}),
    ...ended,
    ...(by ? { endedBy: linkTo(by), successor: linkTo(by) } : {}),
    notes: notesOf(changes, asOf, works),
  }
}

/** The acts on validity that stand: those not taken back since, whose reasons stay in the record. */
function standing(acts: Act[]): Act[] {
  const annulled = new Set(
    acts.flatMap(({ type, detail }) => (type === 'annul' ? (detail.annuls ?? []) : [])),
  )
  return acts.filter(({ id, type }) => isValidityAct(type) && !annulled.has(id))
}

function wordsOf({ detail: { by, quote } }: Act, works: Map<string, Changer>): NonNullable<Force['words']> {
  if (!quote) return []
  const changer = works.get(by ?? '')
  return [{ quote, ...(changer ? { by: linkTo(changer) } : {}) }]
}

/** The last day of a period of validity given in years from the day of effect. */
export function lastDayOf(effectiveOn: Day | null, years: number | null): Day | null {
  if (!effectiveOn || !years) return null
  return judge({ issuedOn: effectiveOn, effectiveOn, years }, effectiveOn)?.expiresOn ?? null
}

const FORCE_OF: Record<ValidityStatus, ForceStatus> = {
  'in-force': 'inForce',
  amended: 'inForce',
  'not-yet': 'notYet',
  partly: 'partly',
  lapsed: 'expired',
  repealed: 'repealed',
}

function doesCarryForce({ kind, genre, effective_on }: ForceFacts): boolean {
  const known = kind && kind in KINDS ? KINDS[kind as keyof typeof KINDS] : undefined
  return known ? known.force : effective_on !== null || GENRES_OF_FORCE.has(genre ?? '')
}

/** What the rule wants to know; nothing where the day of effect is unknown. */
function factsOf(
  edition: ForceFacts,
  acts: Act[],
  works = new Map<string, Changer>(),
): Omit<ValidityFacts, 'asOf'> | undefined {
  if (!doesCarryForce(edition)) return undefined
  // NOTE without a stated day a document someone has entered as a norm applies from its own date; one merely taken over stays unknown.
  const effectiveOn = edition.effective_on ?? (edition.kind ? edition.written_on : null)
  if (!effectiveOn) return undefined
  return {
    issuedOn: edition.written_on ?? effectiveOn,
    effectiveOn,
    ...(edition.expires_on ? { expiresOn: edition.expires_on } : {}),
    acts: standing(acts).map(({ type, on, detail }) => {
      const changer = works.get(detail.by ?? '')
      return {
        type: type as ValidityAct,
        on,
        ...(detail.until ? { expiresOn: detail.until } : {}),
        ...(changer ? { by: changer.docNumber ?? `《${changer.title}》` } : {}),
      }
    }),
  }
}

function isValidityAct(type: Act['type']): type is ValidityAct {
  return ['repeal', 'partly-repeal', 'amend', 'extend', 'suspend'].includes(type)
}

/** What the rule answers; nothing where the dates read from a text contradict each other. */
function judge(facts: Omit<ValidityFacts, 'asOf'>, asOf: Day) {
  try {
    return validity({ ...facts, asOf }).answer
  } catch (error) {
    if (error instanceof BadFacts) return undefined
    throw error
  }
}

function linkTo({ id, title, docNumber }: Changer) {
  return { href: `/documents/${id}`, title, ...(docNumber ? { docNumber } : {}) }
}

const NOTE_OF = {
  'partly-repeal': '停止执行',
  amend: '作过修改',
  extend: '有效期延长至',
  suspend: '暂停执行',
} as const

/** What the dates alone do not say: what was changed, from when, and by which document. */
function notesOf(acts: Act[], asOf: Day, works: Map<string, Changer>): string[] {
  return acts.flatMap(({ type, on, detail }) => {
    if (!(type in NOTE_OF) || (on > asOf && type !== 'partly-repeal')) return []
    const changer = detail.by ? works.get(detail.by) : undefined
    const cause = changer ? `，见${changer.docNumber ?? `《${changer.title}》`}` : ''
    const what = type === 'extend' ? '' : `${detail.clauses ?? '部分内容'}自${on}起`
    return [`${what}${NOTE_OF[type as keyof typeof NOTE_OF]}${detail.until ?? ''}${cause}。`]
  })
}
