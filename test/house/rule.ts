import assert from 'node:assert/strict'
import { test } from 'node:test'
import { madeUp, realTree, type Tree } from './tree.ts'

/** Looks through a tree and answers a sentence for every fault: where it is, and what to do instead. */
export type Check = (tree: Tree) => string[]

export interface Planted {
  /** Files that hold one fault. */
  files: Record<string, string>
  /** What the complaint must say. */
  says: RegExp
}

/**
 * A rule of the house. Before its silence on the real tree counts, it must be silent on files that keep it and
 * complain of each planted fault.
 */
export function houseRule(
  name: string,
  check: Check,
  kept: Record<string, string>,
  planted: Planted[],
): void {
  test(name, () => {
    assert.deepEqual(check(madeUp(kept)), [], 'the rule complains of what keeps it')
    for (const { files, says } of planted) {
      const complaints = check(madeUp({ ...kept, ...files }))
      assert.equal(complaints.length, 1, `one planted fault, so one complaint: ${complaints.join(' | ')}`)
      assert.match(complaints[0]!, says)
    }
    assert.deepEqual(check(realTree()), [])
  })
}
