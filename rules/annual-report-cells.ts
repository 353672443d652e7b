import {
  CELLS,
  type Cell,
  type Cells,
  COLUMNS,
  RESULTS,
  type ReportTables,
  ROW_IDS,
  type ShapeFault,
  TABLE_FOUR,
  TABLE_TWO,
} from './annual-report.ts'

/** A report read into cells, with what does not have the form and cells that hold no number. */
export interface ReadReport {
  readonly cells: Cells
  readonly shape: readonly ShapeFault[]
  readonly notNumbers: readonly string[]
}

/** Reads the tables whatever their form: rows by number or in order, cells by name or in order. */
export function readReport(tables: ReportTables): ReadReport {
  const given = new Map<string, unknown>()
  const shape: ShapeFault[] = []
  readTable('two', tables.two, Object.keys(TABLE_TWO), columnsOfTwo, given, shape)
  readTable('three', tables.three, ROW_IDS, () => Object.keys(COLUMNS), given, shape)
  readTable('four', tables.four, Object.keys(TABLE_FOUR), () => Object.keys(RESULTS), given, shape)
  const cells = new Map<string, Cell>()
  const notNumbers: string[] = []
  for (const path of CELLS) {
    const value = given.get(path) ?? null
    const isNumber = typeof value === 'number' && Number.isFinite(value)
    if (value !== null && !isNumber) notNumbers.push(path)
    cells.set(path, isNumber ? value : null)
  }
  return { cells, shape, notNumbers }
}

function columnsOfTwo(line: string): string[] {
  return Object.keys(TABLE_TWO[line as keyof typeof TABLE_TWO].columns)
}

const TABLE_NAMES = { two: '表二', three: '表三', four: '表四' } as const

function readTable(
  table: ShapeFault['table'],
  value: unknown,
  lines: readonly string[],
  columnsOf: (line: string) => readonly string[],
  given: Map<string, unknown>,
  shape: ShapeFault[],
): void {
  if (value === undefined || value === null) return
  const fault = (because: string) => shape.push({ table, because: `${TABLE_NAMES[table]}${because}` })
  if (Array.isArray(value) && value.length !== lines.length) {
    fault(`应当为${lines.length}行，实为${value.length}行，无法对应各行，请按统一格式填写。`)
    return
  }
  for (const [line, row] of rowsOf(value, lines)) {
    if (!lines.includes(line)) fault(`没有“${line}”这一行，请按统一格式填写。`)
    else readRow(`${table}.${line}`, row, columnsOf(line), given, fault)
  }
}

function rowsOf(value: unknown, lines: readonly string[]): [string, unknown][] {
  return Array.isArray(value)
    ? lines.map((line, index) => [line, value[index]])
    : Object.entries(value as object)
}

function readRow(
  path: string,
  row: unknown,
  columns: readonly string[],
  given: Map<string, unknown>,
  fault: (because: string) => void,
): void {
  if (typeof row !== 'object' || row === null) {
    fault(`“${path}”行应当是一组数，请按统一格式填写。`)
    return
  }
  if (Array.isArray(row) && row.length !== columns.length) {
    fault(`“${path}”行应当为${columns.length}列，实为${row.length}列，请按统一格式填写。`)
    return
  }
  const cells = Array.isArray(row)
    ? columns.map((column, index) => [column, row[index]] as const)
    : Object.entries(row)
  for (const [column, cell] of cells) {
    if (columns.includes(column)) given.set(`${path}.${column}`, cell)
    else fault(`“${path}”行没有“${column}”这一列，请按统一格式填写。`)
  }
}
