import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findDocNumbers, parseDocNumber } from './doc-number.ts'
import { docNumberKeys, titleKey } from './keys.ts'

const WRITINGS: [string, string][] = [
  ['云政办发〔2022〕60号', '云政办发〔2022〕60号'],
  ['云政办发[2022]60号', '云政办发〔2022〕60号'],
  ['云政办发【2022】第60号', '云政办发〔2022〕60号'],
  ['云政办发（2022）60号', '云政办发〔2022〕60号'],
  ['云政办发﹝2022﹞60 号', '云政办发〔2022〕60号'],
  ['云政办发 ［２０２２］ ６０号', '云政办发〔2022〕60号'],
  ['云政办发〔2O22〕6O号', '云政办发〔2022〕60号'],
  ['云政办发〔2022年〕60号', '云政办发〔2022〕60号'],
  ['发文字号：云政办发〔2022〕60号', '云政办发〔2022〕60号'],
  ['\u200b云政办发〔2022〕60号', '云政办发〔2022〕60号'],
  ['云政办发〔2022〕60', '云政办发〔2022〕60号'],
  ['中华人民共和国国务院令（第711号）', '国务院令第711号'],
  ['云溪市人民政府令 第12号', '云溪市人民政府令第12号'],
  ['中华人民共和国主席令第十五号', '主席令第15号'],
  ['国家税务总局公告2015年第41号', '国家税务总局公告2015年第41号'],
  ['海关总署2024年第12号公告', '海关总署公告2024年第12号'],
  ['税务总局2020年第8号', '税务总局公告2020年第8号'],
  ['财政部 税务总局公告2022年第14号', '财政部、税务总局公告2022年第14号'],
  ['〔1996〕武司字第82号', '武司字〔1996〕82号'],
]

test('文号的各种写法都归到规范写法', () => {
  for (const [written, norm] of WRITINGS) assert.equal(parseDocNumber(written)?.norm, norm, written)
})

test('不是文号的文字不认作文号', () => {
  for (const text of [
    '',
    '第60号',
    '2022年',
    '关于印发工作要点的通知',
    '发文字号：',
    '根据有关规定，结合我区实际，制定本办法。',
  ]) {
    assert.equal(parseDocNumber(text), null, text)
  }
})

const IN_TEXT: [string, string[]][] = [
  [
    '《甲办法》（云政规〔2022〕3号）、《乙意见》（江建房 〔2021〕 77 号）',
    ['云政规〔2022〕3号', '江建房〔2021〕77号'],
  ],
  ['根据国办发〔2022〕8号文件要求', ['国办发〔2022〕8号']],
  ['关于加强管理的通知国办发[2019]6号', ['国办发〔2019〕6号']],
  ['省政府办公厅苏政办发【２０２２】３５号', ['苏政办发〔2022〕35号']],
  ['自然资发〔2023〕1号和沪经信软〔2018〕826号', ['自然资发〔2023〕1号', '沪经信软〔2018〕826号']],
  ['2019年4月3日中华人民共和国国务院令第711号修订', ['国务院令第711号']],
  ['第三条第2号令箭', []],
]

test('正文里的文号不带走前面的词语', () => {
  for (const [text, norms] of IN_TEXT)
    assert.deepEqual(
      findDocNumbers(text).map((one) => one.number.norm),
      norms,
      text,
    )
})

test('没有机关代字的文号不猜', () => {
  const [found] = findDocNumbers('具体是：[2020]8号')
  assert.equal(found?.number.agency, null)
  assert.equal(found?.number.year, 2020)
})

test('文号位置与原文一致，不跨行', () => {
  const text = '云溪区文件\n云政办〔2022〕6号\n关于'
  const [found] = findDocNumbers(text)
  assert.equal(text.slice(found!.start, found!.end), '云政办〔2022〕6号')
  assert.deepEqual(findDocNumbers('云政办\n〔2022〕6号')[0]?.number.agency, null)
})

test('检索键：完整、缺年、缺代字', () => {
  assert.deepEqual(docNumberKeys('云政办〔2022〕60号'), ['云政办|2022|60', '|2022|60', '云政办||60'])
  for (const query of ['云政办60号', '云政办 60', '云政办第60号'])
    assert.deepEqual(docNumberKeys(query), ['云政办||60'])
  for (const query of ['〔2022〕60号', '[2022]60', '2022年第60号'])
    assert.deepEqual(docNumberKeys(query), ['|2022|60'])
  for (const query of ['云政办202260号', '云政办［２０２２］６０号', '根据云政办[2022]060号']) {
    assert.equal(docNumberKeys(query)[0], '云政办|2022|60', query)
  }
  assert.deepEqual(docNumberKeys('国务院令第711号'), ['国务院令||711'])
  for (const query of ['', '，。', '60号', '工作要点', '\u0000\u0001', '云'.repeat(10_000)])
    assert.deepEqual(docNumberKeys(query), [])
})

test('题名键不计空格、标点、书名号和国名', () => {
  assert.equal(titleKey('《中华人民共和国民法典》'), titleKey('民法典'))
  assert.equal(
    titleKey('关于印发 《云溪区规划（2021—2025年）》 的通知'),
    titleKey('关于印发云溪区规划(2021-2025年)的通知'),
  )
  assert.equal(titleKey('中华人民共和国'), '中华人民共和国')
})
