import { readdirSync, readFileSync } from 'node:fs'
import { parse, read } from '@gongkai/gongwen'
import { NOISES, type Noise, seeded } from './noise.ts'
import { type Gold, type Scores, score } from './score.ts'

const FOLDER = new URL('../../gongwen/fixtures/', import.meta.url)
// NOTE these are spoilt as they stand: their lines are no paragraphs, and spoiling them again tells nothing new.
const SPOILT = /^(?:torn-pages|hard-wrapped)\./

export type Fixture = { name: string; text: string; gold: Gold }

/** The fixtures and what must be found in each. */
export function readFixtures(): Fixture[] {
  return readdirSync(FOLDER)
    .filter((name) => !name.endsWith('.json'))
    .map((name) => {
      const gold = readFileSync(new URL(name.replace(/\.\w+$/, '.json'), FOLDER), 'utf8')
      return { name, text: readFileSync(new URL(name, FOLDER), 'utf8'), gold: JSON.parse(gold) as Gold }
    })
}

/** Scores of all fixtures under one kind of noise. */
export async function scoreNoise(fixtures: Fixture[], noise: Noise, seed: number): Promise<Scores> {
  const scores: Scores = {}
  for (const [i, { name, text, gold }] of fixtures.entries()) {
    const asIs = noise === NOISES[0]
    if (!asIs && (SPOILT.test(name) || name.endsWith('.html'))) continue
    const spoilt = noise.spoil(text, seeded(seed + i))
    // NOTE a plain text has no tables; a document with one stays Markdown however its lines are cut.
    const marked = name.endsWith('.md') && (noise.as === 'md' || text.includes('\n|'))
    const ending = asIs ? name : marked ? 'a.md' : 'a.txt'
    const document = parse(await read(new TextEncoder().encode(spoilt), ending))
    const lines = SPOILT.test(name) || name.endsWith('.html') ? null : paragraphsOf(text)
    score(scores, document, gold, lines)
  }
  return scores
}

/** The paragraphs of a clean source: its lines without marks; tables are none. */
function paragraphsOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.replace(/^#{1,6} |^> /, '').trim())
    .filter((line) => line !== '' && !line.startsWith('|') && !/^-{3,}$/.test(line))
}
