import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parse, readText } from '../index.ts'

const HEAD = '云溪区停车管理办法\n第一条 为了规范停车，制定本办法。\n第二条 '

/** The relations of a sentence, as 关系 题名, in order. */
function relations(sentence: string): string[] {
  const { references } = parse(readText(`${HEAD}${sentence}`, { docNumber: '云政规〔2026〕3号' }))
  return references.map(({ relation, title, docNumber }) => `${relation} ${title ?? docNumber}`)
}

const CASES: [string, string[]][] = [
  ['《甲办法》（云政规〔2024〕3号）第九条停止执行。', ['部分废止 甲办法']],
  ['《甲办法》第3条不再执行。', ['部分废止 甲办法']],
  ['停止执行《甲办法》第九条。', ['部分废止 甲办法']],
  ['不再执行《甲办法》中有关押金的规定。', ['部分废止 甲办法']],
  ['《甲办法》第五条第二款自2026年1月1日起停止执行。', ['部分废止 甲办法']],
  ['《甲办法》第二条第（三）项和《乙办法》第四条同时废止。', ['部分废止 甲办法', '部分废止 乙办法']],
  [
    '《甲办法》、2012年区政府印发的《乙办法》和《丙办法》中有关收费的规定同时废止。',
    ['废止 甲办法', '废止 乙办法', '部分废止 丙办法'],
  ],
  ['《甲办法》自2026年12月31日起同时废止。', ['废止 甲办法']],
  [
    '2019年3月1日区政府第12号令公布、根据《关于修改部分规章的决定》修正的《甲办法》，《乙办法》，同时废止。',
    ['依据 关于修改部分规章的决定', '废止 甲办法', '废止 乙办法'],
  ],
  ['《甲办法》废止后，补助照发。', ['引用 甲办法']],
  ['《甲办法》已于2020年废止，不得再引用。', ['引用 甲办法']],
  ['《甲办法》将于2026年12月31日失效。', ['引用 甲办法']],
  ['依照《产品质量法》第五十二条关于销售失效、变质的产品的规定处罚。', ['依据 产品质量法']],
  ['区政府令第3号公布的《甲规定》同时废止。', ['废止 甲规定']],
  ['将《甲办法》（云政规〔2024〕5号）的有效期延长至2028年12月31日。', ['修改 甲办法']],
  ['《甲办法》继续有效至2028年12月31日。', ['修改 甲办法']],
  ['《云溪区停车管理办法》（云政规〔2021〕8号）同时废止。', ['废止 云溪区停车管理办法']],
  ['《云溪区停车管理办法》同时废止。', ['废止 云溪区停车管理办法']],
  ['《云溪区停车管理办法》（云政规〔2026〕3号）由区城管局解释。', []],
]

for (const [sentence, expected] of CASES) {
  test(`引用关系：${sentence}`, () => {
    assert.deepEqual(relations(sentence), expected)
  })
}

test('废止目录里的文件逐件列出，继续有效的不算', () => {
  const text = [
    '云溪区人民政府关于公布清理结果的决定',
    '各部门：',
    '清理结果如下，自印发之日起施行。',
    '附件：1. 废止的文件目录',
    '2. 继续有效的文件目录',
    '云溪区人民政府',
    '2026年3月1日',
    '附件1',
    '废止的文件目录',
    '1. 云溪区人民政府关于渣土运输的意见（云政发〔2015〕41号）',
    '2. 《云溪区电子商务办法》（云政发〔2016〕52号）',
    '附件2',
    '继续有效的文件目录',
    '1. 《云溪区公园管理办法》（云政发〔2019〕7号）',
  ].join('\n')
  const { validity } = parse(readText(text))
  assert.deepEqual(
    validity.repeals.map(({ title, docNumber, partial }) => [title, docNumber, partial]),
    [
      ['云溪区人民政府关于渣土运输的意见', '云政发〔2015〕41号', false],
      ['云溪区电子商务办法', '云政发〔2016〕52号', false],
    ],
  )
})

test('下列文件予以废止：其后各项都是，下一项起不是', () => {
  const text = [
    '云溪区人民政府关于清理文件的决定',
    '各部门：',
    '一、下列文件予以废止：',
    '（一）《甲办法》（云政发〔2015〕1号）；',
    '（二）《乙办法》（云政发〔2015〕2号）第三条。',
    '二、下列文件由区司法局修改后重新发布：',
    '（一）《丙办法》（云政发〔2015〕3号）。',
    '云溪区人民政府',
    '2026年3月1日',
  ].join('\n')
  const { validity } = parse(readText(text))
  assert.deepEqual(
    validity.repeals.map(({ title, partial }) => [title, partial]),
    [
      ['甲办法', false],
      ['乙办法', true],
    ],
  )
})

const OWN: [string, string | null, number | null][] = [
  ['本办法自2026年1月1日起施行，有效期5年。', null, 5],
  ['本办法自2026年1月1日起施行，有效期至2030年12月31日。', '2030-12-31', null],
  ['登记证有效期3年。', null, null],
  ['《甲办法》的有效期至2027年12月31日。', null, null],
  ['将《甲办法》的有效期延长至2028年12月31日。', null, null],
]
for (const [sentence, expiresOn, years] of OWN) {
  test(`自身效力：${sentence}`, () => {
    const { validity } = parse(readText(`${HEAD}${sentence}`))
    assert.deepEqual([validity.expiresOn, validity.years], [expiresOn, years])
  })
}

test('题名说延长有效期，期限是别的文件的', () => {
  const text =
    '关于延长《甲办法》有效期的通知\n各部门：\n《甲办法》（云政规〔2024〕5号）将于2026年11月14日到期。经研究，将其有效期延长两年，有效期至2028年11月14日。\n云溪区人民政府\n2026年10月12日'
  const { validity, references } = parse(readText(text))
  assert.deepEqual([validity.expiresOn, validity.years, validity.repeals], [null, null, []])
  assert.deepEqual(
    references.map(({ docNumber, relation }) => [docNumber, relation]),
    [['云政规〔2024〕5号', '修改']],
  )
})

test('版记在附件之后也是版记', () => {
  const text =
    '关于甲的通知\n各部门：\n请执行。\n附件：甲清单\n云溪区人民政府\n2026年10月12日\n附件\n甲清单\n一、这是甲。\n二、这是乙。\n抄送：区委办公室。\n云溪区人民政府办公室　2026年10月12日印发'
  const { body } = parse(readText(text))
  assert.deepEqual(
    body.slice(-2).map(({ kind, eId }) => [kind, eId]),
    [
      ['imprint', null],
      ['imprint', null],
    ],
  )
})
