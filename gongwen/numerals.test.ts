import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { findDates, readDateLine } from './dates.ts'
import { readNumeral, writeNumeral } from './numerals.ts'

test('中文数字与阿拉伯数字', () => {
  const pairs: [string, number | null][] = [
    ['二十一', 21],
    ['十', 10],
    ['一百零三', 103],
    ['二〇二二', 2022],
    ['二○○六', 2006],
    ['６０', 60],
    ['2O22', 2022],
    ['元', 1],
    ['', null],
    ['甲', null],
    ['一二三四五', null],
  ]
  for (const [text, value] of pairs) assert.equal(readNumeral(text), value, text)
})

test('中文数字写出再读回不变', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9999 }), (value) => readNumeral(writeNumeral(value)) === value),
  )
})

test('日期：两种数字、三种零、空格、括号', () => {
  const lines = [
    '2022年7月18日',
    '二〇二二年七月十八日',
    '二○二二年七月十八日',
    '2022 年 7 月 18 日',
    '（2022年7月18日）',
    '2022-07-18',
  ]
  for (const line of lines) assert.equal(readDateLine(line), '2022-07-18', line)
})

test('不存在的日期不认', () => {
  for (const text of ['2022年13月1日', '2022年2月30日', '2022年7月', '1822年1月1日'])
    assert.deepEqual(findDates(text), [], text)
  assert.equal(readDateLine('自2022年7月18日起施行'), null)
})
