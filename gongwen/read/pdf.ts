import { Worker } from 'node:worker_threads'
import type { Block, Issue, Meta } from '../model.ts'
import { Unreadable } from '../unreadable.ts'
import type { Answer, Question } from './pdf/worker.ts'

const MOST_PAGES = 1000
const MOST_CHARACTERS = 1_000_000
const MOST_HEAP_MB = 96
// NOTE what is held besides the file itself; unpacking doubles its buffer each time it is full.
const MOST_BUFFERS = 64 * 1024 * 1024
// NOTE computing time of the thread, not time on the wall: a busy machine must not make good files unreadable. A page
// of text takes some 5 ms.
const OPENING_MS = 1000
const PAGE_MS = 20
const LOOK_EVERY_MS = 25
const LONGEST_MS = 60_000

type Refusal = Extract<Answer, { kind: 'refused' }> | { kind: 'refused'; code: 'too-slow' | 'too-heavy' }
type Outcome = Extract<Answer, { kind: 'read' }> | Refusal

/**
 * A PDF in paragraphs and tables, by where its characters stand. It is read in a thread of its own, which is stopped
 * when it takes more time or memory than its pages warrant. Pictures are not read: a scan has no text and an issue.
 */
export async function readPdf(
  bytes: Uint8Array,
  name: string,
): Promise<{ blocks: Block[]; meta: Meta; issues: Issue[] }> {
  const outcome = await queue(() =>
    ask({ bytes: new Uint8Array(bytes), mostPages: MOST_PAGES, mostCharacters: MOST_CHARACTERS }),
  )
  if (outcome.kind === 'refused') throw refusalOf(outcome, name)
  return { blocks: outcome.blocks, meta: {}, issues: outcome.issues }
}

let idle: Worker | null = null
let before: Promise<unknown> = Promise.resolve()

/** One file after the other: two at once would each be charged what the other allots. */
function queue<T>(job: () => Promise<T>): Promise<T> {
  const mine = before.then(job)
  before = mine.catch(() => {})
  return mine
}

function startThread(): Worker {
  // NOTE no loader: Node strips the types itself, wherever the program was started from.
  const worker = new Worker(new URL('./pdf/worker.ts', import.meta.url), {
    execArgv: [],
    name: 'pdf',
    resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB, maxYoungGenerationSizeMb: 16 },
  })
  worker.unref()
  return worker
}

function ask(question: Question): Promise<Outcome> {
  const worker = idle ?? startThread()
  idle = null
  return new Promise((resolve) => {
    const watch = watchOver(worker, question.bytes.length, (code) => end({ kind: 'refused', code }))
    const end = (outcome: Outcome): void => {
      watch.stop()
      // NOTE not all listeners at once: the thread's own would go too, and it would hear nothing any more.
      for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event)
      const usable = outcome.kind === 'read' || !/^too-(?:slow|heavy)$/.test(outcome.code)
      if (usable) idle = worker
      else void worker.terminate()
      worker.unref()
      resolve(outcome)
    }
    worker.on('message', (answer: Answer) => {
      if (answer.kind === 'opened') watch.allow(answer.pages)
      else end(answer)
    })
    worker.on('error', () => end({ kind: 'refused', code: 'too-heavy' }))
    worker.on('exit', () => end({ kind: 'refused', code: 'too-heavy' }))
    worker.ref()
    worker.postMessage(question, [question.bytes.buffer])
  })
}

type Watch = { allow: (pages: number) => void; stop: () => void }

/** Looks now and then what a thread has used, and says so once it is too much. */
function watchOver(worker: Worker, size: number, tell: (code: 'too-slow' | 'too-heavy') => void): Watch {
  let allowed = OPENING_MS
  let begun: { user: number; system: number } | null = null
  const longest = setTimeout(() => tell('too-slow'), LONGEST_MS)
  const look = async (): Promise<void> => {
    try {
      const { user, system } = await worker.cpuUsage()
      begun ??= { user, system }
      if (user + system - begun.user - begun.system > allowed * 1000) tell('too-slow')
      const { external_memory: external } = await worker.getHeapStatistics()
      if (external > MOST_BUFFERS + size) tell('too-heavy')
    } catch {
      // NOTE the thread has gone; its own exit is told elsewhere.
    }
  }
  const timer = setInterval(look, LOOK_EVERY_MS)
  return {
    allow: (pages) => {
      allowed += pages * PAGE_MS
    },
    stop: () => {
      clearInterval(timer)
      clearTimeout(longest)
    },
  }
}

function refusalOf(refusal: Refusal, name: string): Unreadable {
  const count = 'count' in refusal ? (refusal.count ?? 0) : 0
  if (refusal.code === 'encrypted')
    return new Unreadable('encrypted', `“${name}”设有打开密码，无法读取。请去掉密码后重新上传。`)
  if (refusal.code === 'too-many-pages') {
    const message = `“${name}”有${count}页，超过了${MOST_PAGES}页的上限，不像一份公文。请拆分后再上传。`
    return new Unreadable('too-many-pages', message)
  }
  if (refusal.code === 'too-long') {
    const message = `“${name}”的文字超过${MOST_CHARACTERS / 10_000}万字，不像一份公文。请拆分后再上传。`
    return new Unreadable('too-long', message)
  }
  const anew = '请重新导出或拆分后再上传。'
  if (refusal.code === 'too-slow')
    return new Unreadable('too-slow', `“${name}”的内容过于复杂，在限定的时间里没有读完，已放弃。${anew}`)
  if (refusal.code === 'too-heavy')
    return new Unreadable('too-heavy', `“${name}”的内容过大，读取时占用的内存超出限度，已放弃。${anew}`)
  return new Unreadable('damaged', `“${name}”已经损坏或不完整，无法打开。请重新导出或另存后再上传。`)
}
