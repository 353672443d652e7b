import { BadFacts } from './bad-facts.ts'
import { arrangementsFor, type Calendar, isProvisional, workingDayAfter } from './calendar.ts'
import { NATIONAL_CALENDAR } from './calendars/national.ts'
import { cite } from './citations.ts'
import { type Day, type DayNumber, dayNumber, dayOf, inChinese, optionalDayNumber } from './day.ts'
import { type ParameterName, parameterOn } from './parameters.ts'
import { type Verdict, verdict } from './verdict.ts'

export interface ConsultationFacts {
  /** The day the letter asking for an opinion was received. */
  readonly receivedOn?: Day
  readonly answeredOn?: Day
  /** The day on which the question is asked; without it, silence is taken to have lasted. */
  readonly asOf?: Day
}

export interface SilenceAnswer {
  /** The last day for answering; null when the day of receipt is unknown. */
  readonly expiresOn: Day | null
  /** `pending` while the time for answering runs, `answered` when an opinion came in time. */
  readonly consequence: 'agency-decides' | 'consent' | 'pending' | 'answered'
  readonly provisional: boolean
}

/**
 * What follows when a third party does not answer in time: the organ decides under the regulation; silence is not consent.
 *
 * LAW 条例·32 第三方应当自收到征求意见书之日起15个工作日内提出意见。第三方逾期未提出意见的，由行政机关依照本条例的规定决定是否公开。
 */
export function thirdPartySilence(
  facts: ConsultationFacts,
  calendar: Calendar = NATIONAL_CALENDAR,
): Verdict<SilenceAnswer> {
  const words = '第三方逾期未提出意见的，由行政机关依照条例的规定决定是否公开，不视为同意'
  return silence(
    facts,
    { consequence: 'agency-decides', words, days: 'thirdPartyWorkingDays', article: '32' },
    calendar,
  )
}

/**
 * What follows when a co-maker of the information does not answer in time: it is deemed to consent.
 *
 * LAW 条例·34 被征求意见机关应当自收到征求意见书之日起15个工作日内提出意见，逾期未提出意见的视为同意公开。
 */
export function coMakerSilence(
  facts: ConsultationFacts,
  calendar: Calendar = NATIONAL_CALENDAR,
): Verdict<SilenceAnswer> {
  const words = '被征求意见机关逾期未提出意见的，视为同意公开'
  return silence(
    facts,
    { consequence: 'consent', words, days: 'coMakerWorkingDays', article: '34' },
    calendar,
  )
}

interface SilenceRule {
  readonly consequence: 'agency-decides' | 'consent'
  readonly words: string
  readonly days: ParameterName
  readonly article: string
}

function silence(facts: ConsultationFacts, rule: SilenceRule, calendar: Calendar): Verdict<SilenceAnswer> {
  const received = optionalDayNumber(facts.receivedOn, 'receivedOn')
  if (received === undefined) {
    const answer = { expiresOn: null, consequence: rule.consequence, provisional: false }
    return verdict(
      answer,
      [cite('条例', rule.article)],
      `${rule.words}；没有记载收到征求意见书之日，不能算出期限。`,
    )
  }
  const limit = parameterOn(rule.days, dayOf(received))
  if (limit?.value == null) {
    throw new BadFacts(
      'before-the-law',
      'receivedOn',
      '2019年5月15日前的条例没有规定逾期不提出意见的后果，请由法律人员确认。',
    )
  }
  const expires = workingDayAfter(calendar, received, limit.value)
  const consequence = consequenceOn(expires, facts, rule)
  const provisional = isProvisional(calendar, received, expires)
  const reason = `征求意见书于${inChinese(received)}收到，提出意见的期限至${inChinese(expires)}；${sentence(consequence, rule)}。`
  return verdict(
    { expiresOn: dayOf(expires), consequence, provisional },
    [limit.basis, ...arrangementsFor(calendar, received, expires)],
    reason,
    provisional,
  )
}

function consequenceOn(
  expires: DayNumber,
  facts: ConsultationFacts,
  rule: SilenceRule,
): SilenceAnswer['consequence'] {
  if (facts.answeredOn !== undefined) {
    return dayNumber(facts.answeredOn, 'answeredOn') <= expires ? 'answered' : rule.consequence
  }
  return facts.asOf !== undefined && dayNumber(facts.asOf, 'asOf') <= expires ? 'pending' : rule.consequence
}

function sentence(consequence: SilenceAnswer['consequence'], rule: SilenceRule): string {
  if (consequence === 'answered') return '意见已在期限内提出'
  return consequence === 'pending' ? '期限尚未届满' : rule.words
}
