/** The platform as its pages name it: what the masthead, the footer and the meta tags must state. */
export interface Site {
  /** Name of the platform, in full: 云溪区政府信息公开. */
  name: string
  /** The government whose platform it is: 云溪区人民政府. */
  government: string
  /** 主办单位, the organ that answers for the site. */
  owner: string
  /** Scheme and host, without a slash at the end: https://www.yunxi.example. */
  origin: string
  /** Host alone, for the meta tag SiteDomain. */
  domain: string
  /** 网站标识码, ten digits; empty until issued. */
  siteId: string
  icp: string
  policeRecord: string
  address: string
  postcode: string
  /** 政府信息公开工作机构. */
  office: string
  phone: string
  fax: string
  email: string
  hours: string
  /** 便民热线. */
  hotline: string
  /** True where the site is known to answer over IPv6. */
  ipv6: boolean
}

/** What the reader has chosen; kept in a cookie, both may be on. */
export interface Mode {
  elderly: boolean
  contrast: boolean
  /** Steps of enlargement within elderly mode: 22, 26 or 32 px. */
  size?: 0 | 1 | 2
}

/** What every page needs besides its own contents. */
export interface Frame {
  site: Site
  mode: Mode
  /** Path and query of this page, beginning with a slash: the switches come back to it. */
  path: string
  /** Today in the district, YYYY-MM-DD: dates of force are told relative to it. */
  today: string
  /** Fingerprint of the stylesheet and scripts: their addresses change when they do. */
  assets?: string
}

export interface Link {
  href: string
  label: string
}

/** A column, as the meta tags of 国办发〔2017〕47号 want it. */
export interface ColumnMeta {
  name: string
  description: string
  keywords: string[]
  /** 栏目类别: 政策文件, 概况信息, 通知公告, … */
  type: string
}

/** An article, as the meta tags of 国办发〔2017〕47号 want it. */
export interface ArticleMeta {
  title: string
  /** YYYY-MM-DD HH:MM, set by the server at publication. */
  publishedAt: string
  source: string
  author?: string
  keywords?: string[]
}

/** Text cut into pieces, those that answer a query marked. */
export interface Segment {
  text: string
  hit: boolean
}

export interface Choice {
  label: string
  count: number
  href: string
  chosen?: boolean
}

/** One list of filters: 制定机关, 年份, … */
export interface Facet {
  name: string
  choices: Choice[]
  /** Where the choices left out can be seen. */
  more?: Link
}

/** A filter that is on, and the address without it. */
export interface Chosen {
  label: string
  removeHref: string
}

export interface Paging {
  total: number
  page: number
  pageCount: number
  /** Numbers of the first and the last row shown; 0 and 0 when there is none. */
  from: number
  to: number
  /** Path and query of this list without `page`: /library?organ=x */
  address: string
}

export interface SortChoice extends Link {
  chosen: boolean
}

/**
 * 效力 on a day. `unknown`: the dates needed were not found in the text and nobody has settled them.
 * `none`: the question does not arise (公示, 解读, 年报 …); nothing is shown.
 */
export type ForceStatus = 'inForce' | 'notYet' | 'partly' | 'repealed' | 'expired' | 'unknown' | 'none'

/** A document named on a page. `href` leads to its page, or to the page of a cited document we do not hold. */
export interface DocumentLink {
  href: string
  title: string
  docNumber?: string
}

export interface Force {
  status: ForceStatus
  /** The day the answer holds for. */
  asOf: string
  effectiveOn?: string
  expiresOn?: string
  /** First day it no longer applied, when repealed or expired. */
  endedOn?: string
  /** What replaced it. */
  successor?: DocumentLink
  /** The document (and clause) that repealed or changed it. */
  endedBy?: DocumentLink & { clause?: string }
  /** Why, as the rule on validity tells it, and the words by which others changed it. */
  because?: string
  words?: { quote: string; by?: DocumentLink }[]
  /** What the dates do not say: 第九条停止执行; 正在评估. Clear sentences. */
  notes?: string[]
}

/** A row of any list of documents. */
export interface DocumentRow {
  href: string
  title: string
  /** The date the list is ordered by. */
  date: string
  docNumber?: string
  organ?: string
  force?: Force
  /** 有解读; 公示; 被云政办发〔2026〕12号取代 … */
  notes?: string[]
  snippet?: Segment[]
}
