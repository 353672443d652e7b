export type { Cell, Column, ReportTables } from './annual-report.ts'
export { COLUMNS, RESULTS, ROWS, TABLE_FOUR, TABLE_TWO } from './annual-report.ts'
export {
  checkAnnualReport,
  type ReportCheck,
  type ReportFacts,
  type Violation,
} from './annual-report-check.ts'
export { type AnnualReportDue, annualReportDue } from './annual-report-due.ts'
export { type RolledReport, rollUpAnnualReports } from './annual-report-roll-up.ts'
export { type CountedApplication, tallyApplications } from './annual-report-tally.ts'
export {
  type ApplicationArrival,
  applicationReceived,
  CHANNELS,
  type Channel,
  type ReceiptAnswer,
} from './application-received.ts'
export { BadFacts, type BadFactsName } from './bad-facts.ts'
export { checkBankCard } from './bank-card.ts'
export { buildCalendar, type Calendar, type HolidayYear, type LocalDay } from './calendar.ts'
export { addCalendarDays } from './calendar-days.ts'
export { HOLIDAY_YEARS, NATIONAL_CALENDAR } from './calendars/national.ts'
export { type Basis, cite, type Instrument, type InstrumentName } from './citations.ts'
export type { LedgerDay } from './clock-ledger.ts'
export type { Segment, SegmentKind } from './clock-segments.ts'
export type { Day } from './day.ts'
export { DOUBTS, type Doubt } from './doubts.ts'
export {
  type EnterpriseFacts,
  enterpriseSize,
  SIZE_CLASSES,
  type SizeAnswer,
  type SizeClass,
} from './enterprise-size.ts'
export { errorReportDue } from './error-report-due.ts'
export { type ChargeAnswer, type ChargeFacts, feeChargeable } from './fee-chargeable.ts'
export { type IndexNumberAnswer, indexNumber } from './index-number.ts'
export type { Finding, SiteObservations } from './inspection.ts'
export { checkInspection, type InspectionAnswer } from './inspection-check.ts'
export { INSTRUMENTS } from './instruments.ts'
export { interpretationDue } from './interpretation-due.ts'
export { messageDue } from './message-due.ts'
export { opinionResponseDue } from './opinion-response-due.ts'
export { checkOrganisationCode, type IdentifierAnswer } from './organisation-code.ts'
export { PARAMETERS, type ParameterName, parameterOn } from './parameters.ts'
export { type FeeAnswer, feeByItems, feeByPages } from './processing-fee.ts'
export { type PublicationAnswer, type PublicationMatter, publicationDue } from './publication-due.ts'
export { PUBLICATION_LIMITS } from './publication-limits.ts'
export { evaluate, type ProblemAnswer, RULES, type Rule } from './registry.ts'
export { type RemedyAnswer, type RemedyFacts, remedy } from './remedy.ts'
export { REPLY_ACTS, type ReplyAct, type ReplyActType } from './reply-acts.ts'
export type { Fault, Remark } from './reply-case.ts'
export { REPLY_STATES, type ReplyClock, type ReplyFacts, type ReplyState, replyClock } from './reply-clock.ts'
export { type ReplyKindAnswer, replyKind } from './reply-kind.ts'
export { REPLY_GROUPS, REPLY_KINDS, type ReplyCode, type ReplyGroup, type ReplyKind } from './reply-kinds.ts'
export { checkResidentId } from './resident-id.ts'
export { type ServiceAnswer, type ServiceFacts, serviceDate } from './service-date.ts'
export { type ConsultationFacts, coMakerSilence, type SilenceAnswer, thirdPartySilence } from './silence.ts'
export { type Unverified, unverified } from './unverified.ts'
export { checkUscc } from './uscc.ts'
export {
  VALIDITY_LABELS,
  type ValidityAct,
  type ValidityAnswer,
  type ValidityFacts,
  type ValidityStatus,
  validity,
} from './validity.ts'
export type { Verdict } from './verdict.ts'
export { addWorkingDays, checkWorkingDay, countWorkingDays } from './working-days.ts'
