import { checkAnnualReport } from './annual-report-check.ts'
import { annualReportDue } from './annual-report-due.ts'
import { rollUpAnnualReports } from './annual-report-roll-up.ts'
import { tallyApplications } from './annual-report-tally.ts'
import { applicationReceived } from './application-received.ts'
import { BadFacts } from './bad-facts.ts'
import { checkBankCard } from './bank-card.ts'
import { buildCalendar, type Calendar, type LocalDay } from './calendar.ts'
import { addCalendarDays } from './calendar-days.ts'
import { HOLIDAY_YEARS, NATIONAL_CALENDAR } from './calendars/national.ts'
import { enterpriseSize } from './enterprise-size.ts'
import { errorReportDue } from './error-report-due.ts'
import { feeChargeable } from './fee-chargeable.ts'
import { indexNumber } from './index-number.ts'
import { checkInspection } from './inspection-check.ts'
import { interpretationDue } from './interpretation-due.ts'
import { messageDue } from './message-due.ts'
import { opinionResponseDue } from './opinion-response-due.ts'
import { checkOrganisationCode } from './organisation-code.ts'
import { feeByItems, feeByPages } from './processing-fee.ts'
import { publicationDue } from './publication-due.ts'
import { remedy } from './remedy.ts'
import { replyClock } from './reply-clock.ts'
import { replyKind } from './reply-kind.ts'
import { checkResidentId } from './resident-id.ts'
import { serviceDate } from './service-date.ts'
import { list, record } from './shapes.ts'
import { coMakerSilence, thirdPartySilence } from './silence.ts'
import { checkUscc } from './uscc.ts'
import { validity } from './validity.ts'
import type { Verdict } from './verdict.ts'
import { addWorkingDays, checkWorkingDay, countWorkingDays } from './working-days.ts'

/** A rule as a table entry: what it answers, the facts it reads, and the function. */
export interface Rule {
  readonly says: string
  readonly facts: string
  // biome-ignore lint/suspicious/noExplicitAny: each rule checks its own facts, whatever came in as JSON.
  readonly judge: (facts: any, calendar: Calendar) => Verdict<unknown>
}

/** Every rule by the name under which `evaluate` and the command line know it. */
export const RULES: Readonly<Record<string, Rule>> = {
  'working-days/add': { says: '若干个工作日之后是哪一天', facts: 'from days', judge: addWorkingDays },
  'working-days/between': { says: '两日之间有多少个工作日', facts: 'from to', judge: countWorkingDays },
  'working-days/is': { says: '某日是不是工作日，为什么', facts: 'on', judge: checkWorkingDay },
  'calendar-days/add': {
    says: '若干日之后是哪一天，遇法定休假日顺延',
    facts: 'from days',
    judge: addCalendarDays,
  },
  'publication-due': {
    says: '主动公开的最后期限，或者应当保持公示的时间',
    facts: 'formedOn matter?',
    judge: publicationDue,
  },
  'application-received': {
    says: '收到申请的日期，或者还缺哪个日期',
    facts: 'channel submittedOn? arrivedOn? signedOn? confirmedOn?',
    judge: applicationReceived,
  },
  'reply-clock': {
    says: '答复期限、每一段时间的由来和违法之处',
    facts: 'acts asOf? ledger?',
    judge: replyClock,
  },
  'third-party-silence': {
    says: '第三方逾期不提出意见的后果',
    facts: 'receivedOn? answeredOn? asOf?',
    judge: thirdPartySilence,
  },
  'co-maker-silence': {
    says: '共同制作机关逾期不提出意见的后果',
    facts: 'receivedOn? answeredOn? asOf?',
    judge: coMakerSilence,
  },
  'processing-fee/items': {
    says: '按件计收的信息处理费',
    facts: 'alreadyThisMonth items on?',
    judge: feeByItems,
  },
  'processing-fee/pages': { says: '按量计收的信息处理费', facts: 'pages on?', judge: feeByPages },
  'fee-chargeable': {
    says: '能不能收取信息处理费，为什么',
    facts: 'filedWithOffice method otherMethodUsed alreadyPublic on?',
    judge: feeChargeable,
  },
  'reply-kind': { says: '一种答复的条文、年报栏目和答复书必备内容', facts: 'code', judge: replyKind },
  remedy: { says: '答复书应当告知的救济途径', facts: 'code decidedOn organLevel knownOn?', judge: remedy },
  'service-date': {
    says: '答复视为作出的日期',
    facts: 'manner postedOn? signedOn? readOn?',
    judge: serviceDate,
  },
  validity: {
    says: '规范性文件在某日的效力状态，为什么',
    facts: 'issuedOn effectiveOn? expiresOn? years? trial? acts? asOf',
    judge: validity,
  },
  'interpretation-due': {
    says: '政策解读的最后发布日期',
    facts: 'publishedOn workingDays?',
    judge: interpretationDue,
  },
  'error-report-due': { says: '网站找错的办理期限', facts: 'receivedOn', judge: errorReportDue },
  'message-due': { says: '咨询留言的答复期限', facts: 'receivedOn complex?', judge: messageDue },
  'opinion-response-due': { says: '政务舆情的回应期限', facts: 'kind happenedAt', judge: opinionResponseDue },
  'annual-report-due': { says: '年度报告的公布期限', facts: 'year organ', judge: annualReportDue },
  'annual-report/check': {
    says: '年度报告各表的勾稽关系，逐格检查',
    facts: 'two? three? four? previous? parts? quoted?',
    judge: checkAnnualReport,
  },
  'annual-report/roll-up': { says: '把多份年度报告汇总为一份', facts: 'reports', judge: rollUpAnnualReports },
  'annual-report/tally': {
    says: '从各件申请统计年度报告表三',
    facts: 'year cases',
    judge: tallyApplications,
  },
  'inspection/check': {
    says: '按检查指标判断网站的单项否决和扣分',
    facts: 'asOf incidents? probes? home? columns? consultation? services? … (inspection.ts)',
    judge: checkInspection,
  },
  'enterprise-size': {
    says: '企业可能的规模类型',
    facts: 'industry employees? revenue? assets? on?',
    judge: enterpriseSize,
  },
  'identifier/uscc': { says: '统一社会信用代码是否有效', facts: 'value', judge: checkUscc },
  'identifier/resident-id': { says: '公民身份号码是否有效', facts: 'value', judge: checkResidentId },
  'identifier/organisation-code': {
    says: '组织机构代码是否有效',
    facts: 'value',
    judge: checkOrganisationCode,
  },
  'identifier/bank-card': { says: '银行卡号是否有效', facts: 'value', judge: checkBankCard },
  'index-number': {
    says: '编制或者解析索引号',
    facts: 'value | organisationCode year serial',
    judge: indexNumber,
  },
}

/** The answer where facts are bad: the problem by name, the fact, and what to do. */
export interface ProblemAnswer {
  readonly problem: { readonly name: string; readonly field: string; readonly because: string }
}

/**
 * Asks a rule by name with facts as they come in JSON. Bad facts (an impossible date, a negative count, an unknown
 * code) get an answer that names the problem; only a rule that does not exist or facts that are no object throw
 * `BadFacts`. `facts.localDays` may list days on which a district departed from the national calendar.
 */
export function evaluate(rule: string, facts: unknown): Verdict<unknown> {
  if (typeof rule !== 'string' || !Object.hasOwn(RULES, rule)) {
    throw new BadFacts('unknown-code', 'rule', `没有“${String(rule)}”这一规则，可用 --list 查看全部规则。`)
  }
  const given = record(facts as { localDays?: readonly LocalDay[] }, 'facts')
  try {
    return RULES[rule]!.judge(given, calendarWith(given.localDays))
  } catch (error) {
    if (!(error instanceof BadFacts)) throw error
    const { problem: name, field, message: because } = error
    return {
      answer: { problem: { name, field, because } } satisfies ProblemAnswer,
      basis: [],
      reason: because,
    }
  }
}

function calendarWith(localDays: readonly LocalDay[] | undefined): Calendar {
  const days = list(localDays, 'localDays')
  return days.length === 0 ? NATIONAL_CALENDAR : buildCalendar(HOLIDAY_YEARS, days)
}
