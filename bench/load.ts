import { Agent, request } from 'node:http'

/** What a load run saw. */
export interface Load {
  perSecond: number
  p50: number
  p99: number
  failures: number
}

/**
 * Asks for an address (or a different one each time) over and over through some connections that stay open, for some seconds, and counts. Client and
 * server share the machine, so only ratios to a baseline of the same run mean anything.
 */
export async function load(
  address: string | ((n: number) => string),
  { connections = 16, seconds = 4, headers = {} as Record<string, string> } = {},
): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const took: number[] = []
  let failures = 0
  let asked = 0
  const until = performance.now() + seconds * 1000
  const ask = () =>
    new Promise<void>((resolve) => {
      const from = performance.now()
      asked += 1
      request(typeof address === 'string' ? address : address(asked), { agent, headers }, (response) => {
        response.resume()
        response.on('end', () => {
          took.push(performance.now() - from)
          if ((response.statusCode ?? 500) >= 400) failures += 1
          resolve()
        })
      })
        .on('error', () => {
          failures += 1
          resolve()
        })
        .end()
    })
  const from = performance.now()
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() < until) await ask()
    }),
  )
  const elapsed = (performance.now() - from) / 1000
  agent.destroy()
  took.sort((a, b) => a - b)
  return {
    perSecond: took.length / elapsed,
    p50: took[took.length >> 1] ?? 0,
    p99: took[Math.floor(took.length * 0.99)] ?? 0,
    failures,
  }
}
