export const ORGAN_KINDS = {
  government: '政府',
  office: '政府办公室',
  department: '部门',
  town: '镇',
  subdistrict: '街道',
  park: '开发区',
} as const
export type OrganKind = keyof typeof ORGAN_KINDS

/** 行政机关. `code` is its GB 11714 organisation code, nine characters, the first part of its index numbers. */
export interface Organ {
  code: string
  name: string
  shortName: string
  kind: OrganKind
  parent: string | null
  agencyCodes: string[]
  duties: string | null
  leader: string | null
  address: string | null
  hours: string | null
  phone: string | null
  fax: string | null
  email: string | null
}

/** What the masthead, the footer and the government meta tags say of this site (国办发〔2017〕47号). */
export interface SiteIdentity {
  name: string
  /** The government whose site it is. */
  organ: string
  /** 主办单位. */
  owner: string
  domain: string
  siteId: string
  icp: string
  policeRecord: string
  address: string
  postcode: string
  phone: string
  fax: string
  email: string
  hours: string
  hotline: string
}

const UNREGISTERED = '未登记'

/** What an installation shows until its operator has said who it is. */
export const UNNAMED_SITE: SiteIdentity = {
  name: '政府信息公开',
  organ: '本级人民政府',
  owner: '本级人民政府办公室',
  domain: 'localhost',
  siteId: UNREGISTERED,
  icp: UNREGISTERED,
  policeRecord: UNREGISTERED,
  address: UNREGISTERED,
  postcode: UNREGISTERED,
  phone: '12345',
  fax: UNREGISTERED,
  email: UNREGISTERED,
  hours: UNREGISTERED,
  hotline: '12345',
}
