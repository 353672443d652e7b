import type { Executor } from '../../platform/context.ts'
import { type Organ, type OrganKind, type SiteIdentity, UNNAMED_SITE } from './model.ts'

/** Every organ, in the order in which they are listed. */
export async function organs(db: Executor): Promise<Organ[]> {
  const rows = await db.selectFrom('accounts_organ').selectAll().orderBy('position').execute()
  return rows.map((row) => ({
    code: row.code,
    name: row.name,
    shortName: row.short_name,
    kind: row.kind as OrganKind,
    parent: row.parent_code,
    agencyCodes: row.agency_codes,
    duties: row.duties,
    leader: row.leader,
    address: row.address,
    hours: row.hours,
    phone: row.phone,
    fax: row.fax,
    email: row.email,
  }))
}

/** Whose site this is; what was never said stands as 未登记. */
export async function siteIdentity(db: Executor): Promise<SiteIdentity> {
  const row = await db.selectFrom('accounts_site').select('identity').executeTakeFirst()
  return row ? { ...UNNAMED_SITE, ...(row.identity as unknown as Partial<SiteIdentity>) } : UNNAMED_SITE
}

/** Whether an operator has said whose site this is. */
export async function isSiteNamed(db: Executor): Promise<boolean> {
  return (await db.selectFrom('accounts_site').select('only_one').executeTakeFirst()) !== undefined
}
