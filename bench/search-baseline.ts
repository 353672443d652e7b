/** SQLite's full-text index over the same bigrams, asked the same questions in the same run: what speed is judged by. */

import { DatabaseSync } from 'node:sqlite'
import type { SearchRecord } from '../src/domains/search/engine/columns.ts'
import { readQuery } from '../src/domains/search/engine/query.ts'
import { noTokens, tokenise } from '../src/domains/search/engine/tokens.ts'
import { stopwatch } from '../src/platform/clock.ts'

export type Baseline = { build_s: number; ask(query: string): number; close(): void }

const word = (key: number) => key.toString(36)

/** An index in memory. `ask` answers the milliseconds that the ten best took. */
export function fts5(records: readonly SearchRecord[]): Baseline {
  const took = stopwatch()
  const database = new DatabaseSync(':memory:')
  database.exec("CREATE VIRTUAL TABLE passage USING fts5(words, content='', detail='full')")
  const insert = database.prepare('INSERT INTO passage (rowid, words) VALUES (?, ?)')
  const tokens = noTokens()
  database.exec('BEGIN')
  records.forEach(({ title, body }, i) => {
    tokens.count = 0
    tokenise(title, tokens)
    tokenise(body, tokens)
    insert.run(i + 1, Array.from(tokens.keys.subarray(0, tokens.count), word).join(' '))
  })
  database.exec('COMMIT')
  const select = database.prepare(
    'SELECT rowid, bm25(passage) FROM passage WHERE passage MATCH ? ORDER BY bm25(passage) LIMIT 10',
  )
  return {
    build_s: took() / 1000,
    ask(query) {
      const asked = readQuery(query)
      const spent = stopwatch()
      if (asked.keys.length > 0) select.all(asked.keys.map((key) => `"${word(key)}"`).join(' OR '))
      return spent()
    },
    close: () => database.close(),
  }
}
