import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parse, readText } from '../index.ts'
import { readBodies, splitBodies } from './tasks/bodies.ts'
import { readDue } from './tasks/due.ts'

const DUES: [string, string | null][] = [
  ['2026年底前，完成改版。', '2026-12-31'],
  ['6月底前上线。', '2026-06-30'],
  ['2027年2月底前上线。', '2027-02-28'],
  ['12月20日前汇总发放结果。', '2026-12-20'],
  ['到2028年，建成三座。', '2028-12-31'],
  ['上半年完成摸底。', '2026-06-30'],
  ['第三季度完成验收。', '2026-09-30'],
  ['收到申请后3个工作日内联系。', '收到申请后3个工作日内'],
  ['每季度公布一次。', '每季度'],
  ['各单位收取信息处理费前，要报备案。', null],
  ['要在单位内部建立机制。', null],
  ['自3月1日起受理。', null],
]
for (const [sentence, due] of DUES)
  test(`期限：${sentence}`, () => assert.equal(readDue(sentence, 2026), due))

const BODIES: [string, string[]][] = [
  ['由区司法局牵头，集中公开规范性文件。', ['区司法局']],
  ['建立名录。（责任单位：区工业和信息化局、区文化和旅游局）', ['区工业和信息化局', '区文化和旅游局']],
  [
    '完善网站。（区政府办公室牵头，各镇人民政府、区直各部门按职责分工负责）',
    ['区政府办公室', '各镇人民政府'],
  ],
  ['区财政局会同区民政局完成审核。', ['区财政局', '区民政局']],
  ['各地各部门要整合力量。', ['各地各部门']],
  ['供水、供电等行业主管部门要督促企业公开。', ['供水行业主管部门', '供电行业主管部门']],
  ['各科室要履行职责。', []],
  ['网站要及时更新。', []],
]
for (const [sentence, bodies] of BODIES)
  test(`责任单位：${sentence}`, () => assert.deepEqual(readBodies(sentence), bodies))

test('单位名称里的“和”不拆', () => {
  assert.deepEqual(splitBodies('区发展和改革委员会、区财政局和各镇人民政府'), [
    '区发展和改革委员会',
    '区财政局',
    '各镇人民政府',
  ])
})

test('只分派责任的句子并入前一项任务；准许和鼓励不是任务；办法不出任务', () => {
  const text =
    '云溪区2026年工作要点\n为做好工作，制定本要点。\n一、公开\n（一）及时更新目录。由区司法局牵头，区财政局按职责分工负责。鼓励采用图解。可以设立专栏。'
  const { tasks } = parse(readText(text))
  assert.deepEqual(
    tasks.map(({ text, responsible }) => [text, responsible]),
    [['及时更新目录。', ['区司法局', '区财政局']]],
  )
  assert.deepEqual(parse(readText(text.replaceAll('要点', '办法'))).tasks, [])
})
