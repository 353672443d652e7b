import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { BadFacts } from './bad-facts.ts'
import {
  arrangementsFor,
  buildCalendar,
  type Calendar,
  type HolidayYear,
  isProvisional,
  isWorkingDay,
  workingDayAfter,
} from './calendar.ts'
import { addCalendarDays } from './calendar-days.ts'
import { HOLIDAY_YEARS, NATIONAL_CALENDAR } from './calendars/national.ts'
import { addMonths, civilDate, dayNumber, dayNumberOf, dayOf, FIRST_DAY, LAST_DAY, weekday } from './day.ts'
import { addWorkingDays, checkWorkingDay, countWorkingDays } from './working-days.ts'

const holidays = new URL('../../shared/data/holidays/days.jsonl', import.meta.url)

interface HolidayRow {
  readonly date: string
  readonly is_off_day: boolean
}

test('2007—2026年的每一个放假日和调休上班日与通知一致', (t) => {
  if (!existsSync(holidays)) return t.skip('没有 ../shared/data/holidays，跳过与通知原始数据的核对')
  const rows = readFileSync(holidays, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as HolidayRow)
  const same = rows.filter(({ date, is_off_day }) => {
    const special = NATIONAL_CALENDAR.special.get(dayNumber(date, 'date'))
    return special !== undefined && special.working === !is_off_day
  })
  assert.equal(same.length, 678)
  assert.equal(rows.length, 678)
  const listed = [...NATIONAL_CALENDAR.special.keys()].filter(
    (day) => day >= dayNumber('2006-12-30', 'day') && day <= NATIONAL_CALENDAR.certainTo,
  )
  assert.equal(listed.length, 678)
})

test('每年的安排都有通知，年份相连，调休上班日都是周末', () => {
  for (const [index, { year, notices, off, work }] of HOLIDAY_YEARS.entries()) {
    assert.equal(year, 2007 + index)
    assert.ok(notices.length > 0 && off.length > 0 && work.length > 0)
    // NOTE 3 February 2020, a Monday, is named in the notice that prolonged the holidays before it.
    for (const day of work)
      assert.ok([0, 6].includes(weekday(dayNumber(day, 'work'))) || day === '2020-02-03', day)
  }
})

test('逐日对照：日期与序数互逆，与机器的历法一致', () => {
  for (let number = FIRST_DAY; number <= LAST_DAY; number += 1) {
    const text = new Date(number * 86_400_000).toISOString().slice(0, 10)
    assert.equal(dayOf(number), text)
    assert.equal(dayNumber(text, 'day'), number)
  }
  assert.equal(dayNumberOf(2000, 2, 29), dayNumber('2000-02-29', 'day'))
  assert.deepEqual(civilDate(-1), { year: 1969, month: 12, dayOfMonth: 31 })
})

test('民法典·202 按月计算的期间以对应日为最后一日，没有对应日的以月末日为最后一日', () => {
  const later = (day: string, months: number) => dayOf(addMonths(dayNumber(day, 'day'), months))
  assert.equal(later('2025-08-31', 6), '2026-02-28')
  assert.equal(later('2023-08-31', 6), '2024-02-29')
  assert.equal(later('2022-10-31', 1), '2022-11-30')
  assert.equal(later('2022-01-15', -1), '2021-12-15')
  assert.equal(later('2022-03-15', 12), '2023-03-15')
  assert.equal(later('2100-01-31', 1), '2100-02-28')
  assert.equal(later('1999-12-31', 2), '2000-02-29')
})

test('日期连同时刻：23:59仍为当日，带时区的先换算为北京时间', () => {
  const on = (text: string) => dayOf(dayNumber(text, 'on'))
  assert.equal(on('2022-07-18T23:59'), '2022-07-18')
  assert.equal(on('2022-07-18 00:00:00.000'), '2022-07-18')
  assert.equal(on('2022-07-18T15:59:59Z'), '2022-07-18')
  assert.equal(on('2022-07-18T16:00Z'), '2022-07-19')
  assert.equal(on('2022-07-18T23:59+08:00'), '2022-07-18')
  assert.equal(on('2022-07-18T00:00+09:00'), '2022-07-17')
  assert.equal(on('2022-07-18T15:30-00:30'), '2022-07-19')
  assert.equal(on('2022-07-18T21:29+05:30'), '2022-07-18')
  assert.equal(on('2022-07-18T23:00-05:30'), '2022-07-19')
})

test('不是日期的都说得出哪里不对', () => {
  const problem = (value: unknown) => {
    try {
      dayNumber(value, 'on')
    } catch (error) {
      return error instanceof BadFacts ? error.problem : error
    }
    return undefined
  }
  for (const value of [
    '',
    'x',
    '2022-7-18',
    '2022-07-18x',
    '2022-07-1x',
    '2022_07_18',
    '2022-07_18',
    '20220-7-18',
    '2022-07-18T24:00',
    'x2022-07-18T10:00',
    '2022-07-18T10:00x',
    '2022_07-18',
    '2022-07_18',
    '2022-07-1 ',
  ]) {
    assert.equal(problem(value), 'wrong-shape', value)
  }
  for (const value of [18, {}, true]) assert.equal(problem(value), 'wrong-shape')
  for (const value of [
    '2022-00-01',
    '2022-13-01',
    '2022-01-00',
    '2022-04-31',
    '2022-06-31',
    '2023-02-29',
    '2100-02-29',
  ]) {
    assert.equal(problem(value), 'impossible-date', value)
  }
  assert.equal(problem(undefined), 'missing')
  assert.equal(problem(null), 'missing')
  assert.equal(problem('1899-12-31'), 'out-of-range')
  assert.equal(problem('2199-12-31T20:00Z'), 'out-of-range')
})

test('没有任何安排的日历也能计算，日期全部为暂定', () => {
  const empty = buildCalendar([])
  const from = dayNumber('2022-07-18', 'from')
  assert.equal(dayOf(workingDayAfter(empty, from, 1)), '2022-07-19')
  for (const day of [FIRST_DAY, from, LAST_DAY]) assert.ok(isProvisional(empty, day, day))
  assert.ok(isWorkingDay(empty, dayNumber('2022-06-03', 'day')))
  assert.ok(!isWorkingDay(empty, dayNumber('2022-10-03', 'day')))
})

test('加载下一年的安排后，暂定的日期成为确定的日期', () => {
  const next = {
    year: 2027,
    issuer: '国务院办公厅',
    notices: [{ page: '', number: null }],
    off: [{ name: '元旦', from: '2027-01-01', to: '2027-01-04' }],
    work: ['2027-01-09'],
  }
  const facts = { from: '2026-12-31', days: 5 }
  assert.deepEqual(addWorkingDays(facts).answer, { date: '2027-01-08', provisional: true })
  const loaded = buildCalendar([next, ...HOLIDAY_YEARS])
  assert.deepEqual(addWorkingDays(facts, loaded).answer, { date: '2027-01-09', provisional: false })
})

test('各年的安排必须相连，缺一年或者重复一年都不能成为日历', () => {
  const [first, second, third] = HOLIDAY_YEARS as [HolidayYear, HolidayYear, HolidayYear]
  assert.throws(() => buildCalendar([third, first]), {
    problem: 'missing',
    field: 'years',
    message: '2007年与2009年的节假日安排不相连，请补上或者去掉重复的年份。',
  })
  assert.throws(() => buildCalendar([first, second, second]), /2008年与2008年/)
})

test('引用所涉日子的各年通知，不多也不少', () => {
  const cites = (verdict: { basis: readonly { cite: string }[] }) => verdict.basis.map(({ cite }) => cite)
  const plain = ['民法典·201', '放假办法·2']
  assert.deepEqual(cites(addWorkingDays({ from: '2022-07-18', days: 20 })), [...plain, '2022年节假日安排'])
  assert.deepEqual(cites(addWorkingDays({ from: '2022-12-29', days: 1 })), [...plain, '2022年节假日安排'])
  const both = [...plain, '2022年节假日安排', '2023年节假日安排']
  assert.deepEqual(cites(addWorkingDays({ from: '2022-12-30', days: 1 })), both)
  assert.deepEqual(cites(countWorkingDays({ from: '2023-01-04', to: '2022-12-30' })), both)
  assert.deepEqual(cites(checkWorkingDay({ on: '2027-06-01' })), plain)
  assert.deepEqual(cites(addCalendarDays({ from: '2016-08-02', days: 60 })), [
    '民法典·154',
    '2016年节假日安排',
  ])
  const rolled = ['民法典·201', '民法典·203', '2022年节假日安排']
  assert.deepEqual(cites(addCalendarDays({ from: '2022-08-03', days: 60 })), rolled)
})

test('通知以文号引用，文号待核的以网页引用；本地安排以本地文号引用', () => {
  const day = (text: string) => dayNumber(text, 'day')
  const on = (calendar: Calendar, text: string) => arrangementsFor(calendar, day(text), day(text))
  assert.deepEqual(on(NATIONAL_CALENDAR, '2020-03-02'), [
    {
      cite: '2020年节假日安排',
      title: '国务院办公厅关于2020年部分节假日安排的通知',
      source:
        '文号待核，https://www.gov.cn/zhengce/zhengceku/2019-11/21/content_5454164.htm；' +
        '文号待核，https://www.gov.cn/zhengce/zhengceku/2020-01/27/content_5472352.htm',
      version: '2020-01-01',
    },
  ])
  const numbered = {
    ...HOLIDAY_YEARS[0]!,
    notices: [{ page: 'https://www.gov.cn/', number: '国办发明电〔2006〕0号' }],
  }
  const local = [{ on: '2007-03-01', working: false, source: '云政办〔2007〕1号' }]
  const calendar = buildCalendar([numbered], local)
  assert.deepEqual(
    on(calendar, '2007-03-01').map(({ title, source, version }) => [title, source, version]),
    [
      ['国务院办公厅关于2007年部分节假日安排的通知', '国办发明电〔2006〕0号', '2007-01-01'],
      ['本地工作日安排', '云政办〔2007〕1号', '2007-03-01'],
    ],
  )
  assert.equal(on(calendar, '2007-03-02').length, 1)
})
