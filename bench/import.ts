import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { importFiles } from '../src/cli/import.ts'
import { readConfig } from '../src/config.ts'
import { silent } from '../src/platform/log.ts'
import { openWorld } from '../src/world.ts'

const SEED = fileURLToPath(new URL('../db/seed/documents', import.meta.url))
const DOCUMENTS = 1_000

/**
 * `bench import`: documents a second through the whole of `import --publish` on an empty embedded database, beside
 * bare durable commits of the same texts into one table, in the same run.
 */
export async function benchImport(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'gongkai-bench-'))
  const texts = await seedTexts()
  const records = Array.from({ length: DOCUMENTS }, (_, n) => ({
    id: `b${n}`,
    title: `第${n}号测量用文件`,
    text: `${texts[n % texts.length]}\n\n第${n}份。`,
  }))
  const list = join(folder, 'list.jsonl')
  await writeFile(list, records.map((record) => JSON.stringify(record)).join('\n'))
  const world = await openWorld(readConfig({ data: folder }), { log: silent })
  try {
    const bare = await rate(async () => {
      await world.db.schema.createTable('bench_bare').addColumn('body', 'text').execute()
      for (const { text } of records)
        await world.db
          .insertInto('bench_bare' as never)
          .values({ body: text } as never)
          .execute()
    })
    const write = process.stdout.write
    process.stdout.write = ((...words: unknown[]) => {
      const done = words.find((word) => typeof word === 'function') as (() => void) | undefined
      done?.()
      return true
    }) as typeof write
    const whole = await rate(() => importFiles([list, '--publish', '--json', '--data', folder])).finally(
      () => {
        process.stdout.write = write
      },
    )
    const characters = records.reduce((sum, { text }) => sum + text.length, 0) / records.length
    const rss = Math.round(process.resourceUsage().maxRSS / 1024)
    process.stdout.write(
      `${JSON.stringify({ documents: DOCUMENTS, characters_each: Math.round(characters), import_per_second: Math.round(whole), bare_commits_per_second: Math.round(bare), ratio: Number((whole / bare).toFixed(3)), rss_mb: rss })}\n`,
    )
    return 0
  } finally {
    await world.close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function rate(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await work()
  return DOCUMENTS / ((performance.now() - from) / 1000)
}

async function seedTexts(): Promise<string[]> {
  const names = (await readdir(SEED)).filter((name) => name.endsWith('.md'))
  return Promise.all(
    names.map(async (name) =>
      (await readFile(join(SEED, name), 'utf8')).replace(/^---\n[\s\S]*?\n---\n/, ''),
    ),
  )
}
