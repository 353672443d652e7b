import { BadFacts } from './bad-facts.ts'
import { cite } from './citations.ts'
import { type Day, dayNumber } from './day.ts'
import {
  SECTIONS,
  SIZE_STANDARD,
  type SizeBounds,
  type SizeIndicator,
  type SizeIndustry,
} from './size-standard.ts'
import { type Verdict, verdict } from './verdict.ts'

export const SIZE_CLASSES = { large: '大型', medium: '中型', small: '小型', micro: '微型' } as const

export type SizeClass = keyof typeof SIZE_CLASSES

export interface EnterpriseFacts {
  /** An industry of the standard by name, or a code of GB/T 4754-2017 (`C`, `C13`, `6510`). */
  readonly industry: string
  /** Persons. */
  readonly employees?: number
  /** 万元. */
  readonly revenue?: number
  /** 万元. */
  readonly assets?: number
  readonly on?: Day
}

export interface SizeAnswer {
  /** Every class the enterprise may have, largest first: one when all figures are known. */
  readonly classes: readonly SizeClass[]
  readonly labels: readonly string[]
  readonly industries: readonly string[]
  /** The figures that would settle it. */
  readonly missing: readonly SizeIndicator[]
}

const EFFECTIVE_ON = '2011-06-18'
const FIGURES: Readonly<Record<SizeIndicator, string>> = {
  employees: '从业人员',
  revenue: '营业收入',
  assets: '资产总额',
}
const ORDER: readonly SizeClass[] = ['micro', 'small', 'medium', 'large']

/**
 * The size classes an enterprise may have under the national standard. A missing figure leaves several.
 *
 * LAW 工信部联企业〔2011〕300号 大型、中型和小型企业须同时满足所列指标的下限，否则下划一档；微型企业只须满足所列指标中的一项即可。
 * GAP finance has its own standard (银发〔2015〕309号); rail, education, health services and public bodies have none here.
 */
export function enterpriseSize(facts: EnterpriseFacts): Verdict<SizeAnswer> {
  if (facts.on !== undefined && dayNumber(facts.on, 'on') < dayNumber(EFFECTIVE_ON, 'on')) {
    throw new BadFacts(
      'before-the-law',
      'on',
      '《中小企业划型标准规定》自2011年6月18日起施行，此前的划型标准未收录。',
    )
  }
  const industries = industriesOf(facts.industry)
  const figures = readFigures(facts)
  const classes = new Set<SizeClass>()
  const missing = new Set<SizeIndicator>()
  for (const industry of industries) {
    for (const name of possibleClasses(industry, figures, missing)) classes.add(name)
  }
  const answer: SizeAnswer = {
    classes: ORDER.filter((name) => classes.has(name)).reverse(),
    labels: ORDER.filter((name) => classes.has(name))
      .reverse()
      .map((name) => SIZE_CLASSES[name]),
    industries: industries.map(({ name }) => name),
    missing: [...missing],
  }
  return verdict(answer, [cite('中小企业划型规定', '4'), cite('国民经济行业分类', '')], sentence(answer))
}

type Figures = Readonly<Record<SizeIndicator, number | undefined>>

function readFigures(facts: EnterpriseFacts): Figures {
  const read = (name: SizeIndicator) => {
    const value = facts[name]
    if (value === undefined || value === null) return undefined
    if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return value
    throw new BadFacts('not-a-count', name, `${FIGURES[name]}“${name}”应当是不小于零的数，请核对。`)
  }
  return { employees: read('employees'), revenue: read('revenue'), assets: read('assets') }
}

/** The classes at or below the lowest that the known figures reach, or just that one when none is missing. */
function possibleClasses(
  industry: SizeIndustry,
  figures: Figures,
  missing: Set<SizeIndicator>,
): readonly SizeClass[] {
  let highest = ORDER.length - 1
  let certain = true
  for (const [name, bounds] of Object.entries(industry.indicators) as [SizeIndicator, SizeBounds][]) {
    const figure = figures[name]
    if (figure === undefined) {
      certain = false
      missing.add(name)
    } else highest = Math.min(highest, classReached(figure, bounds))
  }
  // NOTE one figure below the bound makes a micro enterprise whatever the others are.
  return certain || highest === 0 ? [ORDER[highest]!] : ORDER.slice(0, highest + 1)
}

function classReached(figure: number, { large, medium, small }: SizeBounds): number {
  if (figure >= large) return 3
  if (figure >= medium) return 2
  return figure >= small ? 1 : 0
}

const CODE = /^([A-T]?)(\d{0,4})$/

function industriesOf(industry: unknown): readonly SizeIndustry[] {
  const text = typeof industry === 'string' ? industry.trim() : ''
  if (text === '')
    throw new BadFacts('missing', 'industry', '缺少行业“industry”，请填写行业名称或者国民经济行业分类代码。')
  const named = SIZE_STANDARD.filter(({ name, also }) => name === text || also.includes(text))
  if (named.length > 0) return named
  const code = CODE.exec(text.toUpperCase())
  if (code === null) {
    const names = SIZE_STANDARD.map(({ name }) => name).join('；')
    throw new BadFacts(
      'unknown-code',
      'industry',
      `没有“${text}”这一行业，请填写行业分类代码，或者下列名称之一：${names}。`,
    )
  }
  const found = SIZE_STANDARD.filter(({ codes }) => codes.some((own) => covers(own, code[1]!, code[2]!)))
  if (found.length > 0) return found
  throw new BadFacts(
    'not-covered',
    'industry',
    `行业“${text}”不在《中小企业划型标准规定》所列行业之内，或者另有划型标准，请人工确认。`,
  )
}

/** Whether a code of the standard and a code given (section letter, digits, or both) have enterprises in common. */
function covers(own: string, letter: string, digits: string): boolean {
  if (letter !== '' && letter !== sectionOf(own)) return false
  if (digits === '') return true
  if (SECTIONS[own]) return sectionOf(digits) === own
  return own.startsWith(digits) || digits.startsWith(own)
}

function sectionOf(code: string): string | undefined {
  if (SECTIONS[code]) return code
  const division = Number(code.slice(0, 2))
  return Object.keys(SECTIONS).find(
    (letter) => SECTIONS[letter]![0] <= division && division <= SECTIONS[letter]![1],
  )
}

function sentence({ labels, industries, missing }: SizeAnswer): string {
  const standard = `按${industries.join('、')}的划型标准`
  if (labels.length === 1) return `${standard}，为${labels[0]}企业。`
  const needed =
    missing.length > 0 ? `缺少${missing.map((name) => FIGURES[name]).join('、')}，` : '行业代码过于概括，'
  return `${standard}，${needed}可能为${labels.join('、')}企业。`
}
