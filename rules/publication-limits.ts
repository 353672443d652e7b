import type { InstrumentName } from './citations.ts'
import type { Day } from './day.ts'

/** `within`: publish by; `posted-for`: keep posted at least; `before`: supply at least so long before. */
export type LimitKind = 'within' | 'posted-for' | 'before'

/** A limit for publishing one kind of information that another law sets in place of 条例·26. */
export interface PublicationLimit {
  readonly matter: string
  readonly kind: LimitKind
  readonly length: number
  readonly unit: '工作日' | '日'
  /** What must be done by then, where it is more than 公开. */
  readonly deed?: string
  /** What happened on `formedOn`. */
  readonly anchor: string
  readonly instrument: InstrumentName
  readonly articles: readonly [string, ...string[]]
  readonly from: Day
}

/**
 * The special limits other laws set, by matter.
 *
 * LAW 条例·26 法律、法规对政府信息公开的期限另有规定的，从其规定。
 * READING 预算法·14 says 日, not 工作日: calendar days. 行政处罚法·85 makes its own 三日 working days.
 */
export const PUBLICATION_LIMITS = {
  budget: {
    matter: '经批准的预算、预算调整、决算、预算执行情况报告及报表',
    kind: 'within',
    length: 20,
    unit: '日',
    anchor: '批准',
    instrument: '预算法',
    articles: ['14'],
    from: '2015-01-01',
  },
  'department-budget': {
    matter: '经批复的部门预算、决算及报表',
    kind: 'within',
    length: 20,
    unit: '日',
    anchor: '财政部门批复',
    instrument: '预算法',
    articles: ['14'],
    from: '2015-01-01',
  },
  'penalty-withdrawal': {
    matter: '被变更、撤销、确认违法或者无效的行政处罚决定',
    deed: '撤回并公开说明理由',
    kind: 'within',
    length: 3,
    unit: '工作日',
    anchor: '原处罚决定被变更、撤销、确认违法或者无效',
    instrument: '行政处罚法',
    articles: ['48', '85'],
    from: '2021-07-15',
  },
  licence: {
    matter: '行政许可决定（双公示）',
    kind: 'within',
    length: 7,
    unit: '工作日',
    anchor: '作出决定',
    instrument: '双公示工作规定',
    articles: ['七个工作日'],
    from: '2018-07-01',
  },
  penalty: {
    matter: '行政处罚决定（双公示）',
    kind: 'within',
    length: 7,
    unit: '工作日',
    anchor: '作出决定',
    instrument: '双公示工作规定',
    articles: ['七个工作日'],
    from: '2018-07-01',
  },
  'procurement-award': {
    matter: '政府采购中标、成交结果',
    kind: 'within',
    length: 2,
    unit: '工作日',
    anchor: '中标、成交供应商确定',
    instrument: '政府采购法实施条例',
    articles: ['43'],
    from: '2015-03-01',
  },
  'procurement-contract': {
    matter: '政府采购合同',
    kind: 'within',
    length: 2,
    unit: '工作日',
    anchor: '合同签订',
    instrument: '政府采购法实施条例',
    articles: ['50'],
    from: '2015-03-01',
  },
  'land-expropriation': {
    matter: '征收土地公告',
    kind: 'within',
    length: 15,
    unit: '工作日',
    anchor: '收到批准文件',
    instrument: '土地管理法实施条例',
    articles: ['31'],
    from: '2021-09-01',
  },
  'land-pre-notice': {
    matter: '征收土地预公告',
    kind: 'posted-for',
    length: 10,
    unit: '工作日',
    anchor: '发布预公告',
    instrument: '土地管理法实施条例',
    articles: ['26'],
    from: '2021-09-01',
  },
  'land-compensation-plan': {
    matter: '征地补偿安置公告',
    kind: 'posted-for',
    length: 30,
    unit: '日',
    anchor: '公告',
    instrument: '土地管理法实施条例',
    articles: ['28'],
    from: '2021-09-01',
  },
  'house-compensation-plan': {
    matter: '房屋征收补偿方案征求公众意见',
    kind: 'posted-for',
    length: 30,
    unit: '日',
    anchor: '公布方案',
    instrument: '房屋征收补偿条例',
    articles: ['10'],
    from: '2011-01-21',
  },
  'draft-plan': {
    matter: '城乡规划草案公告',
    kind: 'posted-for',
    length: 30,
    unit: '日',
    anchor: '公告',
    instrument: '城乡规划法',
    articles: ['26'],
    from: '2008-01-01',
  },
  'draft-rule': {
    matter: '规章草案征求意见',
    kind: 'posted-for',
    length: 30,
    unit: '日',
    anchor: '公布草案',
    instrument: '规章制定程序条例',
    articles: ['15'],
    from: '2018-05-01',
  },
  'draft-market-document': {
    matter: '与市场主体生产经营活动密切相关的规范性文件征求意见',
    kind: 'posted-for',
    length: 30,
    unit: '日',
    anchor: '公布草案',
    instrument: '优化营商环境条例',
    articles: ['62'],
    from: '2020-01-01',
  },
  'draft-major-decision': {
    matter: '重大行政决策草案征求意见',
    kind: 'posted-for',
    length: 30,
    unit: '日',
    anchor: '公布草案',
    instrument: '重大行政决策条例',
    articles: ['15'],
    from: '2019-09-01',
  },
  'hearing-documents': {
    matter: '听证会材料送达听证参加人',
    kind: 'before',
    length: 7,
    unit: '日',
    anchor: '召开听证会',
    instrument: '重大行政决策条例',
    articles: ['16'],
    from: '2019-09-01',
  },
} as const satisfies Record<string, PublicationLimit>

export type SpecialMatter = keyof typeof PUBLICATION_LIMITS
