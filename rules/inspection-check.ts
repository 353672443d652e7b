import { type Basis, cite } from './citations.ts'
import { dayNumber } from './day.ts'
import type { Finding, SiteObservations } from './inspection.ts'
import { INDICATORS } from './inspection-indicators.ts'
import { type Verdict, verdict } from './verdict.ts'

export interface InspectionAnswer {
  /** False once any veto is found; null when not every veto indicator was observed. */
  readonly passes: boolean | null
  readonly findings: readonly Finding[]
  /** Points taken off by the indicators whose points are known. */
  readonly deducted: number
  /** The most the site can still score, out of 100; null after a veto. Unverified weights are not taken off. */
  readonly scoreAtMost: number | null
  /** Indicators for which nothing was observed. */
  readonly unobserved: readonly string[]
}

const FULL_MARKS = 100
const PASS_MARK = 60
/** LAW 检查指标·评分 无对外服务职能的部门，不检查办事服务，以其余75分折算为100分。 */
const MARKS_WITHOUT_SERVICES = 75

/**
 * Judges what was observed of a site by the national indicators: vetoes, deductions, and what was not looked at.
 *
 * LAW 国办秘函〔2019〕19号 单项否决指标中出现任意一种情形的，判定为不合格，不再对其他指标进行评分；扣分低于60分的，判定为不合格。
 * GAP bonus points, and the weights of most deductions, are not verified: such findings carry no points.
 */
export function checkInspection(facts: SiteObservations): Verdict<InspectionAnswer> {
  const asOf = dayNumber(facts?.asOf, 'asOf')
  const findings: Finding[] = []
  const unobserved: string[] = []
  for (const [name, indicator] of Object.entries(INDICATORS)) {
    if (name.includes('办事') && facts.hasServices === false) continue
    const found = indicator.judge(facts, asOf)
    if (found === undefined) unobserved.push(name)
    else
      for (const because of found)
        findings.push({ indicator: name, kind: indicator.kind, points: indicator.points, because })
  }
  const vetoed = findings.some(({ kind }) => kind === 'veto')
  const deducted = deductions(findings)
  const scoreAtMost = vetoed ? null : score(deducted, facts.hasServices === false)
  const watched = !unobserved.some((name) => INDICATORS[name]!.kind === 'veto')
  const failed = vetoed || (scoreAtMost !== null && scoreAtMost < PASS_MARK)
  const answer = {
    passes: failed ? false : watched ? true : null,
    findings,
    deducted,
    scoreAtMost,
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

function sentence({
  passes,
  findings,
  unobserved,
}: Omit<InspectionAnswer, 'deducted' | 'scoreAtMost'>): string {
  const veto = findings.find(({ kind }) => kind === 'veto')
  if (veto) return `单项否决，判定为不合格：${veto.because}`
  if (passes === false) return '扣分后不足60分，判定为不合格。'
  const rest =
    findings.length === 0 ? '未发现问题' : `发现${findings.length}处扣分问题：${findings[0]!.because}`
  return unobserved.length === 0
    ? `${rest.replace(/。$/, '')}。`
    : `${rest.replace(/。$/, '')}；尚未检查：${unobserved.join('、')}。`
}
