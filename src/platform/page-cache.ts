import { createHash } from 'node:crypto'

/** A page as it was drawn. */
export interface Drawn {
  type: string
  body: string | Buffer
  /** 200 where nothing is said. */
  status?: number
  /** Where the reader is sent on to instead. */
  location?: string
  /** For a file to be saved: its name, plain ASCII. */
  fileName?: string
}

/** A page as it leaves: what is kept, and given again while nothing has been published since. */
export interface KeptPage extends Drawn {
  body: Buffer
  status: number
  etag: string
  version: string
}

export interface PageCache {
  /** The page if it is of this version. */
  fresh(key: string, version: string): KeptPage | undefined
  /** The page of whatever version: for when the database does not answer. */
  any(key: string): KeptPage | undefined
  /** `epoch` is that of when drawing began: what was drawn before a clearing is not kept after it. */
  keep(key: string, version: string, drawn: Drawn, epoch: number): KeptPage
  epoch(): number
  /** Forgets every page, old ones too: something was withdrawn, and must not come back when the database is away. */
  clear(): void
}

const BUDGET_BYTES = 96 * 1024 * 1024

/** Pages in memory, the least recently asked for leaving first. */
export function openPageCache(budget = BUDGET_BYTES): PageCache {
  const pages = new Map<string, KeptPage>()
  let bytes = 0
  let epochs = 0
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
    epoch: () => epochs,
    clear() {
      epochs += 1
      bytes = 0
      pages.clear()
    },
    keep(key, version, drawn, epoch) {
      const page = pageOf(version, drawn)
      if (epoch !== epochs) return page
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

function pageOf(version: string, drawn: Drawn): KeptPage {
  const body = typeof drawn.body === 'string' ? Buffer.from(drawn.body) : drawn.body
  // NOTE the tag is drawn from the bytes alone: a reader's copy stays good while the page is unchanged, whatever else was published.
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  return { status: 200, ...drawn, body, etag, version }
}
