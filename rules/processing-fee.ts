import { BadFacts } from './bad-facts.ts'
import { type Basis, cite } from './citations.ts'
import { count } from './counts.ts'
import { type Day, dayNumber } from './day.ts'
import { type Verdict, verdict } from './verdict.ts'

/** A band of a progressive tariff: `from` through `to` items or pages, each at `rate` yuan. */
export interface FeeLine {
  readonly from: number
  readonly to: number
  readonly count: number
  readonly rate: number
  readonly amount: number
}

export interface FeeAnswer {
  /** Yuan. */
  readonly amount: number
  readonly lines: readonly FeeLine[]
}

const EFFECTIVE_ON = '2021-01-01'
const BAND_OF_ITEMS = 10
const MOST_ITEMS = 100_000

/**
 * The fee by items for new applications of one applicant in one calendar month.
 * `alreadyThisMonth` counts the items received from the applicant earlier in the month.
 *
 * LAW 信息处理费办法·附件 按件计收：同一申请人一个自然月内累计申请10件以下（含）的不收费；11—30件（含）的部分100元/件；
 * 31件以上的部分以10件为一档，每增加一档，收费标准提高100元/件。
 * READING the first band above 30 is 31–40 at 200 yuan.
 */
export function feeByItems(facts: { alreadyThisMonth: number; items: number; on?: Day }): Verdict<FeeAnswer> {
  const before = count(facts.alreadyThisMonth, 'alreadyThisMonth')
  const items = count(facts.items, 'items')
  if (before + items > MOST_ITEMS) {
    throw new BadFacts('out-of-range', 'items', `一个月内累计超过${MOST_ITEMS}件，请核对件数。`)
  }
  const answer = charge(before, before + items, itemBandAfter)
  const reason =
    `申请人本月此前已申请${before}件，本次${items}件；` +
    `按件累进计收，${answer.amount === 0 ? '不收费' : `共${answer.amount}元`}。`
  return verdict(answer, feeBasis(facts.on, '附件'), reason)
}

/**
 * The fee by volume for one application; a page is one side of A4 or smaller.
 *
 * LAW 信息处理费办法·附件 按量计收：30页以下（含）的不收费；31—100页（含）的部分10元/页；101—200页（含）的部分20元/页；
 * 201页以上的部分40元/页。
 */
export function feeByPages(facts: { pages: number; on?: Day }): Verdict<FeeAnswer> {
  const pages = count(facts.pages, 'pages')
  const answer = charge(0, pages, pageBandAfter)
  const reason = `本件申请共${pages}页；按量累进计收，${answer.amount === 0 ? '不收费' : `共${answer.amount}元`}。`
  return verdict(answer, feeBasis(facts.on, '附件'), reason)
}

interface Band {
  readonly through: number
  readonly rate: number
}

function itemBandAfter(items: number): Band {
  if (items < 10) return { through: 10, rate: 0 }
  if (items < 30) return { through: 30, rate: 100 }
  const band = Math.floor((items - 30) / BAND_OF_ITEMS)
  return { through: 30 + (band + 1) * BAND_OF_ITEMS, rate: 200 + band * 100 }
}

function pageBandAfter(pages: number): Band {
  if (pages < 30) return { through: 30, rate: 0 }
  if (pages < 100) return { through: 100, rate: 10 }
  return pages < 200 ? { through: 200, rate: 20 } : { through: Number.POSITIVE_INFINITY, rate: 40 }
}

function charge(before: number, after: number, bandAfter: (count: number) => Band): FeeAnswer {
  const lines: FeeLine[] = []
  let amount = 0
  for (let done = before; done < after; ) {
    const { through, rate } = bandAfter(done)
    const to = Math.min(through, after)
    const line = { from: done + 1, to, count: to - done, rate, amount: (to - done) * rate }
    lines.push(line)
    amount += line.amount
    done = to
  }
  return { amount, lines }
}

/** The articles of the fee measures; refuses a day on which there were none. */
export function feeBasis(on: Day | undefined, ...articles: string[]): Basis[] {
  if (on !== undefined && dayNumber(on, 'on') < dayNumber(EFFECTIVE_ON, 'on')) {
    throw new BadFacts(
      'before-the-law',
      'on',
      '《政府信息公开信息处理费管理办法》自2021年1月1日起施行，此前不收信息处理费。',
    )
  }
  return [cite('条例', '42'), ...articles.map((article) => cite('信息处理费办法', article))]
}
