/** The best so many of a stream of documents. */

export type Candidate = { readonly document: number; readonly value: number }

/** True when `a` stands before `b`. Must be a total order, or equal indexes could answer differently. */
export type Before = (a: Candidate, b: Candidate) => boolean

export type Top = { readonly size: number; readonly before: Before; readonly heap: Candidate[] }

export function startTop(size: number, before: Before): Top {
  return { size, before, heap: [] }
}

/** The value a candidate must reach to be looked at: the worst kept one's once the heap is full. */
export function floorOf(top: Top): number {
  return top.heap.length < top.size || top.size === 0 ? -Infinity : top.heap[0]!.value
}

/** A heap with the worst kept candidate on top. */
export function offer(top: Top, candidate: Candidate): void {
  const { heap, size, before } = top
  if (heap.length < size) {
    heap.push(candidate)
    let at = heap.length - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (!before(heap[parent]!, heap[at]!)) break
      swap(heap, at, parent)
      at = parent
    }
    return
  }
  if (size === 0 || !before(candidate, heap[0]!)) return
  heap[0] = candidate
  sink(heap, before)
}

function sink(heap: Candidate[], before: Before): void {
  let at = 0
  for (;;) {
    const left = at * 2 + 1
    let worst = at
    if (left < heap.length && before(heap[worst]!, heap[left]!)) worst = left
    if (left + 1 < heap.length && before(heap[worst]!, heap[left + 1]!)) worst = left + 1
    if (worst === at) return
    swap(heap, at, worst)
    at = worst
  }
}

function swap(heap: Candidate[], a: number, b: number): void {
  const kept = heap[a]!
  heap[a] = heap[b]!
  heap[b] = kept
}

/** What was kept, best first. */
export function ranked(top: Top): Candidate[] {
  return [...top.heap].sort((a, b) => (top.before(a, b) ? -1 : 1))
}
