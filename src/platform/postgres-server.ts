import { spawn } from 'node:child_process'
import { readFileSync, readlinkSync, rmSync } from 'node:fs'
import { chown, open, readdir, readFile, readlink, rename, rm, stat } from 'node:fs/promises'
import { hostname } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { stopwatch } from './clock.ts'
import { CLEAN_ENVIRONMENT, findBinaries, firstLine, run } from './postgres-files.ts'
import {
  dropPassword,
  exists,
  leavePointer,
  makePassword,
  type Place,
  privateFolder,
  syncFolder,
} from './postgres-place.ts'
import { ownLikeFolder } from './start-lock.ts'

export type Settings = Readonly<Record<string, string>>

const POLL_MS = 15
const LOG_MAX_BYTES = 16 * 1024 * 1024
const MAJOR = '18'

// For a machine of two cores that also runs the application. Nothing here trades durability for speed.
const SETTINGS: Settings = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '100',
  shared_buffers: '256MB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  // NOTE bounds the log to replay after a crash, and so the time until the next start answers.
  max_wal_size: '512MB',
  wal_compression: 'pglz',
  random_page_cost: '1.1',
  jit: 'off',
  TimeZone: 'Asia/Shanghai',
  log_timezone: 'Asia/Shanghai',
  log_line_prefix: '%m [%p] ',
  // NOTE the log is inherited, not collected; a statement may hold a person's words and is kept out of it.
  log_min_error_statement: 'panic',
  log_parameter_max_length_on_error: '0',
}

/** Makes the cluster where there is none: in a folder beside, renamed when whole. */
export async function makeCluster(
  place: Place,
  settings: Settings,
  note: (line: string) => void,
): Promise<void> {
  await sweepHalves(place)
  if (await exists(place.cluster)) return await mustBeCluster(place)
  note('第一次启动：正在建立数据库……')
  const half = `${place.cluster}.${process.pid}.half`
  const secret = `${half}.secret`
  const { runAs } = place
  try {
    const password = await makePassword(place)
    await privateFolder(half, runAs)
    const file = await open(secret, 'wx', 0o600)
    await file.writeFile(`${password}\n`)
    await file.close()
    if (runAs) await chown(secret, runAs.uid, runAs.gid)
    await initialise(place, half, secret, settings.fsync === 'off')
    await rename(half, place.cluster)
    await syncFolder(place.home)
    await leavePointer(place)
  } finally {
    await rm(secret, { force: true })
    await rm(half, { recursive: true, force: true, maxRetries: 3 })
  }
}

async function initialise(place: Place, half: string, secret: string, unsafe: boolean): Promise<void> {
  const args = ['-D', half, '-U', 'gongkai', `--pwfile=${secret}`, '--auth=scram-sha-256', '--encoding=UTF8']
  args.push('--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--no-instructions')
  if (unsafe) args.push('--no-sync')
  const { code, output } = await run(
    join(await findBinaries(place.runAs), 'bin', 'initdb'),
    args,
    place.runAs,
  )
  if (code === 0) return
  if (output.includes('could not look up effective user ID'))
    throw new Error(
      `数据库建不起来：当前用户（编号 ${process.getuid?.()}）在这台机器的 /etc/passwd 里没有登记，PostgreSQL 不接受。请登记这个用户（容器里多半是 --user 指定的编号），或用 DATABASE_URL 指明另一个数据库。`,
    )
  const why = output.split('\n').find((line) => /error|FATAL|could not/i.test(line)) ?? output
  throw new Error(
    `数据库建不起来：${firstLine(why)}。多半是磁盘已满，或者「${place.home}」不能写。没有留下半个数据库，改正后再启动即可。`,
  )
}

/** A new password, where the file was lost: whoever owns the files owns the database. The server must be down. */
export async function resetPassword(place: Place): Promise<void> {
  const password = await makePassword(place)
  const binaries = await findBinaries(place.runAs)
  const args = ['--single', '-D', place.cluster, 'postgres']
  const statement = `alter role gongkai password '${password}'\n`
  const { code, output } = await run(join(binaries, 'bin', 'postgres'), args, place.runAs, statement)
  if (code === 0 && !output.includes('ERROR')) return
  await dropPassword(place)
  throw new Error(`数据库的口令（postgres.password）丢了，也没能重新设置：${firstLine(output)}。`)
}

async function mustBeCluster(place: Place): Promise<void> {
  const version = (await readFile(join(place.cluster, 'PG_VERSION'), 'utf8').catch(() => '')).trim()
  if (version === '')
    throw new Error(
      `「${place.cluster}」不是数据库（缺 PG_VERSION 文件）。它可能是别的程序的文件夹，也可能损坏了：请移开它，或从备份恢复。`,
    )
  if (version !== MAJOR)
    throw new Error(
      `「${place.cluster}」是 PostgreSQL ${version} 的数据库，自带的是 ${MAJOR}，不能直接打开。请用 ${version} 导出后再导入，或用 DATABASE_URL 指明运行着的 ${version}。`,
    )
  await leavePointer(place)
}

/** What an interrupted start left half made. */
async function sweepHalves(place: Place): Promise<void> {
  const prefix = `${basename(place.cluster)}.`
  for (const name of await readdir(place.home))
    if (name.startsWith(prefix) && /\.half(\.secret)?$/.test(name))
      await rm(join(place.home, name), { recursive: true, force: true, maxRetries: 3 }).catch(() => {})
}

export interface Launch {
  /** Settled once the server has gone again, with the reason it gave in the log. */
  over: Promise<string>
}

/**
 * Starts the server, in a session of its own: Ctrl-C on the terminal reaches us alone, and the server goes when
 * we have closed our work.
 */
export async function launch(place: Place, sockets: string, settings: Settings): Promise<Launch> {
  const binaries = await findBinaries(place.runAs)
  const log = await openLog(place)
  const from = (await log.stat()).size
  const all = { ...SETTINGS, unix_socket_directories: sockets, ...settings }
  const args = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawn(join(binaries, 'bin', 'postgres'), ['-D', place.cluster, ...args], {
    ...place.runAs,
    cwd: '/',
    detached: true,
    env: CLEAN_ENVIRONMENT,
    stdio: ['ignore', log.fd, log.fd],
  })
  const over = new Promise<string>((resolve) => {
    child.on('error', (error) => resolve(error.message))
    child.on('exit', () => readReason(place.log, from).then(resolve, () => resolve('')))
  })
  child.unref()
  await log.close()
  return { over }
}

async function openLog(place: Place) {
  const size = (await stat(place.log).catch(() => undefined))?.size ?? 0
  if (size > LOG_MAX_BYTES) await rename(place.log, `${place.log}.1`)
  await ownLikeFolder(place.log)
  return await open(place.log, 'a')
}

async function readReason(log: string, from: number): Promise<string> {
  const lines = (await readFile(log)).subarray(from).toString().split('\n')
  const fatal = lines.findLast((line) => /FATAL|PANIC|error while loading/.test(line))
  return (fatal ?? lines.findLast((line) => line.trim() !== '') ?? '').replace(/^.*?(FATAL|PANIC): +/, '')
}

/** The postmaster's pid by its own file, whether it lives or not. */
export async function postmasterOf(cluster: string): Promise<number | undefined> {
  const pid = Number((await postmasterLines(cluster))[0])
  return Number.isInteger(pid) && pid > 0 ? pid : undefined
}

/** The socket folder that the running server listens in, by its own file. */
export async function socketsOf(cluster: string): Promise<string | undefined> {
  return (await postmasterLines(cluster))[4] || undefined
}

/** Whether the server says that it takes connections. Asking by connecting would fill its log with refusals. */
export async function saysReady(cluster: string): Promise<boolean> {
  return (await postmasterLines(cluster))[7] === 'ready'
}

async function postmasterLines(cluster: string): Promise<string[]> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')
  return text.split('\n').map((line) => line.trim())
}

/**
 * Every living process of this cluster: postmaster, backends, workers. A number in a file proves nothing (it may
 * have been given to another program since); where a process works does, for PostgreSQL works in its PGDATA.
 */
export async function processesOf(cluster: string): Promise<number[]> {
  const names = await readdir('/proc').catch(() => undefined)
  if (!names) return await processesByCommand(cluster)
  const pids = names.filter((name) => /^\d+$/.test(name))
  const working = await Promise.all(
    pids.map((pid) =>
      readlink(`/proc/${pid}/cwd`).then(
        (cwd) => cwd === cluster,
        () => false,
      ),
    ),
  )
  return pids.filter((_, index) => working[index]).map(Number)
}

async function processesByCommand(cluster: string): Promise<number[]> {
  const { output } = await run('/bin/ps', ['-axww', '-o', 'pid=,command='])
  return output
    .split('\n')
    .filter((line) => line.includes('/postgres ') && line.includes(`-D ${cluster} `))
    .map((line) => Number.parseInt(line, 10))
}

/** Waits until no process of the cluster is left. */
async function gone(cluster: string, withinMs: number): Promise<boolean> {
  const waited = stopwatch()
  for (;;) {
    if ((await processesOf(cluster)).length === 0) return true
    if (waited() > withinMs) return false
    await sleep(POLL_MS)
  }
}

/** A clean stop: connections are closed, the checkpoint is written. Harsher only if that hangs. */
export async function stopServer(cluster: string, patienceMs = 20_000): Promise<void> {
  const pid = await postmasterOf(cluster)
  if (pid && (await processesOf(cluster)).includes(pid)) {
    signal(pid, 'SIGINT')
    if (await gone(cluster, patienceMs)) return
  }
  await forceDown(cluster)
}

/**
 * Brings down what does not answer: a frozen postmaster, or the children of a dead one. The write-ahead log makes
 * this safe; PostgreSQL replays it at the next start.
 */
export async function forceDown(cluster: string): Promise<void> {
  for (const [kind, waitMs] of [
    ['SIGQUIT', 1500],
    ['SIGKILL', 3000],
  ] as const) {
    for (const pid of await processesOf(cluster)) {
      signal(pid, kind)
      signal(pid, 'SIGCONT')
    }
    if (await gone(cluster, waitMs)) return
  }
  throw new Error(
    `上次留下的数据库进程停不下来（${(await processesOf(cluster)).join('、')}）。请用 kill -9 结束它们，再启动。`,
  )
}

/** Waits a moment for the children of a dead postmaster to notice and go; brings down those that do not. */
export async function clearChildren(cluster: string): Promise<void> {
  if (await gone(cluster, 1000)) return
  await forceDown(cluster)
}

/**
 * Removes lock files of a dead server whose number is taken: by another program of the same user since, or by its
 * own remains where nobody collects the dead (a container without an init). PostgreSQL would take that for a
 * running server and refuse to start. Give the living processes of the cluster: where there are any, the locks
 * are theirs.
 *
 * NOTE a postmaster enters its PGDATA before it makes these files, so a lock with nobody in PGDATA is nobody's;
 * its shared memory is the second guard.
 */
export function dropStaleLocks(cluster: string, sockets: string, living: readonly number[]): void {
  if (living.length > 0) return
  for (const lock of [join(cluster, 'postmaster.pid'), join(sockets, '.s.PGSQL.5432.lock')]) {
    const pid = Number.parseInt(tryRead(lock), 10)
    if (pid > 0 && isAlive(pid)) rmSync(lock, { force: true })
  }
}

function tryRead(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

/** Whether a process of that number lives, ours or another user's. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Whether it lives and is not merely uncollected. */
export function isRunning(pid: number): boolean {
  if (!isAlive(pid)) return false
  // The state follows the name, which is in parentheses and may hold anything.
  return !/\) Z [^)]*$/.test(tryRead(`/proc/${pid}/stat`))
}

/** Names the space in which a process number means the same process: containers have their own. */
export function processSpace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid').replace(/\D/g, '')
  } catch {
    return hostname().slice(0, 30)
  }
}

function signal(pid: number, kind: NodeJS.Signals): void {
  try {
    process.kill(pid, kind)
  } catch {
    // It went meanwhile, which is what we wanted.
  }
}

/** Takes away a socket folder in /tmp once its server has gone. */
export async function dropSockets(sockets: string): Promise<void> {
  if (dirname(sockets) === '/tmp') await rm(sockets, { recursive: true, force: true })
}
