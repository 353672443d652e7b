import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Connection } from '../../src/platform/postgres.ts'

const GONGKAI = fileURLToPath(new URL('../../bin/gongkai', import.meta.url))

/** What a command said and how it ended. */
export interface Ended {
  code: number | null
  stdout: string
  stderr: string
}

/** Runs `bin/gongkai` to its end as a person would. */
export function gongkai(words: string[], env: Record<string, string> = {}): Promise<Ended> {
  return ended(startGongkai(words, env))
}

/** Starts `bin/gongkai` and leaves it running. `env` adds to the environment. */
export function startGongkai(words: string[], env: Record<string, string> = {}): ChildProcess {
  return spawn(GONGKAI, words, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
}

/** Waits for a command to end and answers all it said. */
export function ended(child: ChildProcess): Promise<Ended> {
  return new Promise((resolve, reject) => {
    let [stdout, stderr] = ['', '']
    child.stdout?.on('data', (piece) => {
      stdout += piece
    })
    child.stderr?.on('data', (piece) => {
      stderr += piece
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, stdout, stderr }))
  })
}

/** The address of a test database in the form an operator would give it. */
export function databaseUrl({ host, port, user, password, database }: Connection): string {
  const where = new URLSearchParams({ host, port: String(port) })
  return `postgres://${user}:${encodeURIComponent(password)}@localhost/${database}?${where}`
}
