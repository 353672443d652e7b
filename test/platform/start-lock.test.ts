import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { takeLock, tryLock } from '../../src/platform/start-lock.ts'

let folder: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gongkai-lock-test-'))
})
after(() => rm(folder, { recursive: true, force: true }))

const HOLDER = `
  const { takeLock } = await import(process.argv[1])
  await takeLock(process.argv[2])
  console.log('held')
  setInterval(() => {}, 1000)`

async function holdElsewhere(path: string) {
  const module = join(import.meta.dirname, '../../src/platform/start-lock.ts')
  const holder = spawn(process.execPath, ['--input-type=module', '-e', HOLDER, module, path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(holder.stdout, 'data')
  return holder
}

test('excludes others, in this process and in another, until it is released', async () => {
  const path = join(folder, 'one')
  const held = await takeLock(path)
  assert.equal(await tryLock(path), undefined)
  held.release()
  const holder = await holdElsewhere(path)
  assert.equal(await tryLock(path), undefined)
  holder.kill()
  await once(holder, 'exit')
})

test('is free again, at once, when its holder is killed', async () => {
  const path = join(folder, 'two')
  const holder = await holdElsewhere(path)
  holder.kill('SIGKILL')
  await once(holder, 'exit')
  const held = await tryLock(path)
  assert.ok(held)
  held.release()
})

test('is handed to one of those who wait, and to each in turn', async () => {
  const path = join(folder, 'three')
  let inside = 0
  const turns = Array.from({ length: 8 }, async () => {
    const held = await takeLock(path)
    inside += 1
    assert.equal(inside, 1)
    await new Promise((resolve) => setTimeout(resolve, 5))
    inside -= 1
    held.release()
  })
  await Promise.all(turns)
})

test('stores nothing', async () => {
  const path = join(folder, 'four')
  const held = await takeLock(path)
  assert.equal((await stat(path)).size, 0)
  held.release()
})
