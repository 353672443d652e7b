import { type Calendar, workingDayAfter } from './calendar.ts'
import type { Basis } from './citations.ts'
import type { DayNumber } from './day.ts'
import type { ReadAct } from './reply-acts.ts'
import type { ReplyLaw } from './reply-law.ts'

/** One letter asking a third party or a co-maker, with what became of it. */
export interface Consultation {
  readonly act: ReadAct
  readonly party: 'third-party' | 'co-maker'
  readonly basis: Basis
  /** The last day for answering; undefined where the law of the time set none. */
  readonly expires: DayNumber | undefined
  /** The last day not counted: that of the answer, or of expiry if the answer is late or never came. */
  readonly end: DayNumber
  readonly answered: DayNumber | undefined
  /** The day of receipt of the letter was not given, and is taken to be the day it was sent. */
  readonly assumed: boolean
}

/**
 * Pairs the letters with their answers. An answer belongs to the earliest open letter of its kind, or to that of the
 * `party` it names. `answerTo` gives the letter of each answer; an answer that is not in it has none.
 *
 * LAW 条例·33 行政机关征求第三方和其他机关意见所需时间不计算在前款规定的期限内。
 * READING 所需时间 are the days after the letter leaves through the day the answer arrives, or through the last day for
 * answering where the answer is late or missing: after it the organ needs to wait no longer.
 * READING an answer whose letter has no known day of receipt is taken to be in time.
 */
export function pairConsultations(
  acts: readonly ReadAct[],
  law: ReplyLaw,
  calendar: Calendar,
  lastKnown: DayNumber,
): { consultations: Map<number, Consultation>; answerTo: Map<number, number> } {
  const consultations = new Map<number, Consultation>()
  const answerTo = new Map<number, number>()
  const open: { act: ReadAct; answered: DayNumber | undefined }[] = []
  const asked: typeof open = []
  for (const act of acts) {
    if (act.type === 'third-party-asked' || act.type === 'co-maker-asked') {
      const letter: (typeof open)[number] = { act, answered: undefined }
      open.push(letter)
      asked.push(letter)
    } else if (act.type === 'third-party-answered' || act.type === 'co-maker-answered') {
      const at = open.findIndex((letter) => answers(act, letter.act))
      const letter = open[at]
      if (letter === undefined) continue
      open.splice(at, 1)
      letter.answered = act.on
      answerTo.set(act.index, letter.act.index)
    }
  }
  for (const { act, answered } of asked) {
    consultations.set(act.index, consultation(act, answered, law, calendar, lastKnown))
  }
  return { consultations, answerTo }
}

function answers(answer: ReadAct, letter: ReadAct): boolean {
  const kind = answer.type === 'third-party-answered' ? 'third-party-asked' : 'co-maker-asked'
  return letter.type === kind && (answer.party === undefined || answer.party === letter.party)
}

function consultation(
  act: ReadAct,
  answered: DayNumber | undefined,
  law: ReplyLaw,
  calendar: Calendar,
  lastKnown: DayNumber,
): Consultation {
  const party = act.type === 'third-party-asked' ? 'third-party' : 'co-maker'
  const days = party === 'third-party' ? law.thirdPartyDays : law.coMakerDays
  const assumed = act.received === undefined
  const expires =
    days === null ? undefined : workingDayAfter(calendar, Math.max(act.received ?? act.on, act.on), days)
  return {
    act,
    party,
    basis: party === 'third-party' ? law.thirdParty : law.coMaker,
    expires,
    end: lastExcludedDay(answered, expires, assumed) ?? Math.max(lastKnown, act.on),
    answered,
    assumed,
  }
}

function lastExcludedDay(
  answered: DayNumber | undefined,
  expires: DayNumber | undefined,
  assumed: boolean,
): DayNumber | undefined {
  if (answered === undefined) return expires
  return expires === undefined || assumed ? answered : Math.min(answered, expires)
}
