/** The seven columns of table three: 申请人情况. The last is the sum of the others. */
export const COLUMNS = {
  naturalPerson: '自然人',
  enterprise: '商业企业',
  research: '科研机构',
  welfare: '社会公益组织',
  legal: '法律服务机构',
  other: '其他',
  total: '总计',
} as const

export type Column = keyof typeof COLUMNS

/** The rows of table three, in order, by the numbers of the format. Those marked `leaf` are the 21 results. */
// NOTE a list: an object would put the keys that look like whole numbers, '1' '2' '4', before the others.
export const ROWS: readonly { readonly id: string; readonly label: string; readonly leaf: boolean }[] = [
  { id: '1', label: '一、本年新收政府信息公开申请数量', leaf: false },
  { id: '2', label: '二、上年结转政府信息公开申请数量', leaf: false },
  { id: '3.1', label: '三、（一）予以公开', leaf: true },
  { id: '3.2', label: '三、（二）部分公开', leaf: true },
  { id: '3.3.1', label: '三、（三）1.属于国家秘密', leaf: true },
  { id: '3.3.2', label: '三、（三）2.其他法律行政法规禁止公开', leaf: true },
  { id: '3.3.3', label: '三、（三）3.危及“三安全一稳定”', leaf: true },
  { id: '3.3.4', label: '三、（三）4.保护第三方合法权益', leaf: true },
  { id: '3.3.5', label: '三、（三）5.属于三类内部事务信息', leaf: true },
  { id: '3.3.6', label: '三、（三）6.属于四类过程性信息', leaf: true },
  { id: '3.3.7', label: '三、（三）7.属于行政执法案卷', leaf: true },
  { id: '3.3.8', label: '三、（三）8.属于行政查询事项', leaf: true },
  { id: '3.4.1', label: '三、（四）1.本机关不掌握相关政府信息', leaf: true },
  { id: '3.4.2', label: '三、（四）2.没有现成信息需要另行制作', leaf: true },
  { id: '3.4.3', label: '三、（四）3.补正后申请内容仍不明确', leaf: true },
  { id: '3.5.1', label: '三、（五）1.信访举报投诉类申请', leaf: true },
  { id: '3.5.2', label: '三、（五）2.重复申请', leaf: true },
  { id: '3.5.3', label: '三、（五）3.要求提供公开出版物', leaf: true },
  { id: '3.5.4', label: '三、（五）4.无正当理由大量反复申请', leaf: true },
  { id: '3.5.5', label: '三、（五）5.要求行政机关确认或重新出具已获取信息', leaf: true },
  { id: '3.6.1', label: '三、（六）1.申请人无正当理由逾期不补正', leaf: true },
  { id: '3.6.2', label: '三、（六）2.申请人逾期未按收费通知要求缴纳费用', leaf: true },
  { id: '3.6.3', label: '三、（六）3.其他', leaf: true },
  { id: '3.7', label: '三、（七）总计', leaf: false },
  { id: '4', label: '四、结转下年度继续办理', leaf: false },
]

/** The numbers of the rows, in order. */
export const ROW_IDS: readonly string[] = ROWS.map(({ id }) => id)

/** Table two: each line with its columns. */
export const TABLE_TWO = {
  rules: {
    label: '规章',
    columns: { made: '本年制发件数', repealed: '本年废止件数', inForce: '现行有效件数' },
  },
  normative: {
    label: '行政规范性文件',
    columns: { made: '本年制发件数', repealed: '本年废止件数', inForce: '现行有效件数' },
  },
  licences: { label: '行政许可', columns: { decisions: '本年处理决定数量' } },
  penalties: { label: '行政处罚', columns: { decisions: '本年处理决定数量' } },
  coercions: { label: '行政强制', columns: { decisions: '本年处理决定数量' } },
  charges: { label: '行政事业性收费', columns: { amount: '本年收费金额（单位：万元）' } },
} as const

/** Table four: three groups of the same five columns, the last their sum. */
export const TABLE_FOUR = {
  reconsideration: '行政复议',
  directSuit: '行政诉讼·未经复议直接起诉',
  suitAfterReconsideration: '行政诉讼·复议后起诉',
} as const

export const RESULTS = {
  upheld: '结果维持',
  corrected: '结果纠正',
  other: '其他结果',
  pending: '尚未审结',
  total: '总计',
} as const

/** A cell: a number, or null where it is not known. */
export type Cell = number | null

type Group<Keys extends string> = Readonly<Partial<Record<Keys, Cell>>>

/**
 * The tables of an annual report. A table may be left out, a cell left out or null; rows of table three and groups of
 * table four may be lists in the order of their columns.
 */
export interface ReportTables {
  readonly year?: number
  readonly two?: Readonly<Record<string, Readonly<Record<string, Cell>>>>
  readonly three?: Readonly<Record<string, Group<Column> | readonly Cell[]>> | readonly (readonly Cell[])[]
  readonly four?: Readonly<Record<string, Group<keyof typeof RESULTS> | readonly Cell[]>>
}

/** A line of a table of the form, and where its cells begin among all cells. */
export interface Line {
  readonly table: 'two' | 'three' | 'four'
  readonly id: string
  readonly label: string
  readonly columns: readonly string[]
  readonly columnLabels: readonly string[]
  readonly first: number
}

/** Every line of the form, in order. */
export const LINES: readonly Line[] = placed([
  ...Object.entries(TABLE_TWO).map(([id, { label, columns }]) => ({
    table: 'two' as const,
    id,
    label,
    columns,
  })),
  ...ROWS.map(({ id, label }) => ({ table: 'three' as const, id, label, columns: COLUMNS })),
  ...Object.entries(TABLE_FOUR).map(([id, label]) => ({
    table: 'four' as const,
    id,
    label,
    columns: RESULTS,
  })),
])

function placed(
  lines: readonly (Pick<Line, 'table' | 'id' | 'label'> & {
    readonly columns: Readonly<Record<string, string>>
  })[],
): Line[] {
  let first = 0
  return lines.map(({ table, id, label, columns }) => {
    const line = {
      table,
      id,
      label,
      columns: Object.keys(columns),
      columnLabels: Object.values(columns),
      first,
    }
    first += line.columns.length
    return line
  })
}

/** The path of every cell of the form, in order: `three.3.3.1.total`, `four.directSuit.pending`, `two.charges.amount`. */
export const CELL_PATHS: readonly string[] = LINES.flatMap(({ table, id, columns }) =>
  columns.map((column) => `${table}.${id}.${column}`),
)

const PLACES: ReadonlyMap<string, number> = new Map(CELL_PATHS.map((path, place) => [path, place]))

/** The place of a cell among all cells; undefined when the form has no such cell. */
export function placeOf(path: string): number | undefined {
  return PLACES.get(path)
}

const TABLE_NAMES = { two: '表二', three: '表三', four: '表四' } as const

/** Names a cell as a reader of the report finds it: 表三“三、（七）总计”行“自然人”列. */
export function nameOf(place: number): string {
  const line = LINES.findLast(({ first }) => first <= place)!
  return `${TABLE_NAMES[line.table]}“${line.label}”行“${line.columnLabels[place - line.first]}”列`
}

/** 表三 */
export function tableName(table: Line['table']): string {
  return TABLE_NAMES[table]
}
