import type { ParsedDocument } from '@gongkai/gongwen'
import type { Day } from '../../platform/clock.ts'

/** A title longer than this is a text that was taken for one. */
export const TITLE_MOST = 500
/** The longest number of a document there is has some 40 characters. */
export const NUMBER_MOST = 80

/** 公开属性 (国办发〔2016〕80号): stated when a document is drafted. */
export const DISCLOSURES = {
  proactive: '主动公开',
  'on-application': '依申请公开',
  withheld: '不予公开',
} as const

/** 公开范围: where a proactively disclosed document is shown. */
export const SCOPES = {
  internet: '面向社会（互联网）',
  'named-group': '特定对象',
  place: '特定场所',
} as const

/** What a document is for. `force` says whether asking if it is in force makes sense. */
export const KINDS = {
  normative: { label: '行政规范性文件', force: true },
  policy: { label: '政策文件', force: true },
  rule: { label: '公开工作制度', force: true },
  plan: { label: '规划计划', force: false },
  notice: { label: '通知', force: false },
  report: { label: '报告', force: false },
  interpretation: { label: '政策解读', force: false },
  qa: { label: '政策问答', force: false },
  catalogue: { label: '目录清单', force: false },
  village: { label: '村务公开', force: false },
  budget: { label: '预算决算', force: false },
  penalty: { label: '行政处罚', force: false },
  procurement: { label: '政府采购', force: false },
  project: { label: '建设项目', force: false },
  emergency: { label: '应急管理', force: false },
  recruitment: { label: '人员招考', force: false },
  guide: { label: '公开指南', force: false },
  'annual-report': { label: '公开年报', force: false },
  announcement: { label: '公示公告', force: false },
} as const
export type Kind = keyof typeof KINDS

/** The acts that can be done to a document, and the article each rests on. */
export const ACTS = {
  imported: { label: '收录', basis: '条例·12' },
  'taken-over': { label: '接收已在别处公开的文件', basis: '条例·24' },
  published: { label: '发布', basis: '条例·23、26' },
  withdrawn: { label: '撤下', basis: '条例·14、15' },
  repeal: { label: '废止', basis: '国办发〔2018〕37号' },
  'partly-repeal': { label: '部分废止', basis: '国办发〔2018〕37号' },
  amend: { label: '修改', basis: '国办发〔2018〕37号' },
  extend: { label: '延长有效期', basis: '国办发〔2018〕37号' },
  suspend: { label: '暂停执行', basis: '国办发〔2018〕37号' },
  annul: { label: '更正效力记录', basis: '条例·6' },
  confirm: { label: '核对', basis: '条例·6' },
  correct: { label: '更正', basis: '条例·6' },
  'confirm-relation': { label: '确认与其他文件的关系', basis: '条例·6' },
  'reject-relation': { label: '否定与其他文件的关系', basis: '条例·6' },
} as const
export type ActType = keyof typeof ACTS
export type ValidityAct = Extract<ActType, 'repeal' | 'partly-repeal' | 'amend' | 'extend' | 'suspend'>

/** One act done to a document, as recorded. */
export interface Act {
  id: number
  type: ActType
  on: Day
  at: Date
  detail: {
    /** The work that does it, the words it does it with, and the clauses it touches. */
    by?: string
    quote?: string
    clauses?: string
    until?: Day
    reason?: string
    /** For `annul`: the act that is taken back. */
    annuls?: number
    /** For `correct`: what was corrected, in words. */
    what?: string[]
    [key: string]: unknown
  }
}

/** What is kept of a parse beside the canonical text: all that a page needs to set the document again. */
export type Structure = Omit<ParsedDocument, 'text' | 'issues'>

/** What whoever brings a document says of it besides its bytes. */
export interface Given {
  title?: string
  docNumber?: string
  kind?: Kind
  columns?: string[]
  /** 体裁 and issuing organs, the one who leads first. */
  genre?: string
  organNames?: string[]
  topic?: string
  summary?: string
  writtenOn?: Day
  publishedOn?: Day
  effectiveOn?: Day
  expiresOn?: Day
  /** 文号 of the document this one interprets. */
  interprets?: string
  sourceUrl?: string
}

/** One thing to take in: its bytes, its name, and what was said of it. */
export interface Incoming {
  /** How the report names it: the path, or `path#line` for a record of a list. */
  label: string
  name: string
  bytes: Uint8Array
  mediaType: string
  given: Given
  /** For a record of a list: the text it carries, already out of its file. */
  record?: { text: string; issuer: string | undefined }
}

/** The report on one incoming item. `issues` are sentences. */
export interface IntakeReport {
  file: string
  status: 'imported' | 'duplicate' | 'refused'
  id: string | null
  docNumber: string | null
  title: string | null
  issues: string[]
}
