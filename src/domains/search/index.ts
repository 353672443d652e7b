/** 检索: what may be found, and finding it. */
export { offer, retract } from './commands.ts'
export { type Finder, openFinder } from './finder.ts'
export type { Filters, Found, Hit, Offering, Query, Snippet } from './model.ts'
