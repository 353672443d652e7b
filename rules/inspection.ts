import type { Day } from './day.ts'

/** What was observed of a site. Every part may be left out: an indicator not observed is named as such, never passed. */
export interface SiteObservations {
  readonly asOf: Day
  /** False for departments without outward services. */
  readonly hasServices?: boolean
  /** Safety and secrecy incidents, each in words; an empty list says that none was found. */
  readonly incidents?: readonly string[]
  /** Probes of a week, 20 a day: how many did not open within 15 seconds. */
  readonly probes?: { readonly total: number; readonly failed: number }
  readonly home?: { readonly lastUpdatedOn: Day | null }
  readonly columns?: readonly ObservedColumn[]
  readonly consultation?: { readonly available: boolean; readonly messages: readonly ObservedMessage[] }
  readonly services?: { readonly offered: boolean; readonly guides: readonly ObservedGuide[] }
  /** 办事统计 */
  readonly serviceStatistics?: { readonly lastUpdatedOn: Day | null }
  /** 留言公开 */
  readonly publishedMessages?: { readonly lastUpdatedOn: Day | null }
  /** Simulated questions, answered online. */
  readonly questions?: readonly { readonly askedOn: Day; readonly answeredOn?: Day }[]
  readonly newMedia?: readonly {
    readonly name: string
    readonly lastUpdatedOn: Day | null
    readonly usable: boolean
  }[]
  /** Policy documents that must be interpreted, and whether the two pages link each other. */
  readonly policies?: readonly {
    readonly title: string
    readonly interpreted: boolean
    readonly linkedBothWays: boolean
  }[]
  readonly deadLinks?: number
  readonly errorReportEntry?: boolean
  readonly searchFindsKnownTitle?: boolean
  readonly ipv6?: boolean
}

/** `news` 动态、要闻; `notice` 通知公告; `policy` 政策文件; `other` any column that should be updated. */
export interface ObservedColumn {
  readonly name: string
  readonly kind: 'news' | 'notice' | 'policy' | 'other'
  /** Null: pages carry no date. Undated pages count as not updated. */
  readonly lastUpdatedOn: Day | null
  readonly blank?: boolean
  /** For `other`: whether it should have been updated and long was not. */
  readonly longStale?: boolean
}

export interface ObservedMessage {
  readonly receivedOn: Day
  readonly answeredOn?: Day
  /** Invalid messages (spam, tests) do not count. */
  readonly valid?: boolean
}

export interface ObservedGuide {
  readonly name: string
  readonly elements: readonly string[]
}

/** One thing found. `points` is null for a veto, and where the weight is not verified. */
export interface Finding {
  readonly indicator: string
  readonly kind: 'veto' | 'deduction'
  readonly points: number | null
  readonly because: string
}
