import { readFixtures, scoreNoise } from './gongwen/corpus.ts'
import { NOISES } from './gongwen/noise.ts'
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

/** `bench gongwen`: prints each gate of the parser with its figure and target; 1 where one is missed. */
export async function benchGongwen(): Promise<number> {
  const gates = await measureFixtures()
  for (const gate of gates) print(gate)
  return gates.every(({ figure, target }) => figure >= target) ? 0 : 1
}

function print({ name, noise, figure, target }: Gate): void {
  const line = { gate: name, noise, figure: Number(figure.toFixed(4)), target, met: figure >= target }
  process.stdout.write(`${JSON.stringify(line)}\n`)
}
