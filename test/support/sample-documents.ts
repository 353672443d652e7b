/* Documents for the judges of pages: a notice that prints a text and annexes, a law in chapters, a hostile text. */
import type { BodyNode, DocumentView } from '../../src/domains/documents/views-model.ts'
import { chineseNumeral } from '../../src/ui/numerals.ts'
import { sampleForce } from './sample-site.ts'

const GAZETTE = {
  name: '法规规章和规范性文件',
  description: '本区制定和执行的规范性文件，以及上级法规规章',
  keywords: ['规范性文件', '政策'],
  type: '政策文件',
  href: '/columns/A20-01',
}

type Given = Partial<BodyNode> & Pick<BodyNode, 'kind'>

function node(part: string, given: Given): BodyNode {
  return { eId: '', num: '', heading: '', text: '', level: 0, part, ...given }
}

const LETTER = [
  node('letter', {
    kind: 'p',
    text: '《云溪区新就业人员住房租赁补贴办法》已经区人民政府同意，现印发给你们，请认真贯彻执行。',
  }),
]

const MAIN: BodyNode[] = [
  node('main', {
    kind: 'p',
    text: '为帮助新就业人员解决阶段性住房困难，支持青年人才在本区安居，经区人民政府同意，现就做好新就业人员住房租赁补贴工作规定如下。',
  }),
  node('main', { kind: 'l1', eId: 'c1', num: '一、', heading: '补贴对象', level: 1 }),
  node('main', { kind: 'l2', eId: 'c1-1', num: '（一）', heading: '申请条件', level: 2 }),
  node('main', { kind: 'p', text: '申请住房租赁补贴的人员，应当同时符合下列条件：' }),
  node('main', {
    kind: 'l3',
    eId: 'c1-1-1',
    num: '1.',
    text: '全日制普通高校或者职业院校毕业，毕业未满五年；',
    level: 3,
  }),
  node('main', {
    kind: 'l3',
    eId: 'c1-1-2',
    num: '2.',
    text: '在本区用人单位就业，依法缴纳社会保险满三个月；',
    level: 3,
  }),
  node('main', { kind: 'l3', eId: 'c1-1-3', num: '3.', text: '本人、配偶在本区无自有住房。', level: 3 }),
  node('main', {
    kind: 'l2',
    eId: 'c1-2',
    num: '（二）',
    heading: '不予补贴的情形。',
    text: '居住在单位免费提供的宿舍，或者已经享受本区其他住房补贴的，不重复发放。',
    level: 2,
  }),
  node('main', { kind: 'l1', eId: 'c2', num: '二、', heading: '补贴标准和期限', level: 1 }),
  node('main', { kind: 'p', text: '补贴标准按照学历确定，见下表。实际租金低于补贴标准的，按实际租金发放。' }),
  node('main', {
    kind: 'table',
    rows: [
      ['学历', '每人每月（元）', '累计不超过', '备注'],
      ['博士研究生', '1000', '36个月', '夫妻双方均符合条件的，可以分别申请'],
      ['硕士研究生', '800', '36个月'],
      ['本科生', '600', '36个月', ''],
    ],
  }),
  node('main', { kind: 'l1', eId: 'c3', num: '三、', heading: '申请和发放', level: 1 }),
  node('main', {
    kind: 'l2',
    eId: 'c3-1',
    num: '（一）',
    text: '本人可以在每季度第一个月登录区政务服务平台，或者到镇（街道）便民服务中心提出申请，无需由单位代办。\n学历、社会保险、不动产信息由审核部门通过数据共享核验。',
    level: 2,
  }),
  node('main', {
    kind: 'l2',
    eId: 'c3-2',
    num: '（二）',
    text: '对弄虚作假骗取补贴的，依照《财政违法行为处罚处分条例》处理，追回已发放的补贴。',
    level: 2,
    refs: [{ start: 13, end: 27, href: '/documents/stub1' }],
  }),
  node('main', { kind: 'l1', eId: 'c4', num: '四、', heading: '施行日期', level: 1 }),
  node('main', { kind: 'p', text: '本办法自2026年5月1日起施行，有效期至2028年12月31日。' }),
]

const FORM = [
  node('form', { kind: 'p', text: '申请人如实填写下表，签字后提交。' }),
  node('form', {
    kind: 'table',
    rows: [
      ['姓名', '', '学历', '', '毕业院校和日期', '', '现工作单位', ''],
      ['身份证件类型', '', '联系电话', '', '租住地址', '', '每月租金（元）', ''],
    ],
  }),
]

export const NOTICE: DocumentView = {
  id: 'd1',
  href: '/documents/d1',
  title: '云溪区人民政府办公室关于印发云溪区新就业人员住房租赁补贴办法的通知',
  banner: '云溪区人民政府办公室文件',
  docNumber: '云政办发〔2026〕12号',
  issuers: ['云溪区人民政府办公室'],
  indexNumber: '000000019/2026-00087',
  topic: '城乡建设、住房',
  genre: '通知',
  writtenOn: '2026-04-09',
  publishedAt: '2026-04-10 09:00',
  effectiveOn: '2026-05-01',
  expiresOn: '2028-12-31',
  disclosure: '主动公开',
  scope: '全社会',
  keywords: ['住房租赁补贴', '新就业人员'],
  columns: [GAZETTE],
  force: sampleForce('inForce', { effectiveOn: '2026-05-01', expiresOn: '2028-12-31' }),
  parts: [
    {
      key: 'letter',
      kind: 'covering',
      addressees: ['各镇人民政府、各街道办事处，经济开发区管委会，区各有关部门'],
      signers: ['云溪区人民政府办公室'],
      signedOn: '2026-04-09',
      note: '（此件公开发布）',
    },
    {
      key: 'main',
      kind: 'annexed',
      title: '云溪区新就业人员住房租赁补贴办法',
      attachments: ['住房租赁补贴申请表'],
    },
    {
      key: 'form',
      kind: 'attachment',
      label: '附件',
      title: '住房租赁补贴申请表',
      copyTo: '区委办公室，区人大常委会办公室，区政协办公室。',
      printedBy: '云溪区人民政府办公室',
      printedOn: '2026-04-09',
    },
  ],
  body: [...LETTER, ...MAIN, ...FORM],
  asides: [
    {
      kind: '解读',
      paragraphs: [{ text: '起草单位区人力资源和社会保障局与文件同日发布解读：' }],
      links: [
        { href: '/documents/jd1', label: '一图看懂怎么领' },
        { href: '/documents/jd2', label: '局长解读（文字，4分钟）' },
      ],
    },
    {
      eId: 'c1',
      kind: '简明问答',
      paragraphs: [
        { question: '毕业五年从哪天算？', text: '从毕业证书写明的日期起算，到申请当日不满五年即可。' },
        { question: '住单位宿舍能领吗？', text: '单位免费提供的，不能；自己付租金的，可以。' },
      ],
    },
    { eId: 'c2', kind: '解读', paragraphs: [{ text: '与2021年的办法相比，本科生由每月500元提高到600元。' }] },
  ],
  citations: [
    {
      relation: '废止',
      direction: 'out',
      held: true,
      to: {
        href: '/documents/old',
        title: '关于印发云溪区人才安居补贴办法的通知',
        docNumber: '云政办发〔2021〕35号',
      },
      clause: { eId: 'c4', label: '四、' },
    },
    {
      relation: '引用',
      direction: 'out',
      held: false,
      to: { href: '/documents/stub1', title: '财政违法行为处罚处分条例', docNumber: '国务院令第427号' },
      clause: { eId: 'c3-2', label: '（二）' },
    },
    {
      relation: '引用',
      direction: 'in',
      held: true,
      to: { href: '/documents/n1', title: '关于开展2026年第四季度住房租赁补贴申报的公告' },
      date: '2026-09-29',
    },
  ],
  files: [
    { label: '正文 PDF', href: '/documents/d1.pdf', media: 'pdf', origin: 'made' },
    { label: '正文 Word', href: '/documents/d1.docx', media: 'docx', origin: 'made', bytes: 41_984 },
    { label: '纯文本', href: '/documents/d1.txt', media: 'txt', origin: 'made', bytes: 812 },
    {
      label: '收到的原件',
      href: '/documents/d1/files/1',
      media: 'docx',
      origin: 'original',
      bytes: 2_411_724,
    },
  ],
  history: [
    { on: '2026-07-02', text: '更正“三、（二）”中的一处错字。由读者指出。', current: true },
    { on: '2026-04-10', text: '在本平台发布。' },
    {
      on: '2026-01-12',
      until: '2026-02-11',
      text: '公开征求意见，收到意见43条，采纳17条。',
      link: { href: '/documents/cn', label: '意见采纳情况' },
    },
  ],
  proof: {
    sm3: '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
    edition: 2,
    recordedAt: '2026-07-02 10:00',
    leaf: 41207,
  },
}

const CHAPTERS = ['总则', '公开的主体和范围', '主动公开', '依申请公开', '监督和保障', '附则']

/** Six chapters of articles, with a second paragraph in some and a section in one. */
const LAW_BODY: BodyNode[] = CHAPTERS.flatMap((heading, at) => {
  const number = '一二三四五六'[at] ?? ''
  const articles = [1, 2, 3].map((nth) =>
    node('main', {
      kind: 'article',
      eId: `art_${at * 3 + nth}`,
      num: `第${chineseNumeral(at * 3 + nth)}条`,
      text: `各机关应当按照规定做好本章所列事项，并接受监督。${nth === 2 ? '\n前款规定的事项有变更的，应当在20个工作日内更新。' : ''}`,
      level: 2,
    }),
  )
  const chapter = node('main', {
    kind: 'chapter',
    eId: `chp_${at + 1}`,
    num: `第${number}章`,
    heading,
    level: 1,
  })
  const section = node('main', {
    kind: 'section',
    eId: `sec_${at}`,
    num: '第一节',
    heading: '一般规定',
    level: 2,
  })
  return at === 2 ? [chapter, section, ...articles] : [chapter, ...articles]
})

export const LAW: DocumentView = {
  ...NOTICE,
  id: 'l1',
  href: '/documents/l1',
  title: '云溪区政府信息公开办法',
  docNumber: '云溪区人民政府令第8号',
  issuers: ['云溪区人民政府'],
  genre: '办法',
  force: sampleForce('partly', { effectiveOn: '2019-05-15', notes: ['第九条自2026年7月1日起停止执行。'] }),
  parts: [
    {
      key: 'main',
      kind: 'main',
      caption: '（2019年4月3日云溪区人民政府第8号令公布　自2019年5月15日起施行）',
    },
  ],
  body: LAW_BODY,
  citations: [],
  asides: [],
}
delete LAW.banner

export const REPEALED: DocumentView = {
  ...NOTICE,
  id: 'old',
  href: '/documents/old',
  title: '云溪区人民政府办公室关于印发云溪区人才安居补贴办法的通知',
  docNumber: '云政办发〔2021〕35号',
  force: sampleForce('repealed', {
    endedOn: '2026-05-01',
    successor: {
      href: '/documents/d1',
      title: '关于印发住房租赁补贴办法的通知',
      docNumber: '云政办发〔2026〕12号',
    },
    notes: ['废止前取得的补贴资格，按新文件第二部分继续发放。'],
  }),
  body: LETTER,
  parts: [NOTICE.parts[0]!],
  asides: [],
  history: [],
}

const LONG = 'https://www.yunxi.example/'.padEnd(400, 'x')

/** What a document may hold by accident or by malice; shown as it is written, and inert. */
export const HOSTILE: DocumentView = {
  ...NOTICE,
  id: 'h1',
  href: '/documents/h1',
  title: `关于<b>“测试”</b></script><script>document.title='坏'</script>的通知 ${LONG}`,
  summary: '</script><!-- & " \' <img src=x onerror=alert(1)>',
  docNumber: '云政〔2026〕"><i>1号',
  issuers: ['云溪区<人民>政府'],
  parts: [{ key: 'main', kind: 'main', addressees: ['<各>部门：'], signers: ['云溪区<人民>政府'] }],
  body: [
    node('main', { kind: 'l3', eId: 'x1', num: '1.', heading: '先有三级标题', level: 3 }),
    node('main', {
      kind: 'p',
      text: `<script>document.title='坏'</script>${LONG}`,
      refs: [
        { start: 5, end: 2, href: '/documents/a' },
        { start: 0, end: 9_999, href: '/documents/b' },
      ],
    }),
    node('main', { kind: 'table', rows: [['只有一格'], Array(12).fill('<td>宽</td>')] }),
    node('main', { kind: 'table', rows: [] }),
    node('main', { kind: 'l1', eId: 'x2', num: '一、', heading: '空的一条', level: 1 }),
    node('main', { kind: 'p', text: '' }),
  ],
  asides: [],
  force: sampleForce('unknown'),
}
