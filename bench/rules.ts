import { HOLIDAY_YEARS, type ReplyAct, replyClock } from '@gongkai/rules'

/** A case that went through every stage, ten acts. */
const ACTS: readonly ReplyAct[] = [
  { type: 'received', on: '2022-07-18' },
  { type: 'correction-asked', on: '2022-07-20', correctBy: '2022-08-05' },
  { type: 'corrected', on: '2022-07-28' },
  { type: 'third-party-asked', on: '2022-08-01', receivedOn: '2022-08-03' },
  { type: 'third-party-answered', on: '2022-08-10' },
  { type: 'co-maker-asked', on: '2022-08-11', receivedOn: '2022-08-11' },
  { type: 'co-maker-answered', on: '2022-08-15' },
  { type: 'extended', on: '2022-08-30', days: 10 },
  { type: 'abusive-reasons-asked', on: '2022-09-01' },
  { type: 'replied', on: '2022-09-20' },
]
const DUE = '2022-09-22'
const CASES = 2_000
const ROUNDS = 100
const DAY_MS = 86_400_000

/**
 * `bench rules`: whole answers of `reply-clock` a second, ten acts each, on one core, beside a plain counter that walks
 * the days of the same cases and gives only the due date, in the same run. The two take turns.
 */
export async function benchRules(): Promise<number> {
  const cases = Array.from({ length: CASES }, (_, index) => shifted(ACTS, (index % 52) * 7))
  const clock = (acts: readonly ReplyAct[]) => replyClock({ acts }).answer.due
  for (const reckon of [clock, plainDue]) {
    if (reckon(ACTS) !== DUE) throw new Error(`the case is due on ${DUE}, not ${reckon(ACTS)}`)
    turn(cases, reckon)
  }
  const ours: number[] = []
  const plain: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    ours.push(turn(cases, clock))
    if (round % 10 === 0) plain.push(turn(cases, plainDue))
  }
  const [rate, baseline] = [median(ours), median(plain)]
  const measured = {
    acts: ACTS.length,
    evaluations: CASES * ROUNDS,
    per_second: Math.round(rate),
    best_per_second: Math.round(Math.max(...ours)),
    plain_counter_per_second: Math.round(baseline),
    ratio: Number((rate / baseline).toFixed(2)),
  }
  process.stdout.write(`${JSON.stringify(measured)}\n`)
  return 0
}

// NOTE processor time, not the wall's: a busy machine must not look like a slow rule.
function turn(
  cases: readonly (readonly ReplyAct[])[],
  reckon: (acts: readonly ReplyAct[]) => unknown,
): number {
  const start = process.cpuUsage()
  for (const acts of cases) reckon(acts)
  const { user, system } = process.cpuUsage(start)
  return cases.length / ((user + system) / 1e6)
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!
}

function shifted(acts: readonly ReplyAct[], days: number): ReplyAct[] {
  const later = (day: string) => text(Date.parse(day) + days * DAY_MS)
  return acts.map((act) => ({
    ...act,
    on: later(act.on),
    ...(act.receivedOn ? { receivedOn: later(act.receivedOn) } : {}),
    ...(act.correctBy ? { correctBy: later(act.correctBy) } : {}),
  }))
}

function text(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}

const OFF = new Set<string>()
const WORKED = new Set(HOLIDAY_YEARS.flatMap(({ work }) => work))
for (const { off } of HOLIDAY_YEARS) {
  for (const { from, to } of off) {
    for (let ms = Date.parse(from); ms <= Date.parse(to); ms += DAY_MS) OFF.add(text(ms))
  }
}

function works(ms: number): boolean {
  const day = text(ms)
  if (WORKED.has(day)) return true
  const weekday = new Date(ms).getUTCDay()
  return weekday !== 0 && weekday !== 6 && !OFF.has(day)
}

/** What one writes first: walk the days, skip the rest days and the consultations, stop when the count is full. */
function plainDue(acts: readonly ReplyAct[]): string {
  const start = acts.findLast(({ type }) => type === 'received' || type === 'corrected')!
  const allowed = 20 + (acts.find(({ type }) => type === 'extended')?.days ?? 0)
  const letters = acts.flatMap(({ type, on }) => {
    const answer = acts.find(
      (act) => type.endsWith('-asked') && act.type === type.replace('-asked', '-answered'),
    )
    return answer ? [{ sent: Date.parse(on), answered: Date.parse(answer.on) }] : []
  })
  let ms = Date.parse(start.on)
  for (let counted = 0; counted < allowed; ) {
    ms += DAY_MS
    if (works(ms) && !letters.some(({ sent, answered }) => sent < ms && ms <= answered)) counted += 1
  }
  return text(ms)
}
