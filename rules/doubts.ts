/** A question only a jurist can settle, what the rules do meanwhile, and where. */
export interface Doubt {
  readonly rule: string
  readonly question: string
  readonly meanwhile: string
}

/** The open questions, beside the texts and numbers marked `unverified` in `instruments.ts` and `parameters.ts`. */
export const DOUBTS: readonly Doubt[] = [
  {
    rule: 'reply-clock',
    question: '2019年5月15日前收到、其后补正或者仍在办理的申请，适用旧条例还是新条例的期限？',
    meanwhile: '以收到申请之日施行的条例为准，全程不变。',
  },
  {
    rule: 'reply-clock',
    question: '旧条例下要求更改、补充申请后，答复期限是否重新计算？',
    meanwhile: '按重新计算处理，不设七日告知期限。',
  },
  {
    rule: 'reply-clock',
    question: '逾期告知补正、再次告知补正，是否仍使答复期限自收到补正之日重新计算？',
    meanwhile: '不重新计算，并列为违法。',
  },
  {
    rule: 'reply-clock',
    question: '期限重新计算后，此前已用过的延长能否再用一次？',
    meanwhile: '重新计算的期限可以再延长一次。',
  },
  {
    rule: 'reply-clock',
    question: '延长超过二十个工作日的，是全部无效还是仅超出部分无效？',
    meanwhile: '超出部分不发生效力。',
  },
  {
    rule: 'reply-clock',
    question: '征求意见“所需时间”从哪一日到哪一日？逾期答复的意见如何计算？',
    meanwhile: '自发出次日至收到意见之日；逾期的至意见期限届满之日。',
  },
  {
    rule: 'reply-clock',
    question: '要求申请人说明理由期间，答复期限是否停止计算？',
    meanwhile: '不停止计算。',
  },
  {
    rule: 'reply-clock',
    question: '逾期补正、逾期缴费而机关予以接收的，期限是否重新计算？',
    meanwhile: '重新计算，并提示由机关认定是否视为放弃。',
  },
  {
    rule: 'reply-clock',
    question:
      '《政府信息公开信息处理费管理办法》第五条后段至末条（通知、二十个工作日缴费、重新计算、救济）的条文序号和原文。',
    meanwhile: '按记忆中的内容计算，引用“信息处理费办法·6”。',
  },
  {
    rule: 'third-party-silence',
    question: '2019年5月15日前第三方逾期不答复的后果。',
    meanwhile: '不作判断，提示由法律人员确认。',
  },
  {
    rule: 'application-received',
    question: '2019年5月15日前平常信函、传真、网上申请的收到日。',
    meanwhile: '以到达之日计。',
  },
  {
    rule: 'service-date',
    question: '电子方式送达的完成之日；快递企业递送的效力。',
    meanwhile: '电子方式以阅知之日计；快递以签收之日计，并指出不合要求。',
  },
  {
    rule: 'processing-fee/pages',
    question: '页数如何计算（单面A4为一页、同一申请人多件不合并）的条文。',
    meanwhile: '一件申请单独计算。',
  },
  {
    rule: 'fee-chargeable',
    question: '按量计收不适用于已经主动公开的信息，出自哪一条？',
    meanwhile: '视为不得按量计收，引用“信息处理费办法·5”。',
  },
  {
    rule: 'reply-kind',
    question: '第三十六条第四、五项计入（四）1，第七项计入（三）8，是否与报表填写说明一致？',
    meanwhile: '按通行做法计入。',
  },
  {
    rule: 'reply-kind',
    question: '“要求行政机关确认或者重新出具已获取信息”应当引用哪一条？',
    meanwhile: '不引用条文，提示由法律人员确认。',
  },
  {
    rule: 'reply-kind',
    question: '答复书必备内容的清单（《江苏省政府信息公开申请办理答复规范》所附文书样式）。',
    meanwhile: '按记忆中的通行格式列出。',
  },
  {
    rule: 'remedy',
    question: '部分公开、逾期不答复是否复议前置？开发区管委会的复议机关？',
    meanwhile: '不生成救济告知，提示由法律人员确认。',
  },
  {
    rule: 'remedy',
    question: '2024年1月1日至2025年5月31日间，“无法提供”“不予处理”是否属于复议前置的“不予公开”？',
    meanwhile: '按可以复议或者诉讼告知。',
  },
  {
    rule: 'remedy',
    question: '法释〔2025〕8号逐条原文（现据最高人民法院答记者问和两份摘要）。',
    meanwhile: '按摘要内容适用。',
  },
  {
    rule: 'validity',
    question:
      '江苏省政府令第158号关于有效期、备案、清理的条文；“有效期N年”的届满日；暂停执行期间的效力状态。',
    meanwhile: '有效期至对应日的前一日；暂停期间不作为依据，状态不变。',
  },
  {
    rule: 'interpretation-due',
    question: '苏州市、吴中区关于解读材料发布时限的规定（苏府办〔2017〕26号、吴政办〔2017〕92号）。',
    meanwhile: '文件公布后三个工作日，可以按本地规定另填。',
  },
  {
    rule: 'annual-report-due',
    question: '乡镇、街道年度报告的公布时间。',
    meanwhile: '按1月31日，提示按当地要求确认。',
  },
  {
    rule: 'annual-report/check',
    question: '国办公开办函〔2021〕30号的填表说明和公布格式。',
    meanwhile: '按统一表格的行、列和勾稽关系检查。',
  },
  {
    rule: 'inspection/check',
    question: '国办秘函〔2019〕19号多数扣分、加分项的分值，以及2022年后是否有新的指标。',
    meanwhile: '分值未核实的只列问题，不扣分。',
  },
  {
    rule: 'working-days/is',
    question: '疫情等时期的地方性停工停产（如2020年2月、2022年）是否为工作日？',
    meanwhile: '以国务院办公厅通知为准；地方另有规定的，以localDays逐日列明文号。',
  },
]
