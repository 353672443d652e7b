import { createHash, randomBytes } from 'node:crypto'
import {
  access,
  chmod,
  chown,
  constants,
  lstat,
  mkdir,
  mkdtemp,
  open,
  readFile,
  realpath,
  rename,
  rm,
  stat,
} from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { canEnter, chooseRunAs, type RunAs } from './postgres-files.ts'
import { anothers, ownLikeFolder } from './start-lock.ts'

/** Where one database keeps what: fixed by the data folder and by who runs. */
export interface Place {
  /** The data folder itself, links resolved. */
  dataDir: string
  /** PGDATA. It is there whole or not at all. */
  cluster: string
  /** The folder that holds `cluster`: the data folder, or one outside that the server's user can enter. */
  home: string
  log: string
  runAs: RunAs | undefined
}

const OUTSIDE = ['/var/lib/gongkai', '/var/tmp/gongkai-0']
// The longest path a socket may have is 107 bytes on Linux and 103 on macOS; its lock file needs five more.
const SOCKET_PATH_MAX = 98
const SOCKET_FILE = '.s.PGSQL.5432'

/** Makes the data folder where it is absent and answers its real path. */
export async function realFolder(dataDir: string): Promise<string> {
  try {
    await mkdir(dataDir, { recursive: true })
    await access(dataDir, constants.W_OK | constants.X_OK)
    return await realpath(dataDir)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const why =
      code === 'EEXIST' || code === 'ENOTDIR'
        ? '这个路径上已经有一个文件'
        : code === 'ENOSPC'
          ? '磁盘已满'
          : `没有写入的权限或路径不可用（${code}）`
    throw new Error(`建不了数据文件夹「${dataDir}」：${why}。请用 --data 换一个文件夹，或改正后再试。`)
  }
}

/** Decides where the database of this data folder lives. Call under the folder's lock. */
export async function findPlace(dataDir: string): Promise<Place> {
  const inside: Place = {
    dataDir,
    home: dataDir,
    cluster: join(dataDir, 'postgres'),
    log: join(dataDir, 'postgres.log'),
    runAs: await chooseRunAs(join(dataDir, 'postgres'), dataDir),
  }
  await mustBeOurs(inside)
  const pointed = await readPointer(dataDir)
  if (pointed) return await pointedPlace(inside, pointed)
  if (process.getuid?.() !== 0 || (await canEnter(dataDir, inside.runAs))) return inside
  if (await exists(inside.cluster))
    throw new Error(
      `数据文件夹「${dataDir}」现在放在只有 root 能进入的地方，数据库的用户进不去。请把它移到别处（例如 /srv），再试一次。`,
    )
  return await outsidePlace(inside)
}

async function mustBeOurs(inside: Place): Promise<void> {
  const uid = process.getuid?.()
  if (uid === 0 || uid === undefined) return
  const [cluster, pointer] = [await stat(inside.cluster).catch(() => undefined), pointerOf(inside.dataDir)]
  if ((cluster && cluster.uid !== uid) || (await exists(pointer))) throw anothers(inside.dataDir)
}

async function pointedPlace(inside: Place, home: string): Promise<Place> {
  const place = await at(inside, home)
  if (!(await exists(join(place.cluster, 'PG_VERSION'))))
    throw new Error(
      `数据文件夹「${inside.dataDir}」的数据库原来在「${home}」，现在不在了。请从备份恢复它；确实要从空库开始，请删除「${pointerOf(inside.dataDir)}」再启动。`,
    )
  const owner = await ownerOf(home)
  if (owner !== inside.dataDir) {
    if (owner && (await readPointer(owner)) === home)
      throw new Error(
        `数据文件夹「${inside.dataDir}」像是「${owner}」的副本：两处指着同一个数据库（${home}）。请用 backup 和 restore 复制数据，不要复制文件夹。`,
      )
    await writeWhole(join(home, 'data-folder'), `${inside.dataDir}\n`)
  }
  return place
}

/**
 * A place of its own outside, named by the data folder's path. A database already there was either finished by a
 * run that died before it could leave the pointer, or belongs to a data folder that was deleted: the password
 * tells which. The latter is set aside, not deleted.
 */
async function outsidePlace(inside: Place): Promise<Place> {
  const name = createHash('sha256').update(inside.dataDir).digest('hex').slice(0, 16)
  for (const root of OUTSIDE) {
    const home = join(root, name)
    const made = await mkdir(home, { recursive: true, mode: 0o755 }).then(
      () => true,
      () => false,
    )
    if (!made || (await lstat(home)).uid !== 0) continue
    for (const folder of [root, home]) await chmod(folder, 0o755)
    const place = await at(inside, home)
    if ((await exists(place.cluster)) && !(await exists(passwordOf(inside.dataDir))))
      await rename(place.cluster, `${place.cluster}.old-${randomBytes(4).toString('hex')}`)
    await writeWhole(join(home, 'data-folder'), `${inside.dataDir}\n`)
    return place
  }
  throw new Error(
    `数据文件夹「${inside.dataDir}」放在只有 root 能进入的地方，${OUTSIDE.join('、')} 又不能写。请用 --data 换一个文件夹（例如 /srv/gongkai）。`,
  )
}

async function at(inside: Place, home: string): Promise<Place> {
  const cluster = join(home, 'postgres')
  return { ...inside, home, cluster, runAs: await chooseRunAs(cluster, inside.dataDir) }
}

/** Leaves the pointer, once the cluster is whole: a pointer therefore never points at what was never there. */
export async function leavePointer(place: Place): Promise<void> {
  if (place.home === place.dataDir) return
  if ((await readPointer(place.dataDir)) === place.home) return
  await writeWhole(pointerOf(place.dataDir), `${place.home}\n`)
}

const pointerOf = (dataDir: string) => join(dataDir, 'postgres.path')
const passwordOf = (dataDir: string) => join(dataDir, 'postgres.password')

async function readPointer(dataDir: string): Promise<string | undefined> {
  return (await readFile(pointerOf(dataDir), 'utf8').catch(() => '')).trim() || undefined
}

async function ownerOf(home: string): Promise<string | undefined> {
  return (await readFile(join(home, 'data-folder'), 'utf8').catch(() => '')).trim() || undefined
}

export async function readPassword(place: Place): Promise<string | undefined> {
  return (await readFile(passwordOf(place.dataDir), 'utf8').catch(() => '')).trim() || undefined
}

export async function makePassword(place: Place): Promise<string> {
  const password = randomBytes(24).toString('base64url')
  await writeWhole(passwordOf(place.dataDir), `${password}\n`)
  return password
}

export async function dropPassword(place: Place): Promise<void> {
  await rm(passwordOf(place.dataDir), { force: true })
}

/**
 * The folder of the server's socket: beside the database, where temporary-file cleaners and private /tmp folders
 * do not reach; in /tmp where that path would be too long, or hold characters that need quoting.
 */
export async function socketFolder(place: Place): Promise<string> {
  const beside = join(place.home, 'run')
  const plain = /^[\w/.-]+$/.test(beside) && Buffer.byteLength(join(beside, SOCKET_FILE)) <= SOCKET_PATH_MAX
  if (plain) return await privateFolder(beside, place.runAs)
  const name = createHash('sha256').update(place.cluster).digest('hex').slice(0, 12)
  const uid = place.runAs?.uid ?? process.getuid?.()
  const inTmp = await privateFolder(`/tmp/gongkai-${name}`, place.runAs)
  const found = await lstat(inTmp)
  // NOTE /tmp is everybody's: a folder that somebody else made under our name is theirs, not ours.
  if (found.isDirectory() && found.uid === uid && (found.mode & 0o077) === 0) return inTmp
  const fresh = await mkdtemp('/tmp/gongkai-')
  if (place.runAs) await chown(fresh, place.runAs.uid, place.runAs.gid)
  return fresh
}

/** Makes a folder only its owner may enter; leaves one that is there as it is. */
export async function privateFolder(path: string, as: RunAs | undefined): Promise<string> {
  const made = await mkdir(path, { mode: 0o700 }).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
      return false
    },
  )
  if (made && as) await chown(path, as.uid, as.gid)
  return path
}

export async function exists(path: string): Promise<boolean> {
  return await lstat(path).then(
    () => true,
    () => false,
  )
}

/** Writes a small file so that a crash leaves the old one or the new one, on disk. */
async function writeWhole(path: string, text: string): Promise<void> {
  const half = `${path}.half`
  await rm(half, { force: true })
  await ownLikeFolder(half)
  const file = await open(half, 'w')
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(half, path)
  await syncFolder(dirname(path))
}

export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
