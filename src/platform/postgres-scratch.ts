import { chmod, mkdtemp, readdir, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Cluster, openCluster } from './postgres.ts'
import { isAlive, processesOf, stopServer } from './postgres-server.ts'

// NOTE nothing in a throw-away cluster is worth a crash; only here durability may be given for speed.
const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }
const PREFIX = 'gongkai-scratch-'

/** A cluster that is thrown away on leaving: for tests, benchmarks and code generation. Never for data. */
export async function openScratchCluster(): Promise<Cluster> {
  await sweepDead()
  const folder = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`))
  // NOTE the user that the server runs as must pass through; the cluster in it stays closed.
  await chmod(folder, 0o711)
  const discard = () => rm(folder, { recursive: true, force: true, maxRetries: 3 })
  const cluster = await openCluster(folder, () => {}, FAST).catch(async (error) => {
    await discard()
    throw error
  })
  return { ...cluster, leave: () => cluster.leave().finally(discard) }
}

/** Servers of runs that were killed before they could stop them. */
async function sweepDead(): Promise<void> {
  const folder = await realpath(tmpdir())
  for (const name of await readdir(folder)) {
    const pid = name.startsWith(PREFIX) ? Number(name.slice(PREFIX.length).split('-')[0]) : 0
    if (!pid || isAlive(pid)) continue
    const cluster = join(folder, name, 'postgres')
    if ((await processesOf(cluster)).length > 0) await stopServer(cluster)
    // NOTE what another user left behind is for that user to sweep.
    await rm(join(folder, name), { recursive: true, force: true }).catch(() => {})
  }
}
