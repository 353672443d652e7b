/** The six groups of replies, as the annual report has them. */
export const REPLY_GROUPS = {
  granted: '予以公开',
  partial: '部分公开',
  withheld: '不予公开',
  unable: '无法提供',
  'not-processed': '不予处理',
  other: '其他处理',
} as const

export type ReplyGroup = keyof typeof REPLY_GROUPS

/** One way of answering an application (条例·36 and 39, as the annual report counts them). */
export interface ReplyKind {
  readonly label: string
  readonly group: ReplyGroup
  /** Articles of 条例. */
  readonly articles: readonly string[]
  /** The row of table three of the annual report. */
  readonly row: string
  /** What the letter must say beyond what every letter says. */
  readonly contents: readonly string[]
  /** Why a jurist must confirm it. */
  readonly doubt?: string
}

const REASONS = '不予公开的理由'

/**
 * READING 36（四）（五） count in row 3.4.1 and 36（七） in row 3.3.8: practice, consistent with the names of the rows.
 */
export const REPLY_KINDS = {
  GRANT_ALREADY_PUBLIC: {
    label: '已主动公开，告知获取方式、途径',
    group: 'granted',
    articles: ['36（一）'],
    row: '3.1',
    contents: ['获取该政府信息的方式、途径'],
  },
  GRANT: {
    label: '予以公开',
    group: 'granted',
    articles: ['36（二）'],
    row: '3.1',
    contents: ['该政府信息，或者获取该政府信息的方式、途径和时间'],
  },
  PARTIAL: {
    label: '部分公开（区分处理）',
    group: 'partial',
    articles: ['37'],
    row: '3.2',
    contents: ['可以公开的信息内容', '对不予公开部分说明理由'],
  },
  DENY_SECRET: {
    label: '属于国家秘密',
    group: 'withheld',
    articles: ['14', '36（三）'],
    row: '3.3.1',
    contents: [REASONS],
  },
  DENY_LAW: {
    label: '其他法律、行政法规禁止公开',
    group: 'withheld',
    articles: ['14', '36（三）'],
    row: '3.3.2',
    contents: [REASONS, '禁止公开的法律、行政法规名称和条款'],
  },
  DENY_SAFETY: {
    label: '危及“三安全一稳定”',
    group: 'withheld',
    articles: ['14', '36（三）'],
    row: '3.3.3',
    contents: [REASONS, '公开后可能危及国家安全、公共安全、经济安全或者社会稳定的说明'],
  },
  DENY_THIRD: {
    label: '保护第三方合法权益',
    group: 'withheld',
    articles: ['15', '32', '36（三）'],
    row: '3.3.4',
    contents: [REASONS, '征求第三方意见的情况'],
  },
  DENY_INTERNAL: {
    label: '属于三类内部事务信息',
    group: 'withheld',
    articles: ['16第一款', '36（三）'],
    row: '3.3.5',
    contents: [REASONS],
  },
  DENY_PROCESS: {
    label: '属于四类过程性信息',
    group: 'withheld',
    articles: ['16第二款', '36（三）'],
    row: '3.3.6',
    contents: [REASONS],
  },
  DENY_CASEFILE: {
    label: '属于行政执法案卷信息',
    group: 'withheld',
    articles: ['16第二款', '36（三）'],
    row: '3.3.7',
    contents: [REASONS],
  },
  DENY_QUERY: {
    label: '属于行政查询事项',
    group: 'withheld',
    articles: ['36（七）'],
    row: '3.3.8',
    contents: ['依照有关法律、行政法规的规定办理的告知'],
  },
  UNABLE_NOT_HELD: {
    label: '本机关不掌握相关政府信息',
    group: 'unable',
    articles: ['36（四）', '36（五）'],
    row: '3.4.1',
    contents: [
      '经检索不存在的：检索的情况和该信息不存在的告知',
      '不属于本机关负责公开的：理由；能够确定负责公开的行政机关的，其名称、联系方式',
    ],
  },
  UNABLE_NEEDS_CREATION: {
    label: '没有现成信息需要另行制作',
    group: 'unable',
    articles: ['38'],
    row: '3.4.2',
    contents: ['需要对现有政府信息进行加工、分析的说明'],
  },
  UNABLE_STILL_UNCLEAR: {
    label: '补正后申请内容仍不明确',
    group: 'unable',
    articles: ['30'],
    row: '3.4.3',
    contents: ['告知补正和收到补正的日期', '补正后仍不明确之处'],
  },
  NOTPROC_PETITION: {
    label: '信访举报投诉类申请',
    group: 'not-processed',
    articles: ['39第一款'],
    row: '3.5.1',
    contents: ['不作为政府信息公开申请处理的告知', '可以告知通过相应渠道提出'],
  },
  NOTPROC_REPEAT: {
    label: '重复申请',
    group: 'not-processed',
    articles: ['36（六）'],
    row: '3.5.2',
    contents: ['不予重复处理的告知', '原答复的日期和文号'],
  },
  NOTPROC_PUBLICATION: {
    label: '要求提供公开出版物',
    group: 'not-processed',
    articles: ['39第二款'],
    row: '3.5.3',
    contents: ['可以告知获取的途径'],
  },
  NOTPROC_ABUSE: {
    label: '无正当理由大量反复申请',
    group: 'not-processed',
    articles: ['35'],
    row: '3.5.4',
    contents: ['要求说明理由的情况', '申请理由不合理、不予处理的告知'],
  },
  NOTPROC_RECONFIRM: {
    label: '要求行政机关确认或者重新出具已获取信息',
    group: 'not-processed',
    articles: [],
    row: '3.5.5',
    contents: ['不予处理的理由'],
    doubt: '条例没有单独的条款对应这一情形，引用条文请由法律人员确认。',
  },
  OTHER_NOT_CORRECTED: {
    label: '申请人无正当理由逾期不补正、行政机关不再处理',
    group: 'other',
    articles: ['30'],
    row: '3.6.1',
    contents: ['告知补正的日期和补正期限', '视为放弃申请、不再处理的告知'],
  },
  OTHER_FEE_UNPAID: {
    label: '申请人逾期未按收费通知要求缴纳费用、行政机关不再处理',
    group: 'other',
    articles: ['42'],
    row: '3.6.2',
    contents: ['收费通知的日期、金额和缴费期限', '视为放弃申请、不再处理的告知'],
  },
  OTHER: {
    label: '其他处理（例如申请人撤回申请）',
    group: 'other',
    articles: [],
    row: '3.6.3',
    contents: ['处理的情况'],
  },
} as const satisfies Record<string, ReplyKind>

export type ReplyCode = keyof typeof REPLY_KINDS

/** What every reply letter says (江苏答复规范; the list from memory, unverified). */
export const LETTER_CONTENTS: readonly string[] = [
  '标题和文号',
  '申请人姓名或者名称',
  '收到申请的日期',
  '申请的内容',
  '处理决定',
  '依据的条文和理由',
  '行政机关名称、日期和印章',
]
