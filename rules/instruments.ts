import type { Instrument } from './citations.ts'

// NOTE titles of letters whose own titles we have not seen say what they are about, and `yearOnly` marks a version of
// which only the year is known: its `from` is that year's first day.
// NOTE laws are cited by the session that adopted them, which the official texts print; regulations and notices by
// their number. `unverified` marks a version whose words we have not seen: `unverified()` hands the list to a jurist.

/** Every law, regulation, notice and standard the rules cite, by short name. */
export const INSTRUMENTS = {
  条例: {
    title: '中华人民共和国政府信息公开条例',
    versions: [
      { from: '2008-05-01', source: '国务院令第492号', unverified: true },
      { from: '2019-05-15', source: '国务院令第711号' },
    ],
  },
  信息处理费办法: {
    title: '政府信息公开信息处理费管理办法',
    versions: [
      {
        from: '2021-01-01',
        source: '国办函〔2020〕109号',
        unverified: true,
        verifiedArticles: ['1', '2', '3', '4', '附件'],
      },
    ],
  },
  民法典: {
    title: '中华人民共和国民法典',
    versions: [
      {
        from: '1987-01-01',
        source: '民法通则（1986年4月12日第六届全国人大第四次会议通过）',
        unverified: true,
      },
      {
        from: '2017-10-01',
        source: '民法总则（2017年3月15日第十二届全国人大第五次会议通过）',
        unverified: true,
      },
      { from: '2021-01-01', source: '2020年5月28日第十三届全国人大第三次会议通过' },
    ],
  },
  行政复议法: {
    title: '中华人民共和国行政复议法',
    versions: [
      { from: '1999-10-01', source: '1999年4月29日第九届全国人大常委会第九次会议通过' },
      { from: '2024-01-01', source: '2023年9月1日第十四届全国人大常委会第五次会议修订' },
    ],
  },
  行政诉讼法: {
    title: '中华人民共和国行政诉讼法',
    versions: [
      { from: '1990-10-01', source: '1989年4月4日第七届全国人大第二次会议通过', unverified: true },
      { from: '2015-05-01', source: '2014年11月1日第十二届全国人大常委会第十一次会议修正' },
      { from: '2017-07-01', source: '2017年6月27日第十二届全国人大常委会第二十八次会议修正' },
    ],
  },
  政府信息公开司法解释: {
    title: '最高人民法院关于审理政府信息公开行政案件适用法律若干问题的解释',
    versions: [
      { from: '2011-08-13', source: '法释〔2011〕17号' },
      { from: '2025-06-01', source: '法释〔2025〕8号', unverified: true },
    ],
  },
  放假办法: {
    title: '全国年节及纪念日放假办法',
    versions: [
      { from: '1949-12-23', source: '政务院1949年12月23日发布', unverified: true },
      { from: '1999-09-18', source: '国务院1999年9月18日修订', unverified: true },
      { from: '2008-01-01', source: '国务院2007年12月14日修订', unverified: true },
      { from: '2014-01-01', source: '国务院2013年12月11日修订' },
      { from: '2025-01-01', source: '国务院2024年11月10日修订' },
    ],
  },
  预算法: {
    title: '中华人民共和国预算法',
    versions: [
      { from: '2015-01-01', source: '2014年8月31日第十二届全国人大常委会第十次会议修正', unverified: true },
      { from: '2018-12-29', source: '2018年12月29日第十三届全国人大常委会第七次会议修正' },
    ],
  },
  行政处罚法: {
    title: '中华人民共和国行政处罚法',
    versions: [{ from: '2021-07-15', source: '2021年1月22日第十三届全国人大常委会第二十五次会议修订' }],
  },
  双公示工作规定: {
    title: '国家发展改革委办公厅关于进一步完善行政许可和行政处罚等信用信息公示工作的指导意见',
    versions: [{ from: '2018-07-01', source: '发改办财金〔2018〕424号', unverified: true }],
  },
  政府采购法实施条例: {
    title: '中华人民共和国政府采购法实施条例',
    versions: [{ from: '2015-03-01', source: '国务院令第658号' }],
  },
  土地管理法实施条例: {
    title: '中华人民共和国土地管理法实施条例',
    versions: [{ from: '2021-09-01', source: '国务院令第743号' }],
  },
  房屋征收补偿条例: {
    title: '国有土地上房屋征收与补偿条例',
    versions: [{ from: '2011-01-21', source: '国务院令第590号' }],
  },
  城乡规划法: {
    title: '中华人民共和国城乡规划法',
    versions: [
      { from: '2008-01-01', source: '2007年10月28日第十届全国人大常委会第三十次会议通过', unverified: true },
      { from: '2019-04-23', source: '2019年4月23日第十三届全国人大常委会第十次会议修正' },
    ],
  },
  规章制定程序条例: {
    title: '规章制定程序条例',
    versions: [{ from: '2018-05-01', source: '国务院2017年12月22日修订' }],
  },
  优化营商环境条例: {
    title: '优化营商环境条例',
    versions: [{ from: '2020-01-01', source: '国务院令第722号' }],
  },
  重大行政决策条例: {
    title: '重大行政决策程序暂行条例',
    versions: [{ from: '2019-09-01', source: '国务院令第713号' }],
  },
  年报格式: {
    title: '中华人民共和国政府信息公开工作年度报告格式',
    versions: [
      { from: '2019-11-01', source: '国办公开办函〔2019〕60号', unverified: true },
      { from: '2021-09-26', source: '国办公开办函〔2021〕30号' },
    ],
  },
  申请渠道意见: {
    title: '国务院办公厅政府信息与政务公开办公室关于申请渠道的意见',
    versions: [{ from: '2017-01-01', yearOnly: true, source: '国办公开办函〔2017〕19号' }],
  },
  接收答复意见: {
    title: '国务院办公厅政府信息与政务公开办公室关于申请接收和期限计算的意见',
    versions: [
      {
        from: '2015-01-01',
        yearOnly: true,
        source: '国办公开办函〔2015〕207号',
        unverified: true,
        verifiedArticles: ['一'],
      },
    ],
  },
  送达意见: {
    title: '国务院办公厅政府信息与政务公开办公室关于处理决定送达的解释',
    versions: [{ from: '2016-01-01', yearOnly: true, source: '国办公开办函〔2016〕235号' }],
  },
  江苏答复规范: {
    title: '江苏省政府信息公开申请办理答复规范',
    versions: [{ from: '2019-01-01', yearOnly: true, source: '苏政办函〔2019〕98号', unverified: true }],
  },
  检查指标: {
    title: '政府网站与政务新媒体检查指标',
    versions: [
      {
        from: '2019-04-01',
        source: '国办秘函〔2019〕19号',
        unverified: true,
        verifiedArticles: [
          '单项否决1',
          '单项否决2',
          '单项否决3',
          '单项否决4',
          '单项否决5',
          '扣分·政策文件',
          '扣分·办事统计',
          '扣分·留言公开',
          '评分',
        ],
      },
    ],
  },
  政府网站发展指引: {
    title: '国务院办公厅关于印发政府网站发展指引的通知',
    versions: [{ from: '2017-05-15', source: '国办发〔2017〕47号', unverified: true }],
  },
  找错答复要求: {
    title: '“我为政府网站找错”留言办理要求',
    versions: [
      {
        from: '2017-05-15',
        source: '国办发〔2017〕47号',
        unverified: true,
        verifiedArticles: ['三个工作日'],
      },
    ],
  },
  政务舆情回应通知: {
    title: '国务院办公厅关于在政务公开工作中进一步做好政务舆情回应的通知',
    versions: [{ from: '2016-07-30', source: '国办发〔2016〕61号', unverified: true }],
  },
  政务公开实施细则: {
    title: '《关于全面推进政务公开工作的意见》实施细则',
    versions: [
      { from: '2016-11-10', source: '国办发〔2016〕80号', unverified: true, verifiedArticles: ['一（一）'] },
    ],
  },
  工作要点: {
    title: '2022年政务公开工作要点（区）',
    versions: [{ from: '2022-07-18', source: '吴政办〔2022〕60号' }],
  },
  江苏规范性文件规定: {
    title: '江苏省行政规范性文件管理规定',
    versions: [
      {
        from: '2022-08-01',
        source: '江苏省人民政府令第158号',
        unverified: true,
        verifiedArticles: ['1', '2', '3'],
      },
    ],
  },
  规范性文件效力: {
    title: '国务院办公厅关于加强行政规范性文件制定和监督管理工作的通知',
    versions: [{ from: '2018-05-16', source: '国办发〔2018〕37号', unverified: true }],
  },
  中小企业划型规定: {
    title: '中小企业划型标准规定',
    versions: [{ from: '2011-06-18', source: '工信部联企业〔2011〕300号' }],
  },
  国民经济行业分类: {
    title: '国民经济行业分类',
    versions: [{ from: '2017-10-01', source: 'GB/T 4754-2017' }],
  },
  统一社会信用代码规则: {
    title: '法人和其他组织统一社会信用代码编码规则',
    versions: [{ from: '2015-10-01', source: 'GB 32100-2015' }],
  },
  公民身份号码: {
    title: '公民身份号码',
    versions: [{ from: '1999-07-01', source: 'GB 11643-1999' }],
  },
  组织机构代码规则: {
    title: '全国组织机构代码编制规则',
    versions: [{ from: '1998-01-01', source: 'GB 11714-1997' }],
  },
  银行卡编号: {
    title: '银行卡发卡行标识代码及卡号（校验位算法）',
    versions: [{ from: '2002-01-01', source: 'JR/T 0008-2000', unverified: true }],
  },
  索引号编制: {
    title: '江苏省政府信息索引号编制形式',
    versions: [{ from: '2008-05-01', source: '江苏省各级政府信息公开目录通行形式' }],
  },
} as const satisfies Record<string, Instrument>
