import { CELLS, type Cell, type ReportTables } from './annual-report.ts'
import { readReport } from './annual-report-cells.ts'
import { BadFacts } from './bad-facts.ts'
import { cite } from './citations.ts'
import { records } from './shapes.ts'
import { type Verdict, verdict } from './verdict.ts'

/** A report with every cell of the form, null where one of its parts did not know it. */
export interface RolledReport {
  readonly year?: number
  readonly two: Readonly<Record<string, Readonly<Record<string, Cell>>>>
  readonly three: Readonly<Record<string, Readonly<Record<string, Cell>>>>
  readonly four: Readonly<Record<string, Readonly<Record<string, Cell>>>>
}

// NOTE amounts in 万元 are added as whole hundredths of a yuan, so that the order of adding cannot change the sum.
const UNITS_OF_AMOUNT = 1_000_000

/**
 * Sums the reports of many organs into one, cell by cell. A cell unknown in one part is unknown in the sum.
 *
 * READING 政府年度报告 covers its own and its departments' and towns' figures.
 */
export function rollUpAnnualReports(facts: { reports: readonly ReportTables[] }): Verdict<RolledReport> {
  const reports = records(facts.reports, 'reports')
  if (reports.length === 0) {
    throw new BadFacts('missing', 'reports', '缺少“reports”，请列出要汇总的各份年度报告。')
  }
  const years = new Set(reports.map(({ year }) => year))
  if (years.size > 1)
    throw new BadFacts('out-of-order', 'reports', '要汇总的年度报告不属于同一年度，请核对。')
  const read = reports.map((report, index) => readPart(report, index))
  const sums = new Map<string, Cell>()
  for (const path of CELLS) sums.set(path, sumOf(path, read))
  const [year] = years
  const answer = { ...(year === undefined ? {} : { year }), ...tablesOf(sums) }
  return verdict(
    answer,
    [cite('条例', '50'), cite('年报格式', '表二至表四')],
    `已汇总${reports.length}份年度报告的各表数据。`,
  )
}

function readPart(report: ReportTables, index: number): ReadonlyMap<string, Cell> {
  const { cells, shape } = readReport(report)
  if (shape.length > 0) {
    throw new BadFacts('wrong-shape', `reports[${index}]`, `第${index + 1}份年度报告${shape[0]!.because}`)
  }
  return cells
}

function sumOf(path: string, parts: readonly ReadonlyMap<string, Cell>[]): Cell {
  let units = 0
  for (const part of parts) {
    const cell = part.get(path) ?? null
    if (cell === null) return null
    units += Math.round(cell * UNITS_OF_AMOUNT)
  }
  return units / UNITS_OF_AMOUNT
}

/** The tables of cells keyed by path. */
export function tablesOf(cells: ReadonlyMap<string, Cell>): Omit<RolledReport, 'year'> {
  const tables: Record<string, Record<string, Record<string, Cell>>> = { two: {}, three: {}, four: {} }
  for (const [path, cell] of cells) {
    const parts = path.split('.')
    const line = parts.slice(1, -1).join('.')
    const table = tables[parts[0]!]!
    table[line] ??= {}
    table[line][parts[parts.length - 1]!] = cell
  }
  return tables as unknown as Omit<RolledReport, 'year'>
}
