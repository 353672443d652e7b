import { readFixtures, scoreNoise } from './gongwen/corpus.ts'
import { fuzz, measureSpeed } from './gongwen/fuzz.ts'
import { NOISES } from './gongwen/noise.ts'
import { hasData, measureNotice, measurePages } from './gongwen/pages.ts'
import { f1, precision, recall, type Scores } from './gongwen/score.ts'

const SEED = 9704

/** One gate: what is measured, under what, its figure and the least it may be. */
export type Gate = { name: string; noise: string; figure: number; target: number }

const F1: [string, number][] = [
  ['文号', 0.99],
  ['标题', 0.98],
  ['日期', 0.99],
  ['落款', 0.99],
  ['主送', 0.97],
  ['条目树', 0.98],
  ['引用', 0.96],
  ['引用关系', 0.9],
]
const PARAGRAPHS = 0.97
const PARAGRAPHS_WRAPPED = 0.93

/** Every gate on our own fixtures, clean and under each noise. */
export async function measureFixtures(): Promise<Gate[]> {
  const fixtures = readFixtures()
  const gates: Gate[] = []
  for (const noise of NOISES) {
    const scores = await scoreNoise(fixtures, noise, SEED)
    gates.push(...gatesOf(scores, noise.name, noise.wraps))
  }
  return gates
}

function gatesOf(scores: Scores, noise: string, wraps: boolean): Gate[] {
  const none = { found: 0, wanted: 0, right: 0 }
  const of = (name: string) => scores[name] ?? none
  return [
    ...F1.map(([name, target]) => ({ name, noise, figure: f1(of(name)), target })),
    { name: '段落', noise, figure: f1(of('段落')), target: wraps ? PARAGRAPHS_WRAPPED : PARAGRAPHS },
    { name: '废止查全', noise, figure: recall(of('废止')), target: 0.98 },
    { name: '废止查准', noise, figure: precision(of('废止')), target: 0.995 },
    { name: '任务单位查准', noise, figure: precision(of('任务单位')), target: 0.95 },
    { name: '任务期限查准', noise, figure: precision(of('任务期限')), target: 0.95 },
  ]
}

/** The gates on real documents; none where they are not at hand. */
export async function measureReal(): Promise<Gate[]> {
  if (!hasData) return []
  const pages = await measurePages()
  const targets: Record<string, number> = { 标题: 0.95, 发布日期: 0.95, 来源: 0.95, 文号: 0.95, 正文: 0.97 }
  const { tasks, named, quoted, linked } = await measureNotice()
  const noise = '真实文件'
  return [
    ...Object.entries(targets).map(([name, target]) => ({
      name: `区政府网页${name}`,
      noise,
      figure: pages[name]!,
      target,
    })),
    { name: '通知的任务数（应为47）', noise, figure: tasks === 47 ? 1 : 0, target: 1 },
    { name: '通知的责任单位和期限数（应为12、3）', noise, figure: named === '12、3' ? 1 : 0, target: 1 },
    { name: `海关解读题名点明文件的${quoted}件，读出所解读文件`, noise, figure: linked / quoted, target: 1 },
  ]
}

/**
 * `bench gongwen [--inputs N]`: prints each gate of the parser with its figure and target, then speed and what N
 * (20,000) mutated inputs did; 1 where a gate is missed.
 */
export async function benchGongwen(words: string[] = []): Promise<number> {
  const inputs = Number(words[words.indexOf('--inputs') + 1] ?? 20_000) || 20_000
  const gates = [...(await measureFixtures()), ...(await measureReal())]
  if (!hasData) process.stderr.write('没有 ../shared/data，真实文件的各项没有测。\n')
  const fixtures = readFixtures()
  const speed = measureSpeed(fixtures)
  gates.push({
    name: `每秒文件数（每件${speed.characters}字）`,
    noise: '单核',
    figure: speed.perSecond,
    target: 500,
  })
  for (const gate of gates) print(gate)
  const fuzzed = fuzz(fixtures, inputs, SEED)
  process.stdout.write(`${JSON.stringify({ fuzz: fuzzed })}\n`)
  const sound = fuzzed.threw + fuzzed.tooSlow + fuzzed.lost === 0
  return sound && gates.every(({ figure, target }) => figure >= target) ? 0 : 1
}

function print({ name, noise, figure, target }: Gate): void {
  const line = { gate: name, noise, figure: Number(figure.toFixed(4)), target, met: figure >= target }
  process.stdout.write(`${JSON.stringify(line)}\n`)
}
