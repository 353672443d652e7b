/** A piece of a seed document's Markdown, as its writers use it: nothing else of Markdown is meant. */
export type SeedBlock =
  | { kind: 'title' | 'heading' | 'subheading' | 'text'; text: string }
  | { kind: 'table'; rows: string[][] }

const MARKS = { '# ': 'title', '## ': 'heading', '### ': 'subheading' } as const

/** Takes a body apart at its blank lines. */
export function blocksOf(body: string): SeedBlock[] {
  return body
    .split(/\n{2,}/)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')
    .map(blockOf)
}

function blockOf(piece: string): SeedBlock {
  if (piece.startsWith('|')) return { kind: 'table', rows: rowsOf(piece) }
  const mark = Object.keys(MARKS).find((sign) => piece.startsWith(sign)) as keyof typeof MARKS | undefined
  return mark ? { kind: MARKS[mark], text: piece.slice(mark.length) } : { kind: 'text', text: piece }
}

function rowsOf(piece: string): string[][] {
  return piece
    .split('\n')
    .filter((line) => !/^\|(?: -{3} \|)+$/.test(line))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    )
}

/** The tables of a body, heading row first. */
export function tablesOf(body: string): string[][][] {
  return blocksOf(body).flatMap((block) => (block.kind === 'table' ? [block.rows] : []))
}
