/**
 * The eight kinds of refusal. Each carries the HTTP status, a stable code listed in docs/errors.md, and one
 * sentence for people: what was wrong, why, what to do. Anything else thrown is a bug.
 */
export class Refusal extends Error {
  readonly status: number
  readonly code: string
  /** The articles that forbid it; only for `Unlawful`. */
  readonly basis: readonly string[]
  constructor(status: number, code: string, sentence: string, basis: readonly string[] = []) {
    super(sentence)
    this.name = new.target.name
    this.status = status
    this.code = code
    this.basis = basis
  }
}

/** The input is not well formed. */
export class Invalid extends Refusal {
  constructor(code: string, sentence: string) {
    super(422, code, sentence)
  }
}

// NOTE 414 and 431 differ only in which part of the request was too long.
const MALFORMED: Record<number, string> = {
  408: '请求没有在规定的时间内发完，已经断开。请再试一次。',
  413: '提交的内容太大，没有收下。请减少内容后再试。',
  414: '网址太长，无法读取。查找的话请控制在10000字以内，再试一次。',
  415: '提交的内容不是本站能读取的格式。请使用本站的表单提交。',
  431: '网址太长，无法读取。查找的话请控制在10000字以内，再试一次。',
}

/** The request itself could not be read: not HTTP, an address with broken escapes, too long, too slow. */
export class Malformed extends Refusal {
  constructor(status: number) {
    super(
      status,
      'malformed',
      MALFORMED[status] ?? '请求无法读取：网址里可能有没有编码的字符。请检查网址，或者从首页重新查找。',
    )
  }
}

export class NotSignedIn extends Refusal {
  constructor() {
    super(401, 'not-signed-in', '请先登录，再继续办理。')
  }
}

/** Known and visible, but not yours to do. */
export class Denied extends Refusal {
  constructor(sentence: string) {
    super(403, 'denied', sentence)
  }
}

/** Absent, or not yours to know about. */
export class NotFound extends Refusal {
  constructor(sentence = '没有找到您要看的内容。它可能已经移走，也可能网址有误。') {
    super(404, 'not-found', sentence)
  }
}

/** The world changed meanwhile. */
export class Conflict extends Refusal {
  constructor(code: string, sentence: string) {
    super(409, code, sentence)
  }
}

/** Well formed and permitted, and the law forbids it. */
export class Unlawful extends Refusal {
  constructor(code: string, sentence: string, basis: readonly string[]) {
    super(409, code, sentence, basis)
  }
}

/** Something we stand on failed: the database, the mail gateway. */
export class Upstream extends Refusal {
  constructor(code: string, sentence: string) {
    super(503, code, sentence)
  }
}

// NOTE these are the ways `pg` and the kernel say that the database cannot be reached or does not answer.
const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  '57P01',
  '57P02',
  '57P03',
  '08000',
  '08001',
  '08003',
  '08006',
  '53300',
])

/** Turns what a driver threw into a refusal where it means the database is away; anything else stays a bug. */
export function asRefusal(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error
  if (!(error instanceof Error)) return undefined
  const { code = '', syscall } = error as { code?: string; syscall?: string }
  // NOTE the socket of a server that is down is absent too, but so may be any file.
  if (code === 'ENOENT' && syscall !== 'connect') return undefined
  if (UNREACHABLE.has(code) || /timeout|Connection terminated|not queryable/i.test(error.message))
    return databaseAway(error)
  return undefined
}

/** The database cannot be reached, whatever the driver said of it. */
export function databaseAway(cause: Error): Upstream {
  const away = new Upstream(
    'database-away',
    '数据库暂时没有应答，这一页现在打不开。请过一会儿再试，已公开的文件页面仍可查看。',
  )
  away.cause = cause
  return away
}
