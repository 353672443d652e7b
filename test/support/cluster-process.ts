/**
 * A process of its own that opens a cluster, to be joined, signalled and killed by tests. It answers each line on
 * its standard input with a line of JSON: an SQL statement with its rows, `leave` by leaving.
 */
import { createInterface } from 'node:readline'
import pg from 'pg'
import { openCluster } from '../../src/platform/postgres.ts'
import { postmasterOf } from '../../src/platform/postgres-server.ts'

const say = (answer: object) => process.stdout.write(`${JSON.stringify(answer)}\n`)
const notes: string[] = []

try {
  const settings: Record<string, string> = process.argv[3] === 'fast' ? { fsync: 'off' } : {}
  const cluster = await openCluster(process.argv[2]!, (line) => notes.push(line), settings)
  const pool = new pg.Pool({ ...cluster.connection, max: 1 })
  pool.on('error', () => {})
  const { rows } = await pool.query<{ folder: string }>('show data_directory')
  const folder = Object.values(rows[0]!)[0]!
  say({
    started: cluster.started,
    sockets: cluster.connection.host,
    folder,
    postmaster: await postmasterOf(folder),
    notes,
  })
  for await (const line of createInterface({ input: process.stdin })) {
    if (line === 'leave') break
    if (line === 'notes') say({ notes })
    else
      await pool.query(line).then(
        ({ rows }) => say({ rows }),
        (error) => say({ error: error.message }),
      )
  }
  await pool.end()
  await cluster.leave()
  say({ left: true })
} catch (error) {
  say({ refused: (error as Error).message })
  process.exitCode = 1
}
// An open standard input would keep a finished process running.
process.stdin.destroy()
