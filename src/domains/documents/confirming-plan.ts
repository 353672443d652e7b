import { parseDocNumber, titleKey } from '@gongkai/gongwen'
import { type Day, isDay } from '../../platform/clock.ts'
import { columnOf } from '../catalogue/index.ts'
import { EFFECTS, type Words } from './confirming-effects.ts'
import { KINDS, TITLE_MOST } from './model.ts'

/** Why a confirmation cannot be recorded: a sentence, and the article it rests on. */
export interface Bar {
  because: string
  basis?: string
}

/** What an officer asks for; fields and dates as typed. */
export interface Wanted {
  accept?: boolean
  /** Fields to correct: see `FIELDS`. An empty value clears the field. */
  set?: Record<string, string>
  /** Relations by their number in `readForConfirming`, each confirmed as read, confirmed as another kind, or rejected. */
  relations?: { number: number; verdict: string }[]
  /** First day of what the confirmed relations do, and for an extension the new last day. */
  on?: string
  until?: string
  /** Lines by their number, from 1. */
  join?: number
  split?: { line: number; at: number }
}

/** The fields that can be corrected. */
export const FIELDS = {
  title: '标题',
  docNumber: '文号',
  organ: '制定机关',
  writtenOn: '成文日期',
  publishedOn: '公开日期',
  effectiveOn: '施行日期',
  expiresOn: '有效期至',
  kind: '类别',
  columns: '栏目',
  topic: '主题',
  genre: '体裁',
} as const
export type Field = keyof typeof FIELDS

/** The columns of an edition that corrections change. */
export interface Columns {
  title: string
  organ_code: string | null
  issuers: string[]
  written_on: Day | null
  first_published_on: Day | null
  effective_on: Day | null
  expires_on: Day | null
  kind: string | null
  columns: string[]
  topic: string | null
  genre: string | null
}

export interface Fields extends Columns {
  doc_number: string | null
}

/** An organ that is registered, as far as it must be known here. */
export interface Registered {
  code: string
  name: string
  shortName: string
}

/** A relation as it stands, numbered, with the words it was read from. */
export interface Relation {
  number: number
  id: number
  relation: string
  state: string
  /** The document named, as the text names it; whether we hold it, and under which title. */
  to: string
  held: boolean
  work_title: string
  from_work: string
  to_work: string
  effect_on: Day | null
  effect_until: Day | null
  act_id: number | null
  words: Words | null
}

export interface Decision {
  relation: Relation
  state: 'confirmed' | 'rejected'
  kind: string
  on: Day | null
  until: Day | null
}

/** Reads the corrections asked for: the fields as they will stand, or every reason why not. */
export function planFields(
  now: Fields,
  set: Record<string, string>,
  { organs, today }: { organs: readonly Registered[]; today: Day },
): { fields: Fields; changed: Field[]; bars: Bar[] } {
  const fields = { ...now }
  const bars: Bar[] = []
  for (const [name, typed] of Object.entries(set)) {
    const because = isField(name)
      ? read(fields, name, typed.normalize('NFC').trim(), organs)
      : `没有“${name.slice(0, 40)}”这一项，可以更正的有：${Object.keys(FIELDS).join('、')}。`
    if (because) bars.push({ because })
  }
  if (bars.length === 0) bars.push(...clashes(fields, set, today).map((because) => ({ because })))
  const changed = (Object.keys(set).filter(isField) as Field[]).filter((name) => differs(now, fields, name))
  if (bars.length === 0 && Object.keys(set).length > 0 && changed.length === 0)
    bars.push({ because: '要更正的内容和现有的相同，没有可改的。' })
  return { fields, changed, bars }
}

function isField(name: string): name is Field {
  return Object.hasOwn(FIELDS, name)
}

const COLUMN_OF = {
  title: 'title',
  docNumber: 'doc_number',
  organ: 'issuers',
  writtenOn: 'written_on',
  publishedOn: 'first_published_on',
  effectiveOn: 'effective_on',
  expiresOn: 'expires_on',
  kind: 'kind',
  columns: 'columns',
  topic: 'topic',
  genre: 'genre',
} as const satisfies Record<Field, keyof Fields>

function differs(now: Fields, then: Fields, name: Field): boolean {
  const at = COLUMN_OF[name]
  const isSame = JSON.stringify(now[at]) === JSON.stringify(then[at])
  return !isSame || (name === 'organ' && now.organ_code !== then.organ_code)
}

/** Takes one field as typed; the sentence that says why it cannot be. */
function read(fields: Fields, name: Field, value: string, organs: readonly Registered[]): string | undefined {
  const label = FIELDS[name]
  if (/[\u0000-\u001f\u007f]/.test(value)) return `${label}里有换行或者控制字符，请写成一行。`
  if (name === 'title') return readTitle(fields, value)
  if (name === 'docNumber') return readNumber(fields, value)
  if (name === 'organ') return readOrgan(fields, value, organs)
  if (name === 'kind') {
    if (value !== '' && !Object.hasOwn(KINDS, value))
      return `没有“${value.slice(0, 40)}”这个类别，可填的有：${Object.keys(KINDS).join('、')}。`
    fields.kind = value || null
    return undefined
  }
  if (name === 'columns') {
    const codes = value.split(/[,，、\s]+/).filter((code) => code !== '')
    const unknown = codes.filter((code) => !columnOf(code))
    if (unknown.length > 0) return `没有编号为${unknown.join('、').slice(0, 80)}的栏目，编号见 /columns。`
    fields.columns = [...new Set(codes)]
    return undefined
  }
  if (name === 'topic' || name === 'genre') {
    if (value.length > 100) return `${label}超过100字，请改短。`
    fields[name] = value || null
    return undefined
  }
  if (value !== '' && !isDay(value))
    return `${label}“${value.slice(0, 40)}”不是日期，请写成 2024-06-30 这样的年月日。`
  fields[COLUMN_OF[name]] = value || null
  return undefined
}

function readTitle(fields: Fields, value: string): string | undefined {
  if (titleKey(value) === '') return '标题不能是空的，请写明标题。'
  if (value.length > TITLE_MOST) return `标题超过${TITLE_MOST}字，请核对是否把正文当成了标题。`
  fields.title = value
  return undefined
}

function readNumber(fields: Fields, value: string): string | undefined {
  const number = value === '' ? null : parseDocNumber(value)
  if (value !== '' && !number)
    return `“${value.slice(0, 80)}”不是完整的文号，请写成“云政规〔2024〕3号”这样的形式；没有文号的留空。`
  fields.doc_number = number?.norm ?? null
  return undefined
}

function readOrgan(fields: Fields, value: string, organs: readonly Registered[]): string | undefined {
  const names = value.split(/[、,，]+/).filter((name) => name !== '')
  if (names.length === 0) return '制定机关不能是空的，请写明机关名称；联合发文的用顿号隔开，牵头的在前。'
  const lead = organs.find((organ) => organ.name === names[0] || organ.shortName === names[0])
  if (!lead) return `没有登记“${names[0]!.slice(0, 60)}”这个机关，请核对名称。`
  const full = (name: string) => organs.find((organ) => organ.shortName === name)?.name ?? name
  fields.organ_code = lead.code
  fields.issuers = names.map(full)
  return undefined
}

/** What the dates, each well formed, cannot mean together. */
function clashes(fields: Fields, set: Record<string, string>, today: Day): string[] {
  const { written_on, effective_on, expires_on, first_published_on } = fields
  const found: string[] = []
  if ('writtenOn' in set && written_on && written_on > today)
    found.push(`成文日期${written_on}晚于今天，请核对。`)
  if ('publishedOn' in set && first_published_on && first_published_on > today)
    found.push(`公开日期${first_published_on}晚于今天，请核对。`)
  if ((effective_on ?? written_on ?? '') > (expires_on ?? '9999'))
    found.push(`有效期至${expires_on}早于施行之日${effective_on ?? written_on}，请核对两个日期。`)
  return found
}

const REJECT = 'reject'
const ACCEPT = 'accept'
const LATER_DAY = /(?:[12]\d{3}|[一二○〇零]{4})年/

/** Reads what is to become of relations; every reason why one cannot. `effectiveOn` is that of the document itself. */
export function planRelations(
  standing: Relation[],
  { relations = [], on, until }: Wanted,
  effectiveOn: Day | null,
): { decisions: Decision[]; bars: Bar[] } {
  const bars: Bar[] = []
  const decisions: Decision[] = []
  for (const [name, day] of Object.entries({ on, until }))
    if (day !== undefined && !isDay(day))
      bars.push({ because: `--${name}“${day.slice(0, 40)}”不是日期，请写成 2024-06-30 这样的年月日。` })
  if ((on !== undefined || until !== undefined) && relations.length === 0)
    bars.push({ because: '写明了日期，没有写明是哪一条关系的，请用 --relation 指明。' })
  const seen = new Set<number>()
  for (const { number, verdict } of relations) {
    const relation = standing.find((each) => each.number === number)
    if (!relation) {
      bars.push({ because: `没有第${number}条关系，现有${standing.length}条。` })
      continue
    }
    if (seen.has(number)) bars.push({ because: `第${number}条关系写了两次，请只留一次。` })
    seen.add(number)
    const planned = decide(relation, verdict, { on, until, effectiveOn })
    if (typeof planned === 'string') bars.push({ because: `第${number}条（${relation.to}）：${planned}` })
    else decisions.push(planned)
  }
  return { decisions, bars }
}

interface Days {
  on: string | undefined
  until: string | undefined
  effectiveOn: Day | null
}

function decide(relation: Relation, verdict: string, days: Days): Decision | string {
  if (verdict === REJECT)
    return relation.state === 'rejected'
      ? '已经否定过了。'
      : { relation, state: 'rejected', kind: relation.relation, on: null, until: null }
  const kind = verdict === ACCEPT ? relation.relation : verdict
  if (!(kind in RELATIONS))
    return `“${kind.slice(0, 20)}”不是一种关系，可填 accept、reject，或者${Object.keys(RELATIONS).join('、')}。`
  const effect = EFFECTS[kind]
  if (!effect) return settled(relation, { relation, state: 'confirmed', kind, on: null, until: null })
  const on = days.on ?? days.effectiveOn
  const why = doubt(relation, kind, days)
  if (why) return why
  return settled(relation, {
    relation,
    state: 'confirmed',
    kind,
    on: on!,
    until: effect === 'extend' ? days.until! : null,
  })
}

/** What keeps a relation that changes force from being confirmed: it must not be wrong. */
function doubt({ words }: Relation, kind: string, { on, until, effectiveOn }: Days): string | undefined {
  if (kind === '废止' && words?.clauses)
    return `原文只说到${words.clauses}，不是整件文件。部分停止执行的，请确认为“部分废止”。`
  if (kind === '延长') {
    if (!until) return '延长有效期要写明新的截止日期，请用 --until 写明。'
  } else if (until) return '--until 只用于延长有效期，请去掉。'
  if (on) return undefined
  if (!effectiveOn) return '这份文件没有写明施行日期，请用 --on 写明从哪一天起。'
  if (kind !== '延长' && LATER_DAY.test(words?.after ?? ''))
    return `原文这一句里另有日期（“${words!.sentence}”），请用 --on 写明从哪一天起。`
  return undefined
}

function settled(relation: Relation, decision: Decision): Decision | string {
  const isSame =
    relation.state === 'confirmed' &&
    relation.relation === decision.kind &&
    relation.effect_on === decision.on &&
    relation.effect_until === decision.until
  return isSame ? '已经这样确认过了。' : decision
}

/** The kinds of relation a document can have to another. */
const RELATIONS: Record<string, true> = Object.fromEntries(
  ['依据', '落实', '印发', '转发', '修改', '废止', '部分废止', '解读', '参照', '引用', '替代', '延长'].map(
    (kind) => [kind, true],
  ),
)

/** What keeps a parse from being accepted as it stands. */
export function barsOnAcceptance(
  fields: Fields,
  relations: Relation[],
  decisions: Decision[],
  acceptedAlready: boolean,
): Bar[] {
  const decided = new Set(decisions.map(({ relation }) => relation.number))
  const open = relations.filter(
    ({ number, relation, state }) => state === 'proposed' && relation in EFFECTS && !decided.has(number),
  )
  const bars: Bar[] = []
  if (open.length > 0)
    bars.push({
      because: `还有影响其他文件效力的关系没有确认或者否定：第${open.map(({ number }) => number).join('、')}条。请先用 --relation 逐条办理。`,
      basis: '条例·6',
    })
  if ((fields.effective_on ?? '') > (fields.expires_on ?? '9999'))
    bars.push({ because: '有效期在施行之前就已届满，请先更正日期。', basis: '条例·6' })
  if (acceptedAlready) bars.push({ because: '这份文件的现有文本已经核对过，没有新的改动。' })
  return bars
}
