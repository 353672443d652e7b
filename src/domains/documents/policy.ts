import type { Actor } from '../../platform/context.ts'

/** What of a document decides who may read it. */
export interface Exposure {
  state: string
  disclosure: string
  scope: string
}

/**
 * Whether an actor may read this edition. The public reads what is live, proactively disclosed and meant for the
 * internet; the operator of the system reads all. LAW 条例·19、23：主动公开的，通过互联网等渠道公开。
 */
export function mayRead(actor: Actor, edition: Exposure): boolean {
  if (actor.kind === 'operator') return true
  return edition.state === 'live' && wasPublic(edition)
}

/** Whether an edition was meant for everybody: of such a one alone a withdrawal is told. */
export function wasPublic(edition: Exposure): boolean {
  return edition.disclosure === 'proactive' && edition.scope === 'internet'
}

/** Taking in, publishing and withdrawing are the operator's until officers can sign in. */
export function mayPublish(actor: Actor): boolean {
  return actor.kind === 'operator'
}
