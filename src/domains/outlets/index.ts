/** 发布渠道: the ordered ledger of releases, and following it. */
export { CHANNEL, release } from './commands.ts'
export { followReleases } from './jobs.ts'
export { ledgerHead } from './queries.ts'
