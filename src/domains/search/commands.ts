import type { Tx } from '../../platform/context.ts'
import type { Offering } from './model.ts'

/** Puts a text among what may be found, under the release that brought it; replaces what stood under its id. */
export async function offer(tx: Tx, seq: number, offering: Offering): Promise<void> {
  const row = {
    kind: offering.kind,
    seq,
    retracted: false,
    url: offering.url,
    title: offering.title,
    title_key: offering.titleKey,
    doc_number: offering.docNumber,
    number_keys: offering.numberKeys,
    body: offering.body,
    organ: offering.organ,
    year: offering.year,
    genre: offering.genre,
    columns: offering.columns,
    scope: offering.scope,
    in_force_from: offering.inForceFrom,
    in_force_to: offering.inForceTo,
    dated_on: offering.datedOn,
  }
  await tx
    .insertInto('search_offering')
    .values({ id: offering.id, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute()
}

/** Takes a text out of what may be found. Its words go at once; the row stays as a tombstone for followers. */
export async function retract(tx: Tx, seq: number, id: string): Promise<void> {
  await tx
    .updateTable('search_offering')
    .set({ seq, retracted: true, body: '', title: '', title_key: '', number_keys: [] })
    .where('id', '=', id)
    .execute()
}
