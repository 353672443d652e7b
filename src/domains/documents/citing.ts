import { docNumberKeys, type ParsedDocument, titleKey } from '@gongkai/gongwen'
import type { Ctx, Tx } from '../../platform/context.ts'
import { rightfulId } from './identity.ts'
import { TITLE_MOST } from './model.ts'

interface Citing {
  workId: string
  editionId: number
  references: ParsedDocument['references']
}

/**
 * Enters what an edition cites. A cited document we do not hold becomes a work with `held = false`, so that it has a
 * page which says who cites it. Relations that change validity stay proposals until an officer confirms them.
 */
export async function citeAll(tx: Tx, ctx: Ctx, { workId, editionId, references }: Citing): Promise<void> {
  const cited = references
    .filter(isNamed)
    .map((reference) => ({ ...reference, title: reference.title?.slice(0, TITLE_MOST) ?? null }))
  if (cited.length === 0) return
  const targets = await resolve(tx, ctx, cited)
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

/** The work each reference names: held by number, else held by title, else its page as one we do not hold. */
async function resolve(tx: Tx, ctx: Ctx, references: ParsedDocument['references']): Promise<string[]> {
  const numbers = references.flatMap((reference) => reference.docNumber ?? [])
  const keys = references.flatMap((reference) => titleKey(reference.title ?? '') || [])
  const known = await tx
    .selectFrom('documents_work')
    .select(['id', 'held', 'doc_number', 'title_key'])
    .where((where) =>
      where.or([
        ...(numbers.length > 0 ? [where('doc_number', 'in', numbers)] : []),
        ...(keys.length > 0 ? [where('title_key', 'in', keys)] : []),
      ]),
    )
    .orderBy('held', 'desc')
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  const targets = references.map((reference) => {
    const byNumber = reference.docNumber && known.find((work) => work.doc_number === reference.docNumber)
    const byTitle =
      !reference.docNumber && known.find((work) => work.title_key === titleKey(reference.title ?? ''))
    return (byNumber || byTitle || { id: rightfulId(reference.docNumber, reference.title ?? '') }).id
  })
  await makePages(tx, ctx, references, targets, new Set(known.map((work) => work.id)))
  return targets
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
