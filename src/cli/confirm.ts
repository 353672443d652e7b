import { Misconfigured, readConfig } from '../config.ts'
import { confirm, readForConfirming, type Standing } from '../domains/documents/confirming.ts'
import { FIELDS, type Wanted } from '../domains/documents/confirming-plan.ts'
import { contextAt } from '../platform/context.ts'
import { silent } from '../platform/log.ts'
import { openWorld } from '../world.ts'
import { readWords } from './words.ts'

const LINE_SHOWN = 60
const DISPOSED = { proposed: '待确认', confirmed: '已确认', rejected: '已否定' } as const

/**
 * `confirm ID …`: without other options prints what was read from a document and waits to be confirmed; with them
 * records the confirmation. Exit 0 when recorded or printed, 1 when refused with the reasons, 2 for wrong usage.
 */
export async function confirmDocument(words: string[]): Promise<number> {
  const { values, positionals } = readWords(words, {
    accept: { type: 'boolean' },
    set: { type: 'string', multiple: true },
    relation: { type: 'string', multiple: true },
    on: { type: 'string' },
    until: { type: 'string' },
    join: { type: 'string' },
    split: { type: 'string' },
    json: { type: 'boolean' },
  })
  const [id, ...more] = positionals
  if (!id || more.length > 0)
    throw new Misconfigured(
      '请写明一份文件的编号，例如 gongkai confirm 0a1b2c3d4e5f。编号在 import 的报告里。',
    )
  const wanted = wantedBy(values)
  const world = await openWorld(readConfig(values), { log: silent })
  try {
    const ctx = contextAt(world, { kind: 'operator', name: world.config.operator })
    if (Object.keys(wanted).length > 0) {
      const done = await confirm(ctx, id, wanted)
      process.stdout.write(values.json ? `${JSON.stringify(done)}\n` : `${done.done.join('\n')}\n`)
      return 0
    }
    const standing = await readForConfirming(ctx, id)
    const told = values.json ? `${JSON.stringify(answerOf(standing))}\n` : `${pageOf(standing).join('\n')}\n`
    process.stdout.write(told)
    return 0
  } finally {
    await world.close()
  }
}

interface Values {
  accept?: boolean
  set?: string[]
  relation?: string[]
  on?: string
  until?: string
  join?: string
  split?: string
}

function wantedBy({ accept, set, relation, on, until, join, split }: Values): Wanted {
  return {
    ...(accept ? { accept } : {}),
    ...(set ? { set: Object.fromEntries(set.map(fieldOf)) } : {}),
    ...(relation ? { relations: relation.map(relationOf) } : {}),
    ...(on === undefined ? {} : { on }),
    ...(until === undefined ? {} : { until }),
    ...(join === undefined ? {} : { join: numberOf(join, '--join', '12') }),
    ...(split === undefined ? {} : { split: placeOf(split) }),
  }
}

function fieldOf(typed: string): [string, string] {
  const at = typed.indexOf('=')
  if (at < 1)
    throw new Misconfigured(
      `--set 要写成“项=值”，例如 --set title=标题。可以更正的项：${Object.keys(FIELDS).join('、')}。`,
    )
  return [typed.slice(0, at).trim(), typed.slice(at + 1)]
}

function relationOf(typed: string): { number: number; verdict: string } {
  const [number = '', verdict = '', ...more] = typed.split('=')
  if (!/^[1-9]\d{0,5}$/.test(number) || verdict === '' || more.length > 0)
    throw new Misconfigured(
      '--relation 要写成“号=办法”，例如 --relation 3=accept 或者 --relation 3=部分废止。',
    )
  return { number: Number(number), verdict }
}

function numberOf(typed: string, option: string, example: string): number {
  if (/^[1-9]\d{0,6}$/.test(typed)) return Number(typed)
  throw new Misconfigured(`${option}“${typed}”不对，要写明第几行，例如 ${option} ${example}。`)
}

function placeOf(typed: string): { line: number; at: number } {
  const [line = '', at = '', ...more] = typed.split(':')
  if (more.length > 0 || !/^\d+$/.test(at))
    throw new Misconfigured('--split 要写成“行:字数”，例如 --split 12:30，在第12行第30个字后面拆开。')
  return { line: numberOf(line, '--split', '12:30'), at: Number(at) }
}

function answerOf({ work, edition, structure, issues, relations, accepted, fields }: Standing) {
  return {
    id: work.id,
    version: edition.version,
    state: edition.state,
    accepted,
    issues,
    joins: structure.joins.map((join) => ({ line: lineAt(structure, join.at), ...join })),
    fields: fieldsTold(fields),
    relations: relations.map(
      ({ number, relation, state, to, to_work, held, words, effect_on, effect_until }) => ({
        number,
        relation,
        state,
        to,
        id: to_work,
        held,
        quote: words?.sentence ?? null,
        on: effect_on,
        until: effect_until,
      }),
    ),
    lines: structure.body.map(({ text }, at) => ({ line: at + 1, text })),
  }
}

function fieldsTold(fields: Standing['fields']): Record<keyof typeof FIELDS, string | null> {
  return {
    title: fields.title,
    docNumber: fields.doc_number,
    organ: fields.issuers.join('、') || null,
    writtenOn: fields.written_on,
    publishedOn: fields.first_published_on,
    effectiveOn: fields.effective_on,
    expiresOn: fields.expires_on,
    kind: fields.kind,
    columns: fields.columns.join('、') || null,
    topic: fields.topic,
    genre: fields.genre,
  }
}

function lineAt({ body }: Standing['structure'], offset: number): number {
  return body.findIndex(({ start, end }) => offset >= start && offset <= end) + 1
}

/** What waits to be confirmed, what is doubtful first. */
function pageOf({ work, edition, structure, issues, relations, accepted, fields }: Standing): string[] {
  const state = edition.state === 'draft' ? '草稿' : '已发布'
  const told = Object.entries(fieldsTold(fields)) as [keyof typeof FIELDS, string | null][]
  return [
    `${work.id}　第${edition.version}版　${state}　${accepted ? '已核对' : '尚未核对'}`,
    '',
    ...section(
      '疑点',
      issues.map(({ message }) => message),
      '没有疑点。',
    ),
    ...section(
      '合并过的行',
      structure.joins.map(
        ({ left, right, at, reason }) => `第${lineAt(structure, at)}行　……${left}┃${right}……　${reason}`,
      ),
      '没有合并过行。',
    ),
    ...section(
      '读出的内容',
      told.map(([name, value]) => `${FIELDS[name]}（${name}）　${value ?? '没有'}`),
      '',
    ),
    ...section('与其他文件的关系', relations.flatMap(relationTold), '没有读到引用其他文件。'),
    ...section(
      '正文各行',
      structure.body.map(({ text }, at) => `${at + 1}　${shortened(text)}`),
      '正文是空的。',
    ),
  ]
}

function relationTold({
  number,
  relation,
  state,
  to,
  held,
  work_title,
  words,
  effect_on,
  effect_until,
}: Standing['relations'][number]) {
  const days = [effect_on ? `自${effect_on}起` : '', effect_until ? `至${effect_until}` : ''].join('')
  const disposed = DISPOSED[state as keyof typeof DISPOSED]
  return [
    `${number}　${relation}　${to}　${disposed}${days ? `，${days}` : ''}`,
    held ? `　　本馆收有：${work_title}` : '　　本馆未收这份文件',
    ...(words ? [`　　“${words.sentence}”`] : []),
  ]
}

function section(name: string, lines: string[], none: string): string[] {
  return [`【${name}】`, ...(lines.length > 0 ? lines : [none]), '']
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  const count = Array.from(line).length
  return count > LINE_SHOWN ? `${Array.from(line).slice(0, LINE_SHOWN).join('')}……（共${count}字）` : line
}
