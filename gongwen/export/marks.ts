import type { Node } from '../model.ts'

/**
 * For each line of a document, the depth of the heading mark it must bear so that whoever reads the export finds the
 * same clauses, 1 at the top; null where it must bear none. A mark on a line without number leaves the clauses
 * before it: such a line gets one, and no other inside a clause.
 */
export function headingDepths(body: readonly Node[]): (number | null)[] {
  let clauseOpen = false
  return body.map((node, i) => {
    if (node.part !== body[i - 1]?.part) clauseOpen = false
    const depth = depthOf(node, clauseOpen)
    if (node.num !== undefined) clauseOpen = true
    else if (isLoose(node)) clauseOpen = false
    return depth
  })
}

function depthOf(node: Node, clauseOpen: boolean): number | null {
  if (node.rows) return null
  if (node.num !== undefined) return node.kind === 'heading' ? (node.level ?? 1) + 1 : null
  if (clauseOpen) return isLoose(node) ? 2 : null
  return node.kind === 'heading' && !node.bold && !node.align ? 2 : null
}

/** Whether an unnumbered line stands outside all clauses, by its id. */
function isLoose({ eId }: Node): boolean {
  return eId !== null && /^(?:att_\d+__)?(?:p|table)_\d+(?:-\d+)*$/.test(eId)
}
