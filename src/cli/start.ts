import { openApp } from '../app.tsx'
import { readConfig } from '../config.ts'
import { directClient } from '../platform/db.ts'
import { openWorld, type World } from '../world.ts'
import { loadDemo } from './demo.ts'
import { readWords } from './words.ts'

const EVERYWHERE = '::'
const IPV4_ONLY = '0.0.0.0'

/** `start [--port N] [--no-demo]`: serves until told to stop; an empty database gets the demo district first. */
export async function start(words: string[]): Promise<number> {
  const { values } = readWords(words, { port: { type: 'string' }, 'no-demo': { type: 'boolean' } })
  const config = readConfig(values)
  const told = untilToldToStop()
  const world = await openWorld(config, { patience: 'web' })
  const alone = await aloneOn(world).catch(async (error) => {
    await world.close()
    throw error
  })
  try {
    if (!values['no-demo']) await loadDemo(world, (line) => process.stderr.write(`${line}\n`))
    const app = await openApp(world)
    try {
      const port = await listenOn(app.http, config.port)
      process.stdout.write(`ready http://localhost:${port}\n`)
      await told
      return 0
    } finally {
      await app.close()
    }
  } finally {
    await alone?.end()
    await world.close()
  }
}

const START_LOCK = 7_300

/** One site at a time on an embedded database; on one's own PostgreSQL as many nodes as one likes. */
async function aloneOn({ config, address }: World): Promise<{ end(): Promise<void> } | undefined> {
  if (config.databaseUrl) return undefined
  // NOTE the connection holds the lock as long as this process lives, whatever ends it.
  const holder = directClient(address)
  await holder.connect()
  const { rows } = await holder.query<{ alone: boolean }>('select pg_try_advisory_lock($1) as alone', [
    START_LOCK,
  ])
  if (rows[0]!.alone) return holder
  await holder.end()
  throw new Error(
    `数据文件夹 ${config.dataFolder} 上已有一个网站在运行。请先停掉它，或者用 --data 另选一个文件夹。`,
  )
}

/** Both address families where the machine has them (notice item 九), else IPv4. */
async function listenOn(http: Awaited<ReturnType<typeof openApp>>['http'], port: number): Promise<number> {
  try {
    await http.listen({ host: EVERYWHERE, port })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE')
      throw new Error(`端口 ${port} 已被占用。请用 --port 换一个端口，或者停掉占用它的程序。`)
    if (code === 'EACCES') throw new Error(`没有权限使用端口 ${port}。请用 --port 换一个 1024 以上的端口。`)
    if (code !== 'EAFNOSUPPORT' && code !== 'EADDRNOTAVAIL') throw error
    await http.listen({ host: IPV4_ONLY, port })
  }
  const address = http.server.address()
  return typeof address === 'object' && address ? address.port : port
}

function untilToldToStop(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve())
    process.once('SIGTERM', () => resolve())
  })
}
