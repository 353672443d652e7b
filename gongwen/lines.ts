import type { Block, Meta, Node, Reading } from './model.ts'
import { glue } from './text.ts'

const OF_ROOT = /^(?:att_\d+__)?p_\d+/

/**
 * The lines of a parsed document as a reading of their own, one block a node, so that a corrected text can be parsed
 * again. Its lines stand as they are: `parse` puts none of them together. Its title is the one its own head bears.
 */
export function linesOf(body: readonly Node[], { title: _title, ...meta }: Meta): Reading {
  const headed = body.find(({ kind, part }) => kind === 'title' && part === 0)
  const known = headed ? { ...meta, title: headed.text } : meta
  return { format: 'text', blocks: body.map(blockOf), meta: known, issues: [], whole: true }
}

function blockOf({ kind, text, rows, head, align, bold, num, eId }: Node): Block {
  if (rows) return { kind: 'table', rows, ...(head === undefined ? {} : { head }) }
  const leaves = kind === 'heading' && (num !== undefined || OF_ROOT.test(eId ?? ''))
  return {
    kind: 'line',
    text,
    ...(leaves ? { level: 2 } : {}),
    ...(align ? { align } : {}),
    ...(bold ? { bold } : {}),
  }
}

/** The reading with line `at` (from 0) and the next put together; null where they are not two lines of text. */
export function joinLines(reading: Reading, at: number): Reading | null {
  const [first, second] = reading.blocks.slice(at, at + 2)
  if (at < 0 || first?.kind !== 'line' || second?.kind !== 'line') return null
  const joined = { ...first, text: glue(first.text, second.text) }
  return { ...reading, blocks: reading.blocks.toSpliced(at, 2, joined) }
}

/** The reading with line `at` (from 0) cut after `length` characters; null where that leaves not two lines of text. */
export function splitLine(reading: Reading, at: number, length: number): Reading | null {
  const line = reading.blocks[at]
  if (line?.kind !== 'line') return null
  const characters = Array.from(line.text)
  const [left, right] = [
    characters.slice(0, length).join('').trim(),
    characters.slice(length).join('').trim(),
  ]
  if (length < 1 || left === '' || right === '') return null
  const { level: _level, ...plain } = line
  const pieces: Block[] = [
    { ...line, text: left },
    { ...plain, text: right },
  ]
  return { ...reading, blocks: reading.blocks.toSpliced(at, 1, ...pieces) }
}
