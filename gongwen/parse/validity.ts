import { findDates } from '../dates.ts'
import type { Node, Reference, Repeal, Validity } from '../model.ts'
import { readNumeral } from '../numerals.ts'

const IN_FORCE = /自([^。；]{0,40}?)(?:之日)?起(?:开始)?(?:正式)?(?:施行|实施|执行|生效|试行|实行)/
const UNTIL = /(?:有效期(?:限)?(?:至|到|截至|截止到?)|有效期.{0,20}?至|(?:执行|施行|实施)至)([^。；，]{6,20})/
const YEARS = /(?:有效期(?:限)?(?:为|是|暂定)?|试行期(?:为)?|试行)[ ]?([一二三四五六七八九十两\d]{1,3})[ ]?年/

const LAST_NODES = 40

/** What the text says of its own force: when it takes effect, until when or how long, and what it repeals. */
export function readValidity(body: Node[], references: Reference[], writtenOn: string | null): Validity {
  const validity: Validity = {
    effectiveOn: null,
    expiresOn: null,
    years: null,
    repeals: readRepeals(references),
  }
  // NOTE a part speaks of its own force in its last clauses, and of other documents' anywhere.
  let left = LAST_NODES
  for (let i = body.length - 1; i >= 0; i--) {
    const { text, kind, part } = body[i]!
    left = part === body[i + 1]?.part ? left - 1 : LAST_NODES
    if (left <= 0 || kind === 'table' || kind === 'title') continue
    if (!/施行|实施|执行|生效|试行|有效|实行/.test(text)) continue
    const own = text.replace(/《[^《》]*》/g, '')
    validity.effectiveOn ??= readEffect(own, writtenOn)
    validity.expiresOn ??= findDates(UNTIL.exec(own)?.[1] ?? '')[0]?.iso ?? null
    validity.years ??= readNumeral(YEARS.exec(own)?.[1] ?? '')
  }
  return validity
}

/** 自2024年3月1日起施行 gives that date; 自印发（公布、发布）之日起施行 gives the date of writing. */
function readEffect(text: string, writtenOn: string | null): string | null {
  const match = IN_FORCE.exec(text)
  if (!match) return null
  const stated = findDates(match[1]!).at(-1)
  if (stated) return stated.iso
  return /^(?:印发|发布|公布|颁布|发文|下发|签发|本.{1,8}(?:印发|发布|公布))/.test(match[1]!)
    ? writtenOn
    : null
}

function readRepeals(references: Reference[]): Repeal[] {
  return references
    .filter(({ relation }) => relation === '废止' || relation === '部分废止')
    .map(({ title, docNumber, relation, quote, eId }) => {
      return { title, docNumber, partial: relation === '部分废止', quote, eId }
    })
}
