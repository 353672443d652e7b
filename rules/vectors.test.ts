import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { evaluate } from './registry.ts'

interface Vector {
  readonly id: string
  readonly rule: string
  readonly article: string
  readonly facts: object
  readonly expect: object
  /** The sentence word for word, where the wording itself is under test. */
  readonly reason?: string
  readonly because: string
  readonly author: string
}

const folder = new URL('./vectors/', import.meta.url)
const files = readdirSync(folder).filter((name) => name.endsWith('.json'))
const vectors = files.flatMap((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Vector[])

/** Where an answer differs from what a vector expects: objects may hold more, lists may not, null means none. */
export function difference(actual: unknown, expected: unknown, path = ''): string | undefined {
  if (expected === null)
    return actual === null || actual === undefined ? undefined : `${path}: ${JSON.stringify(actual)}`
  if (typeof expected !== 'object') {
    return Object.is(actual, expected)
      ? undefined
      : `${path}: ${JSON.stringify(actual)} ≠ ${JSON.stringify(expected)}`
  }
  if (typeof actual !== 'object' || actual === null) return `${path}: ${JSON.stringify(actual)}`
  if (Array.isArray(expected) && (!Array.isArray(actual) || actual.length !== expected.length)) {
    return `${path}: ${JSON.stringify(actual)} ≠ ${JSON.stringify(expected)}`
  }
  for (const [key, value] of Object.entries(expected)) {
    const found = difference((actual as Record<string, unknown>)[key], value, `${path}.${key}`)
    if (found !== undefined) return found
  }
  return undefined
}

for (const name of files) {
  const own = vectors.filter(({ id }) => id.startsWith(`${name.replace('.json', '')}-`))
  test(`案例 ${name}：${own.length}例`, () => {
    for (const { id, rule, article, facts, expect, reason, because } of own) {
      const verdict = evaluate(rule, facts)
      assert.equal(difference(verdict.answer, expect), undefined, `${id} ${because}`)
      assert.ok(
        verdict.reason.length > 0 && !/undefined|null|NaN/.test(verdict.reason),
        `${id} ${verdict.reason}`,
      )
      if (reason !== undefined) assert.equal(verdict.reason, reason, id)
      if (article !== '')
        assert.ok(
          verdict.basis.some(({ cite }) => cite === article),
          `${id} 没有引用${article}`,
        )
    }
  })
}

test('每个案例有编号、理由和作者，编号不重复', () => {
  assert.equal(new Set(vectors.map(({ id }) => id)).size, vectors.length)
  for (const { id, because, author } of vectors) assert.ok(because !== '' && author !== '', id)
  assert.ok(vectors.filter(({ author }) => author === '公开').length >= 300)
})

test('比较能发现差异', () => {
  assert.equal(difference({ a: 1, b: 2 }, { a: 1 }), undefined)
  assert.notEqual(difference({ a: 1 }, { a: 2 }), undefined)
  assert.notEqual(difference([1, 2], [1]), undefined)
  assert.notEqual(difference({ a: 1 }, { a: null }), undefined)
  assert.equal(difference({}, { a: null }), undefined)
  assert.notEqual(difference(undefined, { a: 1 }), undefined)
})
