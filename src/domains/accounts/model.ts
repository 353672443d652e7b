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
  owner: string
  sponsor: string
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
  /** GB/T 2260 code of the area, where it has one. */
  areaCode: string
}

/** What an installation shows until its operator has said who it is. */
export const UNNAMED_SITE: SiteIdentity = {
  name: '政府信息公开',
  owner: '本级人民政府',
  sponsor: '本级人民政府办公室',
  domain: 'localhost',
  siteId: '未登记',
  icp: '未登记',
  policeRecord: '未登记',
  address: '未登记',
  postcode: '未登记',
  phone: '12345',
  fax: '未登记',
  email: '未登记',
  hours: '未登记',
  hotline: '12345',
  areaCode: '',
}
