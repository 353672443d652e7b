import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { evaluate } from './registry.ts'

const identifiers = new URL('../../shared/data/identifiers/identifiers.jsonl', import.meta.url)

interface Row {
  readonly kind: 'uscc' | 'resident_id'
  readonly value: string
  readonly valid: boolean
}

test('公开见到的代码和国家标准所附号码，判断与其来源一致', (t) => {
  if (!existsSync(identifiers)) return t.skip('没有 ../shared/data/identifiers，跳过核对')
  const rows = readFileSync(identifiers, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row)
  assert.ok(rows.length >= 50)
  for (const { kind, value, valid } of rows) {
    const { answer } = evaluate(`identifier/${kind.replace('_', '-')}`, { value })
    assert.equal((answer as { valid: boolean }).valid, valid, value)
  }
})

test('身份号码和银行卡号不出现在答复的任何文字里', () => {
  for (const [rule, value] of [
    ['identifier/resident-id', '110105194912310021'],
    ['identifier/bank-card', '6222021234567890129'],
  ] as const) {
    assert.ok(!JSON.stringify(evaluate(rule, { value })).includes(value.slice(6, 14)))
  }
})
