import festivals from './calendars/festivals.json' with { type: 'json' }
import { type DayNumber, dayNumber, dayNumberOf } from './day.ts'

const FIRST_YEAR = 1949
const LAST_YEAR = 2199

/**
 * The statutory days off of each year by the law alone, without any year's arrangement; the stuff of provisional dates.
 *
 * LAW 放假办法·2 元旦1天，春节4天（除夕、初一至初三），清明节1天，劳动节2天，端午节1天，中秋节1天，国庆节3天。
 * GAP before 2007 only the fixed days are known; lunar festivals of those years are left out, the dates provisional.
 */
export function statutoryHolidays(): Map<DayNumber, string> {
  const days = new Map<DayNumber, string>()
  for (let year = FIRST_YEAR; year <= LAST_YEAR; year += 1) {
    days.set(dayNumberOf(year, 1, 1), '元旦')
    days.set(dayNumberOf(year, 5, 1), '劳动节')
    // LAW 放假办法·2 (2024年修订) 劳动节，放假2天（5月1日、2日）。
    if (year >= 2025) days.set(dayNumberOf(year, 5, 2), '劳动节')
    for (const dayOfMonth of [1, 2, 3]) days.set(dayNumberOf(year, 10, dayOfMonth), '国庆节')
  }
  for (const [year, festival] of Object.entries(festivals.years)) {
    const on = (monthDay: string) => dayNumber(`${year}-${monthDay}`, 'festivals')
    const spring = on(festival.spring)
    for (const offset of [-1, 0, 1, 2]) days.set(spring + offset, '春节')
    days.set(on(festival.qingming), '清明节')
    days.set(on(festival.dragonBoat), '端午节')
    days.set(on(festival.midAutumn), '中秋节')
  }
  return days
}
