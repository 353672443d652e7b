import { workingDaysBetween } from './calendar.ts'
import { NATIONAL_CALENDAR } from './calendars/national.ts'
import { count } from './counts.ts'
import { addMonths, type DayNumber, dayNumber, inChinese, optionalDayNumber } from './day.ts'
import type { ObservedColumn, ObservedGuide, SiteObservations } from './inspection.ts'
import { list, optionalRecord, optionalRecords, records, text } from './shapes.ts'

/** The faults found, none for an empty list; undefined when nothing was observed. */
export type Judge = (facts: SiteObservations, asOf: DayNumber) => readonly string[] | undefined

export interface Indicator {
  readonly kind: 'veto' | 'deduction'
  /** Null where the weight is not verified. */
  readonly points: number | null
  readonly judge: Judge
}

const FAILED_SHARE = 0.05
const NEWS_DAYS = 14
const NOTICE_MONTHS = 6
const STALE_COLUMNS = 5
const LONG_STALE_COLUMNS = 10
const BLANK_COLUMNS = 5
const MESSAGE_MONTHS = 3
const MESSAGE_YEARS = 1
const STATISTICS_MONTHS = 3
const PUBLISHED_MESSAGE_MONTHS = 2
const QUESTION_WORKING_DAYS = 5
const GUIDE_ELEMENTS = [
  '事项名称',
  '设定依据',
  '申请条件',
  '办理材料',
  '办理地点',
  '办理时间',
  '联系电话',
  '办理流程',
]
const MISSING_ELEMENTS = 4
const POOR_GUIDES = 5

/**
 * The indicators of 国办秘函〔2019〕19号, by name. READING “两周内” and “六个月内” are over when more than that time has passed.
 */
export const INDICATORS: Readonly<Record<string, Indicator>> = {
  单项否决1: { kind: 'veto', points: null, judge: incidents },
  单项否决2: { kind: 'veto', points: null, judge: unreachable },
  单项否决3: { kind: 'veto', points: null, judge: staleHome },
  单项否决4: { kind: 'veto', points: null, judge: staleColumns },
  单项否决5: { kind: 'veto', points: null, judge: poorInteraction },
  单项否决6·办事: { kind: 'veto', points: null, judge: poorServices },
  单项否决·新媒体: { kind: 'veto', points: null, judge: poorNewMedia },
  扣分·政策文件: { kind: 'deduction', points: 5, judge: stalePolicies },
  扣分·办事统计: {
    kind: 'deduction',
    points: 2,
    judge: (facts, asOf) => stale(facts.serviceStatistics, asOf, STATISTICS_MONTHS, '办事统计'),
  },
  扣分·留言公开: {
    kind: 'deduction',
    points: 3,
    judge: (facts, asOf) => stale(facts.publishedMessages, asOf, PUBLISHED_MESSAGE_MONTHS, '留言公开'),
  },
  扣分·模拟咨询: { kind: 'deduction', points: null, judge: slowAnswers },
  扣分·解读关联: { kind: 'deduction', points: null, judge: unlinkedPolicies },
  扣分·死链: { kind: 'deduction', points: null, judge: deadLinks },
  扣分·找错入口: {
    kind: 'deduction',
    points: null,
    judge: (facts) => absent(facts.errorReportEntry, '页面底部没有“我为政府网站找错”入口。'),
  },
  扣分·站内搜索: {
    kind: 'deduction',
    points: null,
    judge: (facts) => absent(facts.searchFindsKnownTitle, '站内搜索首页结果中找不到已知标题。'),
  },
  扣分·IPv6: {
    kind: 'deduction',
    points: null,
    judge: (facts) => absent(facts.ipv6, '网站不支持IPv6访问。'),
  },
}

function incidents({ incidents: found }: SiteObservations): readonly string[] | undefined {
  if (found === undefined) return undefined
  return list(found, 'incidents').map(
    (words, index) => `安全、泄密等严重问题：${text(words, `incidents[${index}]`)}。`,
  )
}

function absent(value: boolean | undefined, because: string): readonly string[] | undefined {
  if (value === undefined) return undefined
  return value ? [] : [because]
}

function unreachable(facts: SiteObservations): readonly string[] | undefined {
  const probes = optionalRecord(facts.probes, 'probes')
  if (probes === undefined) return undefined
  const total = count(probes.total, 'probes.total')
  const failed = count(probes.failed, 'probes.failed')
  if (total === 0 || failed / total < FAILED_SHARE) return []
  return [`访问${total}次，${failed}次在15秒内不能打开，占比达到5%以上。`]
}

/** Whether more than a number of months have passed since the last update; an undated page counts as not updated. */
function olderThanMonths(
  lastUpdatedOn: string | null,
  asOf: DayNumber,
  months: number,
  field: string,
): boolean {
  return lastUpdatedOn == null || addMonths(dayNumber(lastUpdatedOn, field), months) < asOf
}

function olderThanDays(lastUpdatedOn: string | null, asOf: DayNumber, days: number, field: string): boolean {
  return lastUpdatedOn == null || asOf - dayNumber(lastUpdatedOn, field) > days
}

function stale(
  part: { readonly lastUpdatedOn: string | null } | undefined,
  asOf: DayNumber,
  months: number,
  name: string,
): readonly string[] | undefined {
  const seen = optionalRecord(part, name)
  if (seen === undefined) return undefined
  return olderThanMonths(seen.lastUpdatedOn, asOf, months, 'lastUpdatedOn')
    ? [`“${name}”超过${months}个月没有更新。`]
    : []
}

function staleHome(facts: SiteObservations, asOf: DayNumber): readonly string[] | undefined {
  const home = optionalRecord(facts.home, 'home')
  if (home === undefined) return undefined
  return olderThanDays(home.lastUpdatedOn, asOf, NEWS_DAYS, 'home.lastUpdatedOn')
    ? ['首页超过两周没有更新。']
    : []
}

function isStale(column: ObservedColumn, asOf: DayNumber): boolean {
  if (column.kind === 'other') return false
  return column.kind === 'news'
    ? olderThanDays(column.lastUpdatedOn, asOf, NEWS_DAYS, 'columns.lastUpdatedOn')
    : olderThanMonths(column.lastUpdatedOn, asOf, NOTICE_MONTHS, 'columns.lastUpdatedOn')
}

function staleColumns(facts: SiteObservations, asOf: DayNumber): readonly string[] | undefined {
  const columns = optionalRecords(facts.columns, 'columns')
  if (columns === undefined) return undefined
  const named = (some: readonly ObservedColumn[]) =>
    some.map(({ name }) => text(name, 'columns.name')).join('、')
  const old = columns.filter((column) => isStale(column, asOf))
  const long = columns.filter(({ longStale }) => longStale === true)
  const blank = columns.filter((column) => column.blank === true)
  const found: string[] = []
  if (old.length >= STALE_COLUMNS)
    found.push(
      `动态、要闻类两周或者通知公告、政策文件类六个月没有更新的栏目共${old.length}个：${named(old)}。`,
    )
  if (long.length >= LONG_STALE_COLUMNS)
    found.push(`应更新而长期没有更新的栏目共${long.length}个：${named(long)}。`)
  if (blank.length >= BLANK_COLUMNS) found.push(`空白栏目共${blank.length}个：${named(blank)}。`)
  return found
}

function poorInteraction(facts: SiteObservations, asOf: DayNumber): readonly string[] | undefined {
  const consultation = optionalRecord(facts.consultation, 'consultation')
  if (consultation === undefined) return undefined
  if (!consultation.available) return ['没有有效的网上咨询渠道。']
  const yearAgo = addMonths(asOf, -12 * MESSAGE_YEARS)
  return records(consultation.messages, 'consultation.messages').flatMap(
    ({ receivedOn, answeredOn, valid }, index) => {
      const received = dayNumber(receivedOn, `consultation.messages[${index}].receivedOn`)
      const answered = optionalDayNumber(answeredOn, `consultation.messages[${index}].answeredOn`)
      const late = addMonths(received, MESSAGE_MONTHS) < (answered ?? asOf)
      return valid !== false && received >= yearAgo && late
        ? [`${inChinese(received)}的留言超过三个月没有答复。`]
        : []
    },
  )
}

/** READING the counts of missing elements and of poor guides are from memory, unverified. */
function poorServices(facts: SiteObservations): readonly string[] | undefined {
  const services = optionalRecord(facts.services, 'services')
  if (services === undefined) return undefined
  if (!services.offered) return ['没有提供办事服务。']
  const guides = records(services.guides, 'services.guides')
  const poor = guides.filter((guide) => missingElements(guide) >= MISSING_ELEMENTS)
  const all = guides.length
  const tooMany = all < POOR_GUIDES ? all > 0 && poor.length === all : poor.length > POOR_GUIDES
  return tooMany
    ? [
        `办事指南要素缺失四类以上的事项共${poor.length}个：${poor.map(({ name }) => text(name, 'services.guides.name')).join('、')}。`,
      ]
    : []
}

function missingElements({ elements }: ObservedGuide): number {
  const shown = list(elements, 'services.guides.elements')
  return GUIDE_ELEMENTS.filter((element) => !shown.includes(element)).length
}

function poorNewMedia(facts: SiteObservations, asOf: DayNumber): readonly string[] | undefined {
  return optionalRecords(facts.newMedia, 'newMedia')?.flatMap(({ name, lastUpdatedOn, usable }) => {
    if (!usable) return [`政务新媒体“${text(name, 'newMedia.name')}”不能下载或者使用。`]
    return olderThanDays(lastUpdatedOn, asOf, NEWS_DAYS, 'newMedia.lastUpdatedOn')
      ? [`政务新媒体“${text(name, 'newMedia.name')}”超过两周没有更新。`]
      : []
  })
}

function stalePolicies(facts: SiteObservations, asOf: DayNumber): readonly string[] | undefined {
  return optionalRecords(facts.columns, 'columns')
    ?.filter((column) => column.kind === 'policy' && isStale(column, asOf))
    .map(({ name }) => `政策文件栏目“${text(name, 'columns.name')}”超过六个月没有更新。`)
}

function slowAnswers(facts: SiteObservations, asOf: DayNumber): readonly string[] | undefined {
  return optionalRecords(facts.questions, 'questions')?.flatMap(({ askedOn, answeredOn }, index) => {
    const asked = dayNumber(askedOn, `questions[${index}].askedOn`)
    const answered = optionalDayNumber(answeredOn, `questions[${index}].answeredOn`) ?? asOf
    const late = workingDaysBetween(NATIONAL_CALENDAR, asked, answered) > QUESTION_WORKING_DAYS
    return late ? [`${inChinese(asked)}的模拟咨询没有在五个工作日内答复。`] : []
  })
}

function unlinkedPolicies(facts: SiteObservations): readonly string[] | undefined {
  return optionalRecords(facts.policies, 'policies')?.flatMap(({ title, interpreted, linkedBothWays }) => {
    if (!interpreted) return [`《${text(title, 'policies.title')}》应当解读而没有解读。`]
    return linkedBothWays ? [] : [`《${text(title, 'policies.title')}》与其解读没有相互关联。`]
  })
}

function deadLinks({ deadLinks }: SiteObservations): readonly string[] | undefined {
  if (deadLinks === undefined) return undefined
  const dead = count(deadLinks, 'deadLinks')
  return dead === 0 ? [] : [`有${dead}个链接不能打开。`]
}
