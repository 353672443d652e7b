import { HOLIDAY_YEARS } from './calendars/national.ts'
import type { Instrument } from './citations.ts'
import { DOUBTS } from './doubts.ts'
import { INDICATORS } from './inspection-indicators.ts'
import { INSTRUMENTS } from './instruments.ts'
import { PARAMETERS, type ParameterVersion } from './parameters.ts'

/** One thing in this library that a jurist has still to confirm. */
export interface Unverified {
  readonly kind: 'text' | 'date' | 'number' | 'notice' | 'points' | 'question'
  readonly subject: string
  readonly because: string
}

/** Everything marked unverified: texts not seen, numbers from memory, notices without number, open questions. */
export function unverified(): Unverified[] {
  return [...texts(), ...numbers(), ...notices(), ...points(), ...questions()]
}

function texts(): Unverified[] {
  const found: Unverified[] = []
  for (const [name, instrument] of Object.entries<Instrument>(INSTRUMENTS)) {
    for (const { from, source, unverified: unseen, yearOnly, verifiedArticles } of instrument.versions) {
      const subject = `${name}（${source}，${from}起）`
      const except = verifiedArticles ? `，仅${verifiedArticles.join('、')}已核对` : ''
      if (unseen) found.push({ kind: 'text', subject, because: `没有见到原文${except}。` })
      if (yearOnly) found.push({ kind: 'date', subject, because: '只知道年份，施行日期以该年1月1日代替。' })
    }
  }
  return found
}

function numbers(): Unverified[] {
  return Object.entries<readonly ParameterVersion[]>(PARAMETERS).flatMap(([name, versions]) =>
    versions
      .filter((version) => version.unverified)
      .map(({ from, value, basis }) => ({
        kind: 'number' as const,
        subject: `${name} = ${value ?? '无规定'}（${from}起）`,
        because: `出自记忆或者通行做法，应当核对${basis.cite}（${basis.source}）。`,
      })),
  )
}

function notices(): Unverified[] {
  return HOLIDAY_YEARS.flatMap(({ year, notices: papers }) =>
    papers
      .filter(({ number }) => number === null)
      .map(({ page }) => ({
        kind: 'notice' as const,
        subject: `${year}年节假日安排`,
        because: `通知的文号待核：${page}`,
      })),
  )
}

function points(): Unverified[] {
  return Object.entries(INDICATORS)
    .filter(([, { kind, points: weight }]) => kind === 'deduction' && weight === null)
    .map(([name]) => ({
      kind: 'points' as const,
      subject: `检查指标·${name}`,
      because: '分值没有核实，不计扣分。',
    }))
}

function questions(): Unverified[] {
  return DOUBTS.map(({ rule, question, meanwhile }) => ({
    kind: 'question' as const,
    subject: rule,
    because: `${question}现作如下处理：${meanwhile}`,
  }))
}
