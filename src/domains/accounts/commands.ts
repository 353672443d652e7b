import type { Ctx } from '../../platform/context.ts'
import { recordAct } from '../audit/index.ts'
import type { Organ, SiteIdentity } from './model.ts'

/** Enters an organ, or corrects what is on record of it; its code never changes. */
export async function registerOrgan(ctx: Ctx, organ: Organ, position: number): Promise<void> {
  const row = {
    name: organ.name,
    short_name: organ.shortName,
    kind: organ.kind,
    parent_code: organ.parent,
    agency_codes: organ.agencyCodes,
    duties: organ.duties,
    leader: organ.leader,
    address: organ.address,
    hours: organ.hours,
    phone: organ.phone,
    fax: organ.fax,
    email: organ.email,
    position,
  }
  await ctx.db.transaction().execute(async (tx) => {
    await tx
      .insertInto('accounts_organ')
      .values({ code: organ.code, ...row })
      .onConflict((conflict) => conflict.column('code').doUpdateSet(row))
      .execute()
    await recordAct(tx, ctx.actor, {
      act: 'register-organ',
      subject: { kind: 'organ', id: organ.code },
      basis: '条例·4',
    })
  })
}

/** Says whose site this is: name, 主办单位, identifiers, contacts. */
export async function nameSite(ctx: Ctx, identity: SiteIdentity): Promise<void> {
  const row = { identity: JSON.stringify(identity) }
  await ctx.db.transaction().execute(async (tx) => {
    await tx
      .insertInto('accounts_site')
      .values(row)
      .onConflict((conflict) => conflict.column('only_one').doUpdateSet(row))
      .execute()
    await recordAct(tx, ctx.actor, {
      act: 'name-site',
      subject: { kind: 'site', id: identity.domain },
      basis: '国办发〔2017〕47号',
    })
  })
}
