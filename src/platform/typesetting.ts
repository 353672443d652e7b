import { Worker } from 'node:worker_threads'
import { Upstream } from './errors.ts'

export interface Typesetter {
  /** Sets a Typst source as PDF/A-2b. */
  pdf(source: string): Promise<Buffer>
  close(): Promise<void>
}

interface Answer {
  job: number
  pdf?: Uint8Array
  failure?: string
}

const JOB_MS = 60_000
const WAITING_MOST = 16

/** Typesetting off the main thread: a long law takes seconds, and no page may wait for it. */
export function openTypesetter(): Typesetter {
  const waiting = new Map<number, { resolve(pdf: Buffer): void; reject(error: Error): void }>()
  let worker: Worker | undefined
  let jobs = 0
  const settle = ({ job, pdf, failure }: Answer) => {
    const asked = waiting.get(job)
    waiting.delete(job)
    if (pdf) asked?.resolve(Buffer.from(pdf))
    else asked?.reject(new Error(`typesetting failed: ${failure}`))
  }
  const fail = (error: Error) => {
    worker = undefined
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  const start = () => {
    const started = new Worker(new URL('./typesetting-worker.ts', import.meta.url), {
      execArgv: [],
      name: 'typesetting',
    })
    started.on('message', settle)
    started.on('error', fail)
    started.on('exit', () => worker === started && fail(new Error('the typesetter stopped')))
    started.unref()
    return started
  }
  return {
    async pdf(source) {
      if (waiting.size >= WAITING_MOST)
        throw new Upstream('typesetter-busy', '排版的文件太多，请过一会儿再下载 PDF。')
      worker ??= start()
      const job = ++jobs
      const timer = setTimeout(() => worker?.terminate(), JOB_MS)
      try {
        return await new Promise<Buffer>((resolve, reject) => {
          waiting.set(job, { resolve, reject })
          worker!.postMessage({ job, source })
        })
      } finally {
        clearTimeout(timer)
      }
    },
    async close() {
      await worker?.terminate()
    },
  }
}
