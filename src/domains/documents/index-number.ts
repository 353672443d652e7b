import { indexNumber } from '@gongkai/rules'
import { sql } from 'kysely'
import type { Tx } from '../../platform/context.ts'
import type { Organ } from '../accounts/index.ts'

/**
 * Allots the next 索引号 of an organ and year in the form Jiangsu uses: organisation code, year, five-digit serial,
 * e.g. `014000319/2022-00353`. Serials are never given twice, a rolled-back act gives its serial back, and a
 * number that some document brought along is passed over.
 */
export async function nextIndexNumber(tx: Tx, organ: Pick<Organ, 'code'>, year: number): Promise<string> {
  const row = await tx
    .insertInto('documents_serial')
    .values({ organ_code: organ.code, year, last: 1 })
    .onConflict((conflict) =>
      conflict.columns(['organ_code', 'year']).doUpdateSet({ last: sql`documents_serial.last + 1` }),
    )
    .returning('last')
    .executeTakeFirstOrThrow()
  const number = indexNumber({ organisationCode: organ.code, year, serial: row.last }).answer.indexNumber!
  return (await isIndexNumberTaken(tx, number)) ? nextIndexNumber(tx, organ, year) : number
}

export async function isIndexNumberTaken(tx: Tx, number: string): Promise<boolean> {
  const row = await tx
    .selectFrom('documents_edition')
    .select('id')
    .where('index_number', '=', number)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
