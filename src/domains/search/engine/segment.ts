/** A part of the index that only loses documents, and the buffer that gains them. */

import { type Columns, columnsOf, type Entry, lookUp, textAt } from './columns.ts'
import { invert, type Log, startLog } from './log.ts'
import { mergeColumns, mergePostings, renumberings } from './merge.ts'
import { decode, emptyList, find, lengthAt, type Postings } from './postings.ts'
import { hashText } from './tokens.ts'

/** `text` is title and body together, `title` the title alone. */
export type Field = 'text' | 'title'

export type Segment = {
  readonly columns: Columns
  readonly text: Postings
  readonly title: Postings
  readonly dead: Uint8Array
  deadCount: number
  /** In how many live documents a token occurs, remembered while there are dead ones to leave out. */
  readonly frequencies: Record<Field, Map<number, number>>
}

export type Buffer = {
  readonly entries: Entry[]
  readonly dead: number[]
  readonly byId: Map<string, number>
  readonly text: Log
  readonly title: Log
}

export function startBuffer(): Buffer {
  return { entries: [], dead: [], byId: new Map(), text: startLog(), title: startLog() }
}

export function segmentOf(columns: Columns, text: Postings, title: Postings, dead: Uint8Array): Segment {
  const deadCount = dead.reduce((sum, flag) => sum + flag, 0)
  return { columns, text, title, dead, deadCount, frequencies: { text: new Map(), title: new Map() } }
}

/** The buffer inverted, its dead documents left out. */
export function freeze(buffer: Buffer): Segment {
  const kept = buffer.entries.filter((_, document) => !buffer.dead[document])
  const [renumber] = renumberings([{ count: buffer.entries.length, dead: Uint8Array.from(buffer.dead) }])
  const text = invert(buffer.text, renumber!)
  return segmentOf(columnsOf(kept), text, invert(buffer.title, renumber!), new Uint8Array(kept.length))
}

/** The live document of `id` in this segment, or -1. */
export function documentOf(segment: Segment, id: string): number {
  for (const document of lookUp(segment.columns.byId, hashText(id))) {
    if (!segment.dead[document] && textAt(segment.columns.ids, document) === id) return document
  }
  return -1
}

export function bury(segment: Segment, document: number): void {
  segment.dead[document] = 1
  segment.deadCount++
  segment.frequencies.text.clear()
  segment.frequencies.title.clear()
}

/** In how many live documents of the segment `key` occurs. */
export function frequency(segment: Segment, field: Field, key: number): number {
  const position = find(segment[field], key)
  if (position < 0) return 0
  if (segment.deadCount === 0) return lengthAt(segment[field], position)
  const known = segment.frequencies[field].get(key)
  if (known !== undefined) return known
  const list = emptyList()
  decode(segment[field], position, list)
  let live = list.count
  for (let i = 0; i < list.count; i++) live -= segment.dead[list.documents[i]!]!
  segment.frequencies[field].set(key, live)
  return live
}

/**
 * Merges segments in steps; yields the number of postings moved. Documents that die meanwhile are dead in the result.
 */
export function* mergeSegments(sources: readonly Segment[], stride: number): Generator<number, Segment> {
  const renumbered = renumberings(sources.map(({ columns, dead }) => ({ count: columns.count, dead })))
  const text = yield* mergePostings(
    sources.map((source) => source.text),
    renumbered,
    stride,
  )
  const title = yield* mergePostings(
    sources.map((source) => source.title),
    renumbered,
    stride,
  )
  const columns = mergeColumns(
    sources.map((source) => source.columns),
    renumbered,
  )
  const dead = new Uint8Array(columns.count)
  sources.forEach((source, i) => {
    renumbered[i]!.forEach((target, document) => {
      if (target >= 0) dead[target] = source.dead[document]!
    })
  })
  return segmentOf(columns, text, title, dead)
}

export type AnyArray = Float64Array | Int32Array | Uint32Array | Uint16Array | Uint8Array

/** Every array of a segment under its name; those of a group as `group.part`. */
export function arraysOf({ columns, text, title, dead }: Segment): Array<[string, AnyArray]> {
  return Object.entries({ ...columns, text, title, dead }).flatMap(
    ([name, value]): Array<[string, AnyArray]> => {
      if (typeof value === 'number') return []
      if (ArrayBuffer.isView(value)) return [[name, value as AnyArray]]
      return Object.entries(value).map(([part, array]) => [`${name}.${part}`, array as AnyArray])
    },
  )
}

export function segmentBytes(segment: Segment): number {
  return arraysOf(segment).reduce((sum, [, array]) => sum + array.byteLength, 0)
}
