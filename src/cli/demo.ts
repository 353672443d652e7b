import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  readDocuments,
  readOrgans,
  SEED_FOLDER,
  type SeedAct,
  type SeedDocument,
} from '../../db/seed/read-seed.ts'
import {
  isSiteNamed,
  nameSite,
  type OrganKind,
  organs,
  registerOrgan,
  type SiteIdentity,
} from '../domains/accounts/index.ts'
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

const SEEDER: Actor = { kind: 'operator', name: '演示' }
const OFFICE = '000000019'
const MEDIA: Record<string, string> = {
  md: 'text/markdown; charset=utf-8',
  html: 'text/html; charset=utf-8',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
}

/**
 * Loads 云溪区, the fictional district, into an empty database: site, organs, documents in the order they were
 * published, and what later documents did to earlier ones. A database that holds anything else is left alone; one
 * whose loading was cut short is completed, since taking in is idempotent.
 */
export async function loadDemo(world: World, tell: (line: string) => void): Promise<void> {
  if (!(await isForDemo(world))) return
  const documents = readDocuments().sort(
    (a, b) => publishedAt(a).localeCompare(publishedAt(b)) || a.name.localeCompare(b.name),
  )
  tell('空数据库：载入演示区“云溪区”（虚构）……')
  await loadOrgans(world)
  const everyOrgan = await organs(world.db)
  const keeper = everyOrgan.find((organ) => organ.code === OFFICE)!
  for (const document of documents) {
    const ctx = contextAt(world, SEEDER, instantOf(publishedAt(document)))
    const report = await takeIn(ctx, await incomingOf(document), {
      publish: true,
      keeper,
      organs: everyOrgan,
    })
    if (report.status === 'refused')
      throw new Error(`演示文件 ${document.name} 未收录：${report.issues.join('')}`)
    for (const act of document.acts) await doAct(world, document, report.id!, act)
  }
  // NOTE last, so that a site with a name is one whose loading was finished.
  await nameSite(
    contextAt(world, SEEDER),
    JSON.parse(await readFile(join(SEED_FOLDER, 'site.json'), 'utf8')) as SiteIdentity,
  )
  tell(`已载入 ${documents.length} 件文件。`)
}

/** Whether a database is empty, or holds no more than part of the demo district. */
async function isForDemo({ db }: World): Promise<boolean> {
  if (await isSiteNamed(db)) return false
  const registered = await organs(db)
  if (registered.length === 0) return (await ledgerHead(db)) === 0
  const ours = new Set(readOrgans().map(({ code }) => code))
  return registered.every(({ code }) => ours.has(code))
}

async function loadOrgans(world: World): Promise<void> {
  const ctx = contextAt(world, SEEDER)
  for (const [at, organ] of readOrgans().entries()) {
    const contact = { address: null, hours: null, phone: null, fax: null, email: null, ...organ }
    const words = {
      leader: `${organ.leader.title} ${organ.leader.name}`,
      duties: organ.duties.join('\n'),
      kind: organ.kind as OrganKind,
    }
    await registerOrgan(ctx, { ...contact, ...words }, at)
  }
}

function publishedAt({ publishedOn, publishedTime }: SeedDocument): string {
  return `${publishedOn} ${publishedTime}`
}

async function incomingOf(document: SeedDocument): Promise<Incoming> {
  const { file } = document
  const name = file ?? document.name
  const bytes = file
    ? await readFile(join(SEED_FOLDER, 'documents', file))
    : Buffer.from(name.endsWith('.md') ? headed(document) : document.body)
  return {
    label: name,
    name,
    bytes,
    mediaType: MEDIA[name.slice(name.lastIndexOf('.') + 1)]!,
    given: givenBy(document),
  }
}

/** Sets the red head above a numbered document, as its paper bears it. */
function headed({ number, organs: [organ], body }: SeedDocument): string {
  return number ? `${organ}文件\n\n${number}\n\n${body}` : body
}

function givenBy(document: SeedDocument): Given {
  const { number, interprets, effectiveOn, expiresOn } = document
  return {
    title: document.title,
    kind: document.kind as Kind,
    genre: document.genre,
    organNames: document.organs,
    topic: document.topics.join('、'),
    summary: document.summary,
    writtenOn: document.writtenOn,
    publishedOn: document.publishedOn,
    columns: document.columns,
    ...(number ? { docNumber: number } : {}),
    ...(interprets ? { interprets } : {}),
    ...(effectiveOn ? { effectiveOn } : {}),
    ...(expiresOn ? { expiresOn } : {}),
  }
}

/** Records what a document does to an earlier one, from the day it says. */
async function doAct(
  world: World,
  document: SeedDocument,
  by: string,
  { verb, number, clauses, on, until }: SeedAct,
): Promise<void> {
  const ctx = contextAt(world, SEEDER, instantOf(publishedAt(document)))
  const workId = await workByNumber(ctx, number)
  // NOTE some of what the story repeals was never put online; its page as a cited document says who ended it.
  if (!workId) return
  const type = verb === 'repeal' && clauses ? 'partly-repeal' : verb
  const change: ValidityChange = { workId, by, type, on: on ?? document.effectiveOn ?? document.writtenOn }
  await recordValidity(ctx, {
    ...change,
    ...(clauses ? { clauses } : {}),
    ...(until ? { until } : {}),
  })
}
