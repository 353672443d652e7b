import {
  CELL_PATHS,
  type Cell,
  COLUMNS,
  LINES,
  nameOf,
  placeOf,
  RESULTS,
  type ReportTables,
  ROWS,
} from './annual-report.ts'
import { type ReadReport, readReport } from './annual-report-cells.ts'
import { BadFacts } from './bad-facts.ts'
import { cite } from './citations.ts'
import { optionalRecord, optionalRecords, records, text } from './shapes.ts'
import { type Verdict, verdict } from './verdict.ts'

/** The identities the tables must satisfy; `shape` is the form itself. */
export const IDENTITIES = {
  '0': '表格应当符合统一格式',
  '1': '第一项加第二项之和，等于第三项加第四项之和',
  '2': '第三项总计等于各项办理结果之和',
  '3': '总计等于自然人与各类法人或其他组织之和',
  '4': '复议、诉讼总计等于各结果之和',
  '5': '上年结转数等于上一年度报告的结转下年度数',
  '6': '现行有效件数与上年现行有效、本年制发、本年废止件数相衔接',
  '7': '政府汇总数等于各机关之和',
  '8': '正文所引数字与表格一致',
  '9': '数量为非负整数，金额不为负',
} as const

export type IdentityNumber = keyof typeof IDENTITIES

export interface Violation {
  readonly identity: IdentityNumber
  readonly severity: 'error' | 'warning'
  /** The cells concerned, the one that should be equal first. */
  readonly cells: readonly string[]
  readonly expected: number | null
  readonly actual: number | null
  readonly because: string
}

export interface ReportFacts extends ReportTables {
  /** Last year's tables of the same organ. */
  readonly previous?: ReportTables
  /** The reports this one sums up, the organ's own included. */
  readonly parts?: readonly ReportTables[]
  /** Numbers the text quotes, with the cell each quotes. */
  readonly quoted?: readonly { readonly cell: string; readonly value: number }[]
}

export interface ReportCheck {
  readonly violations: readonly Violation[]
  /** Identities that could not be checked for want of a cell, by number. */
  readonly unchecked: Readonly<Record<string, number>>
}

/**
 * Checks an annual report against every identity its tables must satisfy, cell by cell.
 *
 * LAW 年报格式·表三 本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和。
 * READING identities 6 to 8 are not printed in the format; 6 warns only.
 */
export function checkAnnualReport(facts: ReportFacts): Verdict<ReportCheck> {
  const report = readReport(facts)
  const found: Found = { violations: [], unchecked: {} }
  checkForm(report, found)
  checkWithin(report.cells, found)
  const previous = optionalRecord(facts.previous, 'previous')
  if (previous) checkAcross(report.cells, readReport(previous).cells, found)
  const parts = optionalRecords(facts.parts, 'parts')
  if (parts) checkParts(report.cells, parts, found)
  checkQuotes(report.cells, facts.quoted, found)
  const { violations, unchecked } = found
  const reason =
    violations.length === 0
      ? '年度报告各表数据的勾稽关系均成立。'
      : `年度报告有${violations.length}处数据不符合勾稽关系：${violations[0]!.because}`
  return verdict({ violations, unchecked }, [cite('条例', '50'), cite('年报格式', '表二至表四')], reason)
}

interface Found {
  readonly violations: Violation[]
  readonly unchecked: Record<string, number>
}

/** An identity within one report: the cells of `totals` add up to what the cells of `parts` add up to. */
interface Identity {
  readonly number: IdentityNumber
  readonly totals: readonly number[]
  readonly parts: readonly number[]
}

function place(path: string): number {
  return placeOf(path)!
}

function identity(number: IdentityNumber, totals: readonly string[], parts: readonly string[]): Identity {
  return { number, totals: totals.map(place), parts: parts.map(place) }
}

const LEAVES = ROWS.filter(({ leaf }) => leaf).map(({ id }) => id)

/** Identities 1 to 4, over every column, row and group they hold for. */
const WITHIN: readonly Identity[] = [
  ...Object.keys(COLUMNS).flatMap((column) => {
    const at = (row: string) => `three.${row}.${column}`
    return [
      identity('1', [at('3.7'), at('4')], [at('1'), at('2')]),
      identity('2', [at('3.7')], LEAVES.map(at)),
    ]
  }),
  ...totalsOf('3', 'three', Object.keys(COLUMNS)),
  ...totalsOf('4', 'four', Object.keys(RESULTS)),
]

/** The last column of each line of a table is the sum of the others. */
function totalsOf(number: IdentityNumber, table: string, columns: readonly string[]): Identity[] {
  return LINES.filter((line) => line.table === table).map(({ id }) => {
    const paths = columns.map((column) => `${table}.${id}.${column}`)
    return identity(number, paths.slice(-1), paths.slice(0, -1))
  })
}

type Cells = readonly Cell[]

function checkWithin(cells: Cells, found: Found): void {
  for (const { number, totals, parts } of WITHIN) {
    const actual = sum(totals, cells)
    const expected = sum(parts, cells)
    if (actual === null || expected === null) missed(found, number)
    else if (!same(actual, expected)) {
      const names = `${totals.map(nameOf).join('与')}${totals.length > 1 ? '之和' : ''}`
      const because = `${names}为${actual}，应当为${expected}（${IDENTITIES[number]}）。`
      const paths = [...totals, ...parts].map((at) => CELL_PATHS[at]!)
      found.violations.push({ identity: number, severity: 'error', cells: paths, expected, actual, because })
    }
  }
}

function sum(places: readonly number[], cells: Cells): number | null {
  let total = 0
  for (const at of places) {
    const cell = cells[at]!
    if (cell === null) return null
    total += cell
  }
  return total
}

// NOTE 收费金额 has decimals; amounts that differ by less than half a hundredth of a yuan are the same.
function same(a: number, b: number): boolean {
  return Math.abs(a - b) < 5e-7
}

function missed(found: Found, number: IdentityNumber): void {
  found.unchecked[number] = (found.unchecked[number] ?? 0) + 1
}

const AMOUNT = place('two.charges.amount')

function checkForm({ cells, shape, notNumbers }: ReadReport, found: Found): void {
  const push = (number: IdentityNumber, at: number[], actual: Cell, because: string) => {
    const paths = at.map((one) => CELL_PATHS[one]!)
    found.violations.push({
      identity: number,
      severity: 'error',
      cells: paths,
      expected: null,
      actual,
      because,
    })
  }
  for (const fault of shape) push('0', [], null, fault.because)
  for (const at of notNumbers) push('9', [at], null, `${nameOf(at)}不是数字，请填写数字。`)
  for (const [at, cell] of cells.entries()) {
    if (cell === null) continue
    if (cell < 0) push('9', [at], cell, `${nameOf(at)}为${cell}，不能小于零。`)
    else if (!Number.isInteger(cell) && at !== AMOUNT)
      push('9', [at], cell, `${nameOf(at)}为${cell}，应当是整数。`)
  }
}

function checkAcross(cells: Cells, previous: Cells, found: Found): void {
  for (const column of Object.keys(COLUMNS)) {
    const carried = previous[place(`three.4.${column}`)]!
    compare(found, '5', place(`three.2.${column}`), cells, carried, '上一年度报告的结转数')
  }
  for (const line of ['rules', 'normative']) {
    const inForce = place(`two.${line}.inForce`)
    const kept = sum([inForce], previous)
    const made = sum([place(`two.${line}.made`)], cells)
    const repealed = sum([place(`two.${line}.repealed`)], cells)
    const expected = kept === null || made === null || repealed === null ? null : kept + made - repealed
    compare(found, '6', inForce, cells, expected, '上年现行有效加本年制发减本年废止')
  }
}

function checkParts(cells: Cells, parts: readonly ReportTables[], found: Found): void {
  const read = parts.map((part) => readReport(part).cells)
  for (const at of cells.keys()) {
    const total = read.reduce(
      (all: Cell, part) => (all === null || part[at]! === null ? null : all + part[at]!),
      0,
    )
    compare(found, '7', at, cells, total, '各机关之和')
  }
}

function checkQuotes(cells: Cells, quoted: ReportFacts['quoted'], found: Found): void {
  for (const { cell, value } of records(quoted, 'quoted')) {
    const at = placeOf(text(cell, 'quoted.cell'))
    if (at === undefined) {
      throw new BadFacts('unknown-code', 'quoted.cell', `年度报告的表格中没有“${cell}”这一格。`)
    }
    if (typeof value !== 'number') {
      throw new BadFacts('not-a-count', 'quoted.value', '正文所引数字应当是数，请核对。')
    }
    compare(found, '8', at, cells, value, '正文所引数字')
  }
}

/** READING identity 6 only warns: repealed documents may be counted in the year they were made. */
function compare(
  found: Found,
  number: IdentityNumber,
  at: number,
  cells: Cells,
  expected: Cell,
  against: string,
): void {
  const actual = cells[at]!
  if (actual === null || expected === null) missed(found, number)
  else if (!same(actual, expected)) {
    const because = `${nameOf(at)}为${actual}，${against}为${expected}，两者应当一致（${IDENTITIES[number]}）。`
    const severity = number === '6' ? 'warning' : 'error'
    found.violations.push({ identity: number, severity, cells: [CELL_PATHS[at]!], expected, actual, because })
  }
}
