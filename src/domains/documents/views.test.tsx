import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { render } from '../../ui/page.tsx'
import type { Force } from '../../ui/page-model.ts'
import { Body, headingRanks, isRunIn, LinkedText, paragraphsOf } from './views-body.tsx'
import { ForceStrip, forceSentence } from './views-force.tsx'
import type { BodyNode } from './views-model.ts'
import { basisText, descriptionOf, titleLines } from './views-record.ts'

const TODAY = '2026-11-05'

function force(status: Force['status'], rest: Partial<Force> = {}): Force {
  return { status, asOf: TODAY, ...rest }
}

function node(given: Partial<BodyNode>): BodyNode {
  return { kind: 'p', eId: '', num: '', heading: '', text: '', level: 0, part: '0', ...given }
}

const drawn = (element: Parameters<typeof render>[0]) =>
  render(element).replace('<!DOCTYPE html>\n', '').trimEnd()

describe('效力写成一句话', () => {
  const dates = { effectiveOn: '2026-05-01', expiresOn: '2028-12-31' }
  const cases: [Force, string][] = [
    [force('inForce', dates), '自2026年5月1日起施行，有效期至2028年12月31日。按今天（2026年11月5日）计算。'],
    [force('inForce'), '没有写明期限。按今天（2026年11月5日）计算。'],
    [
      force('inForce', { ...dates, asOf: '2026-06-30' }),
      '自2026年5月1日起施行，有效期至2028年12月31日。按2026年6月30日计算，不是今天。',
    ],
    [
      force('notYet', { effectiveOn: '2026-12-01' }),
      '自2026年12月1日起施行，还有26天。按今天（2026年11月5日）计算。',
    ],
    [
      force('partly', { effectiveOn: '2024-10-01' }),
      '自2024年10月1日起施行，其中有的内容已经不再适用。按今天（2026年11月5日）计算。',
    ],
    [force('repealed', { endedOn: '2026-05-01' }), '2026年5月1日起不再执行。'],
    [force('repealed'), '不再执行。'],
    [force('expired', { expiresOn: '2022-12-31' }), '有效期于2022年12月31日届满，没有查到延长有效期的决定。'],
    [force('unknown'), '文中的日期不足以判断是否有效，也没有经制定机关确认。适用之前，请向制定机关核实。'],
  ]
  for (const [given, sentence] of cases) {
    test(sentence, () => assert.equal(forceSentence(given, TODAY), sentence))
  }

  test('没有效力问题的信息不显示效力', () => {
    assert.equal(drawn(<ForceStrip force={force('none')} today={TODAY} />), '')
  })

  test('废止的文件指向取代它的文件', () => {
    const successor = { href: '/documents/2', title: '新办法', docNumber: '云政规〔2026〕2号' }
    const html = drawn(<ForceStrip force={force('repealed', { successor })} today={TODAY} />)
    assert.match(html, /force-dead.*<a href="\/documents\/2">新办法<\/a>（云政规〔2026〕2号）/)
  })
})

describe('the body of a document', () => {
  test('references become links; those that overlap or reach too far do not', () => {
    const refs = [
      { start: 2, end: 4, href: '/a' },
      { start: 3, end: 5, href: '/overlaps' },
      { start: 5, end: 99, href: '/too-far' },
      { start: 1, end: 1, href: '/empty' },
    ]
    assert.equal(drawn(<LinkedText text="依照甲法办理" refs={refs} />), '依照<a href="/a">甲法</a>办理')
  })

  test('a newline divides paragraphs, and each keeps its own references', () => {
    const paragraphs = paragraphsOf('第一款。\n\n　　第二款见甲。', [{ start: 12, end: 13, href: '/a' }])
    assert.deepEqual(paragraphs, [
      { text: '第一款。', refs: [] },
      { text: '第二款见甲。', refs: [{ start: 4, end: 5, href: '/a' }] },
    ])
  })

  test('headings never skip a rank, whatever the levels do', () => {
    const levels = [1, 3, 3, 2, 1, 4].map((level) => node({ kind: 'l1', heading: '题', level }))
    assert.deepEqual(headingRanks(levels, 2), [2, 3, 3, 3, 2, 3])
  })

  test('a heading that is a sentence runs into its paragraph', () => {
    assert.ok(isRunIn(node({ heading: '加强领导。', text: '各单位要……' })))
    assert.ok(!isRunIn(node({ heading: '加强领导', text: '各单位要……' })))
    assert.ok(!isRunIn(node({ heading: '加强领导。' })))
  })

  test('the number of a clause is its address', () => {
    const html = drawn(
      <Body
        body={[node({ kind: 'article', eId: 'art_3', num: '第三条', text: '条文。', level: 2 })]}
        first={2}
        asides={[]}
        tables={[]}
      />,
    )
    assert.equal(html, '<p id="art_3"><a href="#art_3" class="anchor no article-no">第三条</a>条文。</p>')
  })

  test('a table with a full first row has heads, a form has none, rows are filled up', () => {
    const table = node({ kind: 'table', rows: [['甲', '乙'], ['1']] })
    const form = node({
      kind: 'table',
      rows: [
        ['姓名', ''],
        ['单位', ''],
      ],
    })
    const both = [table, form]
    const html = drawn(<Body body={both} first={2} asides={[]} tables={both} />)
    assert.match(
      html,
      /第1个表格.*<th scope="col">甲<\/th><th scope="col">乙<\/th>.*<td>1<\/td><td><\/td>.*第2个表格/,
    )
    assert.equal(html.split('<th').length - 1, 3, 'one thead, two heads')
  })

  test('an empty table is left out', () => {
    assert.equal(
      drawn(<Body body={[node({ kind: 'table', rows: [] })]} first={2} asides={[]} tables={[]} />),
      '',
    )
  })
})

test('a title breaks after the organ that issued it', () => {
  const issuers = ['云溪区人民政府办公室']
  const title = '云溪区人民政府办公室关于做好新就业人员住房租赁补贴工作的通知'
  assert.deepEqual(titleLines({ title, issuers }), [
    '云溪区人民政府办公室',
    '关于做好新就业人员住房租赁补贴工作的通知',
  ])
  assert.deepEqual(titleLines({ title: '云溪区停车收费办法', issuers }), ['云溪区停车收费办法'])
})

test('a basis is told in the words of a sentence', () => {
  assert.equal(basisText('条例·20(十五)'), '《政府信息公开条例》第二十条第（十五）项')
  assert.equal(basisText('条例·21'), '《政府信息公开条例》第二十一条')
  assert.equal(basisText('国办公开办函〔2019〕61号'), '国办公开办函〔2019〕61号')
})

test('a description is the summary, or how the text begins, never too long', () => {
  const view = { title: '题', body: [node({ text: '短' }), node({ text: `开头${'字'.repeat(300)}` })] }
  const description = descriptionOf(view)
  assert.equal(description.length, 120)
  assert.ok(description.startsWith('开头') && description.endsWith('…'))
  assert.equal(descriptionOf({ ...view, summary: '概述' }), '概述')
})
