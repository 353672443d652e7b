import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { type ParsedDocument, parse, parseDocNumber, read, readText } from './index.ts'

// Real documents stay outside the repository; where they are absent these tests say so and do not count.
const DATA = new URL('../../shared/data/', import.meta.url)
const skip = existsSync(DATA) ? false : '没有 ../shared/data，真实公文的检验没有做'

const open = async (path: string): Promise<ParsedDocument> =>
  parse(await read(readFileSync(new URL(path, DATA)), path))
const records = <T>(path: string): T[] =>
  readFileSync(new URL(path, DATA), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T)

test('源通知：文号、主送、落款、日期、两部分、四加二十一条、三处断句、八处引用、四十七项任务', {
  skip,
}, async () => {
  const document = await open('notice_2022_60/notice.md')
  assert.equal(document.title, '区政府办公室关于印发吴中区2022年政务公开工作要点的通知')
  assert.equal(document.docNumber?.norm, '吴政办〔2022〕60号')
  assert.equal(document.redHead, '苏州市吴中区人民政府办公室文件')
  assert.equal(document.addressees.length, 3)
  assert.deepEqual(document.signatories, ['苏州市吴中区人民政府办公室'])
  assert.equal(document.writtenOn, '2022-07-18')
  assert.deepEqual(
    document.parts.map((part) => part.kind),
    ['covering', 'annexed'],
  )
  assert.equal(document.parts[1]?.title, '吴中区2022年政务公开工作要点')
  const levels = [1, 2].map((level) => document.clauses.filter((clause) => clause.level === level).length)
  assert.deepEqual([levels, document.clauses.length], [[4, 21], 25])
  assert.equal(document.joins.length, 3)
  for (const whole of ['重大建设项目信息公开', '区政府现行有效', '主管部门出台的'])
    assert.ok(document.text.includes(whole), whole)
  assert.equal(document.references.length, 8)
  assert.deepEqual(
    document.references.flatMap((reference) => reference.docNumber ?? []),
    [
      '国办发〔2022〕8号',
      '苏政办发〔2022〕35号',
      '苏府办〔2022〕108号',
      '苏府办〔2017〕26号',
      '吴政办〔2017〕92号',
      '国办公开办函〔2019〕61号',
      '国办函〔2020〕109号',
    ],
  )
  assert.deepEqual(document.issues, [])
  const { tasks } = document
  assert.equal(tasks.length, 47)
  assert.equal(tasks.filter((task) => task.responsible.length > 0).length, 12)
  assert.deepEqual(
    tasks.flatMap((task) => (task.due ? [[task.eId?.split('_').at(-1), task.due]] : [])),
    [
      ['9', '2022-12-31'],
      ['10', '2022-12-31'],
      ['12', '2022-12-31'],
    ],
  )
})

type Gold = {
  id: string
  title: string
  issuer: string
  doc_number: string
  index_number: string
  topic: string
  written_date: string
  published_date: string
  text: string
  html_file: string
}

test('国务院网页三十三件：题名、文号、索引号、主题、机关、两个日期、全文', { skip }, async () => {
  const golds = records<Gold>('state_council_docs/docs.jsonl')
  assert.equal(golds.length, 33)
  for (const gold of golds) {
    const document = await open(`state_council_docs/${gold.html_file}`)
    const { title, indexNumber, topic, writtenOn, publishedOn, issuers } = document
    assert.deepEqual(
      [title, document.docNumber?.norm, indexNumber, topic, issuers.join('、'), writtenOn, publishedOn],
      [
        gold.title,
        gold.doc_number,
        gold.index_number,
        gold.topic,
        gold.issuer,
        gold.written_date,
        gold.published_date,
      ],
    )
    assert.equal(squeeze(document.text), squeeze(gold.text), gold.id)
  }
})

test('国务院文件只凭正文：题名、文号、日期、落款', { skip }, () => {
  const missed: string[] = []
  for (const gold of records<Gold>('state_council_docs/docs.jsonl')) {
    const document = parse(readText(gold.text))
    if (squeeze(document.title ?? '') !== squeeze(gold.title))
      missed.push(`${gold.id} 题名 ${document.title}`)
    if (document.docNumber?.norm !== gold.doc_number)
      missed.push(`${gold.id} 文号 ${document.docNumber?.norm}`)
    if (document.issuers.join('、') !== gold.issuer)
      missed.push(`${gold.id} 机关 ${document.issuers.join('、')}`)
    // NOTE one page's own table contradicts the date signed in its text.
    const signed = gold.id === 'gov-5351624' ? '2004-04-27' : gold.written_date
    if (document.writtenOn !== signed) missed.push(`${gold.id} 日期 ${document.writtenOn}`)
  }
  assert.deepEqual(missed, [])
})

test('法律法规：条文一条不少', { skip }, () => {
  const laws = records<{ title: string; text: string; n_articles: number }>('laws/laws_national.jsonl').slice(
    0,
    300,
  )
  const wrong = laws.filter(({ title, text, n_articles }) => {
    const { clauses } = parse(readText(text, { title }))
    return clauses.filter((clause) => clause.kind === 'article').length !== n_articles
  })
  assert.deepEqual(
    wrong.map((law) => law.title),
    [],
  )
})

test('公布的文号：能读出的都读出，规范写法全部一致', { skip }, () => {
  type Row = { doc_number_raw: string; doc_number: string | null }
  const rows = records<Row>('document_numbers/doc_numbers.jsonl')
  const written = rows.filter((row) => row.doc_number_raw.replace(/^发文字号：/, '').trim() !== '')
  const unread = written.filter((row) => parseDocNumber(row.doc_number_raw) === null)
  assert.ok(unread.length <= written.length * 0.001, unread.map((row) => row.doc_number_raw).join(' '))
  const differing = rows.filter(({ doc_number, doc_number_raw }) => {
    return doc_number !== null && parseDocNumber(doc_number_raw)?.norm !== doc_number.replace(/\u200b/g, '')
  })
  assert.deepEqual(differing, [])
})

/** A text without layout; the pages spell some spaces wrongly as &sp;. */
function squeeze(text: string): string {
  return text.replace(/[\s\u200b]|&sp;/g, '')
}
