import { indexNumber } from '@gongkai/rules'
import { sql } from 'kysely'
import type { Tx } from '../../platform/context.ts'
import type { Organ } from '../accounts/index.ts'

/**
 * Allots the next 索引号 of an organ and year in the form Jiangsu uses: organisation code, year, five-digit serial,
 * e.g. `014000319/2022-00353`. Serials are never given twice, and a rolled-back act gives its serial back.
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
  return indexNumber({ organisationCode: organ.code, year, serial: row.last }).answer.indexNumber!
}
