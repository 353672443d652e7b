import { docNumberKeys, type ParsedDocument, titleKey } from '@gongkai/gongwen'
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import type { DB } from '../../../db/types.ts'
import type { Day } from '../../platform/clock.ts'
import type { Ctx, Tx } from '../../platform/context.ts'
import { alsoNamed, interpretedBy, otherKeys } from './citing-interpreted.ts'
import { moveEffects } from './confirming-effects.ts'
import { rightfulId } from './identity.ts'
import { TITLE_MOST } from './model.ts'

interface Citing {
  workId: string
  editionId: number
  references: ParsedDocument['references']
  /** When the document that cites was made. */
  writtenOn: Day | null
}

/**
 * Enters what an edition cites. A cited document we do not hold becomes a work with `held = false`, so that it has a
 * page which says who cites it. Relations that change validity stay proposals until an officer confirms them.
 */
export async function citeAll(tx: Tx, ctx: Ctx, citing: Citing): Promise<void> {
  const { workId, editionId, references } = citing
  const cited = references
    .filter(isNamed)
    .map((reference) => ({ ...reference, title: reference.title?.slice(0, TITLE_MOST) ?? null }))
  if (cited.length === 0) return
  const targets = await resolve(tx, ctx, cited, citing)
  const rows = cited.flatMap((reference, at) => {
    const to = targets[at]!
    if (to === workId) return []
    return [
      {
        edition_id: editionId,
        from_work: workId,
        to_work: to,
        relation: reference.relation,
        title: reference.title,
        doc_number: reference.docNumber,
        quote: reference.quote,
        e_id: reference.eId ?? null,
        starts_at: reference.start ?? null,
        ends_at: reference.end ?? null,
      },
    ]
  })
  if (rows.length > 0) await tx.insertInto('documents_citation').values(rows).execute()
}

// A genre alone in title marks stands for a document named before (以下简称《通知》); by itself it names none.
const SHORT_FORMS = new Set(
  [
    '通知',
    '意见',
    '办法',
    '决定',
    '规定',
    '方案',
    '条例',
    '公告',
    '通告',
    '细则',
    '规划',
    '纲要',
    '要点',
  ].flatMap((genre) =>
    ['', '实施', '管理', '指导', '工作', '若干', '暂行'].map((kind) => titleKey(kind + genre)),
  ),
)

/** By a number or by a title that says which: else there is nothing to find it by. */
function isNamed({ docNumber, title }: ParsedDocument['references'][number]): boolean {
  const key = titleKey(title ?? '')
  return docNumber !== null || (key !== '' && !SHORT_FORMS.has(key))
}

type Cited = ParsedDocument['references'][number]

interface Candidate {
  id: string
  held: boolean
  doc_number: string | null
  number_keys: string[]
  title_key: string
  written_on: Day | null
}

/** The work each reference names: held by number, else held by title, else its page as one we do not hold. */
async function resolve(tx: Tx, ctx: Ctx, references: Cited[], citing: Citing): Promise<string[]> {
  const numbers = references.flatMap((reference) => reference.docNumber ?? [])
  const names = references.flatMap(keysOf)
  const known = await candidates(tx, (where) => [
    ...(numbers.length > 0 ? [where('w.doc_number', 'in', numbers)] : []),
    ...(names.length > 0 ? [where('w.title_key', 'in', names)] : []),
  ])
  const targets: string[] = []
  for (const reference of references) {
    const found =
      bestOf(
        known.filter((work) => work.held),
        reference,
        citing,
      ) ??
      (await looselyNamed(tx, reference, citing)) ??
      bestOf(known, reference, citing)
    targets.push(found ?? rightfulId(reference.docNumber, reference.title ?? ''))
  }
  await makePages(tx, ctx, references, targets, new Set(known.map((work) => work.id)))
  return targets
}

function keysOf({ title }: Cited): string[] {
  const key = titleKey(title ?? '')
  return key === '' ? [] : [key]
}

function candidates(tx: Tx, having: (where: ExpressionBuilder<Named, 'w'>) => Expression<SqlBool>[]) {
  return tx
    .selectFrom('documents_work as w')
    .select(['w.id', 'w.held', 'w.doc_number', 'w.number_keys', 'w.title_key'])
    .select((query) =>
      query
        .selectFrom('documents_edition as e')
        .select((of) => of.fn.max('e.written_on').as('written_on'))
        .whereRef('e.work_id', '=', 'w.id')
        .as('written_on'),
    )
    .where((where) => where.or(having(where as never)))
    .orderBy('w.held', 'desc')
    .orderBy('w.created_at')
    .orderBy('w.id')
    .execute()
}
type Named = DB & { w: DB['documents_work'] }

/**
 * Of works that answer to a number or title, the one meant. A number decides; a title alone means, of several texts
 * that bear it, the last made before the document that cites it, and never that document itself: 《甲办法》同时废止 in a
 * new 甲办法 ends the old one.
 */
function bestOf(
  known: Candidate[],
  { docNumber, title }: Cited,
  { workId, writtenOn }: Citing,
): string | undefined {
  const byNumber = docNumber && known.find((work) => work.doc_number === docNumber)
  if (byNumber) return byNumber.id
  const key = titleKey(title ?? '')
  const titled = known.filter(
    (work) =>
      key !== '' &&
      work.title_key === key &&
      work.id !== workId &&
      // NOTE many documents share a title, year after year: one that bears another number is not the one meant.
      (!docNumber || (work.held && (work.doc_number === null || isSameSerial(work, docNumber)))),
  )
  const held = titled.filter((work) => work.held)
  const earlier = held.filter((work) => work.written_on !== null && work.written_on <= (writtenOn ?? '9999'))
  const last = earlier.sort((a, b) => b.written_on!.localeCompare(a.written_on!))[0]
  return (last ?? held[0] ?? titled[0])?.id
}

/** Whether a number is a work's but for the organ: 公告2023年第198号 in the text of who issued it. */
function isSameSerial({ number_keys }: Candidate, docNumber: string): boolean {
  return docNumberKeys(docNumber).some((key) => key.startsWith('|') && number_keys.includes(key))
}

/**
 * The held work meant by a name that is not quite its title: the notice that issues 《甲办法》, the notice named without
 * its organ. Interpretations, whose titles are free, may leave out more.
 */
async function looselyNamed(tx: Tx, reference: Cited, citing: Citing): Promise<string | undefined> {
  if (!reference.title) return undefined
  const { exact, ending } = otherKeys(reference.title, reference.relation === '解读')
  const found = await candidates(tx, (where) => [
    ...(exact.length > 0 ? [where('w.title_key', 'in', exact)] : []),
    ...ending.map((key) => sql<SqlBool>`w.held and ${endsWith(key)}`),
  ])
  const keys = [...exact, ...ending]
  const held = found.filter((work) => work.held && keys.some((key) => isBehindOrgan(work.title_key, key)))
  const same = held.map((work) => ({ ...work, title_key: titleKey(reference.title!) }))
  return bestOf(same, reference, citing)
}

function endsWith(key: string) {
  return sql<SqlBool>`reverse(w.title_key) like ${`${Array.from(key).reverse().join('')}%`}`
}

/** Whether a title is the key behind nothing but the name of an organ. */
function isBehindOrgan(title: string, key: string): boolean {
  const organ = title.slice(0, title.length - key.length)
  return title.endsWith(key) && organ.length <= 60 && !/关于|转发|印发|废止|修改|解读/.test(organ)
}

/** What an interpretation is said, or says by its title, to interpret, as a reference of its own. */
export async function interpreted(
  tx: Tx,
  document: { title: string; parsed: ParsedDocument },
  given: { interprets?: string },
): Promise<Cited[]> {
  const blank = { relation: '解读' as const, eId: null, start: 0, end: 0 }
  if (given.interprets)
    return [{ ...blank, title: null, docNumber: given.interprets, quote: `解读${given.interprets}` }]
  const named = interpretedBy(document.title)
  const read = document.parsed.references.filter(({ relation }) => relation === '解读')
  if (!named) return []
  const { docNumber, names, sure } = named
  if (docNumber) return [{ ...blank, title: names[0] ?? null, docNumber, quote: document.title }]
  const told = new Set(read.flatMap(keysOf))
  for (const title of names) {
    const reference = { ...blank, title, docNumber: null, quote: document.title }
    if (told.has(titleKey(title))) return []
    const self = { workId: '', editionId: 0, writtenOn: document.parsed.writtenOn, references: [] }
    const exact = await candidates(tx, (where) => [where('w.title_key', '=', titleKey(title))])
    const isHeld = exact.some((work) => work.held) || (await looselyNamed(tx, reference, self)) !== undefined
    if (isHeld) return [reference]
  }
  return sure && names[0] ? [{ ...blank, title: names[0], docNumber: null, quote: document.title }] : []
}

/**
 * Citations of a document we did not hold now lead to the one that has come, or that has got its right name: by its
 * number, or where they give none by its title, with or without its organ, or by the name of what it issues.
 */
export async function adoptCitations(
  tx: Tx,
  { id, title, docNumber }: { id: string; title: string; docNumber: string | null },
): Promise<void> {
  const key = titleKey(title)
  const also = alsoNamed(title)
  const waiting = (await waitingFor(tx, { id, key, also, docNumber })).filter(
    ({ title_key, doc_number }) =>
      (doc_number !== null && doc_number === docNumber) ||
      title_key === key ||
      also.includes(title_key) ||
      isBehindOrgan(title_key, key),
  )
  if (waiting.length === 0) return
  await tx
    .updateTable('documents_citation')
    .set({ to_work: id })
    .where(
      'id',
      'in',
      waiting.map((each) => each.id),
    )
    .execute()
  const done = waiting.flatMap((each) => (each.act_id ? [{ citation: each.id, act: each.act_id }] : []))
  await moveEffects(tx, done, id)
}

interface Arrived {
  id: string
  key: string
  also: string[]
  docNumber: string | null
}

/** Citations of what is not held that may mean a document. */
function waitingFor(tx: Tx, { id, key, also, docNumber }: Arrived) {
  return tx
    .selectFrom('documents_citation as c')
    .innerJoin('documents_work as w', 'w.id', 'c.to_work')
    .select(['c.id', 'c.act_id', 'w.title_key', 'w.doc_number'])
    .where('w.held', '=', false)
    .where('c.from_work', '<>', id)
    .where((where) => {
      const titled: Expression<SqlBool>[] = key === '' ? [] : [where('w.title_key', '=', key)]
      if (also.length > 0) titled.push(where('w.title_key', 'in', also))
      if (key.startsWith('关于')) titled.push(endsWith(key))
      return where.or([
        where.and([where('w.doc_number', 'is', null), where.or(titled)]),
        // NOTE only what ends or changes nothing may be led to a document of the title whose number nobody knows.
        ...(docNumber ? [] : [where.and([where('c.relation', '=', '解读'), where.or(titled)])]),
        ...(docNumber ? [where('w.doc_number', '=', docNumber)] : []),
      ])
    })
    .execute()
}

async function makePages(
  tx: Tx,
  ctx: Ctx,
  references: ParsedDocument['references'],
  targets: string[],
  known: Set<string>,
): Promise<void> {
  const missing = new Map<string, ParsedDocument['references'][number]>()
  for (const [at, reference] of references.entries()) {
    const id = targets[at]!
    if (!known.has(id) && !missing.get(id)?.title) missing.set(id, reference)
  }
  if (missing.size === 0) return
  const rows = [...missing].map(([id, reference]) => ({
    id,
    held: false,
    title: reference.title ?? reference.docNumber ?? '',
    title_key: titleKey(reference.title ?? ''),
    doc_number: reference.docNumber,
    number_keys: reference.docNumber ? docNumberKeys(reference.docNumber) : [],
    created_at: ctx.at,
  }))
  await tx
    .insertInto('documents_work')
    .values(rows)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}
