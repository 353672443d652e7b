import { CELL_PATHS, type Cell, LINES, type Line, type ReportTables, tableName } from './annual-report.ts'

/** A table that does not have the form of the report. */
export interface ShapeFault {
  readonly table: Line['table']
  readonly because: string
}

/** A report read into cells in the order of the form, with what does not have the form or is no number. */
export interface ReadReport {
  readonly cells: readonly Cell[]
  readonly shape: readonly ShapeFault[]
  /** Places of cells that hold something else than a number. */
  readonly notNumbers: readonly number[]
}

const TABLES: readonly Line['table'][] = ['two', 'three', 'four']

function linesOf(table: Line['table']): readonly Line[] {
  return LINES.filter((line) => line.table === table)
}

const LINES_OF = { two: linesOf('two'), three: linesOf('three'), four: linesOf('four') }

/** Reads the tables whatever their form: rows by number or in order, cells by name or in order. */
export function readReport(tables: ReportTables): ReadReport {
  const given = new Array<unknown>(CELL_PATHS.length)
  const shape: ShapeFault[] = []
  for (const table of TABLES) readTable(table, tables[table], given, shape)
  const notNumbers: number[] = []
  const cells = Array.from(given, (value, place): Cell => {
    if (typeof value === 'number' && Number.isFinite(value)) return value
    if (value !== undefined && value !== null) notNumbers.push(place)
    return null
  })
  return { cells, shape, notNumbers }
}

function readTable(table: Line['table'], value: unknown, given: unknown[], shape: ShapeFault[]): void {
  if (value === undefined || value === null) return
  const lines = LINES_OF[table]
  const fault = (because: string) => shape.push({ table, because: `${tableName(table)}${because}` })
  if (Array.isArray(value)) {
    if (value.length === lines.length)
      for (const [index, row] of value.entries()) readRow(lines[index]!, row, given, fault)
    else fault(`应当为${lines.length}行，实为${value.length}行，无法对应各行，请按统一格式填写。`)
    return
  }
  for (const [id, row] of Object.entries(value)) {
    const line = lines.find((own) => own.id === id)
    if (line === undefined) fault(`没有“${id}”这一行，请按统一格式填写。`)
    else readRow(line, row, given, fault)
  }
}

function readRow(line: Line, row: unknown, given: unknown[], fault: (because: string) => void): void {
  if (typeof row !== 'object' || row === null) {
    fault(`“${line.label}”行应当是一组数，请按统一格式填写。`)
    return
  }
  if (Array.isArray(row) && row.length !== line.columns.length) {
    fault(`“${line.label}”行应当为${line.columns.length}列，实为${row.length}列，请按统一格式填写。`)
    return
  }
  const cells = Array.isArray(row) ? row.entries() : Object.entries(row)
  for (const [name, cell] of cells) {
    const column = typeof name === 'number' ? name : line.columns.indexOf(name)
    if (column >= 0) given[line.first + column] = cell
    else fault(`“${line.label}”行没有“${name}”这一列，请按统一格式填写。`)
  }
}
