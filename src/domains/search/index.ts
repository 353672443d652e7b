/** 检索: what may be found, and finding it. */
export { offer, retract } from './commands.ts'
export { type Finder, openFinder } from './finder.ts'
export type { Found, Hit, Query } from './model.ts'
