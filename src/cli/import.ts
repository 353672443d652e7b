import { Presets, SingleBar } from 'cli-progress'
import { Misconfigured, readConfig } from '../config.ts'
import { type Organ, organs } from '../domains/accounts/index.ts'
import { type Found, filesBelow, type IntakeReport, incomingOf, takeIn } from '../domains/documents/index.ts'
import { contextAt } from '../platform/context.ts'
import { silent } from '../platform/log.ts'
import { openWorld, type World } from '../world.ts'
import { readWords } from './words.ts'

// NOTE 未登记机关的九位代码; stands in index numbers until an operator has registered the organs.
const NO_ORGAN: Organ = {
  code: '000000000',
  name: '未登记机关',
  shortName: '未登记机关',
  kind: 'office',
  parent: null,
  agencyCodes: [],
  duties: null,
  leader: null,
  address: null,
  hours: null,
  phone: null,
  fax: null,
  email: null,
}

/** `import PATH… [--publish] [--organ NAME] [--json]`: exit 0 when all were taken in or held already, 1 when one was refused. */
export async function importFiles(words: string[]): Promise<number> {
  const { values, positionals } = readWords(words, {
    publish: { type: 'boolean' },
    organ: { type: 'string' },
    json: { type: 'boolean' },
  })
  if (positionals.length === 0)
    throw new Misconfigured('请写明要导入的文件或文件夹，例如 gongkai import 文件夹 --publish。')
  const found = await findAll(positionals)
  const world = await openWorld(readConfig(values), { log: silent })
  try {
    const registered = await organs(world.db)
    const keeper = keeperOf(registered, values.organ)
    return await importAll(world, found, {
      publish: values.publish === true,
      keeper,
      organs: registered,
      json: values.json === true,
    })
  } finally {
    await world.close()
  }
}

async function findAll(paths: string[]): Promise<Found[]> {
  const found: Found[] = []
  for (const path of paths) {
    try {
      for await (const file of filesBelow(path)) found.push(file)
    } catch {
      throw new Misconfigured(`找不到“${path}”。请检查路径。`)
    }
  }
  return found
}

function keeperOf(registered: Organ[], name: string | undefined): Organ {
  if (name === undefined) return registered.find((organ) => organ.kind === 'office') ?? NO_ORGAN
  const organ = registered.find((each) => each.name === name || each.shortName === name)
  if (organ) return organ
  const known = registered.map((each) => each.shortName).join('、')
  throw new Misconfigured(
    `没有登记“${name}”这个机关。${known ? `已登记的有：${known}。` : '还没有登记任何机关。'}`,
  )
}

interface ImportOptions {
  publish: boolean
  keeper: Organ
  organs: Organ[]
  json: boolean
}

async function importAll(world: World, found: Found[], options: ImportOptions): Promise<number> {
  const bar = progressBar(found)
  const tally = { imported: 0, duplicate: 0, refused: 0 }
  for (const file of found) {
    for await (const incoming of incomingOf(file)) {
      const report =
        'refusal' in incoming
          ? unusable(incoming.label, incoming.refusal)
          : await takeOne(world, incoming, options)
      tally[report.status] += 1
      await printLine(options.json ? JSON.stringify(report) : sentenceOf(report))
      if ('bytes' in incoming) bar?.increment(incoming.bytes.length, tally)
    }
  }
  bar?.stop()
  process.stderr.write(
    `收录 ${tally.imported} 件，已有 ${tally.duplicate} 件，未收录 ${tally.refused} 件。\n`,
  )
  return tally.refused > 0 ? 1 : 0
}

async function takeOne(
  world: World,
  incoming: Parameters<typeof takeIn>[1],
  options: ImportOptions,
): Promise<IntakeReport> {
  const ctx = contextAt(world, { kind: 'operator', name: world.config.operator })
  return takeIn(ctx, incoming, options)
}

function unusable(file: string, sentence: string): IntakeReport {
  return { file, status: 'refused', id: null, docNumber: null, title: null, issues: [sentence] }
}

const STATUS = { imported: '收录', duplicate: '已有', refused: '未收录' } as const

function sentenceOf({ file, status, docNumber, title, issues }: IntakeReport): string {
  const what = [docNumber, title].filter(Boolean).join(' ')
  return [`${STATUS[status]}\t${file}\t${what}`, ...issues.map((issue) => `\t· ${issue}`)].join('\n')
}

/** Waits until the line is taken: an acknowledged item has been told to whoever listens. */
function printLine(line: string): Promise<void> {
  return new Promise((resolve) => {
    if (process.stdout.write(`${line}\n`)) resolve()
    else process.stdout.once('drain', resolve)
  })
}

function progressBar(found: Found[]): SingleBar | undefined {
  if (!process.stderr.isTTY || process.stdout.isTTY) return undefined
  const bar = new SingleBar(
    {
      format: '{bar} {percentage}% 收录 {imported} 已有 {duplicate} 未收录 {refused} 还需 {eta_formatted}',
      stream: process.stderr,
    },
    Presets.shades_classic,
  )
  const bytes = found.reduce((sum, file) => sum + file.bytes, 0)
  bar.start(bytes, 0, { imported: 0, duplicate: 0, refused: 0 })
  return bar
}
