import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { tablesOf } from './blocks.ts'
import { readDocuments, type SeedDocument } from './read-seed.ts'

const HEADINGS = [
  '一、总体情况',
  '二、主动公开政府信息情况',
  '三、收到和处理政府信息公开申请情况',
  '四、政府信息公开行政复议、行政诉讼情况',
  '五、存在的主要问题及改进情况',
  '六、其他需要报告的事项',
]
const APPLICANTS = ['自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计']
const LEAVES = 21

interface Report {
  document: SeedDocument
  received: number[]
  carriedIn: number[]
  leaves: number[][]
  settled: number[]
  carriedOut: number[]
  reviews: number[]
  instruments: number[]
}

const reports = readDocuments()
  .filter(({ kind }) => kind === 'annual-report')
  .map(reportOf)

function reportOf(document: SeedDocument): Report {
  const tables = tablesOf(document.body)
  const applications = tables.find(([head]) => head![1] === '自然人')!
  const [, received, carriedIn, ...rest] = applications.map((row) => row.slice(1).map(Number))
  const reviews = tables.find(([head]) => head!.length === 15)!
  const instruments = tables.flat().find(([name]) => name === '行政规范性文件')!
  return {
    document,
    received: received!,
    carriedIn: carriedIn!,
    leaves: rest.slice(0, -2),
    settled: rest.at(-2)!,
    carriedOut: rest.at(-1)!,
    reviews: reviews[1]!.map(Number),
    instruments: instruments.slice(1).map(Number),
  }
}

function sum(figures: number[]): number {
  return figures.reduce((all, figure) => all + figure, 0)
}

describe('政府信息公开工作年度报告（国办公开办函〔2021〕30号）', () => {
  it('有2024、2025两个年度，六个部分依次齐全', () => {
    assert.equal(reports.length, 2)
    for (const { document } of reports) assert.deepEqual(document.body.match(/(?<=^## ).+$/gm), HEADINGS)
  })

  it('政府报告于3月31日前公布（条例第四十九条）', () => {
    for (const { document } of reports) assert.match(document.publishedOn, /-(?:01|02|03)-\d\d$/)
  })

  it('第一项加第二项等于第三项加第四项，各列、各行、各分项都合得上', () => {
    for (const { document, received, carriedIn, leaves, settled, carriedOut } of reports) {
      assert.equal(leaves.length, LEAVES)
      for (const [at, applicant] of APPLICANTS.entries()) {
        const where = `${document.name} ${applicant}`
        assert.equal(received[at]! + carriedIn[at]!, settled[at]! + carriedOut[at]!, where)
        assert.equal(sum(leaves.map((row) => row[at]!)), settled[at], where)
      }
      for (const row of [received, carriedIn, ...leaves, settled, carriedOut]) {
        assert.equal(sum(row.slice(0, -1)), row.at(-1), `${document.name} ${row}`)
        assert.ok(row.every((figure) => Number.isInteger(figure) && figure >= 0))
      }
    }
  })

  it('上年结转等于上年的结转下年，现行有效件数逐年连得上', () => {
    const [before, after] = reports
    assert.deepEqual(after!.carriedIn, before!.carriedOut)
    const [made, repealed, inForce] = after!.instruments
    assert.equal(inForce, before!.instruments[2]! + made! - repealed!)
  })

  it('复议、诉讼三组的总计等于四种结果之和', () => {
    for (const { reviews } of reports)
      for (const at of [0, 5, 10]) assert.equal(sum(reviews.slice(at, at + 4)), reviews[at + 4])
  })

  it('文字所引的数与表一致', () => {
    for (const { document, received, settled, carriedIn, carriedOut, instruments } of reports) {
      const text = `新收申请${received[6]}件，上年结转${carriedIn[6]}件，办结${settled[6]}件`
      assert.ok(document.body.includes(text), text)
      assert.match(document.body, new RegExp(`结转下年${carriedOut[6]}件`))
      assert.match(document.body, new RegExp(`规范性文件${instruments[0]}件`))
      assert.match(document.body, new RegExp(`废止${instruments[1]}件`))
      assert.match(document.summary, new RegExp(`新收政府信息公开申请${received[6]}件、办结${settled[6]}件`))
    }
  })
})
