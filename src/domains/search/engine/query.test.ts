import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { kindOf, LONGEST_QUERY, readQuery } from './query.ts'

const KINDS = {
  question: [
    '开小饭馆要办哪些证',
    '谁可以成为个体工商户？',
    '企业稳岗补贴怎么申请',
    '老人高龄津贴多少钱一个月',
    '还能申请退税吗',
    '租房合同到期不退押金咋办',
    '能不能跨区上学',
    '小微企业有何优惠?',
  ],
  words: [
    '2022年政务公开工作要点',
    '餐饮 住宿 纾困',
    '政府信息公开条例',
    '最高人民法院关于债务人在约定的期限届满后未履行债务而没有还款日期的欠款条诉讼时效期间应从何时开始计算问题的批复',
    '关于如何理解和适用有关规定的答复',
    '低保标准',
    '60',
    'PM2.5',
  ],
  number: ['吴政办〔2022〕60号', '国办发[2019]6号', '吴政办 2022年 60号', '（２０２２）第６０号'],
} as const

for (const [kind, texts] of Object.entries(KINDS)) {
  for (const text of texts) test(`${text} is read as ${kind}`, () => assert.equal(kindOf(text), kind))
}

test('question words are left out of a question but not of a title', () => {
  assert.deepEqual(readQuery('稳岗补贴怎么申请').keys, readQuery('稳岗补贴 申请').keys)
  assert.ok(readQuery('关于如何认定的批复').keys.length > readQuery('关于 认定的批复').keys.length)
})

test('a question of question words alone is still searched', () => {
  assert.ok(readQuery('怎么办？').keys.length > 0)
})

test('what stands in quotation marks is a phrase, but not inside a question', () => {
  assert.equal(readQuery('"免申即享" 政策').phrases.length, 1)
  assert.equal(readQuery('“免申即享”政策').phrases.length, 1)
  assert.equal(readQuery('什么是“免申即享”？').phrases.length, 0)
  assert.equal(readQuery('没有后半边的“引号').phrases.length, 0)
})

test('an empty query, one without words and one too long are explained', () => {
  assert.match(readQuery('').notice!, /没有输入检索词/)
  assert.match(readQuery(' \u0000\t\n ').notice!, /没有/)
  assert.match(readQuery('？！……——').notice!, /没有可以检索的文字或数字/)
  const long = readQuery('政务公开'.repeat(2500))
  assert.match(long.notice!, new RegExp(`前${LONGEST_QUERY}个字`))
  assert.ok(long.text.length <= LONGEST_QUERY)
  assert.equal(readQuery('政务公开').notice, undefined)
})

const HOSTILE = [
  '(a+)+$',
  '.*',
  '[',
  '\\',
  "'; DROP TABLE documents; --",
  '<script>alert(1)</script>',
  '😀😀😀',
  '\u202e开公务政\u202c',
  'שלום עולם',
  '\ud800',
  '\u0000\u0001\u001f政务\u007f公开',
  '"“「『',
  '𠮷野家𬭩',
]

for (const text of HOSTILE) {
  test(`${JSON.stringify(text)} is read without harm`, () => {
    assert.ok(readQuery(text).text.length <= LONGEST_QUERY)
  })
}

test('control characters separate, formatting characters vanish', () => {
  assert.deepEqual(readQuery('政务\u0000公开').keys, readQuery('政务 公开').keys)
  assert.deepEqual(readQuery('政务\u200f公开').keys, readQuery('政务公开').keys)
})

test('no text is refused', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 700 }), (text) => {
      const query = readQuery(text)
      assert.equal(query.keys.length, new Set(query.keys).size)
      if (query.keys.length === 0) assert.ok(query.notice)
    }),
  )
})
