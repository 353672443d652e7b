import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { joinLines, linesOf, type ParsedDocument, parse, read, splitLine } from './index.ts'

const FOLDER = new URL('./fixtures/', import.meta.url)

async function documentOf(file: string): Promise<ParsedDocument> {
  return parse(await read(readFileSync(new URL(file, FOLDER)), file))
}

function metaOf({ title, writtenOn, issuers }: ParsedDocument) {
  return { ...(title ? { title } : {}), ...(writtenOn ? { writtenOn } : {}), issuers }
}

for (const file of readdirSync(FOLDER).filter((name) => !name.endsWith('.json')))
  test(`the lines of ${file}, parsed again, are the same document`, async () => {
    const document = await documentOf(file)
    const again = parse(linesOf(document.body, metaOf(document)))
    assert.equal(again.text, document.text)
    assert.deepEqual(
      again.body.map(({ kind, eId }) => `${kind} ${eId}`),
      document.body.map(({ kind, eId }) => `${kind} ${eId}`),
    )
    assert.deepEqual(again.references, document.references)
  })

test('a line cut and put together again is the same text; what cannot be cut or joined says so', async () => {
  const reading = linesOf((await documentOf('order.txt')).body, {})
  const at = reading.blocks.findIndex((block) => block.kind === 'line' && block.text.length > 20)
  const cut = splitLine(reading, at, 10)!
  assert.equal(cut.blocks.length, reading.blocks.length + 1)
  assert.deepEqual(joinLines(cut, at)!.blocks, reading.blocks)
  assert.equal(splitLine(reading, at, 0), null)
  assert.equal(splitLine(reading, at, 10_000), null)
  assert.equal(splitLine(reading, reading.blocks.length, 1), null)
  assert.equal(joinLines(reading, reading.blocks.length - 1), null)
  assert.equal(joinLines(reading, -1), null)
})
