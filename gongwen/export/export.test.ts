import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { SaxesParser } from 'saxes'
import {
  akomaNtoso,
  type ExportIdentity,
  jsonLd,
  markdown,
  type ParsedDocument,
  parse,
  plainText,
  read,
  readText,
} from '../index.ts'
import { JSON_LD_PARENTS, JSON_LD_TERMS } from './json-ld-terms.ts'

const FOLDER = new URL('../fixtures/', import.meta.url)
const SCHEMA = fileURLToPath(
  new URL('../../../shared/data/akn_schema/akomantoso30-lenient.xsd', import.meta.url),
)
const names = readdirSync(FOLDER).filter((name) => !name.endsWith('.json'))
const documents = await Promise.all(
  names.map(async (name) => ({
    name,
    document: parse(await read(readFileSync(new URL(name, FOLDER)), name)),
  })),
)

/** A register's entry for a fixture: every reference leads somewhere, and the document was amended and repealed. */
function entryOf(document: ParsedDocument): ExportIdentity {
  return {
    id: 'q7zk3m9x2c4d',
    url: 'https://gk.example.cn/documents/q7zk3m9x2c4d',
    version: 2,
    title: document.title ?? '无题',
    docNumber: document.docNumber?.norm ?? null,
    indexNumber: '014150319/2022-00071',
    genre: document.genre,
    topic: document.topic,
    issuers: document.issuers,
    publisher: '云溪区人民政府',
    jurisdiction: { name: '云溪区', code: '990101' },
    writtenOn: document.writtenOn,
    publishedOn: '2024-05-06',
    effectiveOn: '2024-06-01',
    expiresOn: '2029-05-31',
    isNorm: true,
    force: 'not-in-force',
    description: '“一句话”说明 & <其他>',
    keywords: ['政府信息公开'],
    relations: document.references.map(({ relation, title, docNumber, start, end, quote }, at) => ({
      relation,
      title: title ?? quote,
      docNumber,
      url: `https://gk.example.cn/documents/cited-${at}?a=1&b=2`,
      start,
      end,
    })),
    events: [
      {
        on: '2025-01-01',
        kind: 'amendment',
        by: { title: '修改决定', url: 'https://gk.example.cn/documents/a' },
      },
      { on: '2026-01-01', kind: 'repeal', by: null },
    ],
    files: [{ name: '正文 PDF', url: 'https://gk.example.cn/documents/q7zk3m9x2c4d.pdf' }],
  }
}

const bare = (text: string): string => text.replace(/\s/g, '')

/** The text of the parts of an Akoma Ntoso file, without its meta elements, and the eIds in it. */
function readAkoma(xml: string): { text: string; ids: string[] } {
  const parser = new SaxesParser()
  const found = { text: '', ids: [] as string[] }
  let muted = 0
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'meta') muted++
    const { eId } = attributes as Record<string, string>
    if (eId && muted === 0) found.ids.push(eId)
  })
  parser.on('closetag', ({ name }) => {
    if (name === 'meta') muted--
  })
  parser.on('text', (text) => {
    if (muted === 0) found.text += text
  })
  parser.on('error', (error) => {
    throw error
  })
  parser.write(xml).close()
  return found
}

describe('Akoma Ntoso', () => {
  const folder = mkdtempSync(join(tmpdir(), 'akoma-'))
  after(() => rmSync(folder, { recursive: true }))

  for (const { name, document } of documents) {
    test(`${name} 的字一个不少、次序不变，编号俱在且不重`, () => {
      const found = readAkoma(akomaNtoso(document, entryOf(document)))
      assert.equal(bare(found.text), bare(document.text))
      assert.equal(new Set(found.ids).size, found.ids.length)
      const ids = new Set(found.ids)
      for (const { eId } of document.body) assert.ok(eId === null || ids.has(eId), eId!)
    })
  }

  const judge = spawnSync('xmllint', ['--version']).error === undefined && existsSync(SCHEMA)
  const skip = judge ? false : '没有 xmllint 或 ../shared 里的 Akoma Ntoso 架构，没有校验'
  const validate = (xml: string): string => {
    const file = join(folder, 'document.xml')
    writeFileSync(file, xml)
    const { status, stderr } = spawnSync('xmllint', ['--nonet', '--noout', '--schema', SCHEMA, file])
    return status === 0 ? '' : String(stderr)
  }

  test('各样例合乎 OASIS 架构', { skip }, () => {
    for (const { name, document } of documents) {
      assert.equal(validate(akomaNtoso(document, entryOf(document))), '', name)
      const scarce: ExportIdentity = {
        ...entryOf(document),
        docNumber: null,
        indexNumber: null,
        genre: null,
        issuers: [],
        writtenOn: null,
        effectiveOn: null,
        expiresOn: null,
        relations: [],
        events: [],
      }
      assert.equal(validate(akomaNtoso(document, scarce)), '', `${name}，登记内容不全`)
    }
    assert.equal(validate(akomaNtoso(parse(readText('')), entryOf(parse(readText(''))))), '', '空文本')
  })

  test('架构看得出错', { skip }, () => {
    const { document } = documents[0]!
    assert.match(
      validate(akomaNtoso(document, entryOf(document)).replace('<mainBody>', '<mainBody><num/>')),
      /num/,
    )
    assert.match(
      validate(akomaNtoso(document, entryOf(document)).replace(/date="2024-05-06"/, 'date="六月"')),
      /date/,
    )
  })

  test('引用成为链接', () => {
    const document = parse(readText('云溪区通知\n\n根据《停车管理办法》（云政规〔2024〕1号），现通知如下。'))
    const xml = akomaNtoso(document, entryOf(document))
    assert.match(
      xml,
      /根据<ref eId="ref_1" href="https:\/\/gk\.example\.cn\/documents\/cited-0\?a=1&amp;b=2">《停车管理办法》（云政规〔2024〕1号）<\/ref>，现通知如下。/,
    )
  })

  test('XML 容不下的字符不会坏了文件', () => {
    const document = parse(readText('云溪区通知\n\n甲\ud800乙\ufffe丙<b>&丁。'))
    assert.ok(readAkoma(akomaNtoso(document, entryOf(document))).text.includes('甲\ufffd乙\ufffd丙'))
  })
})

/** The terms of a JSON-LD value that are not in the vocabulary, with the type they stand on. */
function unknownTerms(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(unknownTerms)
  if (typeof value !== 'object' || value === null) return []
  const { '@context': _, '@type': type, '@id': __, ...rest } = value as Record<string, unknown>
  const allowed = new Set<string>()
  for (let one = type as string | undefined; one !== undefined; one = JSON_LD_PARENTS[one])
    for (const term of JSON_LD_TERMS[one] ?? []) allowed.add(term)
  return Object.entries(rest).flatMap(([term, inner]) => [
    ...(allowed.has(term) ? [] : [`${String(type)}.${term}`]),
    ...unknownTerms(inner),
  ])
}

describe('JSON-LD', () => {
  test('没有词表以外的词', () => {
    for (const { name, document } of documents) {
      const entry = entryOf(document)
      assert.deepEqual(unknownTerms(jsonLd(document, entry)), [], name)
      assert.deepEqual(unknownTerms(jsonLd(document, { ...entry, isNorm: false })), [], name)
    }
    assert.deepEqual(unknownTerms({ '@type': 'Legislation', name: '甲', legislationColour: '红' }), [
      'Legislation.legislationColour',
    ])
  })

  test('每一条都在，带着它的地址', () => {
    for (const { document } of documents) {
      const parts = (jsonLd(document, entryOf(document)).hasPart ?? []) as Record<string, unknown>[]
      assert.deepEqual(
        parts.map((part) => part['@id']),
        document.clauses.map(({ eId }) => `https://gk.example.cn/documents/q7zk3m9x2c4d#${eId}`),
      )
    }
  })

  test('废止的文件不再有效，依据、修改各归其词', () => {
    const text = '关于修改停车管理办法的决定\n\n根据《云溪区条例》，废止《停车管理办法》。'
    const document = parse(readText(text))
    const found = jsonLd(document, entryOf(document))
    assert.equal(found.legislationLegalForce, 'https://schema.org/NotInForce')
    assert.equal(found['eli:date_no_longer_in_force'], '2026-01-01')
    assert.equal(found.temporalCoverage, '2024-06-01/2029-05-31')
    const named = (term: string) => ((found[term] ?? []) as { name: string }[]).map(({ name }) => name)
    assert.deepEqual(named('eli:based_on'), ['云溪区条例'])
    assert.deepEqual(named('legislationRepeals'), ['停车管理办法'])
    assert.deepEqual(named('eli:amended_by'), ['修改决定'])
  })
})

/** What must not change when a document is written out and read again. */
function kept({ title, docNumber, parts, clauses, body, text }: ParsedDocument): unknown {
  return {
    title,
    docNumber: docNumber?.norm,
    text,
    parts,
    clauses,
    body: body.map(({ kind, eId, part, level, num, rows, head }) => ({
      kind,
      eId,
      part,
      level,
      num,
      rows,
      head: head && 1,
    })),
  }
}

async function readBack(document: ParsedDocument): Promise<ParsedDocument> {
  return parse(await read(Buffer.from(markdown(document)), '公文.md'))
}

describe('Markdown', () => {
  for (const { name, document } of documents) {
    test(`${name} 写出再读入，结构和文字不变`, async () => {
      const again = await readBack(document)
      assert.deepEqual(kept(again), kept(document))
      assert.equal(markdown(again), markdown(document))
    })
  }

  test('文中的记号还是文字', async () => {
    fc.assert(
      await fc.asyncProperty(
        fc.array(fc.constantFrom(...MARKS), { minLength: 1, maxLength: 12 }),
        async (marks) => {
          const line = marks.join('').trim()
          const whole = { ...parse(readText('甲')), body: [], parts: [] }
          const paragraph = {
            kind: 'p' as const,
            eId: 'p_1',
            part: 0,
            text: line,
            start: 0,
            end: line.length,
          }
          const cell = { kind: 'table' as const, eId: 'table_1', part: 0, text: line, start: 0, end: 0 }
          const written = markdown({
            ...whole,
            body: [paragraph, { ...cell, rows: [[line, '乙']], head: 1 }],
          })
          const { blocks } = await read(Buffer.from(written), '公文.md')
          assert.deepEqual(
            blocks.map((block) => (block.kind === 'line' ? block.text : block.rows)),
            [line, [[line, '乙']]].filter((one) => one !== ''),
          )
        },
      ),
    )
  })
})

const MARKS = [
  '甲',
  '1',
  '.',
  '*',
  '**',
  '_',
  '`',
  '[',
  ']',
  '(x)',
  '<b>',
  '<br>',
  '|',
  '\\',
  '&lt;',
  '#',
  '-',
  '>',
  '=',
  '~~~',
  ' ',
  '!',
]

describe('纯文本', () => {
  for (const { name, document } of documents) {
    test(`${name} 的字一个不少，出处写在后面`, () => {
      const [body, source] = plainText(document, entryOf(document)).split('\n\n————\n')
      assert.equal(bare(body!), bare(document.text))
      assert.match(source!, /^名称：.+\n[\s\S]*网址：https:\/\/gk\.example\.cn\/documents\/q7zk3m9x2c4d\n$/)
    })
  }
})
