import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { type ParsedDocument, parse, read, readText } from '@gongkai/gongwen'
import { openTypesetter } from '../../platform/typesetting.ts'
import { paperOf, type Sheet } from './paper.ts'
import { wordOf } from './word.ts'

const FOLDER = new URL('../../../gongwen/fixtures/', import.meta.url)
const names = readdirSync(FOLDER).filter((name) => !name.endsWith('.json'))
const documents = await Promise.all(
  names.map(async (name) => ({
    name,
    document: parse(await read(readFileSync(new URL(name, FOLDER)), name)),
  })),
)

function sheetOf(document: ParsedDocument): Sheet {
  const { title, issuers, docNumber } = document
  return {
    publishedOn: '2024-03-05',
    title: title ?? '无题',
    issuers,
    docNumber: docNumber?.norm ?? null,
    keywords: ['政府信息公开'],
    document,
  }
}

const bare = (text: string): string => text.replace(/\s/g, '')

describe('Word', () => {
  for (const { name, document } of documents) {
    test(`${name} 写成 Word 再读入，结构和文字不变`, async () => {
      const again = parse(await read(await wordOf(sheetOf(document)), '公文.docx'))
      assert.equal(again.text, document.text)
      assert.deepEqual(again.parts, document.parts)
      assert.deepEqual(again.clauses, document.clauses)
      assert.deepEqual(
        again.tables.map(({ rows, head, eId }) => ({ rows, head, eId })),
        document.tables.map(({ rows, head, eId }) => ({ rows, head, eId })),
      )
      assert.deepEqual(
        again.body.map(({ kind, eId }) => ({ kind, eId })),
        document.body.map(({ kind, eId }) => ({ kind, eId })),
      )
    })
  }

  test('XML 容不下的字符不会坏了文件', async () => {
    const document = parse(readText('云溪区通知\n\n甲\ud800乙\ufffe丙<b>&丁。'))
    const again = await read(await wordOf(sheetOf(document)), '公文.docx')
    assert.ok(
      again.blocks.some((block) => block.kind === 'line' && block.text === '甲\ufffd乙\ufffd丙<b>&丁。'),
    )
  })
})

/** A table longer than a page, headings that would fall at its foot, an annex. */
const LONG = [
  '云溪区关于公布目录的通知',
  '各部门：',
  ...Array.from({ length: 30 }, () => `${'说明情况'.repeat(8)}。`),
  '一、目录',
  '| 序号 | 名称 | 依据 |\n| --- | --- | --- |',
]
const long = `${LONG.slice(0, -1).join('\n\n')}\n\n${LONG.at(-1)}\n${Array.from(
  { length: 80 },
  (_, i) => `| ${i + 1} | 第${i + 1}项事务的名称 | 《依据之${i + 1}》 |`,
).join('\n')}\n\n云溪区人民政府\n\n2024年3月1日\n\n附件1\n\n# 说明\n\n附件的正文。\n`

describe('PDF', () => {
  const typesetter = openTypesetter()
  const folder = mkdtempSync(join(tmpdir(), 'paper-'))
  after(async () => {
    await typesetter.close()
    rmSync(folder, { recursive: true })
  })
  const isHere = (program: string) => spawnSync(program, ['-v']).error === undefined
  const skip = isHere('pdftotext') && isHere('pdfinfo') ? false : '没有 pdftotext、pdfinfo，没有核对阅读次序'

  const setOf = async (document: ParsedDocument) => {
    const file = join(folder, 'document.pdf')
    writeFileSync(file, await typesetter.pdf(paperOf(sheetOf(document))))
    const pages = String(spawnSync('pdftotext', ['-raw', '-enc', 'UTF-8', file, '-']).stdout).split('\f')
    return {
      file,
      pages: pages.map((page) => page.replace(/—\s*\d+\s*—\s*$/, '')).filter((page) => page !== ''),
    }
  }

  /** A table that goes on on the next page says its head again there; the text says it once. */
  const withoutRepeatedHeads = (pages: string[], { tables }: ParsedDocument) => {
    const heads = tables.map(({ rows, head }) => bare(rows.slice(0, Math.max(1, head)).flat().join('')))
    return pages.reduce((before, page) => {
      const again = heads.find((head) => page.startsWith(head) && before.includes(head))
      return before + page.slice(again?.length ?? 0)
    }, '')
  }

  for (const { name, document } of documents) {
    test(`${name} 的字按阅读次序取得出来`, { skip }, async () => {
      const { pages } = await setOf(document)
      assert.equal(withoutRepeatedHeads(pages.map(bare), document), bare(document.text))
    })
  }

  test('每面22行、每行28字；长表格跨页，表头每页都有，标题不落在页尾', { skip }, async () => {
    const document = parse(readText(long))
    const { pages } = await setOf(document)
    const lines = pages[1]!.split('\n').filter((line) => line.trim() !== '')
    assert.equal(lines.length, 22, '每面排22行')
    assert.equal(lines[0]!.trim().length, 26, '每行排28个字，段首空两字')
    const tabled = pages.map(bare).filter((page) => /第\d+项事务的名称/.test(page))
    assert.ok(tabled.length > 1)
    for (const page of tabled) assert.match(page, /序号名称依据/)
    for (const page of pages) assert.doesNotMatch(bare(page), /一、目录$/)
    assert.equal(bare(pages.at(-1)!), '附件1说明附件的正文。')
  })

  test('字体里没有的字不妨碍其余的字排出来', { skip }, async () => {
    const { pages } = await setOf(parse(readText('云溪区通知\n\n甲ܫ乙。')))
    assert.match(bare(pages.join('')), /^云溪区通知甲.?乙。$/)
  })

  test('写明题名、作者和 PDF/A', { skip }, async () => {
    const { file } = await setOf(documents.find(({ name }) => name === 'order.txt')!.document)
    const told = String(spawnSync('pdfinfo', [file]).stdout)
    assert.match(told, /^Title: +云溪市公共停车场管理办法$/m)
    assert.match(told, /^Author: +云溪市人民政府$/m)
    assert.match(told, /^CreationDate: +.*Mar +5 .*2024/m)
    const metadata = String(spawnSync('pdfinfo', ['-meta', file]).stdout)
    assert.match(metadata, /pdfaid:part>2/)
    assert.match(metadata, /pdfaid:conformance>B/)
    assert.match(metadata, /<rdf:li>zh-CN<\/rdf:li>/)
  })
})
