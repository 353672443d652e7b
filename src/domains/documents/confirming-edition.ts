import { type ParsedDocument, parseDocNumber } from '@gongkai/gongwen'
import { dayOf } from '../../platform/clock.ts'
import type { Ctx, Tx } from '../../platform/context.ts'
import { sm3 } from '../../platform/files.ts'
import { citeAll } from './citing.ts'
import type { Standing } from './confirming.ts'
import { issuesAfter, type Relined } from './confirming-lines.ts'
import type { Columns, Field, Fields } from './confirming-plan.ts'
import type { Structure } from './model.ts'

interface Correction {
  fields: Fields
  changed: Field[]
  relined: Relined | undefined
}

/** What a document's text is known by: any other number, title, date or word is another text. */
export function contentHashOf(
  docNumber: string | null,
  title: string,
  writtenOn: string | null,
  text: string,
): string {
  return sm3([docNumber ?? '', title, writtenOn ?? '', text].join('\n'))
}

/** Enters corrections where they stand, or as the next edition where they make another text; the old one stays, past. */
export async function enterEdition(
  tx: Tx,
  ctx: Ctx,
  standing: Standing,
  { fields, changed, relined }: Correction,
): Promise<{ id: number; version: number }> {
  const { edition } = standing
  const text = relined?.parsed.text ?? edition.body_text
  const contentHash = contentHashOf(fields.doc_number, fields.title, fields.written_on, text)
  if (contentHash === edition.content_hash) {
    await tx.updateTable('documents_edition').set(columnsOf(fields)).where('id', '=', edition.id).execute()
    return edition
  }
  await tx.updateTable('documents_edition').set({ state: 'past' }).where('id', '=', edition.id).execute()
  const { id: _id, ...row } = edition
  const isLive = edition.state === 'live'
  const next = await tx
    .insertInto('documents_edition')
    .values({
      ...row,
      ...columnsOf(fields),
      version: edition.version + 1,
      content_hash: contentHash,
      body_text: text,
      structure: JSON.stringify(structureAfter(standing.structure, fields, changed, relined)),
      issues: JSON.stringify(relined ? issuesAfter(standing.issues, relined.parsed.issues) : standing.issues),
      // NOTE this text is public from now on; the day the document first was stays told.
      published_at: isLive ? ctx.at : null,
      first_published_on:
        fields.first_published_on ?? (edition.published_at ? dayOf(edition.published_at) : null),
    })
    .returning(['id', 'version'])
    .executeTakeFirstOrThrow()
  await copyFiles(tx, edition.id, next.id)
  await carryCitations(tx, ctx, { workId: edition.work_id, relined, from: edition.id, to: next.id, fields })
  return next
}

/** NOTE taken one by one: the rest of what is passed around must not reach the database. */
function columnsOf(fields: Fields): Columns {
  return {
    title: fields.title,
    organ_code: fields.organ_code,
    issuers: fields.issuers,
    written_on: fields.written_on,
    first_published_on: fields.first_published_on,
    effective_on: fields.effective_on,
    expires_on: fields.expires_on,
    kind: fields.kind,
    columns: fields.columns,
    topic: fields.topic,
    genre: fields.genre,
  }
}

function structureAfter(
  structure: Structure,
  fields: Fields,
  changed: Field[],
  relined: Relined | undefined,
): Structure {
  const { text: _text, issues: _issues, ...parsed }: Partial<ParsedDocument> = relined?.parsed ?? {}
  // NOTE what only the first reading of the file could know is kept from the old structure.
  return {
    ...structure,
    ...parsed,
    title: changed.includes('title') ? fields.title : structure.title,
    docNumber: changed.includes('docNumber') ? parseDocNumber(fields.doc_number ?? '') : structure.docNumber,
    joins: relined ? structure.joins.flatMap((join) => joinAfter(join, relined)) : structure.joins,
    otherNumbers: structure.otherNumbers,
    publishedOn: structure.publishedOn,
    writtenOn: fields.written_on,
    issuers: fields.issuers,
  }
}

/** A join made when the file was first read, at its place in the new text; none where it has been taken apart. */
function joinAfter(join: Structure['joins'][number], { parsed, moved }: Relined): Structure['joins'] {
  const at = moved(join.at, 'start')
  const left = parsed.text.slice(0, at).replace(/ $/, '')
  return left.endsWith(join.left) && parsed.text.startsWith(join.right, at) ? [{ ...join, at }] : []
}

async function copyFiles(tx: Tx, from: number, to: number): Promise<void> {
  const files = await tx
    .selectFrom('documents_file')
    .select(['role', 'name', 'media_type', 'bytes', 'sha256'])
    .where('edition_id', '=', from)
    .orderBy('id')
    .execute()
  if (files.length > 0)
    await tx
      .insertInto('documents_file')
      .values(files.map((file) => ({ ...file, edition_id: to })))
      .execute()
}

interface Carried {
  workId: string
  relined: Relined | undefined
  from: number
  to: number
  fields: Fields
}

/**
 * Gives the next edition the citations of the last, each at its place in the new text. What somebody has decided
 * stays decided; where the text was parsed anew, a proposal it no longer reads is left behind, and a new one enters.
 */
async function carryCitations(
  tx: Tx,
  ctx: Ctx,
  { workId, relined, from, to, fields }: Carried,
): Promise<void> {
  const rows = await tx
    .selectFrom('documents_citation')
    .selectAll()
    .where('edition_id', '=', from)
    .orderBy('id')
    .execute()
  const read = relined?.parsed.references ?? []
  const met = new Set<number>()
  const carried = rows.flatMap(({ id: _id, ...row }) => {
    const kept = { ...row, edition_id: to }
    if (!relined || row.starts_at === null || row.ends_at === null || row.ends_at === 0) return [kept]
    const [start, end] = [relined.moved(row.starts_at, 'start'), relined.moved(row.ends_at, 'end')]
    const at = read.findIndex((one) => one.start === start && one.end === end)
    if (at >= 0) met.add(at)
    const isWhole = relined.parsed.text.slice(start, end) === row.quote
    if (at < 0 && row.state === 'proposed') return []
    const place = isWhole ? { starts_at: start, ends_at: end } : { starts_at: null, ends_at: null }
    return [{ ...kept, ...place, e_id: at >= 0 ? read[at]!.eId : row.e_id }]
  })
  if (carried.length > 0) await tx.insertInto('documents_citation').values(carried).execute()
  const fresh = read.filter((_, at) => !met.has(at))
  if (fresh.length > 0 && relined)
    await citeAll(tx, ctx, {
      workId,
      editionId: to,
      references: fresh,
      writtenOn: fields.written_on,
    })
}
