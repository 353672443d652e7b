import { createHash } from 'node:crypto'

/** A page as it leaves: what is kept, and given again while nothing has been published since. */
export interface KeptPage {
  body: Buffer
  type: string
  etag: string
  version: string
}

export interface PageCache {
  /** The page if it is of this version. */
  fresh(key: string, version: string): KeptPage | undefined
  /** The page of whatever version: for when the database does not answer. */
  any(key: string): KeptPage | undefined
  keep(key: string, version: string, type: string, body: string | Buffer): KeptPage
}

const BUDGET_BYTES = 96 * 1024 * 1024

/** Pages in memory, the least recently asked for leaving first. */
export function openPageCache(budget = BUDGET_BYTES): PageCache {
  const pages = new Map<string, KeptPage>()
  let bytes = 0
  const drop = (key: string) => {
    bytes -= pages.get(key)?.body.length ?? 0
    pages.delete(key)
  }
  const touch = (key: string) => {
    const page = pages.get(key)
    if (!page) return undefined
    pages.delete(key)
    pages.set(key, page)
    return page
  }
  return {
    fresh(key, version) {
      const page = touch(key)
      return page?.version === version ? page : undefined
    },
    any: touch,
    keep(key, version, type, body) {
      const page = pageOf(version, type, body)
      drop(key)
      if (page.body.length > budget / 8) return page
      pages.set(key, page)
      bytes += page.body.length
      for (const oldest of pages.keys()) {
        if (bytes <= budget) break
        drop(oldest)
      }
      return page
    },
  }
}

function pageOf(version: string, type: string, body: string | Buffer): KeptPage {
  const buffer = typeof body === 'string' ? Buffer.from(body) : body
  // NOTE the tag is drawn from the bytes alone: a reader's copy stays good while the page is unchanged, whatever else was published.
  const etag = `"${createHash('sha256').update(buffer).digest('base64url').slice(0, 22)}"`
  return { body: buffer, type, etag, version }
}
