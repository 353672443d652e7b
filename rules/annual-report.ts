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

/** The rows of table three, in order, by the numbers of 年报格式·表三. Those marked `leaf` are the 21 results. */
export const ROWS: Readonly<Record<string, { readonly label: string; readonly leaf: boolean }>> = {
  '1': { label: '一、本年新收政府信息公开申请数量', leaf: false },
  '2': { label: '二、上年结转政府信息公开申请数量', leaf: false },
  '3.1': { label: '三、（一）予以公开', leaf: true },
  '3.2': { label: '三、（二）部分公开', leaf: true },
  '3.3.1': { label: '三、（三）1.属于国家秘密', leaf: true },
  '3.3.2': { label: '三、（三）2.其他法律行政法规禁止公开', leaf: true },
  '3.3.3': { label: '三、（三）3.危及“三安全一稳定”', leaf: true },
  '3.3.4': { label: '三、（三）4.保护第三方合法权益', leaf: true },
  '3.3.5': { label: '三、（三）5.属于三类内部事务信息', leaf: true },
  '3.3.6': { label: '三、（三）6.属于四类过程性信息', leaf: true },
  '3.3.7': { label: '三、（三）7.属于行政执法案卷', leaf: true },
  '3.3.8': { label: '三、（三）8.属于行政查询事项', leaf: true },
  '3.4.1': { label: '三、（四）1.本机关不掌握相关政府信息', leaf: true },
  '3.4.2': { label: '三、（四）2.没有现成信息需要另行制作', leaf: true },
  '3.4.3': { label: '三、（四）3.补正后申请内容仍不明确', leaf: true },
  '3.5.1': { label: '三、（五）1.信访举报投诉类申请', leaf: true },
  '3.5.2': { label: '三、（五）2.重复申请', leaf: true },
  '3.5.3': { label: '三、（五）3.要求提供公开出版物', leaf: true },
  '3.5.4': { label: '三、（五）4.无正当理由大量反复申请', leaf: true },
  '3.5.5': { label: '三、（五）5.要求行政机关确认或重新出具已获取信息', leaf: true },
  '3.6.1': { label: '三、（六）1.申请人无正当理由逾期不补正', leaf: true },
  '3.6.2': { label: '三、（六）2.申请人逾期未按收费通知要求缴纳费用', leaf: true },
  '3.6.3': { label: '三、（六）3.其他', leaf: true },
  '3.7': { label: '三、（七）总计', leaf: false },
  '4': { label: '四、结转下年度继续办理', leaf: false },
}

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

/** Cells by path: `three.3.3.1.total`, `four.directSuit.pending`, `two.charges.amount`. */
export type Cells = ReadonlyMap<string, Cell>

/** A table that does not have the form of the report. */
export interface ShapeFault {
  readonly table: 'two' | 'three' | 'four'
  readonly because: string
}

/** Every cell of the form, by path, in the order of the form. */
export const CELLS: readonly string[] = [
  ...Object.entries(TABLE_TWO).flatMap(([line, { columns }]) =>
    Object.keys(columns).map((c) => `two.${line}.${c}`),
  ),
  ...Object.keys(ROWS).flatMap((row) => Object.keys(COLUMNS).map((column) => `three.${row}.${column}`)),
  ...Object.keys(TABLE_FOUR).flatMap((group) =>
    Object.keys(RESULTS).map((result) => `four.${group}.${result}`),
  ),
]

/** Names a cell as a reader of the report finds it: 表三“三、（七）总计”行“自然人”列. */
export function nameOf(path: string): string {
  const [table, ...rest] = path.split('.')
  const column = rest[rest.length - 1]!
  const line = rest.slice(0, -1).join('.')
  if (table === 'three') return `表三“${ROWS[line]!.label}”行“${COLUMNS[column as Column]}”列`
  if (table === 'four') {
    return `表四“${TABLE_FOUR[line as keyof typeof TABLE_FOUR]}”“${RESULTS[column as keyof typeof RESULTS]}”栏`
  }
  const { label, columns } = TABLE_TWO[line as keyof typeof TABLE_TWO]
  return `表二“${label}”“${(columns as Readonly<Record<string, string>>)[column]}”栏`
}
