import { BadFacts } from './bad-facts.ts'
import {
  arrangementsFor,
  type Calendar,
  isProvisional,
  isWorkingDay,
  rollForward,
  workingDayAfter,
} from './calendar.ts'
import { NATIONAL_CALENDAR } from './calendars/national.ts'
import { cite } from './citations.ts'
import { type Day, type DayNumber, dayNumber, dayOf, inChinese } from './day.ts'
import { parameterOn } from './parameters.ts'
import { PUBLICATION_LIMITS, type PublicationLimit, type SpecialMatter } from './publication-limits.ts'
import { text } from './shapes.ts'
import { type Verdict, verdict } from './verdict.ts'
import { rolledForward, workingDayBasis } from './working-days.ts'

/** `government-information` is the general case of 条例·26. */
export type PublicationMatter = 'government-information' | SpecialMatter

export interface PublicationFacts {
  /** The day the information was formed or changed, or of the event that starts a special limit. */
  readonly formedOn: Day
  readonly matter?: PublicationMatter
}

export interface PublicationAnswer {
  readonly matter: PublicationMatter
  readonly kind: PublicationLimit['kind']
  /** The last day for publishing (or supplying); null where the law only sets how long to keep posted. */
  readonly due: Day | null
  /** The last day through which it must stay posted. */
  readonly postedThrough: Day | null
  readonly provisional: boolean
}

/**
 * The last day to publish information that must be disclosed proactively, or how long it must stay posted.
 *
 * LAW 条例·26 应当自该政府信息形成或者变更之日起20个工作日内及时公开；法律、法规另有规定的，从其规定。
 * READING no extension exists for this limit.
 */
export function publicationDue(
  facts: PublicationFacts,
  calendar: Calendar = NATIONAL_CALENDAR,
): Verdict<PublicationAnswer> {
  const formed = dayNumber(facts.formedOn, 'formedOn')
  const matter = text(facts.matter ?? 'government-information', 'matter') as PublicationMatter
  if (matter === 'government-information') return generalLimit(formed, calendar)
  if (!Object.hasOwn(PUBLICATION_LIMITS, matter)) throw unknownMatter(matter)
  return specialLimit(formed, matter, calendar)
}

function generalLimit(formed: DayNumber, calendar: Calendar): Verdict<PublicationAnswer> {
  const limit = parameterOn('publicationWorkingDays', dayOf(formed))
  if (limit === undefined)
    throw beforeTheLaw(formed, '2008年5月1日《政府信息公开条例》施行前，没有公开期限的规定。')
  const due = workingDayAfter(calendar, formed, limit.value!)
  const provisional = isProvisional(calendar, formed, due)
  const reason =
    `该信息于${inChinese(formed)}形成或者变更，应当自该日起${limit.value}个工作日内公开，` +
    `最迟为${inChinese(due)}。`
  return verdict(
    { matter: 'government-information', kind: 'within', due: dayOf(due), postedThrough: null, provisional },
    [limit.basis, ...workingDayBasis(calendar, formed, due)],
    reason,
    provisional,
  )
}

function specialLimit(
  formed: DayNumber,
  matter: SpecialMatter,
  calendar: Calendar,
): Verdict<PublicationAnswer> {
  const limit: PublicationLimit = PUBLICATION_LIMITS[matter]
  const on = dayOf(formed)
  if (on < limit.from) {
    throw beforeTheLaw(
      formed,
      `“${limit.matter}”的期限自${inChinese(dayNumber(limit.from, 'from'))}起才有规定。`,
    )
  }
  const last = lastDay(formed, limit, calendar)
  const provisional = isProvisional(calendar, formed, last)
  const posted = limit.kind === 'posted-for'
  const basis = limit.articles.map((article) => cite(limit.instrument, article, on))
  return verdict(
    {
      matter,
      kind: limit.kind,
      due: posted ? null : dayOf(last),
      postedThrough: posted ? dayOf(last) : null,
      provisional,
    },
    [
      ...basis,
      ...(limit.unit === '工作日'
        ? workingDayBasis(calendar, formed, last)
        : [rolledForward(on), ...arrangementsFor(calendar, last, last)]),
    ],
    sentence(limit, formed, last),
    provisional,
  )
}

/** READING counted backward, a last day that is a rest day moves to the working day before it: nobody receives it later. */
function lastDay(formed: DayNumber, limit: PublicationLimit, calendar: Calendar): DayNumber {
  if (limit.kind === 'before') {
    let day = formed - limit.length
    while (!isWorkingDay(calendar, day)) day -= 1
    return day
  }
  return limit.unit === '工作日'
    ? workingDayAfter(calendar, formed, limit.length)
    : rollForward(calendar, formed + limit.length)
}

function sentence(limit: PublicationLimit, formed: DayNumber, last: DayNumber): string {
  const event = `${limit.matter}：${inChinese(formed)}${limit.anchor}`
  const length = `${limit.length}${limit.unit === '日' ? '日' : '个工作日'}`
  if (limit.kind === 'within')
    return `${event}，应当自该日起${length}内${limit.deed ?? '公开'}，最迟为${inChinese(last)}。`
  if (limit.kind === 'before') return `${event}，应当提前${length}，最迟于${inChinese(last)}送达。`
  return `${event}，时间不少于${length}，应当保持至${inChinese(last)}。`
}

function unknownMatter(matter: string): BadFacts {
  const known = ['government-information', ...Object.keys(PUBLICATION_LIMITS)].join('、')
  return new BadFacts('unknown-code', 'matter', `没有“${matter}”这一事项，可填的有：${known}。`)
}

function beforeTheLaw(formed: DayNumber, because: string): BadFacts {
  return new BadFacts('before-the-law', 'formedOn', `${inChinese(formed)}时尚无此项规定：${because}`)
}
