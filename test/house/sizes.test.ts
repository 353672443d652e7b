import assert from 'node:assert/strict'
import { test } from 'node:test'
import { houseRule } from './rule.ts'
import { isNamed, nodesOf, type Source, sources, stringOf } from './syntax.ts'
import { realTree, type Tree } from './tree.ts'

const FILE_MOST = 400
const FUNCTION_MOST = 50

/**
 * What may be longer, how long at most, since when and why. The list may only shrink: lower a number when the thing
 * gets shorter, and take the line out when it is no longer needed.
 */
const LONGER: Record<string, { most: number; since: string; because: string }> = {
  'src/ui/gongkai.css': {
    most: 600,
    since: '2026-11-22',
    because: 'one stylesheet, kept by hand, read from top to bottom',
  },
  'src/domains/documents/portal-search.tsx searchView': {
    most: 69,
    since: '2026-11-22',
    because: 'wants cutting: asking, exact hits and what surrounds them',
  },
  'src/domains/search/finder.ts openFinder': {
    most: 51,
    since: '2026-11-22',
    because: 'wants cutting: the snapshot apart from the feed',
  },
  'src/app.tsx openApp': { most: 51, since: '2026-11-22', because: 'a line a part of the system' },
}

interface Sized {
  name: string
  lines: number
  limit: number
  where: string
}

// NOTE generated files and data are as long as they are; prose has its own readers.
const CODE = /^(?!db\/types\.ts$).*\.(ts|tsx|js|mjs|css|sql)$/

function filesSized(tree: Tree): Sized[] {
  return [...tree]
    .filter(([path]) => CODE.test(path))
    .map(([path, text]) => ({ name: path, lines: lineCount(text.trimEnd()), limit: FILE_MOST, where: path }))
}

function lineCount(text: string): number {
  return text.split('\n').length
}

function functionsSized(source: Source): Sized[] {
  const found: Sized[] = []
  const suites = new Set<number>()
  const names = new Map<number, string>()
  for (const node of nodesOf(source)) {
    // NOTE a suite is a list of tests, each short.
    if (node.type === 'CallExpression' && isNamed(node.callee, 'describe'))
      for (const { start } of node.arguments) suites.add(start)
    if (node.type === 'CallExpression' && stringOf(node.arguments[0]))
      for (const { start } of node.arguments) names.set(start, stringOf(node.arguments[0])!)
    if (node.type === 'VariableDeclarator' && node.id.type === 'Identifier' && node.init)
      names.set(node.init.start, node.id.name)
    if (node.type === 'Property' || node.type === 'MethodDefinition')
      if (node.key.type === 'Identifier' && node.value) names.set(node.value.start, node.key.name)
    if (
      node.type !== 'FunctionDeclaration' &&
      node.type !== 'FunctionExpression' &&
      node.type !== 'ArrowFunctionExpression'
    )
      continue
    if (suites.has(node.start)) continue
    const name = ('id' in node && node.id?.name) || names.get(node.start) || 'a function'
    const lines = lineCount(source.text.slice(node.start, node.end))
    found.push({ name: `${source.path} ${name}`, lines, limit: FUNCTION_MOST, where: source.at(node.start) })
  }
  return found
}

function tooLong(tree: Tree, longer: typeof LONGER): string[] {
  const sized = [...filesSized(tree), ...sources(tree).flatMap(functionsSized)]
  const over = sized.filter(({ lines, limit }) => lines > limit)
  const complaints = over
    .filter(({ name, lines }) => lines > (longer[name]?.most ?? 0))
    .map(
      ({ name, lines, limit, where }) =>
        `${where}: ${name} has ${lines} lines, at most ${longer[name]?.most ?? limit}: cut it where its subject changes`,
    )
  return [...complaints, ...needless(tree, over, longer)]
}

/** Exceptions for what is shorter than they allow. */
function needless(tree: Tree, over: Sized[], longer: typeof LONGER): string[] {
  return Object.keys(longer).flatMap((name) => {
    if (!tree.has(fileOf(name)) || over.some((each) => each.name === name)) return []
    return [`${name} is short enough now: take it out of the list of exceptions`]
  })
}

function fileOf(name: string): string {
  return name.replace(/ .*$/, '')
}

const FIFTY = `function draw() {\n${'\n'.repeat(48)}}\n`
const FIFTY_ONE = `function draw() {\n${'\n'.repeat(49)}}\n`

houseRule(
  'files and functions are short',
  (tree) => tooLong(tree, tree.has('package.json') ? LONGER : {}),
  {
    'src/app.ts': '\n'.repeat(500),
    'src/ui/page.tsx': FIFTY,
    'db/seed/organs.json': `[${'0,\n'.repeat(500)}0]`,
  },
  [
    { files: { 'src/main.ts': 'a\n'.repeat(401) }, says: /main\.ts: .* 401 lines, at most 400/ },
    { files: { 'src/ui/gongkai.css': 'a{}\n'.repeat(401) }, says: /gongkai\.css has 401/ },
    { files: { 'src/ui/page.tsx': FIFTY_ONE }, says: /page\.tsx:1: src\/ui\/page\.tsx draw has 51 lines/ },
    {
      files: { 'src/ui/table.tsx': `\nconst draw = () => {\n${'\n'.repeat(50)}}` },
      says: /table\.tsx:2: .* draw has 52/,
    },
    { files: { 'src/ui/list.tsx': `rows.map(() => {\n${'\n'.repeat(50)}})` }, says: /a function has 52/ },
    { files: { 'test/house/a.test.ts': `test('a', () => {\n${'\n'.repeat(50)}})` }, says: /a\.test\.ts:1/ },
  ],
)

const EXCEPTION = { 'src/ui/planted.tsx draw': { most: 51, since: '2026-11-22', because: 'planted' } }

houseRule(
  'an exception to length holds to the line and may only shrink',
  (tree) => tooLong(tree, { ...LONGER, ...EXCEPTION }),
  { 'src/ui/planted.tsx': FIFTY_ONE },
  [
    {
      files: { 'src/ui/planted.tsx': `function draw() {\n${'\n'.repeat(50)}}` },
      says: /has 52 lines, at most 51/,
    },
    { files: { 'src/ui/planted.tsx': FIFTY }, says: /short enough now: take it out/ },
  ],
)

test('no exception outlives its file', () => {
  const gone = Object.keys(LONGER).filter((name) => !realTree().has(fileOf(name)))
  assert.deepEqual(gone, [])
})
