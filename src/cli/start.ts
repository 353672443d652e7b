import { openApp } from '../app.tsx'
import { readConfig } from '../config.ts'
import { openWorld } from '../world.ts'
import { loadDemo } from './demo.ts'
import { readWords } from './words.ts'

const EVERYWHERE = '::'
const IPV4_ONLY = '0.0.0.0'

/** `start [--port N] [--no-demo]`: serves until told to stop; an empty database gets the demo district first. */
export async function start(words: string[]): Promise<number> {
  const { values } = readWords(words, { port: { type: 'string' }, 'no-demo': { type: 'boolean' } })
  const config = readConfig(values)
  const world = await openWorld(config, { patience: 'web' })
  try {
    if (!values['no-demo']) await loadDemo(world, (line) => process.stderr.write(`${line}\n`))
    const app = await openApp(world)
    try {
      const port = await listenOn(app.http, config.port)
      process.stdout.write(`ready http://localhost:${port}\n`)
      await untilToldToStop()
      return 0
    } finally {
      await app.close()
    }
  } finally {
    await world.close()
  }
}

/** Both address families where the machine has them (notice item 九), else IPv4. */
async function listenOn(http: Awaited<ReturnType<typeof openApp>>['http'], port: number): Promise<number> {
  try {
    await http.listen({ host: EVERYWHERE, port })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE') throw new Error(`端口 ${port} 已被占用。请用 --port 换一个端口，或者停掉占用它的程序。`)
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
