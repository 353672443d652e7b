/** 机关: the organs of the district and the identity of its site. */
export { nameSite, registerOrgan } from './commands.ts'
export type { Organ, OrganKind, SiteIdentity } from './model.ts'
export { isSiteNamed, organs, siteIdentity } from './queries.ts'
