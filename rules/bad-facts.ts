export type BadFactsName =
  | 'missing'
  | 'wrong-shape'
  | 'impossible-date'
  | 'out-of-range'
  | 'out-of-order'
  | 'not-a-count'
  | 'unknown-code'
  | 'before-the-law'
  | 'not-covered'

/**
 * Facts from which no lawful answer follows: a date that does not exist, a negative count, an unknown channel.
 * `message` is a Chinese sentence saying what was wrong and what to do; `field` is the path of the fact.
 * A rule called directly throws it; `evaluate` turns it into an answer that names the problem.
 */
export class BadFacts extends Error {
  override readonly name = 'BadFacts'
  readonly problem: BadFactsName
  readonly field: string

  constructor(problem: BadFactsName, field: string, because: string) {
    super(because)
    this.problem = problem
    this.field = field
  }
}
