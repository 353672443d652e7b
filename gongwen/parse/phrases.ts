import { readDateLine } from '../dates.ts'
import type { Row } from './rows.ts'

/** The fifteen types of the regulation on official documents (2012), and the words by which others end. */
const GENRES = [
  '决议',
  '决定',
  '命令',
  '公报',
  '公告',
  '通告',
  '意见',
  '通知',
  '通报',
  '报告',
  '请示',
  '批复',
  '议案',
  '纪要',
  '函',
  '令',
] as const

const OTHER_GENRES =
  '实施办法|管理办法|办法|实施细则|细则|规定|条例|规则|规程|守则|章程|制度|标准|方案|规划|计划|要点|措施|指南|指引|目录|清单|预案|答复|解读|说明|解释|公示|决算|预算|总结|名单|简报|讲话|须知|问答|解答|倡议书|公开信|协议|合同|建议|一览表|表|法'
const BRACKETS = '(?:[（(〔][^（）()〔〕]{1,30}[）)〕])*'

/** The word a title ends in: one of the fifteen types or another, with what stands in brackets after it. */
export const TITLE_END = new RegExp(`(${GENRES.join('|')}|${OTHER_GENRES})${BRACKETS}$`)

/** A title that is whole beyond doubt: 关于…的通知. */
export const WHOLE_TITLE = new RegExp(
  `(?:关于|印发|转发|批转|发布|公布|对).*(?:的|实施|指导|若干|处理|工作)?(?:${GENRES.join('|')}|答复|解读|公示|说明|规定|办法|措施)${BRACKETS}$`,
)

const ORGAN_END =
  '(?:政府|办公厅|办公室|委员会|常委会|管委会|委|局|厅|部|署|院|行|总工会|协会|学会|联合会|妇联|残联|工商联|团委|国务院|处|科|中心|站|所|总队|支队|大队|学校|大学|医院|集团|公司|党委|党组|军委|办|组|指挥部|联席会议|会)'
const ORGAN = new RegExp(
  `^[\\u4e00-\\u9fa5（）()·“”]{0,40}${ORGAN_END}(?:[（(][\\u4e00-\\u9fa5]{1,12}[）)])?$`,
)
const OFFICER =
  /^(?:代)?(?:总理|主席|委员长|省长|市长|区长|县长|旗长|州长|镇长|乡长|主任|部长|局长|署长|院长|检察长|行长|会长)[ \u3000]*[\u4e00-\u9fa5·][ \u3000]?[\u4e00-\u9fa5·]{1,7}$/

/** Whether a line is nothing but the name of one or several organs, side by side. */
export function isOrganLine(text: string): boolean {
  if (text.length > 120 || /[，。；：！？《》\d]|关于|印发|转发|通知|如下/.test(text)) return false
  const names = text.split(/[ \u3000、]+/).filter((name) => name !== '')
  return names.length > 0 && names.length <= 12 && names.every((name) => ORGAN.test(name) && name.length >= 2)
}

/** Whether a line is an officer's signature under an order: 区长 某某某. */
export function isOfficerLine(text: string): boolean {
  return OFFICER.test(text)
}

/** Whether a line is the heading of the paper an organ issues its documents on: …人民政府办公室文件. */
export function isRedHead(text: string): boolean {
  const bare = text.replace(/[ \u3000]/g, '')
  if (bare.length > 40 || /关于|印发|转发|[，。；：《》]/.test(bare)) return false
  return /[\u4e00-\u9fa5]{2,}(?:文件|公文)$/.test(bare) && !/[的贯规]/.test(bare)
}

/** Whether a row can only be the beginning of something new, however the row before it ends. */
export function startsAnew(row: Row): boolean {
  return (
    row.table !== undefined ||
    row.mark !== null ||
    row.level !== undefined ||
    row.align === 'center' ||
    row.align === 'right' ||
    isAttachmentLabel(row.text) ||
    /^附\s?件\s?[:：]/.test(row.text) ||
    isNote(row.text) ||
    isImprint(row.text) ||
    readDateLine(row.text) !== null
  )
}

/** Whether a line only names an attachment that follows: 附件, 附件2, 附：. */
export function isAttachmentLabel(text: string): boolean {
  return /^附[ \u3000]*(?:件|录|表|图)?[ \u3000]*(?:[\d０-９]{1,3}|[一二三四五六七八九十]{1,3})?(?:[-—－]\d{1,2})?[ \u3000]*[:：]?$/.test(
    text,
  )
}

/** Whether a line is a bracketed remark under the date: （此件公开发布）, （联系人：…）. */
export function isNote(text: string): boolean {
  return (
    text.length <= 160 &&
    /^[（(](?:此件|本文|联系|咨询|附注|注|信息公开|公开方式|删减|略|主动公开|依申请)[\s\S]*[）)]$/.test(text)
  )
}

/** Whether a line belongs to the imprint at the foot: 抄送, 印发机关 and date, 公开方式. */
export function isImprint(text: string): boolean {
  if (text.length > 400) return false
  return (
    /^(?:抄送|抄报|分送|主题词|公开方式|公开属性|公开类别|信息公开选项|信息公开属性|印发份数|发文范围)[ \u3000]*[:：]/.test(
      text,
    ) ||
    /(?:\d日|[一二三四五六七八九十]日)[ \u3000]*印发[。]?$/.test(text) ||
    /^[（(]?共印\s*\d+\s*份[）)]?/.test(text)
  )
}
