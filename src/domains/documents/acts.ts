import type { Executor } from '../../platform/context.ts'
import type { Act } from './model.ts'

/** The acts done to a document, oldest first. */
export async function actsOf(db: Executor, workId: string): Promise<Act[]> {
  const rows = await db
    .selectFrom('documents_act')
    .selectAll()
    .where('work_id', '=', workId)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    type: row.type as Act['type'],
    on: row.on_day,
    at: row.at,
    detail: row.detail as Act['detail'],
  }))
}
