/*
 * A fictional district, 云溪区, as the pages are given it: enough of everything that a page can show, so that the
 * judges of pages have something to judge. People, organs, numbers and documents are invented.
 */
import type {
  AboutView,
  ColumnEntry,
  ColumnsView,
  ColumnView,
  GuideView,
  HomeView,
  LibraryView,
  ListView,
  ReportsView,
  RulesView,
  SearchView,
  SitemapView,
  StubView,
  WithdrawnView,
} from '../../src/domains/documents/views-model.ts'
import type { Facet } from '../../src/ui/page-model.ts'
import { IN_FORCE, ROWS, TODAY } from './sample-site.ts'

const FACETS: Facet[] = [
  {
    name: '效力',
    choices: [
      { label: '现行有效', count: 81, href: '/library?force=inForce' },
      { label: '尚未施行', count: 2, href: '/library?force=notYet' },
      { label: '部分失效', count: 3, href: '/library?force=partly' },
      { label: '已废止或失效', count: 147, href: '/library?force=ended' },
      { label: '效力未核定', count: 0, href: '/library?force=unknown' },
    ],
  },
  {
    name: '制定机关',
    choices: [
      { label: '区人民政府', count: 31, href: '/library?organ=a', chosen: true },
      { label: '区人力资源和社会保障局', count: 9, href: '/library?organ=b' },
      { label: '区住房和城乡建设局', count: 8, href: '/library?organ=c' },
    ],
    more: { href: '/sitemap', label: '全部机关' },
  },
  {
    name: '年份',
    choices: [2026, 2025, 2024].map((year) => ({
      label: String(year),
      count: year - 2010,
      href: `/library?year=${year}`,
    })),
  },
]

function sampleList(address: string): ListView {
  return {
    rows: ROWS,
    paging: { total: 186, page: 3, pageCount: 10, from: 41, to: 48, address },
    facets: FACETS,
    chosen: [{ label: '区人民政府', removeHref: `${address}?without=organ` }],
    clearHref: address,
    sorts: [
      { label: '按日期', href: address, chosen: true },
      { label: '按机关', href: `${address}?sort=organ`, chosen: false },
    ],
    feedHref: '/feed.atom',
  }
}

function emptied(list: ListView): ListView {
  return {
    ...list,
    rows: [],
    facets: [],
    paging: { ...list.paging, total: 0, page: 1, pageCount: 1, from: 0, to: 0 },
  }
}

const COLUMN_ENTRIES: ColumnEntry[] = [
  ['A20-01', '法规规章和规范性文件', '本区制定和执行的规范性文件，以及上级法规规章', 186, '2026-10-30'],
  ['A20-02', '机关职能和机构', '各机关做什么、在哪里、谁负责、怎样联系', 41, '2026-07-02'],
  ['A20-03', '规划和相关政策', '国民经济和社会发展规划、专项规划、区域规划', 12, '2026-03-11'],
  ['A20-07', '预算和决算', '财政预算、决算，部门预算、决算', 94, '2026-09-30'],
  ['A20-15', '其他法定公开', '法律、法规、规章和国家有关规定要求公开的其他信息', 0, undefined],
].map(([code, name, description, count, newestOn]) => ({
  code: String(code),
  name: String(name),
  description: String(description),
  count: Number(count),
  href: `/columns/${code}`,
  ...(newestOn ? { newestOn: String(newestOn) } : {}),
}))

export const HOME: HomeView = {
  newest: ROWS.slice(0, 6),
  examples: [
    { href: '/search?q=1', label: '云政办发〔2026〕12号' },
    { href: '/search?q=2', label: '刚毕业租房有补贴吗' },
    { href: '/search?q=3', label: '2026年区级部门预算' },
  ],
  indexes: [
    {
      heading: '按机关查',
      choices: [
        '区人民政府',
        '区政府办公室',
        '区教育局',
        '区民政局',
        '区财政局',
        '区人力资源和社会保障局',
        '区水务局',
      ].map((label, at) => ({ label, count: 64 - at * 7, href: `/library?organ=${at}` })),
    },
    {
      heading: '按体裁查',
      choices: ['通知', '办法', '公告', '意见', '细则', '批复'].map((label, at) => ({
        label,
        count: 87 - at * 9,
        href: `/library?genre=${at}`,
      })),
    },
    {
      heading: '按年份查',
      choices: [2026, 2025, 2024, 2023, 2022, 2021].map((year, at) => ({
        label: `${year}年`,
        count: 120 - at * 11,
        href: `/library?year=${year}`,
      })),
    },
  ],
  consultations: [],
  account: { documents: 12846, inForce: 86, organs: 37, newestAt: '2026-10-30 09:00' },
  feedHref: '/feed.atom',
}

export const HOME_CONSULTING: HomeView = {
  ...HOME,
  consultations: [
    { href: '/documents/c1', title: '云溪区养老服务设施布局专项规划（草案）', closesOn: '2026-11-17' },
    { href: '/documents/c2', title: '云溪区公交线网优化方案（第二次公开征求意见）', closesOn: TODAY },
  ],
}

export const HOME_EMPTY: HomeView = {
  newest: [],
  examples: [],
  indexes: [],
  consultations: [],
  account: { documents: 0, inForce: 0, organs: 0 },
}

export const LIBRARY: LibraryView = {
  ...sampleList('/library'),
  asOf: TODAY,
  kept: [{ name: 'organ', value: '区人民政府' }],
}

export const LIBRARY_EMPTY: LibraryView = {
  ...emptied(LIBRARY),
  asOf: '2024-06-30',
  asOfError: { typed: '去年', message: '“去年”不是日期。请写成 2024-06-30 这样的年月日。' },
  kept: [],
}

export const COLUMN: ColumnView = {
  ...sampleList('/columns/A20-01'),
  column: {
    code: 'A20-01',
    href: '/columns/A20-01',
    name: '法规规章和规范性文件',
    description: '本区制定和执行的规范性文件，以及上级法规规章。',
    keywords: ['规范性文件'],
    type: '政策文件',
    basis: '条例·20(一)',
  },
}

export const COLUMN_EMPTY: ColumnView = { ...COLUMN, ...emptied(COLUMN), chosen: [] }

export const COLUMNS: ColumnsView = {
  groups: [
    { heading: '各机关都应当公开的', basis: '条例·20', columns: COLUMN_ENTRIES },
    { heading: '区级还应当公开的', basis: '条例·21', columns: COLUMN_ENTRIES.slice(1) },
  ],
}

const noHits: SearchView = {
  ...emptied(sampleList('/search?q=x')),
  chosen: [],
  query: '',
  exact: [],
  citedBy: [],
  sources: [],
  suggestions: [],
}

export const SEARCH: SearchView = {
  ...sampleList('/search?q=%E7%A7%9F%E6%88%BF'),
  query: '刚毕业租房有补贴吗',
  expandedBy: { words: ['新就业人员', '住房租赁补贴'], exactHref: '/search?exact=1' },
  exact: [],
  citedBy: [],
  suggestions: [],
  rows: ROWS.slice(0, 5).map((row) => ({
    ...row,
    snippet: [
      { text: '……对新就业人员在本区', hit: false },
      { text: '租房', hit: true },
      { text: '居住的，按月发放', hit: false },
      { text: '住房租赁补贴', hit: true },
      { text: '，最长不超过36个月……', hit: false },
    ],
  })),
  sources: ['一、（一）申请条件', '二、（一）补贴标准'].map((label, at) => ({
    document: {
      href: '/documents/d1',
      title: '关于做好新就业人员住房租赁补贴工作的通知',
      docNumber: '云政办发〔2026〕12号',
    },
    clause: { href: `/documents/d1#c${at}`, label },
    force: IN_FORCE,
    segments: [
      { text: '……全日制普通高校或者职业院校毕业，', hit: false },
      { text: '毕业未满五年', hit: true },
      { text: '；在本区用人单位就业，依法缴纳社会保险满三个月。……', hit: false },
    ],
  })),
}

export const SEARCH_NUMBER: SearchView = {
  ...noHits,
  query: '云政办发[2026]12',
  readAsNumber: { docNumber: '云政办发〔2026〕12号', wordsHref: '/search?words=1' },
  exact: [
    {
      document: { ...ROWS[4]!, href: '/documents/d1', docNumber: '云政办发〔2026〕12号' },
      writtenOn: '2026-04-09',
      effectiveOn: '2026-05-01',
      summary:
        '对毕业未满五年、在本区就业且无自有住房的人员，按学历每月发放400元至1000元住房租赁补贴，最长36个月。',
      links: [
        { href: '/documents/d1#files', label: '下载' },
        { href: '/documents/d1#history', label: '沿革' },
      ],
    },
  ],
  citedBy: ROWS.slice(5, 7),
  neighbours: [
    { label: '〔2026〕11号', note: '防汛值守', href: '/documents/n11' },
    { label: '〔2026〕12号', note: '租赁补贴', href: '/documents/d1', current: true },
    { label: '〔2026〕13号', note: '不公开，理由', href: '/documents/n13' },
  ],
}

export const SEARCH_EMPTY: SearchView = {
  ...noHits,
  query: '柳岸新村地下管网竣工图',
  remark: '您输入的内容很长，只用前200个字查找。',
  suggestions: [
    { label: '柳岸新村', href: '/search?q=a', count: 9 },
    { label: '地下管网', href: '/search?q=b', count: 23 },
  ],
}

export const SEARCH_START: SearchView = noHits

export const GUIDE: GuideView = {
  columns: COLUMN_ENTRIES,
  organs: [
    {
      name: '云溪区教育局',
      href: '/library?organ=e',
      count: 71,
      phone: '0000-0002001',
      address: '云溪区文昌路3号',
    },
    { name: '云溪区民政局', href: '/library?organ=m', count: 55 },
  ],
  updatedOn: TODAY,
}

export const RULES: RulesView = { rows: ROWS.slice(0, 2) }
export const RULES_EMPTY: RulesView = { rows: [] }
export const REPORTS: ReportsView = {
  years: [2025, 2024].map((year) => ({
    year,
    rows: [
      {
        href: `/documents/r${year}`,
        title: `云溪区${year}年政府信息公开工作年度报告`,
        date: `${year + 1}-03-20`,
      },
    ],
  })),
}
export const REPORTS_EMPTY: ReportsView = { years: [] }
export const ABOUT: AboutView = { documents: 12846, newestAt: '2026-10-30 09:00', version: '0.1.0' }
export const SITEMAP: SitemapView = {
  columns: COLUMN_ENTRIES,
  organs: HOME.indexes[0]!.choices,
  genres: HOME.indexes[1]!.choices,
  years: HOME.indexes[2]!.choices,
}
export const STUB: StubView = {
  title: '财政违法行为处罚处分条例',
  docNumber: '国务院令第427号',
  issuer: '国务院',
  citedBy: ROWS.slice(0, 3),
}
export const WITHDRAWN: WithdrawnView = {
  title: '2026年第二季度临时救助发放名单',
  on: '2026-08-01',
  reason: '公示期满，名单涉及个人信息。',
}
