import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readFixtures, scoreNoise } from './gongwen/corpus.ts'
import { fuzz } from './gongwen/fuzz.ts'
import { NOISES } from './gongwen/noise.ts'
import { hasData } from './gongwen/pages.ts'
import { measureFixtures, measureReal } from './gongwen.ts'

// Below their targets today; the floor keeps them from falling further.
const FLOORS: Record<string, number> = { '行宽28 标题': 0.97 }

test('样例至少四十件', () => assert.ok(readFixtures().length >= 40))

test('样例及各种噪声下，各项不低于下限', async () => {
  const gates = await measureFixtures()
  assert.ok(gates.length > 100)
  const fallen = gates.filter(
    ({ noise, name, figure, target }) => figure < (FLOORS[`${noise} ${name}`] ?? target),
  )
  assert.deepEqual(fallen, [])
})

test('金标准改错一处，分数就下来', async () => {
  const [fixture] = readFixtures().filter(({ name }) => name === 'repeal.md')
  const wrong = { ...fixture!.gold, title: '另一个题名', validity: { repeals: ['没有提到的文件'] } }
  const scores = await scoreNoise([{ ...fixture!, gold: wrong }], NOISES[0]!, 1)
  assert.deepEqual([scores.标题?.right, scores.废止?.right], [0, 0])
})

test('真实文件各项达到要求', {
  skip: hasData ? false : '没有 ../shared/data，真实文件的检验没有做',
}, async () => {
  assert.deepEqual(
    (await measureReal()).filter(({ figure, target }) => figure < target),
    [],
  )
})

test('五百件改坏的文本：不抛错、不卡住、不失原文', () => {
  const { threw, tooSlow, lost } = fuzz(readFixtures(), 500, 1)
  assert.deepEqual([threw, tooSlow, lost], [0, 0, 0])
})
