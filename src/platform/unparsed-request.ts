import type { Socket } from 'node:net'
import { Malformed } from './errors.ts'

const CODE_STATUS: Record<string, number> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
}
const REASONS: Record<number, string> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  413: 'Content Too Large',
  431: 'Request Header Fields Too Large',
}

/** Answers what Node could not read as a request with a page that says so, and lets the connection go. */
export function answerUnparsed(
  error: NodeJS.ErrnoException,
  socket: Socket,
  headers: Record<string, string>,
  draw: (refusal: Malformed) => string,
): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const refusal = new Malformed(CODE_STATUS[error.code ?? ''] ?? 400)
  const body = Buffer.from(draw(refusal))
  const lines = {
    ...headers,
    'content-type': 'text/html; charset=utf-8',
    'content-length': String(body.length),
    'cache-control': 'no-store',
    connection: 'close',
  }
  const head = Object.entries(lines).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.write(`HTTP/1.1 ${refusal.status} ${REASONS[refusal.status]}\r\n${head.join('')}\r\n`)
  socket.end(body, () => socket.destroy())
}
