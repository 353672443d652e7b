import { join } from 'node:path'
import { Misconfigured, readConfig } from '../config.ts'
import { findReadable } from '../domains/documents/index.ts'
import { openFinder } from '../domains/search/index.ts'
import { isDay } from '../platform/clock.ts'
import { contextAt } from '../platform/context.ts'
import { silent } from '../platform/log.ts'
import { openWorld } from '../world.ts'
import { readWords } from './words.ts'

const LIMIT = 10
const LIMIT_MOST = 1_000

/** `search QUERY [--limit N] [--in-force [--on DATE]] --json`: what the site would find, by the same code. */
export async function searchFor(words: string[]): Promise<number> {
  const { values, positionals } = readWords(words, {
    limit: { type: 'string' },
    'in-force': { type: 'boolean' },
    on: { type: 'string' },
    json: { type: 'boolean' },
  })
  if (positionals.length === 0)
    throw new Misconfigured('请写明要查找的内容，例如 gongkai search 住房租赁补贴。')
  const limit = Number(values.limit ?? LIMIT)
  if (!Number.isInteger(limit) || limit < 1 || limit > LIMIT_MOST)
    throw new Misconfigured(`--limit 应是 1 到 ${LIMIT_MOST} 的整数。`)
  if (values.on !== undefined && !values['in-force'])
    throw new Misconfigured('--on 写的是效力按哪一天计算，要和 --in-force 一起用。')
  if (values.on !== undefined && !isDay(values.on))
    throw new Misconfigured(`“${values.on}”不是日期。--on 请写成 2024-06-30 这样的年月日。`)
  const world = await openWorld(readConfig(values), { log: silent })
  try {
    const finder = await openFinder({
      db: world.db,
      log: silent,
      folder: join(world.config.dataFolder, 'search'),
    })
    try {
      await finder.catchUp()
      const ctx = contextAt(world, { kind: 'public' })
      const filters = values['in-force'] ? { inForceOn: values.on ?? ctx.today } : {}
      const found = await findReadable(ctx, finder, {
        text: positionals.join(' '),
        filters,
        sort: 'relevance',
        limit,
        offset: 0,
      })
      process.stdout.write(values.json ? `${JSON.stringify(answerOf(found))}\n` : listOf(found))
      return 0
    } finally {
      await finder.close()
    }
  } finally {
    await world.close()
  }
}

type Answer = Awaited<ReturnType<Awaited<ReturnType<typeof openFinder>>['find']>>

function answerOf({ tookMs, total, hits, remark }: Answer) {
  return {
    took_ms: tookMs,
    total,
    hits: hits.map(({ id, title, docNumber, score, snippet }) => ({
      id,
      title,
      docNumber,
      score,
      snippet: snippet.map(({ text }) => text).join(''),
    })),
    ...(remark ? { remark } : {}),
  }
}

function listOf({ total, hits, remark }: Answer): string {
  const lines = hits.map(
    ({ title, docNumber, snippet }, at) =>
      `${at + 1}. ${[docNumber, title].filter(Boolean).join('　')}\n   ${snippet
        .map(({ text }) => text)
        .join('')
        .replace(/\s+/g, ' ')}`,
  )
  return `${[remark ?? [], `共 ${total} 件`, ...lines].flat().join('\n')}\n`
}
