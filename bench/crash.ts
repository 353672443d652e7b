import { rm } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { crashRound, prepareGround } from '../test/journeys/crash.ts'

/**
 * `bench crash [--rounds N]`: kill -9 of the application alone, and with all of PostgreSQL, N times each during
 * imports. Prints a line a round; ends with the first round that loses anything.
 */
export async function benchCrash(words: string[]): Promise<number> {
  const { values } = parseArgs({ args: words, options: { rounds: { type: 'string', default: '10' } } })
  const ground = await prepareGround()
  try {
    for (const victims of ['application', 'everything'] as const)
      for (let n = 0; n < Number(values.rounds); n++) {
        const { acknowledged, cleanMs, readyMs } = await crashRound(ground, victims)
        process.stdout.write(
          `${JSON.stringify({ victims, round: n + 1, acknowledged, lost: 0, clean_start_ms: Math.round(cleanMs), ready_ms: Math.round(readyMs) })}\n`,
        )
      }
    return 0
  } finally {
    await rm(ground.folder, { recursive: true, force: true })
  }
}
