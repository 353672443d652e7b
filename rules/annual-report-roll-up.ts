import { CELL_PATHS, type Cell, LINES, type ReportTables } from './annual-report.ts'
import { readReport } from './annual-report-cells.ts'
import { BadFacts } from './bad-facts.ts'
import { cite } from './citations.ts'
import { records } from './shapes.ts'
import { type Verdict, verdict } from './verdict.ts'

type Table = Readonly<Record<string, Readonly<Record<string, Cell>>>>

/** A report with every cell of the form, null where one of its parts did not know it. */
export interface RolledReport {
  readonly year?: number
  readonly two: Table
  readonly three: Table
  readonly four: Table
}

// NOTE amounts in 万元 are added as whole hundredths of a yuan, so that the order of adding cannot change the sum.
const UNITS_OF_AMOUNT = 1_000_000

/**
 * Sums the reports of many organs into one, cell by cell. A cell unknown in one part is unknown in the sum.
 *
 * READING a government's report covers its own figures and those of its departments and towns.
 */
export function rollUpAnnualReports(facts: { reports: readonly ReportTables[] }): Verdict<RolledReport> {
  const reports = records(facts.reports, 'reports')
  if (reports.length === 0) {
    throw new BadFacts('missing', 'reports', '缺少“reports”，请列出要汇总的各份年度报告。')
  }
  const { year } = reports[0]!
  if (reports.some((report) => report.year !== year)) {
    throw new BadFacts('out-of-order', 'reports', '要汇总的年度报告不属于同一年度，请核对。')
  }
  const answer = { ...(year === undefined ? {} : { year }), ...tablesOf(sumOf(reports.map(readPart))) }
  const reason = `已汇总${reports.length}份年度报告的各表数据。`
  return verdict(answer, [cite('条例', '50'), cite('年报格式', '表二至表四')], reason)
}

function readPart(report: ReportTables, index: number): readonly Cell[] {
  const { cells, shape } = readReport(report)
  if (shape.length === 0) return cells
  throw new BadFacts('wrong-shape', `reports[${index}]`, `第${index + 1}份年度报告${shape[0]!.because}`)
}

function sumOf(parts: readonly (readonly Cell[])[]): readonly Cell[] {
  return CELL_PATHS.map((_, place) => {
    let units = 0
    for (const part of parts) {
      const cell = part[place]!
      if (cell === null) return null
      units += Math.round(cell * UNITS_OF_AMOUNT)
    }
    return units / UNITS_OF_AMOUNT
  })
}

function tablesOf(cells: readonly Cell[]): Omit<RolledReport, 'year'> {
  const tables: Record<'two' | 'three' | 'four', Record<string, Record<string, Cell>>> = {
    two: {},
    three: {},
    four: {},
  }
  for (const { table, id, columns, first } of LINES) {
    const row: Record<string, Cell> = {}
    for (let index = 0; index < columns.length; index += 1) row[columns[index]!] = cells[first + index]!
    tables[table][id] = row
  }
  return tables
}
