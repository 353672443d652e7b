import { findDates } from '../dates.ts'
import { titleKey } from '../keys.ts'
import type { Node, Reference, Repeal, Validity } from '../model.ts'
import { readNumeral } from '../numerals.ts'

const IN_FORCE = /自([^。；]{0,40}?)(?:之日)?起(?:开始)?(?:正式)?(?:施行|实施|执行|生效|试行|实行)/
const UNTIL =
  /(?:有效期(?:限)?(?:至|到|截至|截止到?)|有效期.{0,20}?至|(?:执行|施行|实施|试行)至)([^。；，]{6,20})/
const YEARS = /(?:有效期(?:限)?(?:为|是|暂定)?|试行期(?:为)?|试行)[ ]?([一二三四五六七八九十两\d]{1,3})[ ]?年/
// NOTE a certificate, a price or another document has a period too; the document's own is said of 本办法, of its
// taking effect, or of nothing at all.
const OWN_PERIOD =
  /起(?:开始)?(?:正式)?(?:施行|实施|执行|生效|试行|实行)|本[^，。；证]{1,12}?(?:有效期|试行|执行至|施行至)|^[^，。；]{0,6}(?:有效期|试行期)/
const EXTENDS = /延长|延续|顺延|延至|续期/
const EXPLAINS = /(?:解读|问答|解答|说明|图解|答记者问)(?:[（(][^（）()]*[）)])?$/

const LAST_NODES = 40

/** What the text says of its own force: when it takes effect, until when or how long, and what it repeals. */
export function readValidity(
  body: Node[],
  references: Reference[],
  { title, writtenOn }: { title: string | null; writtenOn: string | null },
): Validity {
  const validity: Validity = { effectiveOn: null, expiresOn: null, years: null, repeals: [] }
  // NOTE an interpretation tells what becomes of others by the document it explains; of itself it says nothing.
  if (EXPLAINS.test(title ?? '') || /^(?:一图|图解)/.test(title ?? '')) return validity
  validity.repeals = readRepeals(references)
  const extendsOthers = EXTENDS.test(title ?? '')
  // NOTE a part speaks of its own force in its last clauses, and of other documents' anywhere.
  let left = LAST_NODES
  for (let i = body.length - 1; i >= 0; i--) {
    const { text, kind, part } = body[i]!
    left = part === body[i + 1]?.part ? left - 1 : LAST_NODES
    if (left <= 0 || kind === 'table' || kind === 'title') continue
    if (!/施行|实施|执行|生效|试行|有效|实行/.test(text)) continue
    for (const sentence of text.replace(/《[^《》]*》/g, '《》').split(/[。；]/)) {
      validity.effectiveOn ??= readEffect(sentence, writtenOn)
      if (!speaksOfItself(sentence, extendsOthers)) continue
      validity.expiresOn ??= findDates(UNTIL.exec(sentence)?.[1] ?? '')[0]?.iso ?? null
      validity.years ??= readNumeral(YEARS.exec(sentence)?.[1] ?? '')
    }
  }
  return validity
}

/** Whether a period in the sentence is the document's own; that of a document extended is not. */
function speaksOfItself(sentence: string, extendsOthers: boolean): boolean {
  const bare = sentence
    .replace(
      /^第[一二三四五六七八九十百千零〇\d]{1,7}条|^[一二三四五六七八九十]{1,3}、|^[（(].{1,3}[）)]/,
      '',
    )
    .trim()
  if (EXTENDS.test(bare)) return false
  if (extendsOthers) return /本(?:通知|决定|公告|通告|函)[^，]{0,12}(?:有效期|施行至|执行至)/.test(bare)
  return (
    OWN_PERIOD.test(bare) &&
    !/(?:证|照|书|合同|协议)[^，]{0,6}有效期/.test(bare) &&
    !/《》[^，]{0,12}有效期/.test(bare)
  )
}

/** 自2024年3月1日起施行 gives that date; 自印发（公布、发布）之日起施行 gives the date of writing. */
function readEffect(text: string, writtenOn: string | null): string | null {
  const match = IN_FORCE.exec(text)
  if (!match) return null
  const subject = text
    .slice(0, match.index)
    .split(/[，：]/)
    .at(-1)!
  if (/《》(?!的?(?:补充|修改))|该(?:办法|规定|通知|文件|细则|意见|决定)/.test(subject)) return null
  const stated = findDates(match[1]!).at(-1)
  if (stated) return stated.iso
  return /^(?:印发|发布|公布|颁布|发文|下发|签发|本.{1,8}(?:印发|发布|公布))/.test(match[1]!)
    ? writtenOn
    : null
}

/** Every document ended, once: with its number where any mention has it, wholly where any mention says so. */
function readRepeals(references: Reference[]): Repeal[] {
  const repeals: Repeal[] = []
  for (const { title, docNumber, relation, quote, eId } of references) {
    if (relation !== '废止' && relation !== '部分废止') continue
    const partial = relation === '部分废止'
    const known = repeals.find((one) => isSame(one, title, docNumber))
    if (!known) repeals.push({ title, docNumber, partial, quote, eId })
    else if (known.docNumber === null && docNumber !== null)
      Object.assign(known, { title, docNumber, quote, eId })
    if (known && !partial) known.partial = false
  }
  for (const repeal of repeals) repeal.docNumber ??= numberElsewhere(repeal, references)
  return repeals
}

/** The number the document gives the same title in another place, where it gives one alone. */
function numberElsewhere(repeal: Repeal, references: Reference[]): string | null {
  if (repeal.title === null) return null
  const key = titleKey(repeal.title)
  const same = references.filter((one) => one.title !== null && titleKey(one.title) === key)
  const numbers = new Set(same.flatMap((one) => one.docNumber ?? []))
  return numbers.size === 1 ? [...numbers][0]! : null
}

function isSame(repeal: Repeal, title: string | null, docNumber: string | null): boolean {
  if (repeal.docNumber !== null && docNumber !== null) return repeal.docNumber === docNumber
  return repeal.title !== null && title !== null && titleKey(repeal.title) === titleKey(title)
}
