import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readMark } from './numbering.ts'

test('各级序号', () => {
  const lines: [string, string, string, number][] = [
    ['第二编 分则', 'part', '第二编', 2],
    ['第十二章　附　则', 'chapter', '第十二章', 12],
    ['第一章总则', 'chapter', '第一章', 1],
    ['第三节 监督', 'section', '第三节', 3],
    ['第一百零三条 本法', 'article', '第一百零三条', 103],
    ['一、总体要求', 'para', '一、', 1],
    ['二十一．附则', 'para', '二十一．', 21],
    ['（七）严格执行', 'subpara', '（七）', 7],
    ['(七)严格执行', 'subpara', '(七)', 7],
    ['12.材料', 'point', '12.', 12],
    ['3、材料', 'point', '3、', 3],
    ['（4）材料', 'indent', '（4）', 4],
    ['⑸材料', 'indent', '⑸', 5],
    ['③材料', 'item', '③', 3],
    ['1.2.3 目的', 'point', '1.2.3', 3],
  ]
  for (const [line, kind, num, value] of lines) {
    const mark = readMark(line)
    assert.deepEqual([mark?.kind, mark?.num, mark?.value], [kind, num, value], line)
  }
})

test('插入条文的序号', () => {
  const mark = readMark('第十七条之一 有前款行为的')
  assert.deepEqual([mark?.value, mark?.plus], [17, 1])
})

test('引用条文、数量和普通文字不是序号', () => {
  for (const line of [
    '第三条规定的事项',
    '第三条、第四条',
    '2.5万元',
    '1.8亿元',
    '一是加强领导',
    '（二）至（四）项',
    '（二）项规定的材料',
    '十分重要',
    '第三章的规定',
    '',
  ]) {
    assert.equal(readMark(line), null, line)
  }
})

test('以项目、目标、目的、款项开头的是条目，不是引用', () => {
  for (const line of [
    '二、项目建设',
    '二、目的和意义',
    '（二）目标任务',
    '（二）目的和依据',
    '（三）款项支付',
    '（三）项目的管理',
    '三、目的',
  ])
    assert.ok(readMark(line), line)
  for (const line of ['（二）项规定的情形', '（一）至（三）项', '（二）项、（三）项'])
    assert.equal(readMark(line), null, line)
})
