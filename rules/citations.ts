import type { Day } from './day.ts'
import { INSTRUMENTS } from './instruments.ts'

/** One article an answer rests on. */
export interface Basis {
  /** Short name and article: `条例·33`. */
  readonly cite: string
  /** The instrument's own title. */
  readonly title: string
  /** 文号 of the version applied. */
  readonly source: string
  /** The day this version took effect. */
  readonly version: Day
  /** True when the text of the article has not been seen by the authors; `unverified()` lists these for a jurist. */
  readonly unverified?: true
}

/** A version of a law, regulation, notice or standard. */
export interface Version {
  readonly from: Day
  readonly source: string
  readonly unverified?: true
  /** Only the year of the version is known; `from` is its first day. */
  readonly yearOnly?: true
  /** Articles of an otherwise unverified version whose words were seen. */
  readonly verifiedArticles?: readonly string[]
}

/** A law, regulation, notice or standard the rules rely on, with every version of it they know. */
export interface Instrument {
  readonly title: string
  /** Oldest first. */
  readonly versions: readonly [Version, ...Version[]]
  /** The first day on which the instrument no longer applies, where it has been repealed. */
  readonly until?: Day
}

export type InstrumentName = keyof typeof INSTRUMENTS

const made = new Map<string, Basis>()

/**
 * The basis `name·article` in the version in force on a day; the latest version when no day is given, the first
 * when the day lies before it.
 */
export function cite(name: InstrumentName, article: string, on?: Day): Basis {
  const instrument: Instrument = INSTRUMENTS[name]
  const version = versionOn(instrument, on)
  const key = `${name}·${article}·${version.from}`
  const known = made.get(key)
  if (known !== undefined) return known
  const basis: Basis = Object.freeze({
    cite: article === '' ? name : `${name}·${article}`,
    title: instrument.title,
    source: version.source,
    version: version.from,
    ...(version.unverified && !version.verifiedArticles?.includes(article)
      ? { unverified: true as const }
      : {}),
  })
  made.set(key, basis)
  return basis
}

function versionOn(instrument: Instrument, on: Day | undefined): Version {
  let chosen: Version = instrument.versions[0]
  for (const version of instrument.versions) {
    if (on === undefined || version.from <= on) chosen = version
  }
  return chosen
}
