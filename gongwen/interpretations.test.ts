import assert from 'node:assert/strict'
import { test } from 'node:test'
import { interpretedTitle } from './index.ts'

const CASES: [string, string, string | null, string | null][] = [
  ['关于《云溪区停车管理办法》的政策解读', '', '云溪区停车管理办法', null],
  [
    '《云溪区停车管理办法》解读',
    '区政府印发了《云溪区停车管理办法》（云政规〔2026〕3号）。',
    '云溪区停车管理办法',
    '云政规〔2026〕3号',
  ],
  ['政策解读——云溪区税务局关于调整服务时间的公告', '', '云溪区税务局关于调整服务时间的公告', null],
  ['公告解读：关于进口原油采信要求的公告', '', '关于进口原油采信要求的公告', null],
  ['解读｜关于发布《亚运会通关须知》的公告', '', '关于发布《亚运会通关须知》的公告', null],
  [
    '海关总署公告2021年第122号（关于触发水平数量的公告）的解读',
    '',
    '关于触发水平数量的公告',
    '海关总署公告2021年第122号',
  ],
  ['横琴免税管理办法解读问答', '', '横琴免税管理办法', null],
  ['停车收费有哪些新变化', '近日，区发展改革委印发了《云溪区停车收费办法》。', '云溪区停车收费办法', null],
  ['停车常见问题解答', '根据《中华人民共和国价格法》，停车收费实行政府指导价。', null, null],
]

for (const [title, text, wanted, docNumber] of CASES) {
  test(`解读的是哪一件：${title}`, () =>
    assert.deepEqual(interpretedTitle(title, text), { title: wanted, docNumber }))
}
