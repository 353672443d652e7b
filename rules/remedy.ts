import { BadFacts } from './bad-facts.ts'
import { type Calendar, isProvisional, rollForward } from './calendar.ts'
import { NATIONAL_CALENDAR } from './calendars/national.ts'
import { type Basis, cite } from './citations.ts'
import { codeOf, unknownCode } from './codes.ts'
import { addMonths, type Day, dayNumber, dayOf, inChinese } from './day.ts'
import { parameterOn } from './parameters.ts'
import { REPLY_KINDS } from './reply-kinds.ts'
import { type Verdict, verdict } from './verdict.ts'

/** Letters that are no decision: their remedy is that of the decision they lead to. */
const NOTICES = ['CORRECTION_NOTICE', 'EXTENSION_NOTICE', 'FEE_NOTICE']
/** No reply within the limit. */
const SILENCE = 'SILENCE'

// LAW 法释〔2025〕8号 “不予公开”是指依据条例第十四条、第十五条、第十六条不予公开。
const RECONSIDERATION_FIRST = [
  'DENY_SECRET',
  'DENY_LAW',
  'DENY_SAFETY',
  'DENY_THIRD',
  'DENY_INTERNAL',
  'DENY_PROCESS',
  'DENY_CASEFILE',
]
// READING kinds on the court's list of cases it does not accept, and those in doubt, go to legal staff.
const COUNSEL: Readonly<Record<string, string>> = {
  DENY_QUERY: '告知依法查询的行为，人民法院不予受理，救济告知请由法律人员拟定',
  UNABLE_NEEDS_CREATION: '拒绝加工、分析的行为，人民法院不予受理，救济告知请由法律人员拟定',
  NOTPROC_REPEAT: '不予重复处理的行为，人民法院不予受理，救济告知请由法律人员拟定',
  NOTPROC_PETITION: '信访举报投诉类申请的处理，人民法院不予受理，救济告知请由法律人员拟定',
  NOTPROC_PUBLICATION: '公开出版物的告知，人民法院不予受理，救济告知请由法律人员拟定',
  PARTIAL: '部分公开中不予公开的部分是否复议前置，请由法律人员确认',
  NOTPROC_RECONFIRM: '要求确认或者重新出具信息的处理，救济途径请由法律人员确认',
  SILENCE: '逾期不答复是否复议前置，请由法律人员确认',
}

const WHERE_NOW: Readonly<Record<string, { readonly organ: string; readonly article: string }>> = {
  DEPARTMENT: { organ: '本级人民政府', article: '24' },
  TOWN: { organ: '县（市、区）人民政府', article: '24' },
  GOVERNMENT: { organ: '上一级人民政府', article: '24' },
  VERTICAL: { organ: '上一级主管部门', article: '27' },
  JUSTICE_BUREAU: { organ: '本级人民政府或者上一级司法行政部门', article: '28' },
}
const WHERE_BEFORE_2024: typeof WHERE_NOW = {
  DEPARTMENT: { organ: '本级人民政府或者上一级主管部门', article: '12' },
  TOWN: { organ: '县（市、区）人民政府', article: '13' },
  GOVERNMENT: { organ: '上一级人民政府', article: '13' },
  VERTICAL: { organ: '上一级主管部门', article: '12' },
  JUSTICE_BUREAU: { organ: '本级人民政府或者上一级主管部门', article: '12' },
}
const DEVELOPMENT_ZONE = 'DEVELOPMENT_ZONE'
const REGULATION = '2008-05-01'
const RECONSIDERATION_ACT = '2024-01-01'
const INTERPRETATION_2025 = '2025-06-01'

export interface RemedyFacts {
  /** A code of `reply-kind`, `SILENCE`, or `CORRECTION_NOTICE`, `EXTENSION_NOTICE`, `FEE_NOTICE`. */
  readonly code: string
  readonly decidedOn: Day
  /** DEPARTMENT · TOWN · GOVERNMENT · VERTICAL · JUSTICE_BUREAU · DEVELOPMENT_ZONE */
  readonly organLevel: string
  /** The day the applicant knew of the decision, for the last days. */
  readonly knownOn?: Day
}

export interface RemedyAnswer {
  readonly path: 'reconsideration-first' | 'free-choice' | 'none' | 'needs-counsel'
  /** Where reconsideration is sought; null where the law does not settle it. */
  readonly where: string | null
  readonly reconsiderationDays: number | null
  readonly suitMonths: number | null
  readonly suitAfterReconsiderationDays: number | null
  /** The last days, when `knownOn` is given. */
  readonly reconsiderBy: Day | null
  readonly sueBy: Day | null
  /** The paragraph of the letter; null where legal staff must write it. */
  readonly paragraph: string | null
  readonly counsel: readonly string[]
}

/**
 * What remedy a letter must state: reconsideration first or free choice, within what time, and where.
 *
 * LAW 行政复议法·23 申请政府信息公开，行政机关不予公开的，应当先申请行政复议；行政机关在作出行政行为时应当告知（2024年1月1日起）。
 * LAW 行政复议法·20 六十日。LAW 行政诉讼法·46 六个月。LAW 行政诉讼法·45 十五日。
 * READING decisions before 2024-01-01 leave the choice free for every kind of reply.
 */
export function remedy(facts: RemedyFacts, calendar: Calendar = NATIONAL_CALENDAR): Verdict<RemedyAnswer> {
  const code = codeOf(facts.code, 'code')
  const known = [...Object.keys(REPLY_KINDS), SILENCE, ...NOTICES]
  if (!known.includes(code)) throw unknownCode(code, 'code', known)
  const level = codeOf(facts.organLevel, 'organLevel')
  const levels = [...Object.keys(WHERE_NOW), DEVELOPMENT_ZONE]
  if (!levels.includes(level)) throw unknownCode(level, 'organLevel', levels)
  const decidedOn = dayOf(dayNumber(facts.decidedOn, 'decidedOn'))
  if (decidedOn < REGULATION) {
    throw new BadFacts(
      'before-the-law',
      'decidedOn',
      '2008年5月1日《政府信息公开条例》施行前，没有政府信息公开答复可言。',
    )
  }
  if (NOTICES.includes(code)) return noRemedy()
  const counsel = counselOn(code, level, decidedOn)
  const free = decidedOn < RECONSIDERATION_ACT || !RECONSIDERATION_FIRST.includes(code)
  return stated({ facts, decidedOn, level, counsel, free, calendar })
}

function noRemedy(): Verdict<RemedyAnswer> {
  const reason =
    '该文书是办理过程中的程序性告知，不单独告知救济途径；对最终的处理决定不服的，按该决定告知的途径办理。'
  const nothing = { reconsiderationDays: null, suitMonths: null, suitAfterReconsiderationDays: null }
  const answer = {
    path: 'none' as const,
    where: null,
    ...nothing,
    reconsiderBy: null,
    sueBy: null,
    paragraph: null,
    counsel: [],
  }
  return verdict(answer, [cite('政府信息公开司法解释', '', INTERPRETATION_2025)], reason)
}

function counselOn(code: string, level: string, decidedOn: Day): string[] {
  const counsel: string[] = []
  const doubt = COUNSEL[code]
  if (doubt !== undefined && decidedOn >= INTERPRETATION_2025) counsel.push(doubt)
  else if (doubt !== undefined && decidedOn >= RECONSIDERATION_ACT) {
    counsel.push('新的司法解释施行（2025年6月1日）前，这一类答复的救济途径没有明确规定，请由法律人员确认')
  }
  if (level === DEVELOPMENT_ZONE) {
    counsel.push('开发区管理机构的复议机关取决于它是否为派出机关、由谁设立，请由法律人员确认')
  }
  return counsel
}

interface Statement {
  readonly facts: RemedyFacts
  readonly decidedOn: Day
  readonly level: string
  readonly counsel: readonly string[]
  readonly free: boolean
  readonly calendar: Calendar
}

function stated({ facts, decidedOn, level, counsel, free, calendar }: Statement): Verdict<RemedyAnswer> {
  const place = (decidedOn < RECONSIDERATION_ACT ? WHERE_BEFORE_2024 : WHERE_NOW)[level]
  const days = parameterOn('reconsiderationDays', decidedOn)!
  const months = parameterOn('suitMonths', decidedOn)!
  const after = parameterOn('suitAfterReconsiderationDays', decidedOn)!
  const limits = { days: days.value!, months: months.value!, after: after.value! }
  const where = place?.organ ?? null
  const certain = counsel.length === 0
  const path = certain ? (free ? 'free-choice' : 'reconsideration-first') : 'needs-counsel'
  const paragraph = certain ? paragraphOf(path === 'free-choice', where!, limits) : null
  const { provisional, ...last } = lastDays(facts.knownOn, limits, free && certain, calendar)
  const answer: RemedyAnswer = {
    path,
    where,
    reconsiderationDays: limits.days,
    suitMonths: limits.months,
    suitAfterReconsiderationDays: limits.after,
    ...last,
    paragraph,
    counsel,
  }
  const basis: Basis[] = [...courtBasis(decidedOn, free), days.basis, months.basis, after.basis]
  if (place) basis.push(cite('行政复议法', place.article, decidedOn))
  const reason = `${paragraph ?? `${counsel.join('；')}。`}${lastDaysSentence(last)}`
  return verdict(answer, basis, reason, provisional)
}

function courtBasis(decidedOn: Day, free: boolean): Basis[] {
  const first = free ? [] : [cite('行政复议法', '23', decidedOn)]
  return decidedOn < INTERPRETATION_2025 ? first : [...first, cite('政府信息公开司法解释', '', decidedOn)]
}

interface Limits {
  readonly days: number
  readonly months: number
  readonly after: number
}

const DIGITS: Readonly<Record<number, string>> = { 3: '三', 6: '六', 15: '十五', 60: '六十' }

function paragraphOf(free: boolean, where: string, { days, months, after }: Limits): string {
  const reconsider = `自收到本答复之日起${DIGITS[days]}日内向${where}申请行政复议`
  return free
    ? `如不服本答复，可以${reconsider}，也可以自收到本答复之日起${DIGITS[months]}个月内依法向人民法院提起行政诉讼。`
    : `如不服本答复，应当先${reconsider}；对行政复议决定不服的，可以自收到行政复议决定书之日起${DIGITS[after]}日内依法向人民法院提起行政诉讼。`
}

function lastDaysSentence({ reconsiderBy, sueBy }: { reconsiderBy: Day | null; sueBy: Day | null }): string {
  if (reconsiderBy === null) return ''
  const sue = sueBy === null ? '' : `，直接起诉的期限至${inChinese(dayNumber(sueBy, 'sueBy'))}`
  return `（申请行政复议的期限至${inChinese(dayNumber(reconsiderBy, 'reconsiderBy'))}${sue}。）`
}

/** READING both limits are periods of 民法典·201–203: the day of knowing is day zero, a last day at rest rolls forward. */
function lastDays(
  knownOn: Day | undefined,
  limits: Limits,
  maySue: boolean,
  calendar: Calendar,
): { reconsiderBy: Day | null; sueBy: Day | null; provisional: boolean } {
  if (knownOn === undefined) return { reconsiderBy: null, sueBy: null, provisional: false }
  const known = dayNumber(knownOn, 'knownOn')
  const reconsiderBy = rollForward(calendar, known + limits.days)
  const sueBy = maySue ? rollForward(calendar, addMonths(known, limits.months)) : undefined
  return {
    reconsiderBy: dayOf(reconsiderBy),
    sueBy: sueBy === undefined ? null : dayOf(sueBy),
    provisional: isProvisional(calendar, reconsiderBy, sueBy ?? reconsiderBy),
  }
}
