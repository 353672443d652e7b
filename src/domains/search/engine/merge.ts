/** Several segments into one, without their dead documents; in steps, so that searches can go on in between. */

import type { Columns, KeyTable, TextPool } from './columns.ts'
import { decode, emptyList, encode, type Postings, type Writer } from './postings.ts'

/** Where the live documents of each source go; -1 for the dead. */
export function renumberings(sources: ReadonlyArray<{ count: number; dead: Uint8Array }>): Int32Array[] {
  let next = 0
  return sources.map(({ count, dead }) => {
    const target = new Int32Array(count)
    for (let document = 0; document < count; document++) target[document] = dead[document] ? -1 : next++
    return target
  })
}

/** Yields the number of postings moved since it last yielded, about every `stride` of them. */
export function* mergePostings(
  sources: readonly Postings[],
  renumbered: readonly Int32Array[],
  stride: number,
): Generator<number, Postings> {
  const most = sources.reduce((sum, source) => sum + source.keys.length, 0)
  // A list grows by a few bytes where two sources join. Pages never written cost no memory.
  const writer: Writer = {
    bytes: new Uint8Array(sources.reduce((sum, source) => sum + source.bytes.length, 0) + most * 2),
    at: 0,
  }
  const keys = new Uint32Array(most)
  const starts = new Uint32Array(most + 1)
  const heads = sources.map(() => 0)
  const list = emptyList()
  let kept = 0
  let moved = 0
  for (;;) {
    let key = Infinity
    sources.forEach((source, i) => {
      key = Math.min(key, source.keys[heads[i]!] ?? Infinity)
    })
    if (key === Infinity) break
    list.count = 0
    sources.forEach((source, i) => {
      if (source.keys[heads[i]!] === key) decode(source, heads[i]!++, list, renumbered[i])
    })
    if (list.count > 0) {
      encode(writer, list)
      keys[kept++] = key
      starts[kept] = writer.at
    }
    moved += list.count + 1
    if (moved >= stride) {
      yield moved
      moved = 0
    }
  }
  return {
    keys: keys.slice(0, kept),
    starts: starts.slice(0, kept + 1),
    bytes: writer.bytes.slice(0, writer.at),
  }
}

function mergeTexts(pools: readonly TextPool[], renumbered: readonly Int32Array[], count: number): TextPool {
  const starts = new Uint32Array(count + 1)
  const units = new Uint16Array(pools.reduce((sum, pool) => sum + pool.units.length, 0))
  let at = 0
  pools.forEach((pool, i) => {
    renumbered[i]!.forEach((target, document) => {
      if (target < 0) return
      const text = pool.units.subarray(pool.starts[document]!, pool.starts[document + 1]!)
      units.set(text, at)
      at += text.length
      starts[target + 1] = at
    })
  })
  return { units: units.slice(0, at), starts }
}

function mergeKeys(tables: readonly KeyTable[], renumbered: readonly Int32Array[]): KeyTable {
  const most = tables.reduce((sum, table) => sum + table.hashes.length, 0)
  const hashes = new Float64Array(most)
  const documents = new Uint32Array(most)
  const heads = tables.map(() => 0)
  let kept = 0
  for (;;) {
    let least = -1
    tables.forEach((table, i) => {
      const hash = table.hashes[heads[i]!]
      if (hash !== undefined && (least < 0 || hash < tables[least]!.hashes[heads[least]!]!)) least = i
    })
    if (least < 0) break
    const position = heads[least]!++
    const target = renumbered[least]![tables[least]!.documents[position]!]!
    if (target < 0) continue
    hashes[kept] = tables[least]!.hashes[position]!
    documents[kept++] = target
  }
  return { hashes: hashes.slice(0, kept), documents: documents.slice(0, kept) }
}

type Numbers = Uint32Array | Int32Array

function mergeNumbers<T extends Numbers>(
  arrays: readonly T[],
  renumbered: readonly Int32Array[],
  merged: T,
): T {
  arrays.forEach((array, i) => {
    renumbered[i]!.forEach((target, document) => {
      if (target >= 0) merged[target] = array[document]!
    })
  })
  return merged
}

function mergeColumnLists(sources: readonly Columns[], renumbered: readonly Int32Array[], count: number) {
  const starts = new Uint32Array(count + 1)
  const values: number[] = []
  sources.forEach((source, i) => {
    renumbered[i]!.forEach((target, document) => {
      if (target < 0) return
      for (let at = source.columnStarts[document]!; at < source.columnStarts[document + 1]!; at++) {
        values.push(source.columnValues[at]!)
      }
      starts[target + 1] = values.length
    })
  })
  return { columnStarts: starts, columnValues: Uint32Array.from(values) }
}

export function mergeColumns(sources: readonly Columns[], renumbered: readonly Int32Array[]): Columns {
  const count = renumbered.reduce(
    (sum, targets) => sum + targets.reduce((n, to) => n + (to < 0 ? 0 : 1), 0),
    0,
  )
  const unsigned = (pick: (source: Columns) => Uint32Array) =>
    mergeNumbers(sources.map(pick), renumbered, new Uint32Array(count))
  const signed = (pick: (source: Columns) => Int32Array) =>
    mergeNumbers(sources.map(pick), renumbered, new Int32Array(count))
  const texts = (pick: (source: Columns) => TextPool) => mergeTexts(sources.map(pick), renumbered, count)
  const keys = (pick: (source: Columns) => KeyTable) => mergeKeys(sources.map(pick), renumbered)
  return {
    count,
    ids: texts((source) => source.ids),
    titles: texts((source) => source.titles),
    byId: keys((source) => source.byId),
    byTitle: keys((source) => source.byTitle),
    byNumber: keys((source) => source.byNumber),
    lengths: unsigned((source) => source.lengths),
    titleLengths: unsigned((source) => source.titleLengths),
    organ: unsigned((source) => source.organ),
    genre: unsigned((source) => source.genre),
    scope: unsigned((source) => source.scope),
    year: signed((source) => source.year),
    date: signed((source) => source.date),
    forceFrom: signed((source) => source.forceFrom),
    forceTo: signed((source) => source.forceTo),
    ...mergeColumnLists(sources, renumbered, count),
  }
}
