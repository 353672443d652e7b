import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { processesOf } from '../../src/platform/postgres-server.ts'
import { type Ended, ended, startGongkai } from './command.ts'

/** `bin/gongkai start` as a process of its own. */
export interface Site {
  origin: string
  child: ChildProcess
  /** Settles when the process has ended, whatever ended it. */
  end: Promise<Ended>
  /** A clean stop. */
  stop(): Promise<Ended>
}

/** Starts a site on a data folder and waits until it says that it serves. */
export async function startSite(
  data: string,
  words: string[] = [],
  env: Record<string, string> = {},
): Promise<Site> {
  const child = startGongkai(['start', '--port', '0', '--data', data, ...words], env)
  const end = ended(child)
  const origin = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.stdout!.on('data', (piece) => {
      said += piece
      const ready = /^ready (http:\S+)$/m.exec(said)
      if (ready) resolve(ready[1]!)
    })
    end.then(({ code, stderr }) => reject(new Error(`the site ended with ${code}: ${stderr}`)))
  })
  return {
    origin,
    child,
    end,
    stop: () => {
      child.kill('SIGTERM')
      return end
    },
  }
}

/** The processes of the embedded database of a data folder. */
export function databaseProcesses(data: string): Promise<number[]> {
  return processesOf(join(data, 'postgres'))
}

/** Sends a signal to processes, some of which may have gone meanwhile. */
export function signalAll(pids: number[], signal: NodeJS.Signals): void {
  for (const pid of pids)
    try {
      process.kill(pid, signal)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    }
}
