import { BadFacts } from './bad-facts.ts'
import { type Basis, cite } from './citations.ts'
import { addMonths, type Day, type DayNumber, dayNumber, dayOf, inChinese, optionalDayNumber } from './day.ts'
import { parameterOn } from './parameters.ts'
import { records, text } from './shapes.ts'
import { type Verdict, verdict } from './verdict.ts'

/** The statuses of a document in the library of norms. `lapsed` is a period that ended; `repealed` an act that ended it. */
export type ValidityStatus = 'in-force' | 'amended' | 'not-yet' | 'partly' | 'lapsed' | 'repealed'

export const VALIDITY_LABELS: Readonly<Record<ValidityStatus, string>> = {
  'in-force': '现行有效',
  amended: '已修改',
  'not-yet': '尚未施行',
  partly: '部分失效',
  lapsed: '失效',
  repealed: '废止',
}

/**
 * What was later done to a document. `on` is the day the act takes effect; `by` names the document that did it.
 * An extension gives the new last day (`expiresOn`) or `years` counted from the present last day; a suspension may
 * give the last day it lasts (`until`).
 */
export interface ValidityAct {
  readonly type: 'amend' | 'repeal' | 'partly-repeal' | 'extend' | 'suspend'
  readonly on: Day
  readonly by?: string
  readonly expiresOn?: Day
  readonly years?: number
  readonly until?: Day
}

export interface ValidityFacts {
  readonly issuedOn: Day
  /** Default: the day of issue. */
  readonly effectiveOn?: Day
  /** The last day of the period of validity. */
  readonly expiresOn?: Day
  /** The period of validity in years from the day of effect; `expiresOn` prevails. */
  readonly years?: number
  /** Whether the title says 暂行 or 试行. */
  readonly trial?: boolean
  readonly acts?: readonly ValidityAct[]
  readonly asOf: Day
}

export interface ValidityAnswer {
  readonly status: ValidityStatus
  readonly label: string
  readonly because: string
  /** Whether the document may be relied on at all that day: false while suspended. */
  readonly inForce: boolean
  readonly suspended: boolean
  /** The last day of validity as it stands, extensions included; null when no end is set. */
  readonly expiresOn: Day | null
  /** Acts without effect, each with the reason. */
  readonly ineffective: readonly { readonly act: number; readonly because: string }[]
  /** What is lawful and worth knowing, such as a period longer than is usual. */
  readonly remarks: readonly string[]
}

interface History {
  readonly issued: DayNumber
  readonly effective: DayNumber
  readonly asOf: DayNumber
  expires: DayNumber | undefined
  repealed: { on: DayNumber; by: string } | undefined
  partly: { on: DayNumber; by: string } | undefined
  amended: { on: DayNumber; by: string } | undefined
  suspended: { on: DayNumber; until: DayNumber | undefined; by: string } | undefined
  ineffective: { act: number; because: string }[]
}

/**
 * Whether a normative document is in force on a day, and why.
 *
 * READING without a day of effect, a document takes effect on the day it is issued.
 * READING 有效期N年 ends on the day before the N-th anniversary of the day of effect (自2022年8月1日起施行，有效期5年 →
 * 至2027年7月31日), as the clauses that spell it out do; it may be relied on through that day.
 * READING what ended a document first is what it ended of: a repeal after lapse, or an extension after lapse, has no
 * effect. A lapsed document is issued anew, not extended.
 * READING the six statuses have none for 暂停执行: the status stays, `suspended` is set and `inForce` is false.
 * READING a period longer than the usual five years, or two for 暂行 and 试行, is remarked on, not shortened: the figures
 * are unverified (省政府令第158号 unseen).
 */
export function validity(facts: ValidityFacts): Verdict<ValidityAnswer> {
  const history = readHistory(facts)
  const acts = records(facts.acts, 'acts').map((act, index) => readAct(act, index))
  // NOTE a stable sort: acts of one day keep the order in which they were given.
  for (const act of acts.sort((a, b) => a.on - b.on)) {
    if (act.on <= history.asOf) apply(history, act)
  }
  const { status, because, basis } = judge(history)
  const suspension = suspensionOn(history, status)
  const answer: ValidityAnswer = {
    status,
    label: VALIDITY_LABELS[status],
    because: because + suspension,
    inForce: ['in-force', 'amended', 'partly'].includes(status) && suspension === '',
    suspended: suspension !== '',
    expiresOn: history.expires === undefined ? null : dayOf(history.expires),
    ineffective: history.ineffective,
    remarks: remarksOn(history, facts.trial === true),
  }
  return verdict(answer, basis, `截至${inChinese(history.asOf)}，该文件${answer.label}：${answer.because}`)
}

function readHistory(facts: ValidityFacts): History {
  const issued = dayNumber(facts.issuedOn, 'issuedOn')
  const effective = optionalDayNumber(facts.effectiveOn, 'effectiveOn') ?? issued
  const stated = optionalDayNumber(facts.expiresOn, 'expiresOn')
  const expires =
    stated ?? (facts.years == null ? undefined : lastDayOfYears(effective, facts.years, 'years'))
  if (expires !== undefined && expires < effective) {
    throw new BadFacts('out-of-order', 'expiresOn', '有效期在施行之前就已届满，请核对施行日期和有效期。')
  }
  return {
    issued,
    effective,
    asOf: dayNumber(facts.asOf, 'asOf'),
    expires,
    repealed: undefined,
    partly: undefined,
    amended: undefined,
    suspended: undefined,
    ineffective: [],
  }
}

function remarksOn({ issued, effective, expires }: History, trial: boolean): string[] {
  const usual = parameterOn(trial ? 'trialValidityYears' : 'validityYears', dayOf(issued))
  if (usual?.value == null || expires === undefined) return []
  if (expires <= addMonths(effective, usual.value * 12)) return []
  const kind = trial ? '标题冠以“暂行”“试行”的，' : ''
  return [`${kind}有效期一般不超过${usual.value}年，本件有效期至${inChinese(expires)}，请核对。`]
}

function lastDayOfYears(from: DayNumber, years: unknown, field: string): DayNumber {
  if (typeof years === 'number' && Number.isInteger(years) && years >= 1 && years <= 100) {
    return addMonths(from, years * 12) - 1
  }
  throw new BadFacts('not-a-count', field, `“${field}”应当是1至100之间的整年数，请核对。`)
}

interface ReadAct {
  readonly index: number
  readonly type: ValidityAct['type']
  readonly on: DayNumber
  readonly by: string
  readonly expires: DayNumber | undefined
  readonly years: number | undefined
  readonly until: DayNumber | undefined
}

const ACT_TYPES: readonly string[] = ['amend', 'repeal', 'partly-repeal', 'extend', 'suspend']

function readAct(act: ValidityAct, index: number): ReadAct {
  const path = `acts[${index}]`
  if (!ACT_TYPES.includes(text(act.type, `${path}.type`))) {
    throw new BadFacts(
      'unknown-code',
      `${path}.type`,
      `没有“${act.type}”这种行为，可填的有：${ACT_TYPES.join('、')}。`,
    )
  }
  return {
    index,
    type: act.type,
    on: dayNumber(act.on, `${path}.on`),
    by: act.by === undefined ? '' : `（${text(act.by, `${path}.by`)}）`,
    expires: optionalDayNumber(act.expiresOn, `${path}.expiresOn`),
    years: act.years,
    until: optionalDayNumber(act.until, `${path}.until`),
  }
}

function apply(history: History, act: ReadAct): void {
  const refusal = whyNoEffect(history, act)
  if (refusal !== undefined) {
    history.ineffective.push({ act: act.index, because: refusal })
    return
  }
  const { on, by } = act
  if (act.type === 'repeal') history.repealed = { on, by }
  else if (act.type === 'partly-repeal') history.partly = { on, by }
  else if (act.type === 'amend') history.amended = { on, by }
  else if (act.type === 'suspend') history.suspended = { on, until: act.until, by }
  else history.expires = newExpiry(history.expires!, act)
}

function whyNoEffect(history: History, act: ReadAct): string | undefined {
  if (act.on < history.issued) return `${inChinese(act.on)}早于文件公布之日，不发生效力，请核对日期。`
  if (history.repealed) return `文件已于${inChinese(history.repealed.on)}废止，此后的行为不发生效力。`
  if (history.expires !== undefined && act.on > history.expires) {
    return `文件有效期已于${inChinese(history.expires)}届满，此后的行为不发生效力；需要继续施行的，应当重新公布。`
  }
  if (act.type !== 'extend') return undefined
  if (history.expires === undefined) return '文件没有规定有效期，无期可延。'
  return newExpiry(history.expires, act) > history.expires
    ? undefined
    : '延长后的届满日不晚于原届满日，不发生效力。'
}

function newExpiry(expires: DayNumber, act: ReadAct): DayNumber {
  return act.expires ?? lastDayOfYears(expires + 1, act.years, `acts[${act.index}].years`)
}

function judge(history: History): { status: ValidityStatus; because: string; basis: readonly Basis[] } {
  const { asOf, issued, effective, expires, repealed, partly, amended } = history
  const at = (status: ValidityStatus, because: string) => ({ status, because, basis: BASIS })
  if (asOf < issued) return at('not-yet', `文件于${inChinese(issued)}公布，当时尚未公布。`)
  if (repealed) return at('repealed', `自${inChinese(repealed.on)}起废止${repealed.by}。`)
  if (asOf < effective) return at('not-yet', `自${inChinese(effective)}起施行，当时尚未施行。`)
  if (expires !== undefined && asOf > expires)
    return at('lapsed', `有效期至${inChinese(expires)}，已经届满。`)
  const end = expires === undefined ? '' : `，有效期至${inChinese(expires)}`
  if (partly) return at('partly', `自${inChinese(partly.on)}起部分条款失效${partly.by}，其余条款有效${end}。`)
  if (amended) return at('amended', `自${inChinese(amended.on)}起按修改后的内容施行${amended.by}${end}。`)
  return at('in-force', `自${inChinese(effective)}起施行${end}。`)
}

function suspensionOn({ suspended, asOf }: History, status: ValidityStatus): string {
  const over = status === 'repealed' || status === 'lapsed'
  if (suspended === undefined || over || (suspended.until !== undefined && asOf > suspended.until)) return ''
  const until = suspended.until === undefined ? '' : `至${inChinese(suspended.until)}`
  return `自${inChinese(suspended.on)}起暂停执行${until}${suspended.by}，暂停期间不得作为依据。`
}

// LAW 优化营商环境条例·64 未经公布的，不得作为行政管理依据。
const BASIS: readonly Basis[] = [
  cite('规范性文件效力', ''),
  cite('优化营商环境条例', '64'),
  cite('江苏规范性文件规定', ''),
]
