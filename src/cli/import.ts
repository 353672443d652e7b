import { Presets, SingleBar } from 'cli-progress'
import { Misconfigured, readConfig } from '../config.ts'
import { type Organ, organs } from '../domains/accounts/index.ts'
import {
  type Found,
  filesBelow,
  type IntakeReport,
  incomingOf,
  takeIn,
  type Unusable,
} from '../domains/documents/index.ts'
import { contextAt } from '../platform/context.ts'
import { asRefusal, Upstream } from '../platform/errors.ts'
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

async function findAll(paths: string[]): Promise<(Found | Unusable)[]> {
  const found: (Found | Unusable)[] = []
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

async function importAll(world: World, found: (Found | Unusable)[], options: ImportOptions): Promise<number> {
  const bar = progressBar(found)
  const stop = untilStopped()
  const tally = { imported: 0, duplicate: 0, refused: 0 }
  for await (const incoming of everyItem(found)) {
    const report =
      'refusal' in incoming
        ? unusable(incoming.label, incoming.refusal)
        : await takeOne(world, incoming, options)
    tally[report.status] += 1
    await printLine(options.json ? JSON.stringify(report) : sentenceOf(report), stop)
    if ('bytes' in incoming) bar?.increment(incoming.bytes.length, tally)
    if (stop.code) break
  }
  bar?.stop()
  if (stop.code) process.stderr.write('导入停在这里。已经打印的都已保存；用同一条命令可以接着导入。\n')
  process.stderr.write(
    `收录 ${tally.imported} 件，已有 ${tally.duplicate} 件，未收录 ${tally.refused} 件。\n`,
  )
  return stop.code || (tally.refused > 0 ? 1 : 0)
}

async function* everyItem(found: (Found | Unusable)[]) {
  for (const each of found) {
    if ('refusal' in each) yield each
    else yield* incomingOf(each)
  }
}

/** Told to stop, we finish the item in hand: a second signal ends the process at once. `code` is then the exit code. */
function untilStopped(): { code: number } {
  const stop = { code: 0 }
  process.once('SIGINT', () => {
    stop.code = 130
  })
  process.once('SIGTERM', () => {
    stop.code = 143
  })
  return stop
}

async function takeOne(
  world: World,
  incoming: Parameters<typeof takeIn>[1],
  options: ImportOptions,
): Promise<IntakeReport> {
  const ctx = contextAt(world, { kind: 'operator', name: world.config.operator })
  try {
    return await takeIn(ctx, incoming, options)
  } catch (error) {
    const because = whatStopsAll(error)
    if (because)
      throw new Error(
        `${because}导入停在“${incoming.label}”。已经打印的都已保存；排除后用同一条命令可以接着导入。`,
        { cause: error },
      )
    process.stderr.write(`${incoming.label}\n${(error as Error).stack}\n`)
    return unusable(
      incoming.label,
      '处理这一件时系统出了差错，未收录；其余的不受影响。差错已写到标准错误输出，请交给维护人员。',
    )
  }
}

// NOTE the codes of a full disk and the like, from the kernel and from PostgreSQL: no item after this one would fare better.
const DISK = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EIO', 'EMFILE', '53100', '53200', '58030'])

/** What will stop every item, as half a sentence; nothing where the fault lies in the one. */
function whatStopsAll(error: unknown): string | undefined {
  if (asRefusal(error) instanceof Upstream) return '数据库断开了，'
  const { code = '' } = error as { code?: string }
  return DISK.has(code) ? `数据文件夹或数据库写不进去（${code}），多半是磁盘已满或者没有权限，` : undefined
}

function unusable(file: string, sentence: string): IntakeReport {
  return { file, status: 'refused', id: null, docNumber: null, title: null, issues: [sentence] }
}

const STATUS = { imported: '收录', duplicate: '已有', refused: '未收录' } as const

function sentenceOf({ file, status, docNumber, title, issues }: IntakeReport): string {
  const what = [docNumber, title].filter(Boolean).join(' ')
  return [`${STATUS[status]}\t${file}\t${what}`, ...issues.map((issue) => `\t· ${issue}`)].join('\n')
}

/** Waits until the line is taken: an acknowledged item has been told to whoever listens. Nobody listening stops it all. */
function printLine(line: string, stop: { code: number }): Promise<void> {
  return new Promise((resolve) => {
    process.stdout.write(`${line}\n`, (error) => {
      if (error) stop.code ||= 1
      resolve()
    })
  })
}

function progressBar(found: (Found | Unusable)[]): SingleBar | undefined {
  if (!process.stderr.isTTY || process.stdout.isTTY) return undefined
  const bar = new SingleBar(
    {
      format: '{bar} {percentage}% 收录 {imported} 已有 {duplicate} 未收录 {refused} 还需 {eta_formatted}',
      stream: process.stderr,
    },
    Presets.shades_classic,
  )
  const bytes = found.reduce((sum, file) => sum + ('bytes' in file ? file.bytes : 0), 0)
  bar.start(bytes, 0, { imported: 0, duplicate: 0, refused: 0 })
  return bar
}
