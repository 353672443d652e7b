import type { Line } from '../model.ts'

/** The lines of a text, however their ends are written; a form feed ends a line too. */
export function splitLines(text: string): string[] {
  return text.split(/\r\n?|[\n\f\v\u2028\u2029\u0085]/)
}

/** Plain text: every line that is not blank is a line of its own; leading spaces are its indent. */
export function readPlain(text: string): Line[] {
  const lines: Line[] = []
  for (const line of splitLines(text)) {
    const bare = line.trim()
    if (bare === '') continue
    const lead = line.length - line.trimStart().length
    lines.push(lead > 0 ? { kind: 'line', text: bare, indent: lead } : { kind: 'line', text: bare })
  }
  return lines
}
