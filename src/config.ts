import { resolve } from 'node:path'

/** What differs between installations. The only reader of the environment; a number the law gives is never here. */
export interface Config {
  /** Where files, snapshots and the embedded database live. */
  dataFolder: string
  /** One's own PostgreSQL, 15 or newer; undefined: the embedded one. */
  databaseUrl: string | undefined
  port: number
  /** Scheme and host by which the public reaches the site; undefined: as each request says. */
  origin: string | undefined
  /** Where the operator's name in the audit ledger comes from. */
  operator: string
}

export class Misconfigured extends Error {}

const PORT_MOST = 65_535

/** Reads the environment and the options of the command line into one frozen whole, or says what is wrong. */
export function readConfig(options: { data?: string; port?: string } = {}, env = process.env): Config {
  return Object.freeze({
    dataFolder: resolve(options.data ?? env.GONGKAI_DATA ?? 'data'),
    databaseUrl: databaseUrl(env.DATABASE_URL),
    port: port(options.port ?? env.PORT ?? '3000'),
    origin: origin(env.GONGKAI_ORIGIN),
    operator: env.SUDO_USER ?? env.USER ?? env.LOGNAME ?? 'operator',
  })
}

function databaseUrl(value: string | undefined): string | undefined {
  if (!value) return undefined
  if (/^postgres(ql)?:\/\//.test(value)) return value
  throw new Misconfigured(
    'DATABASE_URL 应以 postgres:// 开头，例如 postgres://user@host/gongkai。请改正，或者不设它而用自带的数据库。',
  )
}

function port(value: string): number {
  const number = Number(value)
  if (Number.isInteger(number) && number >= 0 && number <= PORT_MOST) return number
  throw new Misconfigured(`端口“${value}”不对：应是 0 到 ${PORT_MOST} 的整数。0 表示由系统选一个空闲端口。`)
}

function origin(value: string | undefined): string | undefined {
  if (!value) return undefined
  const url = URL.canParse(value) ? new URL(value) : undefined
  if (url && /^https?:$/.test(url.protocol) && url.pathname === '/') return url.origin
  throw new Misconfigured(
    `GONGKAI_ORIGIN“${value}”不对：应是网站的协议和域名，例如 https://www.example.gov.cn。`,
  )
}
