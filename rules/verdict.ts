import type { Basis } from './citations.ts'

/** What a rule says: the answer, what it rests on, and one Chinese sentence fit for a letter. */
export interface Verdict<Answer> {
  readonly answer: Answer
  readonly basis: readonly Basis[]
  /** Present when a date rests on a year without a holiday notice, and may move once the notice is loaded. */
  readonly provisional?: true
  readonly reason: string
}

/** Builds a verdict, leaving `provisional` out where it is false. */
export function verdict<Answer>(
  answer: Answer,
  basis: readonly Basis[],
  reason: string,
  provisional = false,
): Verdict<Answer> {
  return provisional
    ? { answer, basis, provisional, reason: `${reason}${PROVISIONAL}` }
    : { answer, basis, reason }
}

const PROVISIONAL = '（所涉年份的节假日安排尚未公布，日期为暂定，待国务院办公厅通知公布后重新计算。）'
