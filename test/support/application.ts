import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openApp } from '../../src/app.tsx'
import { readConfig } from '../../src/config.ts'
import { type Organ, organs } from '../../src/domains/accounts/index.ts'
import {
  type Given,
  type Incoming,
  type IntakeReport,
  incomingOf,
  takeIn,
} from '../../src/domains/documents/index.ts'
import { type Ctx, contextAt } from '../../src/platform/context.ts'
import { directClient } from '../../src/platform/db.ts'
import { openFiles } from '../../src/platform/files.ts'
import { openLog } from '../../src/platform/log.ts'
import type { World } from '../../src/world.ts'
import { type TestDatabase, testDatabase } from './database.ts'

/** An answer of the site, its text read. */
export interface Answer {
  status: number
  headers: Headers
  text: string
}

/** The real application on a database of its own, answering on a port of this machine. */
export interface Application extends AsyncDisposable {
  origin: string
  db: TestDatabase
  world: World
  /** What was logged as a fault of ours: a healthy test leaves it empty. */
  bugs: string[]
  operator(at?: Date): Ctx
  /** Takes a text in as if it stood in a file of this name. */
  take(name: string, content: string | Uint8Array, options?: TakeOptions): Promise<IntakeReport>
  /** Takes in a file or list as it stands on disk; what cannot even be read is reported as refused. */
  takeFile(path: string, options?: TakeOptions): Promise<IntakeReport[]>
  /** The same for one of `test/fixtures`. */
  takeFixture(name: string, options?: TakeOptions): Promise<IntakeReport[]>
  /** Writes a file of this test alone and answers its path. */
  scratch(name: string, content: string | Uint8Array): Promise<string>
  /** Waits until pages and search show everything released up to now. */
  settled(): Promise<void>
  get(path: string, init?: RequestInit): Promise<Answer>
  /** Does something while the database lets nobody in. */
  withDatabaseAway(work: () => Promise<void>): Promise<void>
}

export interface TakeOptions {
  publish?: boolean
  given?: Given
  at?: Date
}

export const FIXTURES = fileURLToPath(new URL('../fixtures', import.meta.url))

/** `await using app = await startApplication()`: the site over an empty database and an empty data folder. */
export async function startApplication(): Promise<Application> {
  const db = await testDatabase({ patience: 'long' })
  const folder = await mkdtemp(join(tmpdir(), 'gongkai-application-'))
  const bugs: string[] = []
  const world = worldOver(db, folder, bugs)
  const app = await openApp(world)
  await app.http.listen({ host: '127.0.0.1', port: 0 })
  const origin = `http://127.0.0.1:${(app.http.server.address() as AddressInfo).port}`
  return {
    origin,
    db,
    world,
    bugs,
    ...intakeInto(world),
    settled: () => app.catchUp(),
    async scratch(name, content) {
      const path = join(folder, name)
      await writeFile(path, content)
      return path
    },
    async get(path, init = {}) {
      const response = await fetch(origin + path, { redirect: 'manual', ...init })
      return { status: response.status, headers: response.headers, text: await response.text() }
    },
    withDatabaseAway: (work) => withDatabaseAway(db, work),
    async [Symbol.asyncDispose]() {
      await app.close()
      await db[Symbol.asyncDispose]()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function worldOver(db: TestDatabase, folder: string, bugs: string[]): World {
  return {
    config: readConfig({ data: folder }, { USER: 'tester' }),
    db,
    files: openFiles(join(folder, 'files')),
    log: openLog((line) => {
      if (line.includes('"level":"bug"')) bugs.push(line)
    }),
    address: db.connection,
    close: async () => {},
  }
}

function intakeInto(world: World): Pick<Application, 'operator' | 'take' | 'takeFile' | 'takeFixture'> {
  const operator = (at?: Date) => contextAt(world, { kind: 'operator', name: 'tester' }, at)
  const takeOne = async (incoming: Incoming, { publish = true, at, given }: TakeOptions) => {
    const every = await organs(world.db)
    const options = { publish, keeper: every[0] ?? UNREGISTERED, organs: every }
    return takeIn(operator(at), { ...incoming, given: { ...incoming.given, ...given } }, options)
  }
  const takeFile = async (path: string, options: TakeOptions = {}) => {
    const reports: IntakeReport[] = []
    for await (const incoming of incomingOf({ path, bytes: 0 }))
      reports.push('refusal' in incoming ? unusable(incoming) : await takeOne(incoming, options))
    return reports
  }
  return {
    operator,
    take: (name, content, options = {}) =>
      takeOne(
        { label: name, name, bytes: Buffer.from(content), mediaType: 'text/plain', given: {} },
        options,
      ),
    takeFile,
    takeFixture: (name, options) => takeFile(join(FIXTURES, name), options),
  }
}

function unusable({ label, refusal }: { label: string; refusal: string }): IntakeReport {
  return { file: label, status: 'refused', id: null, docNumber: null, title: null, issues: [refusal] }
}

/** NOTE a database that lets nobody in is one of the ways it is away; the server itself serves other tests. */
async function withDatabaseAway({ connection }: TestDatabase, work: () => Promise<void>): Promise<void> {
  const { database } = connection
  const keeper = directClient({ ...connection, database: 'postgres' })
  await keeper.connect()
  try {
    await keeper.query(`alter database ${database} allow_connections false`)
    await keeper.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
      database,
    ])
    await work()
  } finally {
    await keeper.query(`alter database ${database} allow_connections true`)
    await keeper.end()
  }
}

const UNREGISTERED: Organ = {
  code: '000000000',
  name: '未登记机关',
  shortName: '未登记机关',
  kind: 'office',
  parent: null,
  agencyCodes: [],
  duties: null,
  leader: null,
  address: null,
  hours: null,
  phone: null,
  fax: null,
  email: null,
}
