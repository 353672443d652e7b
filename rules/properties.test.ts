import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { COLUMNS, type ReportTables, ROW_IDS } from './annual-report.ts'
import { checkAnnualReport } from './annual-report-check.ts'
import { rollUpAnnualReports } from './annual-report-roll-up.ts'
import { type CountedApplication, tallyApplications } from './annual-report-tally.ts'
import { dayNumber, dayOf } from './day.ts'
import { feeByItems, feeByPages } from './processing-fee.ts'
import { evaluate } from './registry.ts'
import { REPLY_KINDS } from './reply-kinds.ts'
import { addWorkingDays, countWorkingDays } from './working-days.ts'

const runs = { numRuns: 10_000 }
const aDay = fc.integer({ min: dayNumber('2008-05-01', 'on'), max: dayNumber('2028-12-31', 'on') })

test('加若干工作日与数工作日互逆', () => {
  fc.assert(
    fc.property(aDay, fc.integer({ min: 0, max: 400 }), (from, days) => {
      const to = addWorkingDays({ from: dayOf(from), days }).answer.date
      assert.equal(countWorkingDays({ from: dayOf(from), to }).answer.days, days)
    }),
    runs,
  )
})

test('件数、页数增加，费用不会减少；分次申请与合并申请费用相同', () => {
  fc.assert(
    fc.property(fc.nat(300), fc.nat(300), fc.nat(300), (before, items, more) => {
      const once = feeByItems({ alreadyThisMonth: before, items: items + more }).answer.amount
      const first = feeByItems({ alreadyThisMonth: before, items }).answer.amount
      const second = feeByItems({ alreadyThisMonth: before + items, items: more }).answer.amount
      assert.equal(once, first + second)
      assert.ok(once >= first && second >= 0)
      assert.ok(feeByItems({ alreadyThisMonth: before + 1, items }).answer.amount >= first)
      assert.ok(
        feeByPages({ pages: items + more }).answer.amount >= feeByPages({ pages: items }).answer.amount,
      )
    }),
    runs,
  )
})

const aCase: fc.Arbitrary<CountedApplication> = fc
  .record({
    applicant: fc.constantFrom('naturalPerson', 'enterprise', 'research', 'welfare', 'legal', 'other'),
    received: fc.integer({ min: dayNumber('2021-01-01', 'on'), max: dayNumber('2023-12-31', 'on') }),
    taken: fc.option(fc.integer({ min: 0, max: 500 }), { nil: undefined }),
    code: fc.constantFrom(...Object.keys(REPLY_KINDS)),
  })
  .map(({ applicant, received, taken, code }) => ({
    applicant: applicant as CountedApplication['applicant'],
    receivedOn: dayOf(received),
    ...(taken === undefined ? {} : { closedOn: dayOf(received + taken), code }),
  }))

test('由任何一年的申请统计出的年度报告，勾稽关系都成立', () => {
  fc.assert(
    fc.property(fc.array(aCase, { maxLength: 12 }), (cases) => {
      const previous = tallyApplications({ year: 2021, cases }).answer
      const tables = tallyApplications({ year: 2022, cases }).answer
      const { violations } = checkAnnualReport({ ...tables, previous }).answer
      assert.deepEqual(violations, [])
    }),
    runs,
  )
})

const aCell = fc.option(fc.nat(99_999), { nil: null, freq: 20 })
const aReport: fc.Arbitrary<ReportTables> = fc
  .tuple(
    fc.array(aCell, { minLength: 4, maxLength: 4 }),
    fc.array(fc.tuple(fc.constantFrom(...ROW_IDS), fc.constantFrom(...Object.keys(COLUMNS)), aCell), {
      maxLength: 5,
    }),
  )
  .map(([[amount, made, upheld, total], cells]) => {
    const three: Record<string, Record<string, number | null>> = {}
    for (const [row, column, cell] of cells) three[row] = { ...three[row], [column]: cell }
    return {
      two: { charges: { amount: amount == null ? null : amount / 100 }, normative: { made: made! } },
      three,
      four: { reconsideration: { upheld: upheld!, total: total! } },
    }
  })

test('汇总的先后分合不影响结果', () => {
  const roll = (...reports: ReportTables[]) => rollUpAnnualReports({ reports }).answer
  fc.assert(
    fc.property(aReport, aReport, aReport, (a, b, c) => {
      assert.equal(JSON.stringify(roll(roll(a, b), c)), JSON.stringify(roll(a, roll(b, c))))
    }),
    runs,
  )
})

test('任何事实都有回答，不会出错', () => {
  const odd = ['2022-07-18', '2022-02-30', '', 'GRANT', 'received', 'DEPARTMENT', -1, 3, 1e9, 0.5, null, true]
  const fact = fc.oneof(
    fc.constantFrom(...odd, {}, [[]], [null], [{ on: '2022-07-18', type: 'received' }]),
    fc.string(),
  )
  const names = [
    'working-days/add',
    'reply-clock',
    'validity',
    'processing-fee/items',
    'remedy',
    'publication-due',
  ]
  const asked = [
    'from',
    'days',
    'acts',
    'asOf',
    'issuedOn',
    'years',
    'items',
    'alreadyThisMonth',
    'code',
    'decidedOn',
  ]
  const facts = fc.dictionary(
    fc.constantFrom(...asked, 'organLevel', 'formedOn', 'matter', 'localDays'),
    fact,
  )
  fc.assert(
    fc.property(fc.constantFrom(...names), facts, (rule, given) => {
      assert.ok(evaluate(rule, given).reason.length > 0)
    }),
    runs,
  )
})
