import { rollForward, workingDayAfter } from './calendar.ts'
import type { Basis } from './citations.ts'
import { type DayNumber, inChinese } from './day.ts'
import type { ReadAct, ReplyActType } from './reply-acts.ts'
import {
  dueOf,
  exclude,
  period,
  prolong,
  type ReplyCase,
  relyOn,
  remark,
  restart,
  stop,
} from './reply-case.ts'
import { FEE_LAW } from './reply-law.ts'

/** Why an act is against the law, or without its effect in law. */
export interface Objection {
  readonly fault: string
  readonly basis: Basis
  readonly because: string
}

/** What an act does to the clock; an objection says why it does nothing, or less than it says. */
type Effect = (reply: ReplyCase, act: ReadAct) => Objection | undefined

function objection(fault: string, basis: Basis, because: string): Objection {
  return { fault, basis, because }
}

function receivedAgain(reply: ReplyCase): Objection {
  const because = `申请已于${inChinese(reply.receivedOn)}收到，一件申请只有一个收到日，这一项不计。`
  return objection('second-receipt', reply.law.reply, because)
}

/**
 * LAW 条例·30 自收到申请之日起7个工作日内一次性告知申请人作出补正，说明需要补正的事项和合理的补正期限。
 * READING a notice out of time, or a second one, does not stop the clock: the organ's default is not the applicant's loss.
 */
function correctionAsked(reply: ReplyCase, act: ReadAct): Objection | undefined {
  const { law } = reply
  if (reply.correctionAsked) {
    return objection('second-correction', law.correction, '补正应当一次性告知，再次要求补正不影响答复期限。')
  }
  reply.correctionAsked = true
  if (reply.waiting) {
    return objection(
      'clock-stopped',
      law.correction,
      '正在等待缴费，答复期限未在计算，此时要求补正不发生效力。',
    )
  }
  const late = whyCorrectionLate(reply, act)
  if (late) return late
  const unreasonable = act.correctBy !== undefined && act.correctBy <= act.on
  const by = unreasonable ? undefined : act.correctBy
  stop(reply, act.on, { for: 'correction', by }, '告知申请人补正，等待补正', law.correction)
  if (!unreasonable) return undefined
  return objection(
    'unreasonable-period',
    law.correction,
    '补正期限不晚于告知之日，不是合理的期限，视为没有指定期限。',
  )
}

/** READING before 2019 no limit was set for asking, but what has run out cannot be asked to run anew. */
function whyCorrectionLate(reply: ReplyCase, act: ReadAct): Objection | undefined {
  const { correctionDays, correction } = reply.law
  const { limit: due } = period(reply)
  if (correctionDays === null) {
    if (act.on <= due) return undefined
    return objection(
      'late-correction-notice',
      correction,
      `答复期限已于${inChinese(due)}届满，届满后告知补正不影响答复期限。`,
    )
  }
  const limit = workingDayAfter(reply.calendar, reply.receivedOn, correctionDays)
  if (act.on <= limit) return undefined
  const because = `补正应当在收到申请之日起${correctionDays}个工作日内告知（最迟${inChinese(limit)}），逾期告知不影响答复期限。`
  return objection('late-correction-notice', correction, because)
}

/**
 * LAW 条例·30 答复期限自行政机关收到补正的申请之日起计算。
 * READING whether a late correction had good reason is the organ's to judge; one recorded as received restarts the clock.
 */
function corrected(reply: ReplyCase, act: ReadAct): Objection | undefined {
  const { law, waiting } = reply
  if (waiting?.for !== 'correction') {
    return objection('not-asked', law.correction, '没有正在等待的补正，收到补充材料不影响答复期限。')
  }
  if (waiting.by !== undefined && act.on > waiting.by) {
    const because = `补正期限至${inChinese(waiting.by)}，申请人逾期补正；没有正当理由的视为放弃申请，机关接收的按收到之日重新计算期限。`
    remark(reply, act, 'late-correction', because)
  }
  restart(reply, act.on, '收到补正的申请，答复期限重新计算', law.correction)
  return undefined
}

/** LAW 条例·33 征求第三方和其他机关意见所需时间不计算在前款规定的期限内。 */
function consulted(reply: ReplyCase, act: ReadAct): Objection | undefined {
  const { law } = reply
  const consultation = reply.consultations.get(act.index)!
  if (consultation.party === 'co-maker' && law.coMakerDays === null) {
    const because = '当时施行的条例没有征求共同制作机关意见不计入期限的规定，所需时间计入答复期限。'
    return objection('no-such-rule', law.coMaker, because)
  }
  const { limit, deferral } = period(reply)
  if (!reply.waiting && act.on > limit) {
    const because = deferral
      ? `延迟答复的日期${inChinese(deferral.until)}已经确定，征求意见的时间不另行扣除。`
      : `答复期限已于${inChinese(limit)}届满，届满后征求意见不能使期限恢复。`
    return objection('late-consultation', consultation.basis, because)
  }
  if (consultation.assumed && consultation.expires !== undefined && consultation.answered === undefined) {
    remark(reply, act, 'receipt-assumed', '没有记载征求意见书的收到日，暂按发出当日收到计算提出意见的期限。')
  }
  relyOn(reply, consultation.basis)
  reply.consulting.push(consultation)
  if (!reply.waiting) exclude(reply, consultation)
  return undefined
}

/** READING an answer after the last day for answering may be heard, but the days since count. */
function consultationAnswered(reply: ReplyCase, act: ReadAct): Objection | undefined {
  const { law } = reply
  const letter = reply.consultations.get(reply.answerTo.get(act.index) ?? -1)
  if (letter === undefined) {
    const basis = act.type === 'third-party-answered' ? law.thirdParty : law.coMaker
    return objection('not-asked', basis, '没有与之对应的征求意见，这一项不影响答复期限。')
  }
  if (letter.end < act.on) {
    remark(
      reply,
      act,
      'late-opinion',
      `提出意见的期限已于${inChinese(letter.end)}届满，此后的时间计入答复期限。`,
    )
  }
  return undefined
}

/**
 * LAW 条例·33 需要延长答复期限的，应当经政府信息公开工作机构负责人同意并告知申请人，延长的期限最长不得超过20个工作日。
 * READING the applicant must be told before the limit runs out. Once in a period; a period begun anew may be extended
 * anew. Days beyond the most allowed have no effect.
 */
function extended(reply: ReplyCase, act: ReadAct): Objection | undefined {
  const { law } = reply
  const refusal = whyNotExtended(reply, act)
  if (refusal) return refusal
  const days = Math.min(act.days!, law.extensionDays)
  prolong(reply, { kind: 'extended', days, cause: `经批准延长${days}个工作日`, basis: law.reply })
  if (days === act.days) return undefined
  const because = `延长的期限最长不得超过${law.extensionDays}个工作日，超出的${act.days! - days}个工作日不发生效力。`
  return objection('extension-too-long', law.reply, because)
}

function whyNotExtended(reply: ReplyCase, act: ReadAct): Objection | undefined {
  const { reply: basis, extensionDays } = reply.law
  const { limit, quotas } = period(reply)
  if (reply.waiting) return objection('clock-stopped', basis, '答复期限未在计算，此时延长不发生效力。')
  if (quotas.some((quota) => quota.kind === 'extended')) {
    return objection('second-extension', basis, '答复期限只能延长一次，再次延长不发生效力。')
  }
  if (act.days! < 1) {
    return objection(
      'extension-too-short',
      basis,
      `延长的期限应当为1至${extensionDays}个工作日，延长${act.days}个工作日不发生效力。`,
    )
  }
  if (act.approved !== undefined && act.approved > act.noticed) {
    return objection(
      'notice-before-approval',
      basis,
      '延长应当先经政府信息公开工作机构负责人同意，再告知申请人；先告知的不发生效力。',
    )
  }
  if (act.noticed <= limit) return undefined
  const because = `答复期限已于${inChinese(limit)}届满，届满后（${inChinese(act.noticed)}）告知延长不发生效力。`
  return objection('late-extension-notice', basis, because)
}

/**
 * LAW 信息处理费办法 收费通知应当在申请处理期限内发出；申请人应当在收到收费通知次日起20个工作日内缴纳。
 * READING one notice for one application: 办法·3 lets the organ choose one method, once.
 */
function feeNoticed(reply: ReplyCase, act: ReadAct): Objection | undefined {
  const refusal = whyNoFee(reply, act)
  if (refusal) return refusal
  reply.feeNoticed = true
  if (act.received === undefined) {
    remark(reply, act, 'receipt-assumed', '没有记载收费通知的收到日，暂按发出当日收到计算缴费期限。')
  }
  const received = Math.max(act.received ?? act.on, act.on)
  const by = workingDayAfter(reply.calendar, received, FEE_LAW.paymentDays)
  stop(reply, act.on, { for: 'fee', by }, '发出收费通知，等待缴费', FEE_LAW.payment)
  return undefined
}

function whyNoFee(reply: ReplyCase, act: ReadAct): Objection | undefined {
  const due = dueOf(period(reply))
  const basis = FEE_LAW.payment
  if (act.on < FEE_LAW.from) {
    const because = '《政府信息公开信息处理费管理办法》自2021年1月1日起施行，此前没有收取信息处理费的依据。'
    return objection('no-such-rule', basis, because)
  }
  if (reply.feeNoticed)
    return objection('second-fee-notice', basis, '同一件申请已经发出收费通知，不得再次收费。')
  if (reply.waiting) {
    return objection('clock-stopped', basis, '正在等待补正，不在申请处理期限内，此时发出收费通知不发生效力。')
  }
  if (act.on <= due) return undefined
  return objection(
    'late-fee-notice',
    basis,
    `答复期限已于${inChinese(due)}届满，收费通知应当在处理期限内发出。`,
  )
}

/**
 * LAW 信息处理费办法 申请人缴费的，处理期限从缴费完成次日起重新计算；逾期未缴纳的，视为放弃申请。
 * READING a late payment the organ took restarts the clock, as a late correction it took does.
 */
function feePaid(reply: ReplyCase, act: ReadAct): Objection | undefined {
  const { waiting } = reply
  if (waiting?.for !== 'fee') {
    return objection(
      'not-asked',
      FEE_LAW.payment,
      '没有正在等待的缴费，这一项不影响答复期限；已收款项应当核实退还。',
    )
  }
  if (act.on > waiting.by!) {
    const because = `缴费期限至${inChinese(waiting.by!)}，申请人逾期缴费；逾期未缴的视为放弃申请，机关收取的按缴费次日重新计算期限。`
    remark(reply, act, 'late-payment', because)
  }
  restart(reply, act.on, '缴费完成，答复期限自次日起重新计算', FEE_LAW.payment)
  return undefined
}

/**
 * LAW 条例·35 行政机关可以要求申请人说明理由。
 * READING asking for reasons does not stop the clock: the article gives no such effect.
 */
function reasonsAsked(reply: ReplyCase): Objection | undefined {
  const { abuse } = reply.law
  if (abuse === null) {
    return objection('no-such-rule', reply.law.reply, '当时施行的条例没有要求申请人说明理由的规定。')
  }
  reply.reasonsAsked = true
  relyOn(reply, abuse)
  return undefined
}

/**
 * LAW 条例·35 无法在本条例第三十三条规定的期限内答复申请人的，可以确定延迟答复的合理期限并告知申请人。
 * READING a delayed day that is a rest day moves to the next working day, as 民法典·203 has it. It is a fixed day:
 * 条例·33 leaves the time of consultations out of its own limit only.
 */
function deferred(reply: ReplyCase, act: ReadAct): Objection | undefined {
  const basis = reply.law.abuse ?? reply.law.reply
  const now = period(reply)
  const due = dueOf(now)
  if (!reply.reasonsAsked) {
    return objection('reasons-not-asked', basis, '没有先要求申请人说明理由，不能确定延迟答复的期限。')
  }
  if (reply.waiting) return objection('clock-stopped', basis, '答复期限未在计算，此时延迟不发生效力。')
  if (act.until === undefined) {
    return objection(
      'deferral-without-date',
      basis,
      '延迟答复应当确定合理期限并告知申请人，没有写明延迟至何日的不发生效力。',
    )
  }
  if (act.noticed > due) {
    return objection('late-deferral', basis, `答复期限已于${inChinese(due)}届满，届满后告知延迟不发生效力。`)
  }
  const until = rollForward(reply.calendar, act.until)
  if (until <= due) {
    return objection('deferral-not-later', basis, `延迟的日期不晚于答复期限${inChinese(due)}，不发生效力。`)
  }
  now.deferral = { until, cause: `告知申请人延迟至${inChinese(until)}答复`, basis }
  return undefined
}

function replied(reply: ReplyCase, act: ReadAct): undefined {
  reply.closed = { as: 'replied', on: act.on }
  for (const letter of reply.consulting) {
    if (letter.answered === undefined && act.on <= letter.end) {
      remark(
        reply,
        act,
        'replied-before-opinion',
        `提出意见的期限至${inChinese(letter.end)}，答复时尚未收到意见。`,
      )
    }
  }
}

function withdrawn(reply: ReplyCase, act: ReadAct): undefined {
  reply.closed = { as: 'withdrawn', on: act.on }
}

/** The effect of every act on an application that has been received and is not closed. */
export const EFFECTS: Readonly<Record<ReplyActType, Effect>> = {
  received: receivedAgain,
  'correction-asked': correctionAsked,
  corrected,
  'third-party-asked': consulted,
  'third-party-answered': consultationAnswered,
  'co-maker-asked': consulted,
  'co-maker-answered': consultationAnswered,
  extended,
  'fee-noticed': feeNoticed,
  'fee-paid': feePaid,
  'abusive-reasons-asked': reasonsAsked,
  deferred,
  replied,
  withdrawn,
}

/** The day on which an unanswered wait ended the case (视为放弃申请), if it lies before `asOf`. */
export function abandonedOn(reply: ReplyCase, asOf: DayNumber): DayNumber | undefined {
  const by = reply.waiting?.by
  return by !== undefined && asOf > by ? by : undefined
}
