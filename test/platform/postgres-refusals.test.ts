import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { promisify } from 'node:util'
import { processesOf } from '../../src/platform/postgres-server.ts'
import { isRoot, openElsewhere } from '../support/cluster-processes.ts'
import { dataFolder, usedFolder } from '../support/data-folders.ts'

describe('a cluster that cannot be opened is refused with a sentence', () => {
  async function closedCluster(): Promise<{ data: string; folder: string }> {
    const data = await usedFolder()
    return { data, folder: join(data, 'postgres') }
  }

  test('when the data folder is a file', async () => {
    const data = await dataFolder()
    await writeFile(data, '')
    await assert.rejects(openElsewhere(data), /已经有一个文件.*--data/)
  })

  test('when the folder is not a database, which stays as it is', async () => {
    const { data, folder } = await closedCluster()
    await rm(join(folder, 'PG_VERSION'))
    await assert.rejects(openElsewhere(data), /不是数据库.*PG_VERSION/)
    assert.ok((await readdir(folder)).includes('base'))
  })

  test('when it is of another major version', async () => {
    const { data, folder } = await closedCluster()
    await writeFile(join(folder, 'PG_VERSION'), '17\n')
    await assert.rejects(openElsewhere(data), /PostgreSQL 17 的数据库/)
  })

  test('when its password is wrong; once that file is deleted, it gets a new one', async () => {
    const { data, folder } = await closedCluster()
    await writeFile(join(data, 'postgres.password'), 'another\n')
    await assert.rejects(openElsewhere(data), /不认 postgres\.password.*删除这个文件/)
    assert.deepEqual(await processesOf(folder), [])
    await rm(join(data, 'postgres.password'))
    const one = await openElsewhere(data)
    assert.deepEqual(await one.query('select 1 as one'), [{ one: 1 }])
    await one.leave()
  })

  test('when PostgreSQL itself refuses, with its reason', async () => {
    const { data, folder } = await closedCluster()
    await writeFile(join(folder, 'postgresql.conf'), 'nonsense = 1\n')
    await assert.rejects(openElsewhere(data), /启动不了：.*postgresql\.conf.*postgres\.log/)
  })

  test('when the disk is full, leaving no half of a database', {
    skip: !isRoot && 'mounting a small disk takes root',
  }, async (t) => {
    const data = await dataFolder()
    const { dir } = { dir: join(data, '..', 'small') }
    const command = promisify(execFile)
    const mounted = await command('sh', [
      '-c',
      `mkdir '${dir}' && mount -t tmpfs -o size=8m,mode=755 none '${dir}'`,
    ]).then(
      () => true,
      () => false,
    )
    if (!mounted) return t.skip('this machine does not let us mount')
    try {
      await assert.rejects(openElsewhere(join(dir, 'data')), /数据库建不起来.*No space left.*改正后再启动/)
      const left = await readdir(join(dir, 'data'))
      assert.deepEqual(
        left.filter((name) => name.startsWith('postgres.') && name.includes('half')),
        [],
      )
      assert.ok(!left.includes('postgres'))
      await command('mount', ['-o', 'remount,size=512m', dir])
      const one = await openElsewhere(join(dir, 'data'))
      await one.leave()
    } finally {
      await command('umount', [dir])
    }
  })
})
