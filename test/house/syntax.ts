import { type Comment, type Node, type Program, parseSync } from 'oxc-parser'
import type { Tree } from './tree.ts'

/** A file of code as its parser sees it. */
export interface Source {
  path: string
  text: string
  program: Program
  comments: Comment[]
  /** `path:line` of a place in it, for complaints. */
  at(offset: number): string
}

const CODE = /\.(ts|tsx)$/
const parsed = new Map<string, Source>()

/** The code of a tree, parsed; `where` narrows by path. */
export function sources(tree: Tree, where: (path: string) => boolean = () => true): Source[] {
  return [...tree].filter(([path]) => CODE.test(path) && where(path)).map(([path, text]) => parse(path, text))
}

function parse(path: string, text: string): Source {
  const key = `${path}\n${text}`
  const known = parsed.get(key)
  if (known) return known
  const { program, comments, errors } = parseSync(path, text)
  if (errors[0]) throw new Error(`${path} does not parse: ${errors[0].message}`)
  const starts = lineStarts(text)
  const source = {
    path,
    text,
    program,
    comments,
    at: (offset: number) => `${path}:${lineOf(starts, offset)}`,
  }
  parsed.set(key, source)
  return source
}

function lineStarts(text: string): number[] {
  return [0, ...[...text.matchAll(/\n/g)].map((match) => match.index + 1)]
}

/** How many of the starts are at or before the offset: its line, counted from one. */
function lineOf(starts: number[], offset: number): number {
  let [low, high] = [0, starts.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (starts[middle]! <= offset) low = middle + 1
    else high = middle
  }
  return low
}

/** Every node of a program, parents before children. */
export function* nodesOf({ program }: Source): Generator<Node> {
  const stack: unknown[] = [program]
  while (stack.length > 0) {
    const value = stack.pop()
    if (Array.isArray(value)) stack.push(...value.toReversed())
    else if (isNode(value)) {
      yield value
      stack.push(...Object.values(value).toReversed())
    }
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'
}

export interface Import {
  /** As written: `./model.ts`, `kysely`, `node:fs`. */
  specifier: string
  /** For a relative one, the path from the root. */
  target: string | undefined
  start: number
}

/** Every module a file reaches: imports, re-exports, dynamic imports, types, and files named for a worker. */
export function importsOf(source: Source): Import[] {
  const found: Import[] = []
  for (const node of nodesOf(source)) {
    const specifier = specifierOf(node)
    if (specifier !== undefined)
      found.push({ specifier, target: targetOf(source.path, specifier), start: node.start })
  }
  return found
}

function specifierOf(node: Node): string | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      return stringOf(node.source ?? undefined)
    case 'NewExpression': {
      const [file] = node.arguments
      const path = isNamed(node.callee, 'URL') ? stringOf(file) : undefined
      return path !== undefined && /^\.{1,2}\/.*\.tsx?$/.test(path) ? path : undefined
    }
    default:
      return undefined
  }
}

/** The text of a string literal, or undefined for anything else. */
export function stringOf(node: Node | undefined): string | undefined {
  return node?.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined
}

export function isNamed(node: Node, name: string): boolean {
  return node.type === 'Identifier' && node.name === name
}

/** `a.b` where both are plain names. */
export function memberOf(node: Node): string | undefined {
  if (node.type !== 'MemberExpression' || node.computed) return undefined
  const { object, property } = node
  return object.type === 'Identifier' && property.type === 'Identifier'
    ? `${object.name}.${property.name}`
    : undefined
}

function targetOf(from: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined
  const parts = from.split('/').slice(0, -1)
  for (const part of specifier.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.') parts.push(part)
  }
  return parts.join('/')
}
