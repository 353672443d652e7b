import { parse, readText } from '@gongkai/gongwen'
import type { Fixture } from './corpus.ts'
import { seeded } from './noise.ts'

const PIECES = [
  '',
  '\n',
  '\n\n',
  '《',
  '》',
  '（',
  '：',
  '。',
  '“',
  '\n\n附件1\n',
  '\n2024年3月1日\n',
  '第三条',
  '　',
  '| a | b |\n',
  '一、',
  '（二）',
  '\u0000',
  '\ud83d',
  '废止',
  '号',
  '〔2024〕',
]
const SLOWEST_MS = 2_000

export type Fuzzed = { inputs: number; threw: number; tooSlow: number; lost: number; slowestMs: number }

/** Parses `count` fixtures with pieces cut, doubled or put in, by seed; counts what threw, hung or lost text. */
export function fuzz(fixtures: Fixture[], count: number, seed: number): Fuzzed {
  const random = seeded(seed)
  const outcome: Fuzzed = { inputs: count, threw: 0, tooSlow: 0, lost: 0, slowestMs: 0 }
  for (let n = 0; n < count; n++) {
    const text = mutate(fixtures[Math.floor(random() * fixtures.length)]!.text, random)
    const from = process.cpuUsage()
    try {
      const reading = readText(text)
      const document = parse(reading)
      if (!isWhole(document)) outcome.lost++
    } catch {
      outcome.threw++
    }
    const { user, system } = process.cpuUsage(from)
    const took = (user + system) / 1000
    outcome.slowestMs = Math.max(outcome.slowestMs, took)
    if (took > SLOWEST_MS) outcome.tooSlow++
  }
  return outcome
}

/** Whether offsets, quotes and ids hold, as they must for every parse. */
function isWhole({ text, body, references, parts }: ReturnType<typeof parse>): boolean {
  const ids = body.flatMap((node) => node.eId ?? [])
  return (
    new Set(ids).size === ids.length &&
    body.every((node) => text.slice(node.start, node.end) === node.text) &&
    references.every(({ start, end, quote }) => text.slice(start, end) === quote) &&
    (parts.at(-1)?.to ?? 0) === body.length
  )
}

function mutate(text: string, random: () => number): string {
  let result = text
  for (let k = 0; k < 1 + Math.floor(random() * 6); k++) {
    const at = Math.floor(random() * result.length)
    const length = random() < 0.3 ? Math.floor(random() * 200) : Math.floor(random() * 4)
    const twice = random() < 0.1 ? result.slice(at, at + 300) : ''
    const piece = PIECES[Math.floor(random() * PIECES.length)]!
    const put = random() < 0.03 ? piece.repeat(400) : piece
    result = result.slice(0, at) + twice + put + result.slice(at + length)
  }
  return result
}

/** Documents parsed in a second of one core's own time, and how long the texts are on average. */
export function measureSpeed(fixtures: Fixture[]): { perSecond: number; characters: number } {
  const texts = fixtures.filter(({ name }) => !name.endsWith('.html')).map(({ text }) => text)
  for (const text of texts) parse(readText(text))
  const rounds = 12
  const from = process.cpuUsage()
  for (let round = 0; round < rounds; round++) for (const text of texts) parse(readText(text))
  const { user, system } = process.cpuUsage(from)
  const characters = texts.reduce((sum, text) => sum + text.length, 0) / texts.length
  return { perSecond: (rounds * texts.length) / ((user + system) / 1e6), characters: Math.round(characters) }
}
