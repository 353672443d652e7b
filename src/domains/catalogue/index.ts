import { COLUMNS, type Column, SECTIONS } from './model.ts'

export type { Column } from './model.ts'

/** The statutory columns in the order of the law: Article 20, then Article 21. */
export function statutoryColumns(): readonly Column[] {
  return COLUMNS
}

/** Every column a document may stand in: the statutory ones and the platform's own sections. */
export function allColumns(): readonly Column[] {
  return ALL
}

/** The column with this code, or undefined where the law knows none. */
export function columnOf(code: string): Column | undefined {
  return BY_CODE.get(code)
}

const ALL = [...COLUMNS, ...SECTIONS]
const BY_CODE = new Map(ALL.map((column) => [column.code, column]))
