import {
  docNumberKeys,
  type ParsedDocument,
  parse,
  parseDocNumber,
  type Reading,
  read,
  readText,
  titleKey,
  Unreadable,
} from '@gongkai/gongwen'
import { sql } from 'kysely'
import type { Ctx, Tx } from '../../platform/context.ts'
import { Unlawful } from '../../platform/errors.ts'
import { sha256 } from '../../platform/files.ts'
import type { Organ } from '../accounts/index.ts'
import { adoptCitations, citeAll, interpreted } from './citing.ts'
import { publishEdition } from './commands.ts'
import { queueUp, record } from './commands-release.ts'
import { contentHashOf } from './confirming-edition.ts'
import { lastDayOf } from './facts.ts'
import { rightfulId, secondId } from './identity.ts'
import { isIndexNumberTaken, nextIndexNumber } from './index-number.ts'

import {
  type Given,
  type Incoming,
  type IntakeReport,
  NUMBER_MOST,
  type Structure,
  TITLE_MOST,
} from './model.ts'

export interface IntakeOptions {
  publish: boolean
  /** The organ in whose catalogue documents without a known issuer are entered. */
  keeper: Organ
  organs: readonly Organ[]
}

const FIRST_INDEX_YEAR = 1949

/**
 * Takes one item in: reads and parses it, keeps its bytes, and enters it as a draft, or as live where the operator
 * says it is already public. Identical content is a duplicate; the same number with another text becomes a document
 * of its own and says so: nothing that is held is ever replaced. Answers a report, and throws only where the
 * database or the disk fails.
 */
export async function takeIn(ctx: Ctx, incoming: Incoming, options: IntakeOptions): Promise<IntakeReport> {
  const fileHash = sha256(incoming.bytes)
  const held = await holderOfFile(ctx, fileHash)
  if (held) return ctx.db.transaction().execute((tx) => settleHeld(tx, ctx, incoming, held, options))
  let parsed: ParsedDocument
  try {
    parsed = parse(await readIncoming(incoming))
  } catch (error) {
    if (error instanceof Unreadable) return refused(incoming, error.message)
    throw error
  }
  const document = settle(parsed, incoming)
  const refusal = cannotEnter(document)
  if (refusal) return refused(incoming, refusal)
  await ctx.files.keep(incoming.bytes)
  return ctx.db.transaction().execute(async (tx) => {
    await queueUp(tx)
    const twin = await holderOfContent(tx, document.contentHash)
    if (twin) return settleHeld(tx, ctx, incoming, twin, options)
    return enter(tx, ctx, document, { incoming, fileHash, options })
  })
}

interface Settled {
  parsed: ParsedDocument
  title: string
  docNumber: string | null
  contentHash: string
  issues: string[]
}

async function readIncoming({ bytes, name, given, record }: Incoming): Promise<Reading> {
  if (!record) return read(bytes, name)
  return readText(record.text, {
    ...(given.title ? { title: given.title } : {}),
    ...(given.docNumber ? { docNumber: given.docNumber } : {}),
    ...(record.issuer ? { issuers: [record.issuer] } : {}),
    ...(given.topic ? { topic: given.topic } : {}),
    ...(given.writtenOn ? { writtenOn: given.writtenOn } : {}),
    ...(given.publishedOn ? { publishedOn: given.publishedOn } : {}),
    ...(given.sourceUrl ? { url: given.sourceUrl } : {}),
  })
}

/** What was said of an item outweighs what was read from it. */
function settle(parsed: ParsedDocument, { given }: Incoming): Settled {
  const title = (given.title ?? parsed.title ?? '').slice(0, TITLE_MOST)
  const said = given.docNumber ? parseDocNumber(given.docNumber) : null
  const docNumber = said?.norm ?? parsed.docNumber?.norm ?? given.docNumber?.slice(0, NUMBER_MOST) ?? null
  const dated = given.writtenOn ?? parsed.writtenOn
  return {
    parsed,
    title,
    docNumber,
    contentHash: contentHashOf(docNumber, title, dated, parsed.text),
    issues: parsed.issues.map((issue) => issue.message),
  }
}

function cannotEnter({ parsed, title }: Settled): string | undefined {
  if (parsed.text.trim() === '') return '文件里没有读到文字，未收录。如果是扫描件，请先识别成文字再导入。'
  if (title === '') return '没有认出标题，未收录。请在文件开头写明标题，或者在清单中给出 title。'
  return undefined
}

interface Entering {
  incoming: Incoming
  fileHash: string
  options: IntakeOptions
}

async function enter(tx: Tx, ctx: Ctx, document: Settled, entering: Entering): Promise<IntakeReport> {
  const { parsed, title, docNumber } = document
  const { incoming, options } = entering
  const { id, issues } = await claimWork(tx, ctx, document)
  const organ = organOf(options, incoming.given.organNames?.[0] ?? parsed.issuers[0])
  const row = editionRow(document, incoming.given)
  const year = indexYear(row.written_on, ctx.today)
  const index = await indexNumberOf(tx, parsed.indexNumber, organ ?? options.keeper, year)
  const edition = await tx
    .insertInto('documents_edition')
    .values({ ...row, work_id: id, organ_code: organ?.code ?? null, index_number: index.number })
    .returning('id')
    .executeTakeFirstOrThrow()
  await citeAll(tx, ctx, {
    workId: id,
    editionId: edition.id,
    references: [...(await interpreted(tx, document, incoming.given)), ...parsed.references],
    writtenOn: row.written_on,
  })
  await recordEntry(tx, ctx, { workId: id, editionId: edition.id }, entering)
  if (options.publish) await publishEdition(tx, ctx, id)
  const told = [...document.issues, ...issues, ...index.issue]
  return { file: incoming.label, status: 'imported', id, docNumber, title, issues: told }
}

/** The edition as it is entered: a draft, meant for everyone until someone decides otherwise. */
function editionRow({ parsed, title, contentHash }: Settled, given: Given) {
  const effectiveOn = given.effectiveOn ?? parsed.validity.effectiveOn
  return {
    version: 1,
    state: 'draft',
    content_hash: contentHash,
    title,
    kind: given.kind ?? null,
    genre: given.genre ?? parsed.genre,
    issuers: given.organNames ?? parsed.issuers,
    topic: given.topic ?? parsed.topic,
    disclosure: 'proactive',
    scope: 'internet',
    columns: given.columns ?? [],
    summary: given.summary ?? null,
    written_on: given.writtenOn ?? parsed.writtenOn ?? null,
    effective_on: effectiveOn,
    expires_on: given.expiresOn ?? parsed.validity.expiresOn ?? lastDayOf(effectiveOn, parsed.validity.years),
    first_published_on: given.publishedOn ?? parsed.publishedOn,
    source: parsed.source,
    source_url: given.sourceUrl ?? null,
    body_text: parsed.text,
    structure: JSON.stringify(structureOf(parsed)),
    issues: JSON.stringify(parsed.issues),
  }
}

/** Keeps the original beside the edition and records the act: taken in, or taken over as already public. */
async function recordEntry(
  tx: Tx,
  ctx: Ctx,
  { workId, editionId }: { workId: string; editionId: number },
  { incoming, fileHash, options }: Entering,
): Promise<void> {
  const { name, mediaType, bytes } = incoming
  await tx
    .insertInto('documents_file')
    .values({
      edition_id: editionId,
      role: 'original',
      name,
      media_type: mediaType,
      bytes: bytes.length,
      sha256: fileHash,
    })
    .execute()
  await record(tx, ctx, {
    workId,
    editionId,
    type: options.publish ? 'taken-over' : 'imported',
    on: ctx.today,
    detail: { file: name, sha256: fileHash },
  })
}

/** Finds the id this document is entered under, taking over the page of a cited document we did not hold. */
async function claimWork(
  tx: Tx,
  ctx: Ctx,
  { title, docNumber, contentHash }: Settled,
): Promise<{ id: string; issues: string[] }> {
  const rightful = rightfulId(docNumber, title)
  const standing = await tx
    .selectFrom('documents_work')
    .select(['id', 'held'])
    .where('id', '=', rightful)
    .executeTakeFirst()
  const taken = standing?.held === true
  const id = taken ? secondId(docNumber, title, contentHash) : rightful
  const row = {
    held: true,
    title,
    title_key: titleKey(title),
    doc_number: docNumber,
    number_keys: docNumber ? docNumberKeys(docNumber) : [],
  }
  await tx
    .insertInto('documents_work')
    .values({ id, ...row, created_at: ctx.at })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute()
  if (!taken) await adoptCitations(tx, { id, title, docNumber })
  const what = docNumber ? `文号${docNumber}` : '同一标题'
  return {
    id,
    issues: taken ? [`${what}下已有另一份文本（${rightful}），请核对是否为同一文件的不同版本。`] : [],
  }
}

async function holderOfFile(ctx: Ctx, hash: string): Promise<Holder | undefined> {
  return ctx.db
    .selectFrom('documents_file')
    .innerJoin('documents_edition', 'documents_edition.id', 'documents_file.edition_id')
    .innerJoin('documents_work', 'documents_work.id', 'documents_edition.work_id')
    .select(HOLDER)
    .where('documents_file.sha256', '=', hash)
    .where('documents_file.role', '=', 'original')
    .orderBy('documents_edition.version', 'desc')
    .executeTakeFirst()
}

async function holderOfContent(tx: Tx, hash: string): Promise<Holder | undefined> {
  return tx
    .selectFrom('documents_edition')
    .innerJoin('documents_work', 'documents_work.id', 'documents_edition.work_id')
    .select(HOLDER)
    .where('content_hash', '=', hash)
    .orderBy('documents_edition.id')
    .executeTakeFirst()
}

const HOLDER = [
  'documents_work.id',
  'documents_work.doc_number',
  'documents_edition.title',
  // NOTE a text may be that of a past edition: what matters is how its document stands now.
  sql<string>`(select e.state from documents_edition e where e.work_id = documents_work.id order by e.version desc limit 1)`.as(
    'state',
  ),
] as const

interface Holder {
  id: string
  doc_number: string | null
  title: string
  state: string
}

/** What is held already stays as it is; a draft that is now said to be public is published. */
async function settleHeld(
  tx: Tx,
  ctx: Ctx,
  { label }: Incoming,
  { id, doc_number, title, state }: Holder,
  { publish }: IntakeOptions,
): Promise<IntakeReport> {
  const report: IntakeReport = {
    file: label,
    status: 'duplicate',
    id,
    docNumber: doc_number,
    title,
    issues: [],
  }
  if (!publish) return report
  if (state === 'withdrawn') return { ...report, issues: ['这份文件已经撤下，没有重新发布。'] }
  if (state !== 'draft') return report
  try {
    await publishEdition(tx, ctx, id)
    return { ...report, issues: ['这份文件原先作为草稿收录，现已发布。'] }
  } catch (error) {
    if (error instanceof Unlawful)
      return { ...report, issues: [`这份文件已作为草稿收录，没有发布：${error.message}`] }
    throw error
  }
}

function refused({ label }: Incoming, sentence: string): IntakeReport {
  return { file: label, status: 'refused', id: null, docNumber: null, title: null, issues: [sentence] }
}

function organOf({ organs }: IntakeOptions, name: string | undefined): Organ | undefined {
  return organs.find((organ) => organ.name === name || organ.shortName === name)
}

/** The 索引号 a document brings, unless another bears it; else the next of its organ. */
async function indexNumberOf(
  tx: Tx,
  brought: string | null,
  organ: Organ,
  year: number,
): Promise<{ number: string; issue: string[] }> {
  if (brought && !(await isIndexNumberTaken(tx, brought))) return { number: brought, issue: [] }
  const number = await nextIndexNumber(tx, organ, year)
  return {
    number,
    issue: brought ? [`文中的索引号${brought}已经用于另一份文件，另编为${number}，请核对。`] : [],
  }
}

/** The year under which information is indexed: that of its making, as far as an index can hold it. */
function indexYear(writtenOn: string | null, today: string): number {
  const thisYear = Number(today.slice(0, 4))
  const made = writtenOn ? Number(writtenOn.slice(0, 4)) : thisYear
  return made >= FIRST_INDEX_YEAR && made <= thisYear ? made : thisYear
}

function structureOf({ text: _text, issues: _issues, ...structure }: ParsedDocument): Structure {
  return structure
}
