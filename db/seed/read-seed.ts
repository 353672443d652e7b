import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What one document does to another: `until` is set for `extend`, `clauses` where only part is touched. */
export interface SeedAct {
  verb: 'repeal' | 'amend' | 'extend'
  number: string
  clauses?: string
  on?: string
  until?: string
}

/** A document of the demo district: its record, and its text in Markdown (or HTML where `name` says so). */
export interface SeedDocument {
  name: string
  title: string
  number?: string
  organs: string[]
  genre: string
  writtenOn: string
  publishedOn: string
  publishedTime: string
  columns: string[]
  kind: string
  form?: string
  effectiveOn?: string
  expiresOn?: string
  untilOn?: string
  topics: string[]
  sectors: string[]
  utility?: string
  interprets?: string
  acts: SeedAct[]
  file?: string
  summary: string
  body: string
}

export interface SeedOrgan {
  code: string
  name: string
  shortName: string
  kind: string
  parent: string | null
  agencyCodes: string[]
  leader: { title: string; name: string }
  duties: string[]
}

/** A number the story mentions but does not hold, and why. */
export interface AbsentNumber {
  number: string
  reason: string
}

/** The folder the seed lies in. */
export const SEED_FOLDER = fileURLToPath(new URL('.', import.meta.url))

const FRONT = /^(?:<!--\s*)?---\n([\s\S]*?)\n---(?:\s*-->)?\n/
const REQUIRED = ['title', 'organ', 'genre', 'written', 'published', 'columns', 'kind', 'summary']
const OPTIONAL = [
  ...['number', 'jointly', 'form', 'effective', 'expires', 'until', 'topics', 'sectors', 'utility'],
  ...['interprets', 'acts', 'file'],
]
const ACT = /^(repeal|amend|extend) (\S+号)(?: (第\S+))? (\d{4}-\d{2}-\d{2})$/

/** The organs of the demo district, its government first. */
export function readOrgans(): SeedOrgan[] {
  return readJson<SeedOrgan[]>('organs.json')
}

/** 机关代字 to organisation code. */
export function readAgencies(): Record<string, string> {
  return readJson<Record<string, string>>('agencies.json')
}

/** Numbers that are cited or counted but deliberately not held. */
export function readAbsent(): AbsentNumber[] {
  return readJson<AbsentNumber[]>('absent.json')
}

/** Every document of `documents` (or the superseded texts of `earlier`), in the order of their names. */
export function readDocuments(folder: 'documents' | 'earlier' = 'documents'): SeedDocument[] {
  const names = readdirSync(join(SEED_FOLDER, folder)).filter((name) => /\.(md|html)$/.test(name))
  return names.sort().map((name) => readDocument(join(SEED_FOLDER, folder, name)))
}

/** Reads one document; an unknown, missing or malformed field is an error that names file and field. */
function readDocument(path: string): SeedDocument {
  const name = basename(path)
  const source = readFileSync(path, 'utf8')
  const front = FRONT.exec(source)
  if (!front) throw new Error(`${name}: no front matter`)
  const fields = fieldsOf(name, front[1]!)
  const [publishedOn, publishedTime] = fields.published!.split(' ')
  return {
    name,
    title: fields.title!,
    organs: [fields.organ!, ...list(fields.jointly)],
    genre: fields.genre!,
    writtenOn: fields.written!,
    publishedOn: publishedOn!,
    publishedTime: publishedTime ?? '',
    columns: list(fields.columns),
    kind: fields.kind!,
    topics: list(fields.topics),
    sectors: list(fields.sectors),
    acts: actsOf(name, fields.acts),
    summary: fields.summary!,
    body: source.slice(front[0].length),
    ...given({
      number: fields.number,
      form: fields.form,
      effectiveOn: fields.effective,
      expiresOn: fields.expires,
      untilOn: fields.until,
      utility: fields.utility,
      interprets: fields.interprets,
      file: fields.file,
    }),
  }
}

function fieldsOf(name: string, front: string): Record<string, string | undefined> {
  const fields: Record<string, string> = {}
  for (const line of front.split('\n')) {
    const [, key, value] = /^([a-z]+): (\S.*)$/.exec(line) ?? []
    if (!key || !value) throw new Error(`${name}: not a “key: value” line: ${line}`)
    if (![...REQUIRED, ...OPTIONAL].includes(key)) throw new Error(`${name}: unknown field ${key}`)
    if (key in fields) throw new Error(`${name}: ${key} twice`)
    fields[key] = value
  }
  for (const key of REQUIRED) if (!(key in fields)) throw new Error(`${name}: no ${key}`)
  return fields
}

function list(value: string | undefined): string[] {
  return value ? value.split(/,\s*/) : []
}

function actsOf(name: string, value: string | undefined): SeedAct[] {
  return (value ? value.split(/;\s*/) : []).map((text) => {
    const [, verb, number, clauses, date] = ACT.exec(text) ?? []
    if (!verb) throw new Error(`${name}: not an act: ${text}`)
    const act = { verb: verb as SeedAct['verb'], number: number!, ...given({ clauses }) }
    return verb === 'extend' ? { ...act, until: date! } : { ...act, on: date! }
  })
}

function given<T extends Record<string, string | undefined>>(values: T): { [K in keyof T]?: string } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: string
  }
}

function readJson<T>(name: string): T {
  return JSON.parse(readFileSync(join(SEED_FOLDER, name), 'utf8')) as T
}
