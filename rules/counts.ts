import { BadFacts } from './bad-facts.ts'

/** More than any month's applications or any file's pages; beyond it a number is a slip of the pen. */
const LARGEST_COUNT = 1_000_000

/** A whole number from 0 to a million; otherwise throws `BadFacts` naming `field`. */
export function count(value: unknown, field: string): number {
  if (value === undefined || value === null)
    throw new BadFacts('missing', field, `缺少数量“${field}”，请填写。`)
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    throw new BadFacts('not-a-count', field, `“${field}”应当是整数，请核对后填写。`)
  }
  if (value < 0)
    throw new BadFacts('not-a-count', field, `“${field}”是负数${value}，数量不能小于零，请核对。`)
  if (value > LARGEST_COUNT) {
    throw new BadFacts('out-of-range', field, `“${field}”超过一百万，超出可以计算的范围，请核对。`)
  }
  return value
}
