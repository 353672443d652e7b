import type { Actor, Tx } from '../../platform/context.ts'

export interface AuditedAct {
  act: string
  subject: { kind: string; id: string }
  /** The article relied on, e.g. `条例·26`. */
  basis?: string
  detail?: Record<string, unknown>
}

/** Records an act in the transaction that does it; its type demands one, so that nothing is audited apart. */
export async function recordAct(
  tx: Tx,
  actor: Actor,
  { act, subject, basis, detail }: AuditedAct,
): Promise<void> {
  await tx
    .insertInto('audit_entry')
    .values({
      actor: actorName(actor),
      act,
      subject_kind: subject.kind,
      subject_id: subject.id,
      basis: basis ?? null,
      detail: JSON.stringify(detail ?? {}),
    })
    .execute()
}

/** The name under which an actor stands in the ledger. */
function actorName(actor: Actor): string {
  return actor.kind === 'operator' ? `系统操作员 ${actor.name}` : '公众'
}
