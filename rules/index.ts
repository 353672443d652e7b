export { BadFacts, type BadFactsName } from './bad-facts.ts'
export { buildCalendar, type Calendar, type HolidayYear, type LocalDay } from './calendar.ts'
export { addCalendarDays } from './calendar-days.ts'
export { HOLIDAY_YEARS, NATIONAL_CALENDAR } from './calendars/national.ts'
export { type Basis, cite } from './citations.ts'
export type { Day } from './day.ts'
export { type IndexNumberAnswer, indexNumber } from './index-number.ts'
export { checkOrganisationCode, type IdentifierAnswer } from './organisation-code.ts'
export { type ParameterName, parameterOn } from './parameters.ts'
export { type PublicationMatter, publicationDue } from './publication-due.ts'
export {
  VALIDITY_LABELS,
  type ValidityAct,
  type ValidityFacts,
  type ValidityStatus,
  validity,
} from './validity.ts'
export type { Verdict } from './verdict.ts'
export { addWorkingDays, checkWorkingDay, countWorkingDays } from './working-days.ts'
