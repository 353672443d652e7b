import { createInterface } from 'node:readline'
import { BadFacts, evaluate, RULES, unverified } from '@gongkai/rules'

/** Where a command reads and writes. */
export interface Streams {
  readonly stdin: NodeJS.ReadableStream
  readonly stdout: NodeJS.WritableStream
  readonly stderr: NodeJS.WritableStream
}

const USAGE = `用法：
  gongkai rules --json          逐行读入 {"rule","facts"}，逐行写出 {"answer","basis","provisional"?,"reason"}
  gongkai rules --list          列出全部规则和所需事实；加 --json 逐行写出 JSON
  gongkai rules --unverified    列出待法律人员核实的条文、数字和问题；加 --json 逐行写出 JSON
`
const OPTIONS = ['--json', '--list', '--unverified']

/** `gongkai rules`: 0 when every line was answered, 1 when one was refused, 2 for wrong usage. */
export async function rules(argv: string[], io: Streams): Promise<number> {
  const unknown = argv.filter((option) => !OPTIONS.includes(option))
  const asked = OPTIONS.filter((option) => option !== '--json' && argv.includes(option))
  if (unknown.length > 0 || asked.length > 1 || argv.length === 0) {
    io.stderr.write(unknown.length > 0 ? `不认识的选项：${unknown.join(' ')}\n${USAGE}` : USAGE)
    return 2
  }
  const json = argv.includes('--json')
  if (asked[0] === '--list') return await writeLines(listRules(json), io)
  if (asked[0] === '--unverified') return await writeLines(listUnverified(json), io)
  return await answerLines(io)
}

function listRules(json: boolean): string[] {
  return Object.entries(RULES).map(([name, { says, facts }]) =>
    json ? JSON.stringify({ rule: name, says, facts }) : `${name.padEnd(30)}${says}（${facts}）`,
  )
}

function listUnverified(json: boolean): string[] {
  return unverified().map((one) =>
    json ? JSON.stringify(one) : `${one.kind.padEnd(10)}${one.subject}　${one.because}`,
  )
}

async function writeLines(lines: readonly string[], io: Streams): Promise<number> {
  for (const line of lines) await write(io.stdout, `${line}\n`)
  return 0
}

async function answerLines(io: Streams): Promise<number> {
  let refused = 0
  let number = 0
  for await (const line of createInterface({ input: io.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1
    const text = line.replace(/^\uFEFF/, '').trim()
    if (text === '') continue
    const answer = answerLine(text, number)
    if ('error' in answer) refused += 1
    await write(io.stdout, `${JSON.stringify(answer)}\n`)
  }
  if (refused > 0) io.stderr.write(`共${number}行，其中${refused}行无法回答，原因已写在各行的位置。\n`)
  return refused > 0 ? 1 : 0
}

function answerLine(text: string, line: number): object {
  let asked: unknown
  try {
    asked = JSON.parse(text)
  } catch {
    return refusal(line, 'wrong-shape', '这一行不是JSON，请按 {"rule":"…","facts":{…}} 填写。')
  }
  if (typeof asked !== 'object' || asked === null || !('rule' in asked)) {
    return refusal(line, 'wrong-shape', '这一行没有“rule”，请按 {"rule":"…","facts":{…}} 填写。')
  }
  try {
    return evaluate(asked.rule as string, 'facts' in asked ? asked.facts : undefined)
  } catch (error) {
    if (!(error instanceof BadFacts)) throw error
    return refusal(line, error.problem, error.message)
  }
}

function refusal(line: number, name: string, because: string): object {
  return { error: { line, name, because: `第${line}行：${because}` } }
}

// NOTE a reader slower than the rules must not make the answers pile up in memory.
async function write(stream: NodeJS.WritableStream, text: string): Promise<void> {
  if (!stream.write(text)) await new Promise<void>((resolve) => stream.once('drain', resolve))
}
