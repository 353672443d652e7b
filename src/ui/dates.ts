/** 2026-11-05 as it stands in sentences and documents: 2026年11月5日. Anything else is given back as it came. */
export function longDate(date: string): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date)
  if (!parts) return date
  return `${parts[1]}年${Number(parts[2])}月${Number(parts[3])}日`
}

/** Days from one local date to another; negative when it lies before. Not a number when either is no date. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}
