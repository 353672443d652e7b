/** The oldest PostgreSQL we promise, reached as an operator's own is: by a DATABASE_URL over TCP. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown, mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { MIGRATIONS, TYPES, typesOf } from '../../db/codegen.ts'
import { checkDatabase, openDatabase } from '../../src/platform/db.ts'
import { migrate } from '../../src/platform/migrate.ts'
import { chooseRunAs, run } from '../../src/platform/postgres-files.ts'

const BINARIES = '/usr/lib/postgresql/15/bin'
const installed = await stat(join(BINARIES, 'initdb')).then(
  () => true,
  () => false,
)

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}

async function startServer() {
  const folder = await mkdtemp(join(tmpdir(), 'gongkai-15-test-'))
  await chmod(folder, 0o755)
  const cluster = join(folder, 'postgres')
  await mkdir(cluster)
  const as = await chooseRunAs(cluster, folder)
  if (as) await chown(cluster, as.uid, as.gid)
  const made = await run(
    join(BINARIES, 'initdb'),
    ['-D', cluster, '-U', 'gongkai', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'],
    as,
  )
  assert.equal(made.code, 0, made.output)
  const port = await freePort()
  const settings = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    `unix_socket_directories=${cluster}`,
    'fsync=off',
  ]
  const server = spawn(
    join(BINARIES, 'postgres'),
    ['-D', cluster, ...settings.flatMap((setting) => ['-c', setting])],
    { ...as, cwd: '/', stdio: 'ignore' },
  )
  const stop = async () => {
    server.kill('SIGINT')
    if (server.exitCode === null) await once(server, 'exit')
    await rm(folder, { recursive: true, force: true })
  }
  return { url: `postgres://gongkai@127.0.0.1:${port}/postgres`, stop }
}

test('PostgreSQL 15 takes the migrations, and gives the same types', {
  skip: !installed && 'PostgreSQL 15 is not installed',
}, async () => {
  const { url, stop } = await startServer()
  try {
    while (
      await checkDatabase(url).then(
        () => false,
        (error) => /没有数据库在监听|正在启动/.test(error.message),
      )
    )
      await sleep(20)
    await checkDatabase(url)
    assert.ok((await migrate(url, MIGRATIONS)).length > 0)
    await using db = openDatabase(url)
    assert.equal(await typesOf(db), await readFile(TYPES, 'utf8'))
  } finally {
    await stop()
  }
})
