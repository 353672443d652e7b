import { BadFacts } from './bad-facts.ts'

/** A list; otherwise throws `BadFacts` naming `field`. Absent counts as empty. */
export function list<Member>(value: readonly Member[] | undefined, field: string): readonly Member[] {
  if (value === undefined || value === null) return []
  if (Array.isArray(value)) return value
  throw new BadFacts('wrong-shape', field, `“${field}”应当是一个列表，请核对。`)
}

/** An object with named facts; otherwise throws `BadFacts` naming `field`. */
export function record<Shape extends object>(value: Shape | undefined, field: string): Shape {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  throw new BadFacts('wrong-shape', field, `“${field}”应当是一组有名称的事实，请核对。`)
}

/** As `record`, for one that may be absent. */
export function optionalRecord<Shape extends object>(
  value: Shape | undefined,
  field: string,
): Shape | undefined {
  return value === undefined || value === null ? undefined : record(value, field)
}

/** A list of objects with named facts. Absent counts as empty. */
export function records<Shape extends object>(
  value: readonly Shape[] | undefined,
  field: string,
): readonly Shape[] {
  const members = list(value, field)
  for (const [index, member] of members.entries()) record(member, `${field}[${index}]`)
  return members
}

/** As `records`, but absent stays absent. */
export function optionalRecords<Shape extends object>(
  value: readonly Shape[] | undefined,
  field: string,
): readonly Shape[] | undefined {
  return value === undefined || value === null ? undefined : records(value, field)
}

/** A text; otherwise throws `BadFacts` naming `field`. */
export function text(value: unknown, field: string): string {
  if (typeof value === 'string') return value
  throw new BadFacts('wrong-shape', field, `“${field}”应当是文字，请核对。`)
}
