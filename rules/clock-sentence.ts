import { workingDaysBetween } from './calendar.ts'
import { type DayNumber, dayNumber, inChinese } from './day.ts'
import { dueOf, period, type ReplyCase } from './reply-case.ts'
import type { ReplyClock } from './reply-clock.ts'

/** Says in one sentence, fit for a letter, how the due date came about and where the case stands. */
export function clockSentence(reply: ReplyCase, clock: ReplyClock, asOf: DayNumber | undefined): string {
  const start = `申请于${inChinese(reply.receivedOn)}收到，答复期限为${reply.law.replyDays}个工作日`
  return `${start}${restarts(reply)}${changes(reply)}${standing(reply, clock, asOf)}`
}

function restarts(reply: ReplyCase): string {
  return reply.periods
    .slice(1)
    .map(({ start, quotas }) => `；${inChinese(start)}${quotas[0]!.cause}`)
    .join('')
}

function changes(reply: ReplyCase): string {
  const { start, limit, quotas, deferral } = period(reply)
  const allowed = quotas.reduce((days, quota) => days + quota.days, 0)
  const excluded = workingDaysBetween(reply.calendar, start, limit) - allowed
  const consulted = excluded > 0 ? `；其间征求意见的${excluded}个工作日不计入期限` : ''
  const causes = quotas.slice(1).map((quota) => `；${quota.cause}`)
  return consulted + causes.join('') + (deferral ? `；${deferral.cause}` : '')
}

function standing(reply: ReplyCase, clock: ReplyClock, asOf: DayNumber | undefined): string {
  if (reply.closed) return ended(reply, clock)
  const due = inChinese(dueOf(period(reply)))
  if (reply.waiting?.for === 'correction') {
    return `；现等待申请人补正${until(reply)}，答复期限自收到补正的申请之日起重新计算。`
  }
  if (reply.waiting) return `；现等待申请人缴费${until(reply)}，答复期限自缴费次日起重新计算。`
  const late = clock.late === undefined ? '' : `，截至${inChinese(asOf!)}已逾期${clock.late}日`
  return `，最迟应当于${due}答复${late}。`
}

function until(reply: ReplyCase): string {
  const by = reply.waiting?.by
  return by === undefined ? '' : `（最迟${inChinese(by)}）`
}

function ended(reply: ReplyCase, clock: ReplyClock): string {
  const { as, on } = reply.closed!
  if (as === 'withdrawn') {
    const late = clock.late === undefined ? '' : `（此前已逾期${clock.late}日）`
    return `；申请人于${inChinese(on)}撤回申请${late}，不再答复。`
  }
  if (as === 'abandoned') {
    const act = reply.waiting?.for === 'correction' ? '补正' : '缴费'
    return `；申请人至${inChinese(on)}逾期未${act}，视为放弃申请，不再处理。`
  }
  if (clock.due === null) return `；已于${inChinese(on)}答复。`
  const due = inChinese(dayNumber(clock.due, 'due'))
  const when = clock.late === undefined ? '在期限内' : `逾期${clock.late}日`
  return `，最迟应当于${due}答复；已于${inChinese(on)}答复，${when}。`
}
