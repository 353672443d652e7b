/* The fictional district 云溪区 itself: its site, the day, and a handful of its documents as lists name them. */
import type { DocumentRow, Force } from '../../src/domains/documents/views-model.ts'
import type { Frame, Mode, Site } from '../../src/ui/page-model.ts'

export const TODAY = '2026-11-05'

const SITE: Site = {
  name: '云溪区政府信息公开',
  government: '云溪区人民政府',
  owner: '云溪区人民政府办公室',
  origin: 'https://www.yunxi.example',
  domain: 'www.yunxi.example',
  siteId: '0000000001',
  icp: '云ICP备00000000号-1',
  policeRecord: '云公网安备00000000000001号',
  address: '云溪区清河路1号',
  postcode: '000000',
  office: '云溪区政府信息公开工作办公室',
  phone: '0000-0001234',
  fax: '0000-0001235',
  email: 'gongkai@yunxi.example',
  hours: '工作日 9:00—12:00，13:30—17:00',
  hotline: '12345',
  ipv6: true,
}

export function sampleFrame(path: string, mode: Mode = { elderly: false, contrast: false }): Frame {
  return { site: SITE, mode, path, today: TODAY }
}

export function sampleForce(status: Force['status'], rest: Partial<Force> = {}): Force {
  return { status, asOf: TODAY, ...rest }
}

export const IN_FORCE = sampleForce('inForce', { effectiveOn: '2026-05-01' })

export const ROWS: DocumentRow[] = [
  {
    href: '/documents/a1',
    title: '云溪区人民政府办公室关于做好2026年冬春困难群众救助工作的通知',
    date: '2026-10-30',
    docNumber: '云政办发〔2026〕41号',
    organ: '区政府办公室',
    force: IN_FORCE,
  },
  {
    href: '/documents/a2',
    title: '云溪区城区公共停车收费管理办法',
    date: '2026-10-28',
    docNumber: '云发改规〔2026〕3号',
    organ: '区发展和改革委员会',
    force: sampleForce('notYet', { effectiveOn: '2026-12-01' }),
  },
  {
    href: '/documents/a3',
    title: '2026年第三季度生活饮用水水质监测结果',
    date: '2026-10-27',
    organ: '区卫生健康委员会',
  },
  {
    href: '/documents/a4',
    title: '云溪区小餐饮登记管理办法',
    date: '2024-09-03',
    docNumber: '云市监规〔2024〕2号',
    organ: '区市场监督管理局',
    force: sampleForce('partly', { effectiveOn: '2024-10-01' }),
    notes: ['第九条自2026年7月1日起停止执行'],
  },
  {
    href: '/documents/a5',
    title: '云溪区既有住宅加装电梯财政补助办法',
    date: '2026-08-11',
    docNumber: '云政规〔2026〕4号',
    organ: '区人民政府',
    force: sampleForce('inForce', { effectiveOn: '2026-09-01', expiresOn: '2031-08-31' }),
    notes: ['有解读、问答'],
  },
  {
    href: '/documents/a6',
    title: '关于印发云溪区人才安居补贴办法的通知',
    date: '2021-06-18',
    docNumber: '云政办发〔2021〕35号',
    organ: '区政府办公室',
    force: sampleForce('repealed', { endedOn: '2026-05-01' }),
    notes: ['被云政办发〔2026〕12号取代'],
  },
  {
    href: '/documents/a7',
    title: '云溪区困难残疾人生活补贴发放办法',
    date: '2017-11-08',
    docNumber: '云民规〔2017〕5号',
    organ: '区民政局',
    force: sampleForce('expired', { expiresOn: '2022-12-31' }),
  },
  {
    href: '/documents/a8',
    title: '云溪区小型水库管护办法',
    date: '2009-04-02',
    docNumber: '云水〔2009〕12号',
    organ: '区水务局',
    force: sampleForce('unknown'),
  },
]
