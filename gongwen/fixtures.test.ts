import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { type ParsedDocument, parse, read } from './index.ts'

const FOLDER = new URL('./fixtures/', import.meta.url)

/** What a fixture's gold may state; what it does not state is not compared. */
type Gold = Record<string, unknown> & { paragraphs?: string[]; clauses?: string[]; joins?: number }

const names = readdirSync(FOLDER)
for (const file of names.filter((name) => !name.endsWith('.json'))) {
  test(`公文样例 ${file}`, async () => {
    const gold = JSON.parse(readFileSync(new URL(file.replace(/\.\w+$/, '.json'), FOLDER), 'utf8')) as Gold
    const document = parse(await read(readFileSync(new URL(file, FOLDER)), file))
    const { paragraphs = [], clauses = [], ...rest } = gold
    const found = describe(document)
    for (const [key, value] of Object.entries(rest)) assert.deepEqual(found[key], value, key)
    assert.deepEqual(
      document.clauses.map(({ eId, num, heading, text }, i) =>
        `${eId} ${num}${heading ?? text}`.replace(/\n/g, '').slice(0, clauses[i]?.length ?? 60),
      ),
      clauses,
    )
    const lines = new Set(document.body.map((node) => node.text))
    for (const paragraph of paragraphs) assert.ok(lines.has(paragraph), `没有这一段：${paragraph}`)
    checkInvariants(document)
  })
}

/** The document in the terms of the gold files. */
function describe(document: ParsedDocument): Record<string, unknown> {
  return {
    ...document,
    docNumber: document.docNumber?.norm ?? null,
    otherNumbers: document.otherNumbers.map((number) => number.norm),
    parts: document.parts.map(({ kind, title }) => [kind, title]),
    references: document.references.map(({ title, docNumber, relation }) => [title, docNumber, relation]),
    validity: { ...document.validity, repeals: document.validity.repeals.map((repeal) => repeal.title) },
    tables: document.tables.map((table) => table.rows),
    joins: document.joins.length,
    tasks: document.tasks.map(({ text, responsible, due }) => [text.slice(0, 14), responsible, due]),
  }
}

/** What holds of every parse, whatever the document. */
function checkInvariants(document: ParsedDocument): void {
  const { body, text, parts, references, clauses } = document
  for (const node of body) assert.equal(text.slice(node.start, node.end), node.text)
  for (const { start, end, quote } of references) assert.equal(text.slice(start, end), quote)
  const ids = [...clauses.map((clause) => clause.eId)]
  assert.equal(new Set(ids).size, ids.length)
  const anchors = body.flatMap((node) => node.eId ?? [])
  assert.equal(new Set(anchors).size, anchors.length)
  assert.equal(parts[0]?.from ?? 0, 0)
  assert.equal(parts.at(-1)?.to ?? 0, body.length)
  for (const [i, part] of parts.entries()) if (i > 0) assert.equal(part.from, parts[i - 1]!.to)
}
