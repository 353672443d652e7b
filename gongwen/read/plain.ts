import type { Line, Reading } from '../model.ts'

/** Plain text: every line that is not blank is a line of its own; leading 　 or spaces are its indent. */
export function readPlain(text: string): Reading {
  const blocks: Line[] = []
  for (const raw of text.normalize('NFC').split(/\r\n?|\n|\u2028|\u2029|\u0085|\f/)) {
    const line = raw.replace(/[\u0000-\u0008\u000b\u000e-\u001f\u200b\ufeff]/g, '')
    const bare = line.trim()
    if (bare === '') continue
    const lead = line.length - line.trimStart().length
    blocks.push(lead > 0 ? { kind: 'line', text: bare, indent: lead } : { kind: 'line', text: bare })
  }
  return { format: 'txt', blocks, meta: {}, issues: [] }
}
