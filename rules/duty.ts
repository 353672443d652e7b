import { BadFacts } from './bad-facts.ts'
import type { Basis } from './citations.ts'
import { type DayNumber, dayNumber, dayOf, inChinese } from './day.ts'
import { PARAMETERS, type ParameterName, parameterOn } from './parameters.ts'

/** The number a duty counts, on a day, and its article; refuses a day before the duty existed. */
export function periodOn(name: ParameterName, on: DayNumber, field: string): { days: number; basis: Basis } {
  const version = parameterOn(name, dayOf(on))
  if (version?.value != null) return { days: version.value, basis: version.basis }
  const from = dayNumber(PARAMETERS[name][0].from, 'from')
  throw new BadFacts(
    'before-the-law',
    field,
    `${inChinese(on)}时尚无此项时限，有关规定自${inChinese(from)}起才有。`,
  )
}
