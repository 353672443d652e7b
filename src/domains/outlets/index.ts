/** 发布渠道: the ordered ledger of releases, and following it. */
export { acknowledge, CHANNEL, type Release, release } from './commands.ts'
export { type Follower, followReleases } from './jobs.ts'
export { ledgerHead } from './queries.ts'
