import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { hashText, normalise, noTokens, tokenise } from './tokens.ts'

function keys(text: string): number[] {
  const tokens = noTokens()
  tokenise(text, tokens)
  return [...tokens.keys.subarray(0, tokens.count)]
}

test('Chinese is read in pairs, a lone character alone', () => {
  assert.deepEqual(keys('政务公开'), [...keys('政务'), ...keys('务公'), ...keys('公开')])
  assert.equal(keys('政').length, 1)
  assert.notDeepEqual(keys('政'), keys('政政'))
})

test('words and numbers are whole tokens and end a run of Chinese', () => {
  assert.equal(keys('PM2').length, 1)
  assert.deepEqual(keys('按PM2办'), [...keys('按'), ...keys('PM2'), ...keys('办')])
  assert.deepEqual(keys('〔2022〕60号'), [...keys('2022'), ...keys('60'), ...keys('号')])
})

test('full width, case, compatibility forms and formatting characters do not matter', () => {
  assert.deepEqual(keys('ＡＢＣ２０２２'), keys('abc2022'))
  assert.deepEqual(keys('5㎡以下'), keys('5m2以下'))
  assert.deepEqual(keys('公\u200b开'), keys('公开'))
  assert.deepEqual(keys('豈'), keys('豈'), 'U+F900 is U+8C48')
  assert.equal(normalise('ＧＢ／Ｔ　９７０４'), 'gb/t 9704')
})

test('any text whatever is read, and the same after Unicode normalisation', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      assert.ok(keys(text).length <= text.normalize('NFKC').length + text.length)
    }),
  )
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...'政府信息公开ａＢ３、。 ㎡①')), (units) => {
      const text = units.join('')
      assert.deepEqual(keys(text), keys(text.normalize('NFKC')))
    }),
  )
})

test('keys of different texts differ', () => {
  const texts = new Set<string>()
  for (let i = 0; i < 20_000; i++) texts.add(`吴政办〔${1990 + (i % 40)}〕${i}号`)
  assert.equal(new Set([...texts].map(hashText)).size, texts.size)
  assert.ok([...texts].every((text) => Number.isSafeInteger(hashText(text)) && hashText(text) >= 0))
})
