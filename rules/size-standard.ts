/** One indicator of 工信部联企业〔2011〕300号: the lower bounds of large, medium and small. */
export interface SizeBounds {
  readonly large: number
  readonly medium: number
  readonly small: number
}

/** `employees` in persons, `revenue` and `assets` in 万元. */
export type SizeIndicator = 'employees' | 'revenue' | 'assets'

export interface SizeIndustry {
  readonly name: string
  /** Other names people use. */
  readonly also: readonly string[]
  /** Codes of GB/T 4754-2017 it covers: a section letter, or the digits a class begins with. */
  readonly codes: readonly string[]
  readonly indicators: Readonly<Partial<Record<SizeIndicator, SizeBounds>>>
}

function bounds(large: number, medium: number, small: number): SizeBounds {
  return { large, medium, small }
}

/**
 * The size standard by industry. The bound of micro is that of small: below it.
 *
 * READING codes of GB/T 4754-2011 carried over to the 2017 classification.
 */
export const SIZE_STANDARD: readonly SizeIndustry[] = [
  {
    name: '农、林、牧、渔业',
    also: ['农业', '农林牧渔业'],
    codes: ['A'],
    indicators: { revenue: bounds(20000, 500, 50) },
  },
  {
    name: '工业',
    also: ['采矿业', '制造业', '电力、热力、燃气及水生产和供应业'],
    codes: ['B', 'C', 'D'],
    indicators: { employees: bounds(1000, 300, 20), revenue: bounds(40000, 2000, 300) },
  },
  {
    name: '建筑业',
    also: ['建筑'],
    codes: ['E'],
    indicators: { revenue: bounds(80000, 6000, 300), assets: bounds(80000, 5000, 300) },
  },
  {
    name: '批发业',
    also: ['批发'],
    codes: ['51'],
    indicators: { employees: bounds(200, 20, 5), revenue: bounds(40000, 5000, 1000) },
  },
  {
    name: '零售业',
    also: ['零售'],
    codes: ['52'],
    indicators: { employees: bounds(300, 50, 10), revenue: bounds(20000, 500, 100) },
  },
  {
    name: '交通运输业',
    also: ['交通运输'],
    codes: ['54', '55', '56', '57', '58'],
    indicators: { employees: bounds(1000, 300, 20), revenue: bounds(30000, 3000, 200) },
  },
  {
    name: '仓储业',
    also: ['仓储'],
    codes: ['59'],
    indicators: { employees: bounds(200, 100, 20), revenue: bounds(30000, 1000, 100) },
  },
  {
    name: '邮政业',
    also: ['邮政'],
    codes: ['60'],
    indicators: { employees: bounds(1000, 300, 20), revenue: bounds(30000, 2000, 100) },
  },
  {
    name: '住宿业',
    also: ['住宿'],
    codes: ['61'],
    indicators: { employees: bounds(300, 100, 10), revenue: bounds(10000, 2000, 100) },
  },
  {
    name: '餐饮业',
    also: ['餐饮'],
    codes: ['62'],
    indicators: { employees: bounds(300, 100, 10), revenue: bounds(10000, 2000, 100) },
  },
  {
    name: '信息传输业',
    also: ['信息传输'],
    codes: ['63', '64'],
    indicators: { employees: bounds(2000, 100, 10), revenue: bounds(100000, 1000, 100) },
  },
  {
    name: '软件和信息技术服务业',
    also: ['软件', '软件业'],
    codes: ['65'],
    indicators: { employees: bounds(300, 100, 10), revenue: bounds(10000, 1000, 50) },
  },
  {
    name: '房地产开发经营',
    also: ['房地产开发'],
    codes: ['701'],
    indicators: { revenue: bounds(200000, 1000, 100), assets: bounds(10000, 5000, 2000) },
  },
  {
    name: '物业管理',
    also: ['物业'],
    codes: ['702'],
    indicators: { employees: bounds(1000, 300, 100), revenue: bounds(5000, 1000, 500) },
  },
  {
    name: '租赁和商务服务业',
    also: ['租赁', '商务服务业'],
    codes: ['L'],
    indicators: { employees: bounds(300, 100, 10), assets: bounds(120000, 8000, 100) },
  },
  {
    name: '其他未列明行业',
    also: [
      '其他',
      '科学研究和技术服务业',
      '水利、环境和公共设施管理业',
      '居民服务、修理和其他服务业',
      '社会工作',
      '文化、体育和娱乐业',
    ],
    codes: ['M', 'N', 'O', '85', 'R', '703', '704', '709'],
    indicators: { employees: bounds(300, 100, 10) },
  },
]

/** Sections of GB/T 4754-2017 and the divisions of each, by which a section's letter and its digits are the same thing. */
export const SECTIONS: Readonly<Record<string, readonly [first: number, last: number]>> = {
  A: [1, 5],
  B: [6, 12],
  C: [13, 43],
  D: [44, 46],
  E: [47, 50],
  F: [51, 52],
  G: [53, 60],
  H: [61, 62],
  I: [63, 65],
  J: [66, 69],
  K: [70, 70],
  L: [71, 72],
  M: [73, 75],
  N: [76, 79],
  O: [80, 82],
  P: [83, 83],
  Q: [84, 85],
  R: [86, 90],
  S: [91, 96],
  T: [97, 97],
}
