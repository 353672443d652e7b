import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cite, type Instrument } from './citations.ts'
import { INSTRUMENTS } from './instruments.ts'
import { PARAMETERS, type ParameterName, type ParameterVersion, parameterOn } from './parameters.ts'
import { evaluate, RULES } from './registry.ts'
import { unverified } from './unverified.ts'

const MONTHS = Array.from({ length: 12 * 22 }, (_, index) => {
  const year = 2008 + Math.floor((index + 4) / 12)
  return `${year}-${String(((index + 4) % 12) + 1).padStart(2, '0')}-01`
})

test('每个期限自其施行之日起，每个月都有且只有一个数', () => {
  for (const [name, versions] of Object.entries<readonly ParameterVersion[]>(PARAMETERS)) {
    const [first] = versions
    assert.deepEqual(
      [...versions].sort((a, b) => a.from.localeCompare(b.from)),
      [...versions],
      name,
    )
    for (const month of MONTHS) {
      const version = parameterOn(name as ParameterName, month)
      assert.equal(version === undefined, month < first!.from, `${name} ${month}`)
      if (version) assert.ok(version.from <= month && version.basis.version <= month, `${name} ${month}`)
    }
    assert.equal(parameterOn(name as ParameterName, '1900-01-01'), undefined)
  }
})

test('施行之日即适用新的数，前一日仍适用旧的数', () => {
  for (const [name, versions] of Object.entries<readonly ParameterVersion[]>(PARAMETERS)) {
    for (const version of versions) assert.equal(parameterOn(name as ParameterName, version.from), version)
  }
  assert.equal(parameterOn('replyWorkingDays', '2019-05-14')?.value, 15)
  assert.equal(parameterOn('replyWorkingDays', '2019-05-15')?.value, 20)
})

test('法规的各个版本依次相接，引用以当日施行的版本为准', () => {
  for (const [name, { versions }] of Object.entries<Instrument>(INSTRUMENTS)) {
    const dates = versions.map(({ from }) => from)
    assert.deepEqual([...dates].sort(), dates, name)
  }
  assert.equal(cite('条例', '24', '2019-05-14').source, '国务院令第492号')
  assert.equal(cite('条例', '33', '2019-05-15').source, '国务院令第711号')
  assert.equal(cite('条例', '33').source, '国务院令第711号')
  assert.equal(cite('条例', '18', '1990-01-01').source, '国务院令第492号')
  assert.equal(cite('行政复议法', '23', '2023-12-31').version, '1999-10-01')
  assert.equal(cite('行政复议法', '23', '2024-01-01').version, '2024-01-01')
  assert.equal(cite('送达意见', '').cite, '送达意见')
  assert.equal(cite('条例', '33'), cite('条例', '33'))
})

test('没有见到原文的引用都有标记，见到的没有', () => {
  assert.equal(cite('条例', '18', '2010-01-01').unverified, true)
  assert.equal(cite('条例', '26').unverified, undefined)
  assert.equal(cite('信息处理费办法', '3').unverified, undefined)
  assert.equal(cite('信息处理费办法', '6').unverified, true)
})

test('待核清单包括条文、日期、数字、通知、分值和问题', () => {
  const found = unverified()
  const kinds = new Set(found.map(({ kind }) => kind))
  assert.deepEqual([...kinds].sort(), ['date', 'notice', 'number', 'points', 'question', 'text'])
  const has = (subject: string) => found.some((one) => one.subject.includes(subject))
  assert.ok(has('国务院令第492号') && has('国办函〔2020〕109号') && has('法释〔2025〕8号'))
  assert.ok(has('replyWorkingDays = 15') && has('correctionWorkingDays = 无规定') && has('2026年节假日安排'))
  assert.ok(!has('国务院令第711号') && !has('replyWorkingDays = 20'))
  for (const { subject, because } of found)
    assert.ok(subject !== '' && /[。）]|[a-z]$/.test(because), because)
})

test('没有的规则、不是一组事实的事实，以一句话拒绝', () => {
  assert.throws(() => evaluate('weather', {}), /没有“weather”这一规则/)
  assert.throws(() => evaluate('toString', {}), /没有“toString”这一规则/)
  assert.throws(() => evaluate(undefined as unknown as string, {}), /没有“undefined”这一规则/)
  for (const facts of [undefined, null, 3, 'x', []]) {
    assert.throws(() => evaluate('working-days/add', facts), /“facts”应当是一组有名称的事实/)
  }
  for (const { says, facts } of Object.values(RULES)) assert.ok(says !== '' && facts !== '')
})

test('程序自身的差错不会被当作事实有误', () => {
  const broken = {
    get type(): never {
      throw new RangeError('差错')
    },
    on: '2022-07-18',
  }
  assert.throws(() => evaluate('reply-clock', { acts: [broken] }), { name: 'RangeError', message: '差错' })
})

test('行为多达一千项仍可计算，再多则请核对', () => {
  const acts = Array.from({ length: 1000 }, () => ({ type: 'received', on: '2022-07-18' }))
  assert.equal((evaluate('reply-clock', { acts }).answer as { due: string }).due, '2022-08-15')
  const { answer } = evaluate('reply-clock', { acts: [...acts, acts[0]] })
  const { problem } = answer as { problem: { name: string; field: string; because: string } }
  assert.deepEqual(problem, { name: 'out-of-range', field: 'acts', because: '“acts”超过1000项，请核对。' })
})
