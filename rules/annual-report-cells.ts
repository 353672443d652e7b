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

function linesOf(table: Line['table']): ReadonlyMap<string, Line> {
  return new Map(LINES.filter((line) => line.table === table).map((line) => [line.id, line]))
}

const LINES_OF = { two: linesOf('two'), three: linesOf('three'), four: linesOf('four') }

/** Reads the tables whatever their form: rows by number or in order, cells by name or in order. */
export function readReport(tables: ReportTables): ReadReport {
  const read = { cells: new Array<Cell>(CELL_PATHS.length).fill(null), shape: [], notNumbers: [] }
  for (const table of TABLES) readTable(table, tables[table], read)
  return read
}

/** A report while it is read. */
interface Reading {
  readonly cells: Cell[]
  readonly shape: ShapeFault[]
  readonly notNumbers: number[]
}

function readTable(table: Line['table'], value: unknown, read: Reading): void {
  if (value === undefined || value === null) return
  const lines = LINES_OF[table]
  const fault = (because: string) => read.shape.push({ table, because: `${tableName(table)}${because}` })
  if (Array.isArray(value) && value.length !== lines.size) {
    fault(`应当为${lines.size}行，实为${value.length}行，无法对应各行，请按统一格式填写。`)
    return
  }
  const ids = [...lines.keys()]
  for (const [name, row] of Object.entries(value)) {
    const line = lines.get(Array.isArray(value) ? ids[Number(name)]! : name)
    if (line === undefined) fault(`没有“${name}”这一行，请按统一格式填写。`)
    else readRow(line, row, read, fault)
  }
}

function readRow(line: Line, row: unknown, read: Reading, fault: (because: string) => void): void {
  if (typeof row !== 'object' || row === null) {
    fault(`“${line.label}”行应当是一组数，请按统一格式填写。`)
    return
  }
  if (Array.isArray(row) && row.length !== line.columns.length) {
    fault(`“${line.label}”行应当为${line.columns.length}列，实为${row.length}列，请按统一格式填写。`)
    return
  }
  for (const [name, cell] of Object.entries(row)) {
    const column = Array.isArray(row) ? Number(name) : line.columns.indexOf(name)
    if (column >= 0) readCell(line.first + column, cell, read)
    else fault(`“${line.label}”行没有“${name}”这一列，请按统一格式填写。`)
  }
}

function readCell(place: number, cell: unknown, read: Reading): void {
  if (typeof cell === 'number' && Number.isFinite(cell)) read.cells[place] = cell
  else if (cell !== undefined && cell !== null) read.notNumbers.push(place)
}
