import { now } from './clock.ts'

/**
 * One line a record, to standard error. Only what we name is written: never a query, a form, an address or a
 * person's words, so that personal data cannot reach the log by accident.
 */
export interface Log {
  note(event: string, facts?: Record<string, string | number | boolean>): void
  bug(event: string, error: unknown): void
}

export function openLog(write: (line: string) => void = (line) => process.stderr.write(`${line}\n`)): Log {
  const line = (level: string, event: string, facts: object) =>
    write(JSON.stringify({ at: now().toISOString(), level, event, ...facts }))
  return {
    note: (event, facts = {}) => line('note', event, facts),
    bug: (event, error) =>
      line('bug', event, { error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  }
}

/** A log that keeps nothing: for commands whose standard error is for people. */
export const silent: Log = { note: () => {}, bug: () => {} }
