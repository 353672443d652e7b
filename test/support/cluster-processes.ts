import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { RunAs } from '../../src/platform/postgres-files.ts'

export const isRoot = process.getuid?.() === 0
export const REPOSITORY = join(import.meta.dirname, '..', '..')

export interface Opening {
  started: boolean
  sockets: string
  /** PGDATA. */
  folder: string
  postmaster: number
  notes: string[]
}

export interface ClusterProcess {
  pid: number
  opening: Opening
  /** Runs one statement in that process. */
  query(statement: string): Promise<Record<string, unknown>[]>
  notes(): Promise<string[]>
  /** A clean stop. */
  leave(): Promise<void>
  /** kill -9 of that process alone. */
  kill(): Promise<void>
}

export interface Circumstances {
  /** Another user; root only. */
  as?: RunAs | undefined
  /** The folder the program lies in, where it is not this repository. */
  project?: string
  home?: string
  node?: string
  /** Without fsync: where durability is not what is tested. */
  fast?: boolean
}

/** Starts a process that opens the cluster; fails with the sentence it refused with. */
export async function openElsewhere(dataDir: string, at: Circumstances = {}): Promise<ClusterProcess> {
  const child = launch(dataDir, at)
  const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]()
  const exited = once(child, 'exit')
  const nextAnswer = async <T>(): Promise<T> => {
    const { value, done } = await lines.next()
    if (done) throw new Error(`The process ended: ${await exited}`)
    const answer = JSON.parse(value)
    if (answer.refused !== undefined || answer.error !== undefined)
      throw new Error(answer.refused ?? answer.error)
    return answer
  }
  const ask = async <T>(line: string): Promise<T> => {
    child.stdin!.write(`${line}\n`)
    return await nextAnswer<T>()
  }
  const opening = await nextAnswer<Opening>()
  return {
    pid: child.pid!,
    opening,
    query: async (statement) => (await ask<{ rows: Record<string, unknown>[] }>(statement)).rows,
    notes: async () => (await ask<{ notes: string[] }>('notes')).notes,
    leave: async () => {
      await ask('leave')
      await exited
    },
    kill: async () => {
      child.kill('SIGKILL')
      await exited
    },
  }
}

/** The process alone, not waited for: to be killed in the middle of what it does. */
export function launch(dataDir: string, at: Circumstances): ChildProcess {
  const script = join(at.project ?? REPOSITORY, 'test', 'support', 'cluster-process.ts')
  const child = spawn(at.node ?? process.execPath, [script, dataDir, at.fast ? 'fast' : ''], {
    ...at.as,
    cwd: '/',
    env: { PATH: '/usr/bin:/bin', HOME: at.home ?? '/nonexistent', GONGKAI_TEST_SECRET: 'do-not-leak' },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  // A process that was killed does not read what we write.
  child.stdin.on('error', () => {})
  return child
}

/** An ordinary user that the machine already has, for root to run things as; ourselves where we are not root. */
export async function ordinaryUser(): Promise<RunAs | undefined> {
  if (!isRoot) return undefined
  for (const line of (await readFile('/etc/passwd', 'utf8')).split('\n')) {
    const [name, , uid, gid] = line.split(':')
    if (['games', 'www-data', 'daemon', 'mail'].includes(name!)) return { uid: Number(uid), gid: Number(gid) }
  }
  throw new Error('This machine has none of the users games, www-data, daemon, mail')
}
