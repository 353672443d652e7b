/** The index as the rest of the application sees it: calls to a thread that may be busy, or die and start again. */

import { Worker } from 'node:worker_threads'
import { Upstream } from '../../platform/errors.ts'
import type { SearchRecord } from './engine/columns.ts'
import type { SearchRequest } from './engine/search.ts'
import type { Call, LoadedSnapshot, Reply, SearchResponse, SearchStats } from './messages.ts'

export type SearchClient = {
  /** Adds documents, or replaces those with the same ids. Answers when they can be found. */
  upsert(records: readonly SearchRecord[]): Promise<number>
  /** Takes documents out; answers how many were there, when they can no longer be found. */
  remove(ids: readonly string[]): Promise<number>
  search(request: SearchRequest): Promise<SearchResponse>
  /** Stores the index with the caller's mark of how far its feed had come. The folder must exist. */
  saveSnapshot(path: string, mark: string): Promise<{ bytes: number }>
  /** Replaces the index by a stored one; says why not where it cannot. To be called before the first change. */
  loadSnapshot(path: string): Promise<LoadedSnapshot>
  stats(): Promise<SearchStats>
  close(): Promise<void>
}

export type SearchClientOptions = {
  /** Called when the thread died and an empty one took its place: everything must be fed again. */
  onRestart?: (reason: Error) => void
  /** Searches waiting at once; more are refused, so that a flood does not become a queue nobody waits for. */
  mostWaiting?: number
  /** How large the thread's heap may grow. The index itself lies outside it; what comes and goes lies inside. */
  mostHeapMb?: number
}

type Waiting = { act: Call['act']; resolve: (value: never) => void; reject: (error: Error) => void }

type State = {
  worker: Worker
  waiting: Map<number, Waiting>
  searches: number
  lastId: number
  /** Changes sent and not yet made, and those that wait for one of them to be. */
  changes: number
  held: Array<() => void>
  /** Between the death of a thread and the start of the next. */
  down: boolean
  closed: boolean
  /** Deaths since the last answer: a thread that dies at once is started again ever more slowly. */
  deaths: number
  options: SearchClientOptions
}

const MOST_WAITING = 256
const MOST_CHANGES = 4
const LONGEST_PAUSE_MS = 10_000

/** Starts the index's thread, empty. */
export function startSearch(options: SearchClientOptions = {}): SearchClient {
  const state: State = {
    worker: startWorker(options),
    waiting: new Map(),
    searches: 0,
    lastId: 0,
    changes: 0,
    held: [],
    down: false,
    closed: false,
    deaths: 0,
    options,
  }
  attend(state)
  return {
    upsert: (records) => inTurn(state, { act: 'upsert', records }),
    remove: (ids) => inTurn(state, { act: 'remove', ids }),
    search: (request) => call(state, { act: 'search', request }),
    saveSnapshot: (path, mark) => call(state, { act: 'save', path, mark }),
    loadSnapshot: (path) => call(state, { act: 'load', path }),
    stats: () => call(state, { act: 'stats' }),
    close: () => close(state),
  }
}

function startWorker({ mostHeapMb }: SearchClientOptions): Worker {
  // NOTE no loader: Node strips the types itself. `--import tsx` would be looked up from the working folder and fail
  // when the program is started from another.
  return new Worker(new URL('./worker.ts', import.meta.url), {
    execArgv: [],
    name: 'search',
    ...(mostHeapMb && { resourceLimits: { maxOldGenerationSizeMb: mostHeapMb } }),
  })
}

function attend(state: State): void {
  const { worker } = state
  let reason = new Error('检索线程退出了')
  worker.on('message', (reply: Reply) => settle(state, reply))
  worker.on('error', (error) => {
    reason = error instanceof Error ? error : new Error(String(error))
  })
  worker.on('exit', () => {
    if (!state.closed) restart(state, reason)
  })
}

function settle(state: State, reply: Reply): void {
  const waiting = state.waiting.get(reply.id)
  if (!waiting) return
  state.waiting.delete(reply.id)
  if (waiting.act === 'search') state.searches--
  state.deaths = 0
  if ('error' in reply) waiting.reject(new Error(reply.error))
  else waiting.resolve(reply.value as never)
}

function abandon(state: State, error: Error): void {
  const abandoned = [...state.waiting.values()]
  state.waiting.clear()
  state.searches = 0
  for (const { reject } of abandoned) reject(error)
}

function restart(state: State, reason: Error): void {
  state.down = true
  abandon(state, restarting())
  const pause = state.deaths === 0 ? 0 : Math.min(LONGEST_PAUSE_MS, 100 * 2 ** state.deaths)
  state.deaths++
  setTimeout(() => {
    if (state.closed) return
    state.worker = startWorker(state.options)
    state.down = false
    attend(state)
    state.options.onRestart?.(reason)
  }, pause)
}

const restarting = () =>
  new Upstream('search-restarting', '检索服务正在重新启动，这次没有查成。请过一会儿再试。')
const closed = () => new Upstream('search-closed', '检索服务已经停止。请过一会儿再试。')

type Message = Call extends infer C ? (C extends { id: number } ? Omit<C, 'id'> : never) : never

/** Sends a change when few are on their way: a feed that runs ahead waits here and not in the thread's memory. */
async function inTurn<T>(state: State, message: Message): Promise<T> {
  if (state.changes >= MOST_CHANGES) await new Promise<void>((release) => state.held.push(release))
  else state.changes++
  try {
    return await call<T>(state, message)
  } finally {
    // The place goes to whoever has waited longest, or becomes free.
    const next = state.held.shift()
    if (next) next()
    else state.changes--
  }
}

function call<T>(state: State, message: Message): Promise<T> {
  if (state.closed) return Promise.reject(closed())
  if (state.down) return Promise.reject(restarting())
  const searching = message.act === 'search'
  if (searching && state.searches >= (state.options.mostWaiting ?? MOST_WAITING)) {
    return Promise.reject(new Upstream('search-busy', '现在检索的人太多，请过几秒再试。'))
  }
  const id = ++state.lastId
  return new Promise<T>((resolve, reject) => {
    // First, because it throws where something cannot be sent, and then nothing must wait for a reply.
    state.worker.postMessage({ ...message, id })
    state.waiting.set(id, { act: message.act, resolve, reject })
    if (searching) state.searches++
  })
}

async function close(state: State): Promise<void> {
  state.closed = true
  abandon(state, closed())
  await state.worker.terminate()
}
