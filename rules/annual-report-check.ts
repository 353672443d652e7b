import { type Cells, COLUMNS, nameOf, type ReportTables, ROWS, TABLE_FOUR } from './annual-report.ts'
import { type ReadReport, readReport } from './annual-report-cells.ts'
import { BadFacts } from './bad-facts.ts'
import { cite } from './citations.ts'
import { optionalRecord, optionalRecords, records, text } from './shapes.ts'
import { type Verdict, verdict } from './verdict.ts'

/** The identities that the tables of 年报格式 must satisfy; `shape` is the form itself. */
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

/** Records a violation when the cells of `total` do not add up to the sum of `parts`. */
function expectSum(
  found: Found,
  identity: IdentityNumber,
  total: readonly string[],
  parts: readonly string[],
  cells: Cells,
): void {
  const actual = sum(total, cells)
  const expected = sum(parts, cells)
  if (actual === null || expected === null) {
    found.unchecked[identity] = (found.unchecked[identity] ?? 0) + 1
  } else if (!same(actual, expected)) {
    const because = `${total.map(nameOf).join('与')}${total.length > 1 ? '之和' : ''}为${actual}，应当为${expected}（${IDENTITIES[identity]}）。`
    found.violations.push({
      identity,
      severity: 'error',
      cells: [...total, ...parts],
      expected,
      actual,
      because,
    })
  }
}

function sum(paths: readonly string[], cells: Cells): number | null {
  let total = 0
  for (const path of paths) {
    const cell = cells.get(path) ?? null
    if (cell === null) return null
    total += cell
  }
  return total
}

// NOTE 收费金额 has decimals; amounts that differ by less than a hundredth of a yuan are the same.
function same(a: number, b: number): boolean {
  return Math.abs(a - b) < 1e-6
}

function checkForm({ cells, shape, notNumbers }: ReadReport, found: Found): void {
  const push = (identity: IdentityNumber, path: string[], actual: number | null, because: string) =>
    found.violations.push({ identity, severity: 'error', cells: path, expected: null, actual, because })
  for (const fault of shape) push('0', [], null, fault.because)
  for (const path of notNumbers) push('9', [path], null, `${nameOf(path)}不是数字，请填写数字。`)
  for (const [path, cell] of cells) {
    if (cell === null) continue
    if (cell < 0) push('9', [path], cell, `${nameOf(path)}为${cell}，不能小于零。`)
    else if (!Number.isInteger(cell) && path !== 'two.charges.amount') {
      push('9', [path], cell, `${nameOf(path)}为${cell}，应当是整数。`)
    }
  }
}

const LEAVES = Object.keys(ROWS).filter((row) => ROWS[row]!.leaf)
const APPLICANTS = Object.keys(COLUMNS).filter((column) => column !== 'total')

function checkWithin(cells: Cells, found: Found): void {
  for (const column of Object.keys(COLUMNS)) {
    const at = (row: string) => `three.${row}.${column}`
    expectSum(found, '1', [at('3.7'), at('4')], [at('1'), at('2')], cells)
    expectSum(found, '2', [at('3.7')], LEAVES.map(at), cells)
  }
  for (const row of Object.keys(ROWS)) {
    const at = (column: string) => `three.${row}.${column}`
    expectSum(found, '3', [at('total')], APPLICANTS.map(at), cells)
  }
  for (const group of Object.keys(TABLE_FOUR)) {
    const at = (result: string) => `four.${group}.${result}`
    expectSum(found, '4', [at('total')], ['upheld', 'corrected', 'other', 'pending'].map(at), cells)
  }
}

function checkAcross(cells: Cells, previous: Cells, found: Found): void {
  for (const column of Object.keys(COLUMNS)) {
    const carried = previous.get(`three.4.${column}`) ?? null
    compare(found, '5', `three.2.${column}`, cells, carried, 'error', '上一年度报告的结转数')
  }
  for (const line of ['rules', 'normative']) {
    const before = previous.get(`two.${line}.inForce`) ?? null
    const made = cells.get(`two.${line}.made`) ?? null
    const repealed = cells.get(`two.${line}.repealed`) ?? null
    const expected = before === null || made === null || repealed === null ? null : before + made - repealed
    compare(found, '6', `two.${line}.inForce`, cells, expected, 'warning', '上年现行有效加本年制发减本年废止')
  }
}

function checkParts(cells: Cells, parts: readonly ReportTables[], found: Found): void {
  const read = parts.map((part) => readReport(part).cells)
  for (const path of cells.keys()) {
    const values = read.map((part) => part.get(path) ?? null)
    const total = values.reduce(
      (all: number | null, cell) => (all === null || cell === null ? null : all + cell),
      0,
    )
    compare(found, '7', path, cells, total, 'error', '各机关之和')
  }
}

function checkQuotes(cells: Cells, quoted: ReportFacts['quoted'], found: Found): void {
  for (const { cell, value } of records(quoted, 'quoted')) {
    if (!cells.has(text(cell, 'quoted.cell'))) {
      throw new BadFacts('unknown-code', 'quoted.cell', `年度报告的表格中没有“${cell}”这一格。`)
    }
    if (typeof value !== 'number')
      throw new BadFacts('not-a-count', 'quoted.value', '正文所引数字应当是数，请核对。')
    compare(found, '8', cell, cells, value, 'error', '正文所引数字')
  }
}

function compare(
  found: Found,
  identity: IdentityNumber,
  path: string,
  cells: Cells,
  expected: number | null,
  severity: Violation['severity'],
  against: string,
): void {
  const actual = cells.get(path) ?? null
  if (actual === null || expected === null) {
    found.unchecked[identity] = (found.unchecked[identity] ?? 0) + 1
  } else if (!same(actual, expected)) {
    const because = `${nameOf(path)}为${actual}，${against}为${expected}，两者应当一致（${IDENTITIES[identity]}）。`
    found.violations.push({ identity, severity, cells: [path], expected, actual, because })
  }
}
