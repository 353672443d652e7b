/** Where the database lives and as whom it runs, when that is not simply the data folder and ourselves. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmod,
  chown,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { promisify } from 'node:util'
import { canEnter } from '../../src/platform/postgres-files.ts'
import { processesOf } from '../../src/platform/postgres-server.ts'
import {
  type Circumstances,
  isRoot,
  openElsewhere as openProcess,
  ordinaryUser,
  REPOSITORY,
} from '../support/cluster-processes.ts'
import { copyNode, copyProject } from '../support/project-copy.ts'

const made: string[] = []
const openElsewhere = (data: string, at: Circumstances = {}) => openProcess(data, { ...at, fast: true })
const homes: string[] = []
const onlyRoot = { skip: !isRoot && 'only root meets this' }

async function folder(mode: number): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'gongkai-places-test-'))
  await chmod(path, mode)
  made.push(path)
  return path
}

/** The place outside, which a data folder that only root can enter is given. */
function outside(data: string): string {
  const home = join('/var/lib/gongkai', createHash('sha256').update(data).digest('hex').slice(0, 16))
  homes.push(home)
  return home
}

after(async () => {
  for (const path of [...homes, ...made]) {
    assert.deepEqual(await processesOf(join(path, 'postgres')), [])
    await rm(path, { recursive: true, force: true })
  }
})

const KEPT = "create table kept (word text); insert into kept values ('云溪区')"
const READ = 'select word from kept'

describe('a data folder that only root can enter', onlyRoot, () => {
  test('keeps its database outside, and finds it again', async () => {
    const data = join(await folder(0o700), 'data')
    const home = outside(data)
    const first = await openElsewhere(data)
    assert.equal(first.opening.folder, join(home, 'postgres'))
    assert.equal((await readFile(join(data, 'postgres.path'), 'utf8')).trim(), home)
    await first.query(KEPT)
    await first.leave()
    const second = await openElsewhere(data)
    assert.deepEqual(await second.query(READ), [{ word: '云溪区' }])
    await second.leave()
  })

  test('may be moved, but a copy of it is refused', async () => {
    const data = join(await folder(0o700), 'data')
    const moved = `${data}-moved`
    outside(data)
    const first = await openElsewhere(data)
    await first.query(KEPT)
    await first.leave()
    await rename(data, moved)
    const second = await openElsewhere(moved)
    assert.deepEqual(await second.query(READ), [{ word: '云溪区' }])
    await second.leave()
    await promisify(execFile)('cp', ['-a', moved, data])
    await assert.rejects(openElsewhere(data), /像是.*-moved.*的副本/)
  })

  test('that was deleted starts empty, and the old database is set aside, not deleted', async () => {
    const data = join(await folder(0o700), 'data')
    const home = outside(data)
    const first = await openElsewhere(data)
    await first.query(KEPT)
    await first.leave()
    await rm(data, { recursive: true })
    const second = await openElsewhere(data)
    await second.query(KEPT)
    await second.leave()
    assert.equal((await readdir(home)).filter((name) => name.startsWith('postgres.old-')).length, 1)
  })

  test('whose database has vanished is refused, not started empty', async () => {
    const data = join(await folder(0o700), 'data')
    const home = outside(data)
    await (await openElsewhere(data)).leave()
    await rm(home, { recursive: true })
    await assert.rejects(openElsewhere(data), /现在不在了.*从备份恢复.*postgres\.path/)
  })

  test('finds its database when the start was cut off before the pointer was left', async () => {
    const data = join(await folder(0o700), 'data')
    outside(data)
    const first = await openElsewhere(data)
    await first.query(KEPT)
    await first.leave()
    await rm(join(data, 'postgres.path'))
    const second = await openElsewhere(data)
    assert.deepEqual(await second.query(READ), [{ word: '云溪区' }])
    await second.leave()
    assert.ok((await readdir(data)).includes('postgres.path'))
  })

  test('that came there with the database in it is refused', async () => {
    const open = await folder(0o755)
    const data = join(open, 'data')
    await (await openElsewhere(data)).leave()
    await chmod(open, 0o700)
    await assert.rejects(openElsewhere(data), /只有 root 能进入的地方.*移到别处/)
  })

  test('with the program in such a place too', async () => {
    const home = await folder(0o700)
    await copyProject(join(home, 'project'))
    const data = join(home, 'project', 'data')
    outside(data)
    homes.push(`/var/lib/gongkai/postgresql-0.0.0-test-${process.arch}`)
    const one = await openElsewhere(data, { project: join(home, 'project') })
    assert.deepEqual(await one.query('select 1 as one'), [{ one: 1 }])
    await one.leave()
  })
})

describe('an ordinary user', () => {
  /** That user, with the program and the Node that it can reach. */
  async function asUser(): Promise<Circumstances & { data: string }> {
    const as = await ordinaryUser()
    const path = await folder(0o755)
    if (as) await chown(path, as.uid, as.gid)
    const at = { as, home: path, data: join(path, 'data') }
    if (await canEnter(REPOSITORY, as)) return at
    await copyProject(join(path, 'project'))
    return { ...at, project: join(path, 'project'), node: await copyNode(path) }
  }

  test('keeps the database in the data folder and runs it', async () => {
    const at = await asUser()
    const one = await openElsewhere(at.data, at)
    assert.equal(one.opening.folder, join(at.data, 'postgres'))
    assert.equal((await stat(`/proc/${one.opening.postmaster}`)).uid, at.as?.uid ?? process.getuid?.())
    await one.leave()
  })

  test('is told when the folder cannot be written', {
    skip: !isRoot && 'a folder of another user takes root',
  }, async () => {
    const at = await asUser()
    await assert.rejects(openElsewhere(join(await folder(0o755), 'data'), at), /没有写入的权限.*--data/)
    const others = join(await folder(0o755), 'data')
    await mkdir(others)
    await assert.rejects(openElsewhere(others, at), /没有写入的权限.*--data/)
  })

  test('may use a data folder that root first started', onlyRoot, async () => {
    const at = await asUser()
    await mkdir(at.data)
    await chown(at.data, at.as!.uid, at.as!.gid)
    const root = await openElsewhere(at.data)
    assert.equal((await stat(root.opening.folder)).uid, at.as!.uid)
    await root.query(KEPT)
    const joined = await openElsewhere(at.data, at)
    assert.equal(joined.opening.started, false)
    await root.leave()
    assert.deepEqual(await joined.query(READ), [{ word: '云溪区' }])
    await joined.leave()
    const alone = await openElsewhere(at.data, at)
    assert.deepEqual(await alone.query(READ), [{ word: '云溪区' }])
    await alone.kill()
    const after = await openElsewhere(at.data)
    assert.equal(after.opening.started, false)
    await after.leave()
  })

  test("is told when the database is another user's", onlyRoot, async () => {
    const at = await asUser()
    const data = join(await folder(0o755), 'data')
    await (await openElsewhere(data)).leave()
    await chmod(data, 0o777)
    await assert.rejects(openElsewhere(data, at), /另一个用户建的.*原来的用户/)
  })

  test('that the machine does not know is told so', onlyRoot, async () => {
    const at = await asUser()
    const stranger = { uid: 54_321, gid: 54_321 }
    await chown(at.home!, stranger.uid, stranger.gid)
    await assert.rejects(
      openElsewhere(at.data, { ...at, as: stranger }),
      /编号 54321.*\/etc\/passwd.*DATABASE_URL/,
    )
    assert.ok(!(await readdir(at.data)).includes('postgres'))
  })

  test("does not use a socket folder in /tmp that is another's", onlyRoot, async () => {
    const at = await asUser()
    const data = join(at.home!, '数据')
    const name = createHash('sha256').update(join(data, 'postgres')).digest('hex').slice(0, 12)
    await mkdir(`/tmp/gongkai-${name}`, { mode: 0o777 })
    made.push(`/tmp/gongkai-${name}`)
    const one = await openElsewhere(data, at)
    assert.notEqual(one.opening.sockets, `/tmp/gongkai-${name}`)
    assert.equal((await stat(one.opening.sockets)).mode & 0o777, 0o700)
    await one.leave()
    await assert.rejects(stat(one.opening.sockets), { code: 'ENOENT' })
  })
})

test('a pointer to nowhere is refused with a sentence', onlyRoot, async () => {
  const data = await folder(0o755)
  await writeFile(join(data, 'postgres.path'), '/var/lib/gongkai/absent\n')
  await assert.rejects(openElsewhere(data), /现在不在了/)
})
