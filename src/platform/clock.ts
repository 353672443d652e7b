/**
 * The only reader of the clock. A local date is decided here, once, in China Standard Time, and is a string
 * `YYYY-MM-DD` from then on.
 */
export type Day = string

// NOTE mainland China has kept UTC+8 without summer time since 1992; a fixed offset is exact for our instants.
const CHINA_OFFSET_MS = 8 * 3600_000

export function now(): Date {
  return new Date()
}

/** The local date of an instant in Asia/Shanghai. */
export function dayOf(instant: Date): Day {
  return shifted(instant).slice(0, 10)
}

/** `YYYY-MM-DD HH:MM` in Asia/Shanghai: the form 国办发〔2017〕47号 asks for publication times. */
export function minuteOf(instant: Date): string {
  return shifted(instant).slice(0, 16).replace('T', ' ')
}

/** Reads `YYYY-MM-DD HH:MM` as China Standard Time. */
export function instantOf(minute: string): Date {
  return new Date(`${minute.replace(' ', 'T')}:00+08:00`)
}

/** Whether a text is a date of the calendar, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  return (
    /^[1-9]\d{3}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(Date.parse(text)) &&
    new Date(text).toISOString().startsWith(text)
  )
}

/** The date so many calendar days after (before, where negative) a date. */
export function shiftDay(day: Day, days: number): Day {
  const noon = new Date(`${day}T12:00:00Z`)
  noon.setUTCDate(noon.getUTCDate() + days)
  return noon.toISOString().slice(0, 10)
}

/** A stopwatch: milliseconds since the call that made it. */
export function stopwatch(): () => number {
  const from = performance.now()
  return () => performance.now() - from
}

function shifted(instant: Date): string {
  return new Date(instant.getTime() + CHINA_OFFSET_MS).toISOString()
}
