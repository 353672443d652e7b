import { readDateLine } from '../dates.ts'
import { glue, isOpenEnded } from '../text.ts'
import { haveMet, type Layout, type Neighbours, readLayout } from './layout.ts'
import { isOfficerLine, isOrganLine, startsAnew, TITLE_END } from './phrases.ts'
import type { Row } from './rows.ts'

const STOP = /[。！？；：…!?;:][”’」』）)》]?$/
// NOTE no paragraph begins with what closes a phrase.
const BROKEN_OFF = /^[，、。；：！？）》”]/
const RUNS_ON = /[，、,（(《“〈‘「—]$/

/**
 * Puts together the rows that one paragraph was torn into by a page break or a fixed line width. `strict` is for
 * sources that mark their paragraphs: only what cannot be a paragraph's end is joined there.
 */
export function repairRows(rows: Row[], strict: boolean): Row[] {
  const layout = readLayout(rows)
  const neighbours: Neighbours = { rows, pairs: null }
  const repaired: Row[] = []
  // NOTE what a paragraph ends in is looked up in its last pieces: reading the growing whole again at every line
  // would take quadratic time.
  let recent = ''
  let tail = ''
  for (const [i, row] of rows.entries()) {
    const last = repaired.at(-1)
    const reason = last
      ? whyJoin({ last, recent, tail, row, next: rows[i + 1], layout, neighbours, strict })
      : null
    if (last && reason) append(last, tail, row, reason)
    else repaired.push({ ...row })
    recent = reason ? (recent + row.text).slice(-300) : row.text.slice(-300)
    tail = row.text
  }
  return repaired
}

type Seam = {
  last: Row
  recent: string
  tail: string
  row: Row
  next: Row | undefined
  layout: Layout
  neighbours: Neighbours
  strict: boolean
}

/** The reason why `row` goes on with the paragraph of `last`, or null where it begins its own. */
function whyJoin(seam: Seam): string | null {
  const { last, recent, row, layout, strict } = seam
  if (last.table || last.kind || row.kind || startsAnew(row) || isSignature(seam)) return null
  if (last.align === undefined && BROKEN_OFF.test(row.text)) return '下一行以标点开头'
  if (last.align === 'right' || last.align === 'center' || readDateLine(recent)) return null
  if (
    !strict &&
    row.text.length <= 4 &&
    /[。；：]$/.test(row.text) &&
    !STOP.test(recent) &&
    recent.length >= 15
  )
    return '下一行只有句尾'
  if (layout.width !== null && !strict) return joinAtWidth(seam, layout.width)
  if (STOP.test(recent)) return null
  if (RUNS_ON.test(recent) && recent.length >= 8) return '上一行没有说完'
  if (isOpenEnded(recent) && recent.length >= 8) return '上一行的括号或引号没有关上'
  if (strict || last.level !== undefined || /[》）)”]$/.test(recent)) return null
  return joinTorn(seam)
}

/** Whether the row begins the block of signature and date. */
function isSignature({ row, next }: Seam): boolean {
  if (isOfficerLine(row.text)) return true
  if (!isOrganLine(row.text)) return false
  return next === undefined || readDateLine(next.text) !== null || isOrganLine(next.text)
}

function joinAtWidth({ tail, row, layout }: Seam, width: number): string | null {
  if (layout.indented) return (row.indent ?? 0) === 0 && tail.length > 4 ? '同一段被按固定行宽断开' : null
  const full = layout.measure(tail)
  // NOTE a paragraph's last line is full by accident as often as an inner line ends in 。; only a line full to
  // the last column is taken for an inner one.
  if (full >= width - (STOP.test(tail) ? 1 : 2.5)) return '同一段被按固定行宽断开'
  return null
}

/** A paragraph torn by a page break: nothing in the layout says so, only the words do. */
function joinTorn({ last, recent, tail, row, layout, neighbours }: Seam): string | null {
  if (!/[\u4e00-\u9fa5\d%A-Za-z]$/.test(tail)) return null
  if (!/^[\u4e00-\u9fa5\d“《（(A-Za-z]/.test(row.text)) return null
  if (TITLE_END.test(recent) && /关于|印发|转发/.test(recent)) return null
  const met = haveMet(neighbours, tail.at(-1)!, row.text[0]!)
  const length = last.text.length
  if (last.mark && layout.runIn.has(last.mark.kind) && length >= (met ? 12 : 24)) {
    return met ? '一个词被断在两行' : '同级条目都以句号结束，本条没有'
  }
  if (!/[，。；]/.test(recent) || length < 20) return null
  if (row.tight && tail.length >= 15) return '同一段被断成两行'
  if (layout.listLike && !met) return null
  return met ? '一个词被断在两行' : '上一行没有说完'
}

function append(last: Row, tail: string, row: Row, reason: string): void {
  const space = glue(tail, row.text).length > tail.length + row.text.length ? ' ' : ''
  const at = last.text.length + space.length
  last.seams ??= []
  last.seams.push({ at, left: tail.slice(-12), right: row.text.slice(0, 12), reason })
  last.text += space + row.text
  if (last.mark) last.mark = { ...last.mark, rest: last.mark.rest + space + row.text }
}
