import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { promisify } from 'node:util'
import { processesOf } from '../../src/platform/postgres-server.ts'
import { openElsewhere } from './cluster-processes.ts'

const folders: string[] = []

/** The path of a data folder that is not there yet. */
export async function dataFolder(name = 'data'): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'gongkai-postgres-test-'))
  await chmod(folder, 0o711)
  folders.push(folder)
  return join(folder, name)
}

/** A data folder that holds a database already. */
export async function usedFolder(): Promise<string> {
  seed ??= makeSeed()
  const data = await dataFolder()
  await promisify(execFile)('cp', ['-a', await seed, data])
  return data
}

let seed: Promise<string> | undefined

async function makeSeed(): Promise<string> {
  const data = await dataFolder()
  const one = await openElsewhere(data)
  await one.leave()
  return data
}

after(async () => {
  const left: number[] = []
  for (const folder of folders) {
    for (const name of await readdir(folder))
      left.push(...(await processesOf(join(folder, name, 'postgres'))))
    await rm(folder, { recursive: true, force: true })
  }
  assert.deepEqual(left, [], 'a server was left running')
})
