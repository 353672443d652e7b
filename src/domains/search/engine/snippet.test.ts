import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { snippet } from './snippet.ts'

const BODY = `第一条 为了规范补贴的发放，制定本办法。第二条 本办法所称补贴，是指财政安排的资金。${'其他规定从略。'.repeat(40)}第九条 年满八十周岁的老人，可以向户籍所在地的村（社区）申请高龄津贴。申请时提交身份证复印件。${'附则从略。'.repeat(40)}`

function marked({ text, marks }: { text: string; marks: Array<[number, number]> }): string[] {
  return marks.map(([from, to]) => text.slice(from, to))
}

test('the window holds the sentence that answers, from its beginning', () => {
  const found = snippet(BODY, '八十岁老人怎么申请高龄津贴？', 60)
  assert.match(found.text, /^第九条 年满八十周岁的老人/)
  assert.equal(BODY.slice(found.start, found.start + found.text.length), found.text)
  assert.deepEqual(marked(found), ['八十', '老人', '申请高龄津贴', '申请'])
})

test('full width, case and words are highlighted as typed in the text', () => {
  const found = snippet('本市ＰＭ２.５浓度与Wi-Fi覆盖率。', 'pm2 wi')
  assert.deepEqual(marked(found), ['ＰＭ２', 'Wi'])
})

test('a lone pair that is only grammar is not highlighted', () => {
  assert.deepEqual(marked(snippet('他的规划和她的计划', '我的规定')), [])
  assert.deepEqual(marked(snippet('他的规划和她的计划', '的规划')), ['的规划'])
})

test('without a match the beginning is shown', () => {
  assert.deepEqual(snippet('一段文字。', '无关', 3), { text: '一段文', start: 0, marks: [] })
  assert.deepEqual(snippet('', '无关'), { text: '', start: 0, marks: [] })
})

test('a word longer than the window is cut, unmarked', () => {
  assert.deepEqual(snippet('见gongkai', 'gongkai', 4), { text: 'gong', start: 1, marks: [] })
})

test('marks are in order, apart and inside, whatever the text', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc
      .array(fc.constantFrom(...'公开政务的。\n aＢ3㎡😀'), { maxLength: 300 })
      .map((units) => units.join('')),
  )
  fc.assert(
    fc.property(anything, anything, fc.integer({ min: 1, max: 80 }), (body, query, length) => {
      const { text, start, marks } = snippet(body, query, length)
      assert.equal(body.slice(start, start + text.length), text)
      assert.ok(text.length <= length)
      let before = -1
      for (const [from, to] of marks) {
        assert.ok(from > before && to > from && to <= text.length)
        before = to
      }
    }),
  )
})
