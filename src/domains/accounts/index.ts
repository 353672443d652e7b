/** 机关: the organs of the district and the identity of its site. */
export { nameSite, registerOrgan } from './commands.ts'
export { ORGAN_KINDS, type Organ, type OrganKind, type SiteIdentity } from './model.ts'
export { organs, siteIdentity } from './queries.ts'
