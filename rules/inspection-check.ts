import { type Basis, cite } from './citations.ts'
import { dayNumber } from './day.ts'
import type { Finding, SiteObservations } from './inspection.ts'
import { INDICATORS } from './inspection-indicators.ts'
import { type Verdict, verdict } from './verdict.ts'

export interface InspectionAnswer {
  /** True once any veto is found; null when none is found but not every veto indicator was observed. */
  readonly veto: boolean | null
  readonly findings: readonly Finding[]
  /** Points taken off by the indicators whose points are known. */
  readonly deducted: number
  /** The most the site can still score, out of 100; null after a veto. Unverified weights are not taken off. */
  readonly scoreAtMost: number | null
  /** Indicators for which nothing was observed. */
  readonly unobserved: readonly string[]
}

const FULL_MARKS = 100
/** LAW 检查指标·评分 无对外服务职能的部门，不检查办事服务，以其余75分折算为100分。 */
const MARKS_WITHOUT_SERVICES = 75

/**
 * Judges what was observed of a site by the national indicators: vetoes, deductions, and what was not looked at.
 *
 * LAW 国办秘函〔2019〕19号 单项否决指标中出现任意一种情形的，判定为不合格，不再对其他指标进行评分。
 * GAP whether the deductions leave fewer than 60 points, and the bonus points: most weights are not verified, and
 * findings of that kind carry no points.
 */
export function checkInspection(facts: SiteObservations): Verdict<InspectionAnswer> {
  const asOf = dayNumber(facts.asOf, 'asOf')
  const withoutServices = facts.hasServices === false
  const findings: Finding[] = []
  const unobserved: string[] = []
  for (const [name, { kind, points, judge }] of Object.entries(INDICATORS)) {
    if (withoutServices && name.includes('办事')) continue
    const found = judge(facts, asOf)
    if (found === undefined) unobserved.push(name)
    else for (const because of found) findings.push({ indicator: name, kind, points, because })
  }
  const vetoed = findings.some(({ kind }) => kind === 'veto')
  const allWatched = !unobserved.some((name) => INDICATORS[name]!.kind === 'veto')
  const deducted = deductions(findings)
  const answer: InspectionAnswer = {
    veto: vetoed ? true : allWatched ? false : null,
    findings,
    deducted,
    scoreAtMost: vetoed ? null : score(deducted, withoutServices),
    unobserved,
  }
  return verdict(answer, basisOf(findings), sentence(answer))
}

/** LAW 检查指标·评分 each indicator's deductions are capped at its points: found many times, it counts once. */
function deductions(findings: readonly Finding[]): number {
  const points = new Map<string, number>()
  for (const { indicator, points: off } of findings) if (off !== null) points.set(indicator, off)
  return [...points.values()].reduce((sum, off) => sum + off, 0)
}

function score(deducted: number, withoutServices: boolean): number {
  if (!withoutServices) return FULL_MARKS - deducted
  return ((MARKS_WITHOUT_SERVICES - deducted) * FULL_MARKS) / MARKS_WITHOUT_SERVICES
}

function basisOf(findings: readonly Finding[]): readonly Basis[] {
  const names = [...new Set(findings.map(({ indicator }) => indicator))]
  return [cite('检查指标', '评分'), ...names.map((name) => cite('检查指标', name))]
}

function sentence({ findings, unobserved }: InspectionAnswer): string {
  const veto = findings.find(({ kind }) => kind === 'veto')
  if (veto) return `单项否决，判定为不合格：${veto.because}`
  const found =
    findings.length === 0 ? '未发现问题。' : `发现${findings.length}处扣分问题：${findings[0]!.because}`
  return unobserved.length === 0 ? found : `${found}尚未检查：${unobserved.join('、')}。`
}
