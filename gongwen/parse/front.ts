import { readDateLine } from '../dates.ts'
import { findDocNumbers, parseDocNumber } from '../doc-number.ts'
import { titleKey } from '../keys.ts'
import type { DocNumber } from '../model.ts'
import { isOpenEnded, tidyTitle } from '../text.ts'
import { isNote, isOrganLine, isRedHead, TITLE_END, WHOLE_TITLE } from './phrases.ts'
import type { Row } from './rows.ts'

/** What stands before the body: red head, number, title, addressees. `end` is the first row of the body. */
export type Front = {
  end: number
  redHead: string[]
  numbers: DocNumber[]
  title: string | null
  addressees: string[]
  datedOn: string | null
}

const MOST_ROWS = 24

/**
 * Reads the front of a part from row `from` on, marks its rows with their kinds, and puts a title or an addressee
 * that runs over several rows into one. `known` are titles the part may bear, from the page or the letter before.
 */
export function readFront(rows: Row[], from: number, known: string[]): Front {
  const front: Front = { end: from, redHead: [], numbers: [], title: null, addressees: [], datedOn: null }
  const titleAt = placeTitle(rows, from, known)
  if (titleAt !== null) front.title = rows[titleAt]!.text
  let i = from
  const limit = Math.min(rows.length, from + MOST_ROWS)
  while (i < limit && front.addressees.length === 0) {
    const row = rows[i]!
    const above = titleAt === null || i < titleAt
    if (row.kind !== 'title' && !readHead(rows, i, front, above) && !readAddressee(rows, i, front)) {
      if (titleAt === null || i > titleAt || row.table) break
      row.kind = 'note'
    }
    i++
  }
  front.end = i
  return front
}

/** Takes one row of the head other than title and addressee; `above` says that the title is not passed yet. */
function readHead(rows: Row[], i: number, front: Front, above: boolean): boolean {
  const row = rows[i]!
  if (row.table) return false
  const numbers = readNumberLine(row.text)
  if (numbers) return keep(row, 'doc-number', () => front.numbers.push(...numbers))
  if (row.mark) return false
  const head = i > 0 && rows[i - 1]!.kind === 'red-head' ? rows[i - 1]!.text : ''
  const order = ORDINAL_LINE.test(row.text) ? parseDocNumber(head + row.text) : null
  if (order && !/纪要|简报/.test(head)) return keep(row, 'doc-number', () => front.numbers.push(order))
  if (head !== '' && ORDINAL_LINE.test(row.text)) return keep(row, 'doc-number')
  if (above && (isRedHead(row.text) || isOrderHead(rows, i) || isBareHead(rows, i))) {
    return keep(row, 'red-head', () => front.redHead.push(row.text))
  }
  if (MARKING.test(row.text)) return keep(row, 'note')
  if (above) return false
  if (/^[（(〔].{2,400}(?:通过|公布|发布|修订|修正|施行|批准|印发|制定|废止).*[）)〕]$/.test(row.text)) {
    return keep(row, 'history')
  }
  const date = readDateLine(row.text)
  if (date) return keep(row, 'date', () => (front.datedOn = date))
  return isNote(row.text) && keep(row, 'note')
}

const ORDINAL_LINE =
  /^(?:[（(]?(?:\d{4}[ ]?年[ ]?)?第[ ]?[\d〇零一二三四五六七八九十百]+[ ]?[号期次][）)]?|〔\d{4}〕\d{1,4}[号期])$/
const MARKING = /^(?:\d{6}|(?:绝密|机密|秘密)(?:★.*)?|特急|加急|特提|平急|签发人[:：].{1,20})$/

function keep(row: Row, kind: Row['kind'], also?: () => void): true {
  row.kind = kind
  also?.()
  return true
}

/** The numbers of a line that holds nothing else but perhaps a 签发人. */
function readNumberLine(text: string): DocNumber[] | null {
  if (text.length > 120) return null
  const bare = text.replace(/签发人[ \u3000]*[:：].*$/, '').trim()
  const found = findDocNumbers(bare)
  let rest = bare
  for (const { raw } of found) rest = rest.replace(raw, '')
  if (found.length > 0 && !/[\u4e00-\u9fa5]/.test(rest.replace(/发文字号|文号|文件编号/, ''))) {
    return found.map((one) => one.number)
  }
  const one = found.length === 0 ? parseDocNumber(bare) : null
  return one ? [one] : null
}

/** 云溪区人民政府令 over 第12号. */
function isOrderHead(rows: Row[], i: number): boolean {
  const next = rows[i + 1]?.text ?? ''
  return (
    /^[\u4e00-\u9fa5、 \u3000]{2,60}(?:令|公告|通告|纪要|简报)$/.test(rows[i]!.text) &&
    ORDINAL_LINE.test(next)
  )
}

/** The letter form of the red head: the organ's bare name over the number. */
function isBareHead(rows: Row[], i: number): boolean {
  for (let k = i; k < Math.min(i + 6, rows.length); k++) {
    const row = rows[k]!
    if (k > i && (readNumberLine(row.text) || isRedHead(row.text))) return true
    if (row.table || !isOrganLine(row.text)) return false
  }
  return false
}

/** Finds the title's rows and makes one row of them; its index, or null. */
function placeTitle(rows: Row[], from: number, known: string[]): number | null {
  const span = findKnown(rows, from, known) ?? findTitle(rows, from)
  if (!span) return null
  const [start, end] = span
  const row = rows[start]!
  row.text = rows
    .slice(start, end)
    .map((one) => one.text)
    .join(' ')
  row.text = tidyTitle(row.text)
  row.kind = 'title'
  row.mark = null
  rows.splice(start + 1, end - start - 1)
  return start
}

/** Rows that together read as a title known beforehand. */
function findKnown(rows: Row[], from: number, known: string[]): [number, number] | null {
  const keys = known.map(titleKey).filter((key) => key.length >= 4)
  const limit = Math.min(rows.length, from + MOST_ROWS)
  for (let start = from; start < limit; start++) {
    const count = titleRows(rows, start, keys)
    if (count > 0) return [start, start + count]
  }
  return null
}

/** How many rows from `start` on together read as one of the titles whose keys are given; 0 where none do. */
export function titleRows(rows: Row[], start: number, keys: string[]): number {
  let joined = ''
  for (let end = start; end < Math.min(rows.length, start + 8); end++) {
    const row = rows[end]!
    if (keys.length === 0 || row.table || row.text.length > 300 || /[。；]/.test(row.text)) return 0
    joined += titleKey(row.text)
    if (keys.includes(joined)) return end - start + 1
    if (!keys.some((key) => key.startsWith(joined))) return 0
  }
  return 0
}

/** Rows that look like a title: those between what stands above them and the addressee or the body. */
function findTitle(rows: Row[], from: number): [number, number] | null {
  let start = from
  const limit = Math.min(rows.length, from + MOST_ROWS)
  while (start < limit && isAboveTitle(rows, start)) start++
  let end = start
  while (end < limit && end - start < 7 && canBeTitle(rows, end, start)) end++
  if (end === start) return null
  const bounded =
    end < rows.length && (readNumberLine(rows[end]!.text) !== null || addresseeRows(rows, end) > 0)
  if (bounded && end - start <= 6) return [start, end]
  const styled = rows[start]!.level !== undefined || rows[start]!.align === 'center'
  let joined = ''
  for (let k = start; k < end; k++) {
    joined += rows[k]!.text
    const whole = styled && !/关于|印发|转发/.test(joined) ? TITLE_END.test(joined) : WHOLE_TITLE.test(joined)
    if (whole && !isOpenEnded(joined))
      return [start, k + 1 < end && isBracketed(rows[k + 1]!) ? k + 2 : k + 1]
  }
  if (styled) return [start, Math.min(end, start + 3)]
  const first = rows[start]!.text
  return TITLE_END.test(first) || end < rows.length ? [start, start + 1] : null
}

function isBracketed(row: Row): boolean {
  return /^[（(〔][^（）()]{2,30}[）)〕]$/.test(row.text) && !isNote(row.text)
}

function isAboveTitle(rows: Row[], i: number): boolean {
  const { text, table } = rows[i]!
  if (table) return false
  if (readNumberLine(text) || isRedHead(text) || isOrderHead(rows, i) || isBareHead(rows, i)) return true
  return ORDINAL_LINE.test(text) || MARKING.test(text)
}

/** Whether the row at `i` may be a line of the title that begins at `start`. */
export function canBeTitle(rows: Row[], i: number, start: number): boolean {
  const row = rows[i]!
  const first = rows[start]!
  if (row.table || row.mark || row.text.length > 120 || /[。；！：:]$/.test(row.text)) return false
  if (/[。；]/.test(row.text) || (row.text.length > 60 && /，/.test(row.text) && !/关于/.test(row.text)))
    return false
  if (readNumberLine(row.text) || readDateLine(row.text) || isNote(row.text)) return false
  if (/^《[^《》]*》(?:已经|经)/.test(row.text) || /^[，、。；：）》]/.test(row.text)) return false
  if (/^[（(].*(?:通过|公布|发布|修订|修正|施行|批准)/.test(row.text)) return false
  if (/^目[ \u3000]*[录次]$/.test(row.text) || addresseeRows(rows, i) > 0) return false
  if (i === start) return true
  return (
    row.level === first.level &&
    (row.align === first.align || row.align === undefined) &&
    row.align !== 'right'
  )
}

const ADDRESSEE_CUE =
  /[各县区市镇乡省州盟][^，]{0,30}(?:政府|委|局|办|部门|单位|企业|街道|社区|村)|有关|各|(?:厅|局|委|部|院|府|会|署|室|公司|中心|学校|总部|政协|党委|党组|集团|管委会|办事处|处|行|国务院)(?:[（(][^（）()]{1,20}[）)])?(?:[、，,；;]|[:：]$)|(?:同志|先生|女士|委员|代表|主席|会长|群众|市民|居民|业主|商户|经营者|申请人|朋友们)[:：]$/
const NOT_ADDRESSEE =
  /(?:如下|通知|公告|决定|事项|以下|包括|其中|附件|附|电话|地址|时间|来源|作者|编辑|名称|要求|规定|意见|是|为|即|(?:责任|主办|承办|牵头|建设|联系|发布|配合|协办)单位)[:：]$|^(?:发文机关|发布机构|来源|索引号|联系|附件|抄送|主办|责任)/

/** How many rows from `i` on make up an addressee line, 0 where there is none. */
function addresseeRows(rows: Row[], i: number): number {
  let whole = ''
  for (let k = i; k < Math.min(rows.length, i + 8); k++) {
    const row = rows[k]!
    if (row.table || row.kind !== null || (row.mark && k === i) || row.text.length > 600) return 0
    whole += row.text
    if (k === i && /^[，、。；：]/.test(row.text)) return 0
    if (/[。！？]/.test(row.text) || (/；/.test(row.text) && !/[:：]$/.test(row.text)) || whole.length > 900)
      return 0
    if (/[:：]$/.test(row.text)) {
      if (NOT_ADDRESSEE.test(whole)) return 0
      return ADDRESSEE_CUE.test(whole) && !/关于|现将|为了|根据/.test(whole) ? k - i + 1 : 0
    }
    if (k === i && !ADDRESSEE_CUE.test(row.text)) return 0
    if (readDateLine(row.text) || TITLE_END.test(row.text) || /关于|印发|《/.test(row.text)) return 0
    if (readNumberLine(row.text)) return 0
  }
  return 0
}

function readAddressee(rows: Row[], i: number, front: Front): boolean {
  const count = addresseeRows(rows, i)
  if (count === 0) return false
  const row = rows[i]!
  row.text = rows
    .slice(i, i + count)
    .map((one) => one.text)
    .join('')
  row.kind = 'addressee'
  row.mark = null
  rows.splice(i + 1, count - 1)
  front.addressees = splitAddressees(row.text)
  return true
}

/** The addressees of a line: organs of different kinds are set apart by ，, those of one kind by 、. */
function splitAddressees(line: string): string[] {
  const names: string[] = []
  let depth = 0
  let name = ''
  for (const c of line.replace(/[:：]$/, '')) {
    if ('（('.includes(c)) depth++
    if ('）)'.includes(c) && depth > 0) depth--
    if (depth === 0 && '，,；;'.includes(c)) {
      names.push(name.trim())
      name = ''
    } else name += c
  }
  names.push(name.trim())
  return names.filter((one) => one !== '')
}
