import { type Basis, cite } from './citations.ts'
import type { Day } from './day.ts'

/** One version of a number the law gives. `value` is null while the law of the time gave none. */
export interface ParameterVersion {
  readonly from: Day
  readonly value: number | null
  readonly basis: Basis
  /** True when the number itself comes from memory or practice and awaits a jurist. */
  readonly unverified?: true
}

type Series = readonly [ParameterVersion, ...ParameterVersion[]]

const OLD_REGULATION = '2008-05-01'
const REGULATION = '2019-05-15'
const FEE_MEASURES = '2021-01-01'

function old(article: string): Basis {
  return cite('条例', article, OLD_REGULATION)
}

function now(article: string): Basis {
  return cite('条例', article, REGULATION)
}

/** Every number of days or hours the rules count, by the day it took effect. The unit ends the name. */
export const PARAMETERS = {
  // LAW 条例·26 自该政府信息形成或者变更之日起20个工作日内及时公开。
  publicationWorkingDays: [
    { from: OLD_REGULATION, value: 20, basis: old('18'), unverified: true },
    { from: REGULATION, value: 20, basis: now('26') },
  ],
  // LAW 条例·33 自收到申请之日起20个工作日内予以答复。
  replyWorkingDays: [
    { from: OLD_REGULATION, value: 15, basis: old('24'), unverified: true },
    { from: REGULATION, value: 20, basis: now('33') },
  ],
  // LAW 条例·33 延长的期限最长不得超过20个工作日。
  extensionWorkingDays: [
    { from: OLD_REGULATION, value: 15, basis: old('24'), unverified: true },
    { from: REGULATION, value: 20, basis: now('33') },
  ],
  // LAW 条例·30 自收到申请之日起7个工作日内一次性告知申请人作出补正。
  correctionWorkingDays: [
    { from: OLD_REGULATION, value: null, basis: old('21'), unverified: true },
    { from: REGULATION, value: 7, basis: now('30') },
  ],
  // LAW 条例·32 第三方应当自收到征求意见书之日起15个工作日内提出意见。
  thirdPartyWorkingDays: [
    { from: OLD_REGULATION, value: null, basis: old('23'), unverified: true },
    { from: REGULATION, value: 15, basis: now('32') },
  ],
  // LAW 条例·34 被征求意见机关应当自收到征求意见书之日起15个工作日内提出意见。
  coMakerWorkingDays: [
    { from: OLD_REGULATION, value: null, basis: old('24'), unverified: true },
    { from: REGULATION, value: 15, basis: now('34') },
  ],
  // LAW 信息处理费办法 申请人应当在收到收费通知次日起20个工作日内缴纳。
  feePaymentWorkingDays: [
    { from: FEE_MEASURES, value: 20, basis: cite('信息处理费办法', '6', FEE_MEASURES), unverified: true },
  ],
  // READING no national text gives days; 3 working days is widespread practice, Suzhou's own figure unseen.
  interpretationWorkingDays: [
    { from: '2016-11-10', value: 3, basis: cite('政务公开实施细则', '解读'), unverified: true },
  ],
  errorReportWorkingDays: [{ from: '2017-05-15', value: 3, basis: cite('找错答复要求', '三个工作日') }],
  messageWorkingDays: [
    { from: '2017-05-15', value: 7, basis: cite('政府网站发展指引', '留言'), unverified: true },
  ],
  complexMessageWorkingDays: [
    { from: '2017-05-15', value: 15, basis: cite('政府网站发展指引', '留言'), unverified: true },
  ],
  // READING commonly five years, two where the title says 暂行 or 试行; Jiangsu's own articles unseen.
  validityYears: [
    { from: '2018-05-16', value: 5, basis: cite('规范性文件效力', '有效期'), unverified: true },
  ],
  trialValidityYears: [
    { from: '2018-05-16', value: 2, basis: cite('规范性文件效力', '有效期'), unverified: true },
  ],
  emergencyReleaseHours: [
    { from: '2016-07-30', value: 5, basis: cite('政务舆情回应通知', '回应时限'), unverified: true },
  ],
  emergencyConferenceHours: [
    { from: '2016-07-30', value: 24, basis: cite('政务舆情回应通知', '回应时限'), unverified: true },
  ],
  hotSpotResponseHours: [
    { from: '2016-07-30', value: 48, basis: cite('政务舆情回应通知', '回应时限'), unverified: true },
  ],
  // LAW 行政复议法·20 自知道或者应当知道该行政行为之日起六十日内提出行政复议申请。
  reconsiderationDays: [
    { from: '1999-10-01', value: 60, basis: cite('行政复议法', '9', '1999-10-01') },
    { from: '2024-01-01', value: 60, basis: cite('行政复议法', '20', '2024-01-01') },
  ],
  // LAW 行政诉讼法·46 自知道或者应当知道作出行政行为之日起六个月内提出。
  suitMonths: [
    { from: '1990-10-01', value: 3, basis: cite('行政诉讼法', '39', '1990-10-01'), unverified: true },
    { from: '2015-05-01', value: 6, basis: cite('行政诉讼法', '46', '2015-05-01') },
    { from: '2017-07-01', value: 6, basis: cite('行政诉讼法', '46', '2017-07-01') },
  ],
  // LAW 行政诉讼法·45 在收到复议决定书之日起十五日内向人民法院提起诉讼。
  suitAfterReconsiderationDays: [
    { from: '1990-10-01', value: 15, basis: cite('行政诉讼法', '38', '1990-10-01'), unverified: true },
    { from: '2015-05-01', value: 15, basis: cite('行政诉讼法', '45', '2015-05-01') },
    { from: '2017-07-01', value: 15, basis: cite('行政诉讼法', '45', '2017-07-01') },
  ],
} as const satisfies Record<string, Series>

export type ParameterName = keyof typeof PARAMETERS

/** The version of a number in force on a day, or undefined when the day lies before the first version. */
export function parameterOn(name: ParameterName, on: Day): ParameterVersion | undefined {
  let chosen: ParameterVersion | undefined
  for (const version of PARAMETERS[name] as Series) {
    if (version.from <= on) chosen = version
  }
  return chosen
}
