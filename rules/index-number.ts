import { BadFacts } from './bad-facts.ts'
import { cite } from './citations.ts'
import { organisationCheckCharacter, typed, whyNotOrganisationCode } from './organisation-code.ts'
import { type Verdict, verdict } from './verdict.ts'

const SHAPE = /^([0-9A-Z]{8})-?([0-9X])\/(\d{4})-(\d{5})$/
const LARGEST_SERIAL = 99_999

export interface IndexNumberAnswer {
  readonly valid: boolean
  readonly because: string
  readonly indexNumber: string | null
  readonly organisationCode: string | null
  readonly year: number | null
  readonly serial: number | null
}

/**
 * 索引号 in the Jiangsu form `<organisation code>/<year>-<serial>`: composed from its parts, or parsed from `value`.
 *
 * LAW 条例·12 政府信息公开目录包括政府信息的索引、名称、内容概述、生成日期等内容。
 * READING the organisation code is the nine characters of GB 11714 without hyphen; eight get their check character.
 */
export function indexNumber(
  facts: { value: string } | { organisationCode: string; year: number; serial: number },
): Verdict<IndexNumberAnswer> {
  return 'value' in facts ? parse(typed(facts.value)) : compose(facts)
}

function compose(facts: {
  organisationCode: string
  year: number
  serial: number
}): Verdict<IndexNumberAnswer> {
  const given = typed(facts.organisationCode).replace('-', '')
  const code = /^[0-9A-Z]{8}$/.test(given) ? given + organisationCheckCharacter(given) : given
  const because = whyNotOrganisationCode(code)
  if (because !== undefined)
    throw new BadFacts('wrong-shape', 'organisationCode', `组织机构代码“${given}”有误：${because}`)
  const year = inRange(facts.year, 'year', 1949, 2199)
  const serial = inRange(facts.serial, 'serial', 1, LARGEST_SERIAL)
  return found(`${code}/${year}-${String(serial).padStart(5, '0')}`, code, year, serial)
}

function inRange(value: unknown, field: string, least: number, most: number): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value
  throw new BadFacts('out-of-range', field, `“${field}”应当是${least}至${most}之间的整数，请核对。`)
}

function parse(value: string): Verdict<IndexNumberAnswer> {
  const parts = SHAPE.exec(value)
  if (parts === null)
    return refused(value, '应当为“9位组织机构代码/4位年份-5位流水号”，例如014000319/2022-00353。')
  const code = parts[1]! + parts[2]!
  const because = whyNotOrganisationCode(code)
  if (because !== undefined) return refused(value, `组织机构代码部分${because}`)
  const serial = Number(parts[4])
  if (serial === 0) return refused(value, '流水号自00001起编。')
  return found(`${code}/${parts[3]}-${parts[4]}`, code, Number(parts[3]), serial)
}

function found(
  text: string,
  organisationCode: string,
  year: number,
  serial: number,
): Verdict<IndexNumberAnswer> {
  const answer = {
    valid: true,
    because: '格式和校验码均正确。',
    indexNumber: text,
    organisationCode,
    year,
    serial,
  }
  return verdict(answer, BASIS, `索引号${text}：${year}年第${serial}件。`)
}

function refused(value: string, because: string): Verdict<IndexNumberAnswer> {
  const answer = {
    valid: false,
    because,
    indexNumber: null,
    organisationCode: null,
    year: null,
    serial: null,
  }
  return verdict(answer, BASIS, `索引号“${value}”有误：${because}`)
}

const BASIS = [cite('条例', '12', '2019-05-15'), cite('索引号编制', ''), cite('组织机构代码规则', '')]
