/** 发布渠道: the ordered ledger of releases, and following it. */
export { ledgerHead, release } from './ledger.ts'
export { type Follower, followReleases } from './jobs.ts'
