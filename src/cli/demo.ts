import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { nameSite, type Organ, organs, registerOrgan, type SiteIdentity } from '../domains/accounts/index.ts'
import {
  type Given,
  type Incoming,
  type Kind,
  recordValidity,
  takeIn,
  type ValidityChange,
  workByNumber,
} from '../domains/documents/index.ts'
import { ledgerHead } from '../domains/outlets/index.ts'
import { instantOf } from '../platform/clock.ts'
import { type Actor, contextAt } from '../platform/context.ts'
import type { World } from '../world.ts'

const SEED = fileURLToPath(new URL('../../db/seed', import.meta.url))
const SEEDER: Actor = { kind: 'operator', name: '演示' }
const MEDIA = {
  md: 'text/markdown; charset=utf-8',
  html: 'text/html; charset=utf-8',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
}

/**
 * Loads 云溪区, the fictional district, into an empty database: site, organs, documents in the order they were
 * published, and what later documents did to earlier ones. A database that holds anything is left alone; one whose
 * loading was cut short is completed, since taking in is idempotent.
 */
export async function loadDemo(world: World, tell: (line: string) => void): Promise<void> {
  const registered = await organs(world.db)
  const isDemo = registered.some((organ) => organ.code === OFFICE)
  if (!isDemo && (registered.length > 0 || (await ledgerHead(world.db)) > 0)) return
  const entries = await readEntries()
  if (isDemo && (await ledgerHead(world.db)) >= entries.length) return
  tell('空数据库：载入演示区“云溪区”（虚构）……')
  await loadOrgans(world)
  const everyOrgan = await organs(world.db)
  const keeper = everyOrgan.find((organ) => organ.code === OFFICE)!
  for (const entry of entries) {
    const ctx = contextAt(world, SEEDER, instantOf(entry.publishedAt))
    const report = await takeIn(ctx, entry.incoming, { publish: true, keeper, organs: everyOrgan })
    if (report.status === 'refused')
      throw new Error(`演示文件 ${entry.incoming.label} 未收录：${report.issues.join('')}`)
    if (report.status === 'imported') for (const act of entry.acts) await doAct(world, entry, report.id!, act)
  }
  tell(`已载入 ${entries.length} 件文件。`)
}

const OFFICE = '000000019'

async function loadOrgans(world: World): Promise<void> {
  const ctx = contextAt(world, SEEDER)
  await nameSite(ctx, JSON.parse(await readFile(join(SEED, 'site.json'), 'utf8')) as SiteIdentity)
  const entries = JSON.parse(await readFile(join(SEED, 'organs.json'), 'utf8')) as SeedOrgan[]
  for (const [at, { leader, duties, ...organ }] of entries.entries())
    await registerOrgan(
      ctx,
      {
        ...organ,
        fax: organ.fax ?? null,
        email: organ.email ?? null,
        leader: leader ? `${leader.title} ${leader.name}` : null,
        duties: duties?.join('\n') ?? null,
      },
      at,
    )
}
type SeedOrgan = Omit<Organ, 'leader' | 'duties'> & {
  leader?: { title: string; name: string }
  duties?: string[]
}

interface Entry {
  incoming: Incoming
  publishedAt: string
  writtenOn: string
  effectiveOn: string | undefined
  acts: string[]
}

async function readEntries(): Promise<Entry[]> {
  const folder = join(SEED, 'documents')
  const names = await readdir(folder, { recursive: true })
  const entries = await Promise.all(
    names.filter((name) => /\.(md|html)$/.test(name)).map((name) => readEntry(join(folder, name))),
  )
  return entries.sort(
    (a, b) => a.publishedAt.localeCompare(b.publishedAt) || a.incoming.label.localeCompare(b.incoming.label),
  )
}

const FRONT = /^(?:<!--\s*)?---\n([\s\S]*?)\n---(?:\s*-->)?\n/

async function readEntry(path: string): Promise<Entry> {
  const source = await readFile(path, 'utf8')
  const front = FRONT.exec(source)
  if (!front) throw new Error(`演示文件 ${path} 没有文件头。`)
  const fields = Object.fromEntries(
    front[1]!
      .split('\n')
      .flatMap((line) =>
        line.includes(': ')
          ? [[line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2).trim()]]
          : [],
      ),
  ) as Record<string, string | undefined>
  const body = source.slice(front[0].length)
  const original = fields.file ? join(path, '..', fields.file) : undefined
  const name = basename(original ?? path)
  const extension = name.slice(name.lastIndexOf('.') + 1) as keyof typeof MEDIA
  return {
    incoming: {
      label: path,
      name,
      bytes: original
        ? await readFile(original)
        : Buffer.from(extension === 'md' ? headed(fields, body) : body),
      mediaType: MEDIA[extension],
      given: givenBy(fields),
    },
    publishedAt: fields.published!,
    writtenOn: fields.written!,
    effectiveOn: fields.effective,
    acts: fields.acts?.split(';').map((act) => act.trim()) ?? [],
  }
}

/** Sets the red head above a numbered document, as its paper bears it. */
function headed({ number, organ, kind }: Record<string, string | undefined>, body: string): string {
  return number && kind !== 'interpretation' ? `${organ}文件\n\n${number}\n\n${body}` : body
}

function givenBy(fields: Record<string, string | undefined>): Given {
  const given: Given = {
    title: fields.title,
    docNumber: fields.number,
    kind: fields.kind as Kind | undefined,
    organName: fields.organ,
    topic: fields.topics,
    summary: fields.summary,
    writtenOn: fields.written,
    publishedOn: fields.published?.slice(0, 10),
    effectiveOn: fields.effective,
    expiresOn: fields.expires,
    interprets: fields.interprets,
    columns: fields.columns?.split(/[,，]\s*/),
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}

const ACT = /^(repeal|amend|extend) (\S+)(?: (\S+))? (\d{4}-\d{2}-\d{2})$/

/** `repeal 文号 [条款] 日期`, `amend 文号 条款 日期`, `extend 文号 新的最后一日`, done by the document that says so. */
async function doAct(world: World, entry: Entry, by: string, act: string): Promise<void> {
  const [, verb, number, clauses, date] = ACT.exec(act) ?? []
  if (!verb) throw new Error(`演示文件 ${entry.incoming.label} 的 acts 写法不对：${act}`)
  const ctx = contextAt(world, SEEDER, instantOf(entry.publishedAt))
  const workId = await workByNumber(ctx, number!)
  // NOTE some of what the story repeals was never put online; its page as a cited document says who ended it.
  if (!workId) return
  const change: ValidityChange =
    verb === 'extend'
      ? { workId, by, type: 'extend', on: entry.effectiveOn ?? entry.writtenOn, until: date! }
      : {
          workId,
          by,
          type: verb === 'amend' ? 'amend' : clauses ? 'partly-repeal' : 'repeal',
          on: date!,
          ...(clauses ? { quote: clauses } : {}),
        }
  await recordValidity(ctx, change)
}
