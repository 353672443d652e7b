import { parseDocNumber } from './doc-number.ts'
import type { Node, ParsedDocument, Reading } from './model.ts'

/** Understands a reading as an official document. Never throws; what it is unsure of stands in `issues`. */
export function parse(reading: Reading): ParsedDocument {
  const { meta } = reading
  const body: Node[] = []
  let text = ''
  for (const block of reading.blocks) {
    const spelled = block.kind === 'line' ? block.text : block.rows.map((row) => row.join('\t')).join('\n')
    const start = text === '' ? 0 : text.length + 1
    text += (text === '' ? '' : '\n') + spelled
    const kind = block.kind === 'line' ? 'p' : 'table'
    body.push({ kind, eId: null, part: 0, text: spelled, start, end: text.length })
  }
  const title = meta.title ?? body[0]?.text ?? null
  return {
    title,
    docNumber: meta.docNumber ? parseDocNumber(meta.docNumber) : null,
    otherNumbers: [],
    issuers: meta.issuers ?? [],
    indexNumber: meta.indexNumber ?? null,
    topic: meta.topic ?? null,
    genre: null,
    addressees: [],
    signatories: [],
    writtenOn: meta.writtenOn ?? null,
    publishedOn: meta.publishedOn ?? null,
    source: meta.source ?? null,
    url: meta.url ?? null,
    redHead: null,
    parts: [{ kind: 'main', title, from: 0, to: body.length }],
    clauses: [],
    tables: [],
    references: [],
    validity: { effectiveOn: null, expiresOn: null, years: null, repeals: [] },
    tasks: [],
    text,
    body,
    joins: [],
    issues: [...reading.issues],
  }
}

/** The canonical text of a document: its nodes in order, NFC, one line each, tables row by row with tabs. */
export function canonicalText(body: readonly Pick<Node, 'text'>[]): string {
  return body.map((node) => node.text).join('\n')
}
