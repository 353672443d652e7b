import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The files of a repository by their path from its root: the real one, or one made up to hold a fault. */
export type Tree = ReadonlyMap<string, string>

const ROOT = join(import.meta.dirname, '../..')

const LEFT_OUT = new Set(['node_modules', '.git', 'data', 'dist'])
const READ = /(\.(ts|tsx|js|mjs|css|sql|md|json|svg)|\/HASHES|^bin\/\w+|^\.ci\/run|^\.\w+)$/

let real: Tree | undefined

/** The repository this test stands in. Files that are not text are there by their path alone. */
export function realTree(): Tree {
  real ??= new Map(pathsBelow('').map((path) => [path, READ.test(path) ? readText(path) : '']))
  return real
}

export function madeUp(files: Record<string, string>): Tree {
  return new Map(Object.entries(files))
}

/** The files whose path begins so and ends so. */
export function filesIn(tree: Tree, start: string, end: RegExp = /./): [path: string, text: string][] {
  return [...tree].filter(([path]) => path.startsWith(start) && end.test(path))
}

export function isTest(path: string): boolean {
  return path.startsWith('test/') || /\.test\.tsx?$/.test(path)
}

function readText(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8')
}

function pathsBelow(folder: string): string[] {
  const entries = readdirSync(join(ROOT, folder), { withFileTypes: true })
  return entries.flatMap((entry) => {
    const path = folder ? `${folder}/${entry.name}` : entry.name
    if (LEFT_OUT.has(entry.name)) return []
    if (entry.isDirectory()) return pathsBelow(path)
    return [path]
  })
}
