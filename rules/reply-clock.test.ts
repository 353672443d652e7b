import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isWorkingDay } from './calendar.ts'
import { NATIONAL_CALENDAR } from './calendars/national.ts'
import { dayNumber, dayOf } from './day.ts'
import { publicationDue } from './publication-due.ts'
import type { ReplyAct, ReplyActType } from './reply-acts.ts'
import { replyClock } from './reply-clock.ts'

// NOTE the counter below is the law read as an officer with a wall calendar would: it walks the days one by one and
// knows nothing of the clock's tables, folds and segments. It must stay that way to be worth comparing with.

const number = (day: string) => dayNumber(day, 'day')
const works = (day: number) => isWorkingDay(NATIONAL_CALENDAR, day)

function walk(from: number, workingDays: number): number {
  let day = from
  for (let left = workingDays; left > 0; ) {
    day += 1
    if (works(day)) left -= 1
  }
  return day
}

/** What the day-by-day counter remembers of a case. */
interface Counter {
  readonly received: number
  /** 20 working days, 15 of old. */
  readonly limit: number
  start: number
  allowed: number
  until: number
  extended: boolean
  wait: 'correction' | 'payment' | undefined
  asked: boolean
  charged: boolean
  reasons: boolean
  /** Days that do not count, from the day after `from` through `to`. */
  readonly silent: { from: number; to: number }[]
}

function newCounter(received: number): Counter {
  const limit = received >= number('2019-05-15') ? 20 : 15
  const nothing = { until: 0, extended: false, wait: undefined, asked: false, charged: false, reasons: false }
  return { received, limit, start: received, allowed: limit, ...nothing, silent: [] }
}

function isRevised({ limit }: Counter): boolean {
  return limit === 20
}

function begin(counter: Counter, day: number): void {
  Object.assign(counter, { wait: undefined, start: day, allowed: counter.limit, extended: false, until: 0 })
}

/** The last working day before the count would exceed what is allowed. */
function exhausted({ start, allowed, silent }: Counter): number {
  let due = start
  let counted = 0
  for (let day = start + 1; ; day += 1) {
    if (!works(day)) continue
    if (!silent.some(({ from, to }) => from < day && day <= to)) counted += 1
    if (counted > allowed) return due
    due = day
  }
}

function dueOf(counter: Counter): number {
  return Math.max(counter.until, exhausted(counter))
}

/** The last day a letter stops the count: answered, or expired, or, of old, still open. */
function endOf(acts: readonly ReplyAct[], at: number, counter: Counter): number {
  const letter = acts[at]!
  const kind = letter.type.replace('asked', 'answered')
  const open: number[] = []
  let answered: number | undefined
  for (const [index, act] of acts.entries()) {
    if (act.type === letter.type) open.push(index)
    if (act.type === kind && open.shift() === at) answered = number(act.on)
  }
  const sent = number(letter.on)
  if (!isRevised(counter)) return answered ?? Math.max(sent, number(acts[acts.length - 1]!.on))
  const received = letter.receivedOn === undefined ? sent : number(letter.receivedOn)
  const expires = walk(received, 15)
  if (answered === undefined) return expires
  return letter.receivedOn === undefined ? answered : Math.min(answered, expires)
}

const STEPS: Partial<
  Record<ReplyActType, (counter: Counter, act: ReplyAct, acts: readonly ReplyAct[]) => void>
> = {
  'correction-asked': (counter, act) => {
    const first = !counter.asked
    counter.asked = true
    const late = number(act.on) > (isRevised(counter) ? walk(counter.received, 7) : exhausted(counter))
    if (first && counter.wait === undefined && !late) counter.wait = 'correction'
  },
  corrected: (counter, act) => {
    if (counter.wait === 'correction') begin(counter, number(act.on))
  },
  'third-party-asked': (counter, act, acts) => consult(counter, act, acts),
  'co-maker-asked': (counter, act, acts) => {
    if (isRevised(counter)) consult(counter, act, acts)
  },
  extended: (counter, act) => {
    const inTime = counter.wait === undefined && number(act.on) <= exhausted(counter)
    if (!inTime || counter.extended || act.days! < 1) return
    counter.allowed += Math.min(act.days!, counter.limit)
    counter.extended = true
  },
  'fee-noticed': (counter, act) => {
    const day = number(act.on)
    if (day < number('2021-01-01') || counter.charged || counter.wait || day > dueOf(counter)) return
    counter.charged = true
    counter.wait = 'payment'
  },
  'fee-paid': (counter, act) => {
    if (counter.wait === 'payment') begin(counter, number(act.on))
  },
  'abusive-reasons-asked': (counter) => {
    counter.reasons = isRevised(counter)
  },
  deferred: (counter, act) => {
    if (!counter.reasons || counter.wait || number(act.on) > dueOf(counter)) return
    let until = number(act.until!)
    while (!works(until)) until += 1
    counter.until = Math.max(until, counter.until)
  },
}

function consult(counter: Counter, act: ReplyAct, acts: readonly ReplyAct[]): void {
  const from = number(act.on)
  if (counter.wait || from <= exhausted(counter))
    counter.silent.push({ from, to: endOf(acts, acts.indexOf(act), counter) })
}

function naiveDue(acts: readonly ReplyAct[]): string | null {
  const counter = newCounter(number(acts[0]!.on))
  for (const act of acts.slice(1)) STEPS[act.type]?.(counter, act, acts)
  return counter.wait ? null : dayOf(dueOf(counter))
}

const runs = { numRuns: 10_000 }
const aDay = fc.integer({ min: number('2008-05-01'), max: number('2028-12-31') })
const TYPES = Object.keys(STEPS) as ReplyActType[]

/** An act some days after the one before it, with whatever its type may carry. */
const anAct = fc.record({
  gap: fc.integer({ min: 0, max: 12 }),
  type: fc.constantFrom(...TYPES, 'third-party-asked', 'third-party-answered', 'co-maker-answered' as const),
  days: fc.integer({ min: -1, max: 22 }),
  lag: fc.integer({ min: 0, max: 8 }),
  delivered: fc.boolean(),
})
type Drawn = typeof anAct extends fc.Arbitrary<infer One> ? One : never

function actsFrom(received: number, drawn: readonly Drawn[]): ReplyAct[] {
  const acts: ReplyAct[] = [{ type: 'received', on: dayOf(received) }]
  let on = received
  for (const { gap, type, days, lag, delivered } of drawn) {
    on += gap
    acts.push({
      type: type as ReplyActType,
      on: dayOf(on),
      ...(type === 'extended' ? { days } : {}),
      ...(delivered && /asked|noticed/.test(type) ? { receivedOn: dayOf(on + lag) } : {}),
      ...(type === 'deferred' ? { until: dayOf(on + lag * 9) } : {}),
    })
  }
  return acts
}

const someActs = fc.array(anAct, { maxLength: 7 })

test('条例·33 届满之日都是工作日', () => {
  fc.assert(
    fc.property(aDay, someActs, (received, drawn) => {
      const { due, originalDue } = replyClock({ acts: actsFrom(received, drawn) }).answer
      for (const day of [due, originalDue, publicationDue({ formedOn: dayOf(received) }).answer.due]) {
        if (day !== null) assert.ok(works(number(day)), day)
      }
    }),
    runs,
  )
})

test('条例·33 答复期限与逐日计数一致', () => {
  fc.assert(
    fc.property(aDay, someActs, (received, drawn) => {
      const acts = actsFrom(received, drawn)
      assert.equal(replyClock({ acts }).answer.due, naiveDue(acts))
    }),
    runs,
  )
})

test('各段时间首尾相接，至届满之日为止；台账逐日对应', () => {
  fc.assert(
    fc.property(aDay, someActs, (received, drawn) => {
      const { segments, ledger, due } = replyClock({ acts: actsFrom(received, drawn), ledger: true }).answer
      let next = received + 1
      for (const { from, to } of segments) {
        assert.equal(from, dayOf(next))
        next = number(to) + 1
      }
      if (due !== null) assert.equal(dayOf(next - 1), due)
      assert.equal(ledger!.length, next - received)
      assert.equal(ledger!.findLast(({ counted }) => counted)?.number ?? 0, countedLast(ledger!))
    }),
    runs,
  )
})

/** How many days the ledger counts since it last counted a first. */
function countedLast(
  ledger: readonly { readonly counted: boolean; readonly number: number | null }[],
): number {
  const start = ledger.findLastIndex(({ number: count }) => count === 1)
  return ledger.slice(Math.max(start, 0)).filter(({ counted }) => counted).length
}

// NOTE a limit can be extended once, so an extension is added only where there is none; corrections and payments begin
// the limit anew and are left out.
const noRestart = anAct.filter(({ type }) => !/correct|fee/.test(type))
const aChange = fc.constantFrom<ReplyActType>('received', 'extended', 'third-party-asked', 'co-maker-asked')

function changedActs(acts: readonly ReplyAct[], type: ReplyActType, days: number): ReplyAct[] {
  const [received, ...rest] = acts as [ReplyAct, ...ReplyAct[]]
  const on = number(received.on)
  if (type === 'received') {
    return [{ type, on: dayOf(Math.min(on + days, ...rest.map((act) => number(act.on)))) }, ...rest]
  }
  if (type !== 'extended') return [...acts, { type, on: dayOf(on + days) }]
  return [...acts, { type, on: dayOf(on + days), days }]
}

test('条例·33 收到得晚、延长、征求意见都不会使期限提前', () => {
  const draws = fc.tuple(
    aDay,
    fc.array(noRestart, { maxLength: 6 }),
    aChange,
    fc.integer({ min: 1, max: 30 }),
  )
  fc.assert(
    fc.property(draws, ([received, drawn, type, days]) => {
      const acts = actsFrom(received, type === 'extended' ? drawn.filter((act) => act.type !== type) : drawn)
      assert.ok(
        replyClock({ acts: changedActs(acts, type, days) }).answer.due! >= replyClock({ acts }).answer.due!,
      )
    }),
    runs,
  )
})
