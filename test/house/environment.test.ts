import type { Node } from 'oxc-parser'
import { houseRule } from './rule.ts'
import { isNamed, memberOf, nodesOf, type Source, sources, stringOf } from './syntax.ts'
import { isTest, type Tree } from './tree.ts'

/** Complains of each node that is such a reading, in files that are not tests and not named. */
function readingsOf(
  tree: Tree,
  allowed: string,
  isReading: (node: Node) => boolean,
  advice: string,
): string[] {
  const look = (source: Source) =>
    [...nodesOf(source)].filter(isReading).map((node) => `${source.at(node.start)} ${advice}`)
  return sources(tree, (path) => path !== allowed && !isTest(path)).flatMap(look)
}

function readsEnvironment(node: Node): boolean {
  if (node.type === 'ImportDeclaration') return stringOf(node.source) === 'node:process'
  if (node.type === 'VariableDeclarator') return node.init != null && isNamed(node.init, 'process')
  return memberOf(node) === 'process.env'
}

houseRule(
  'only src/config.ts reads the environment',
  (tree) =>
    readingsOf(
      tree,
      'src/config.ts',
      readsEnvironment,
      'reads the environment: let src/config.ts read it and pass it on',
    ),
  {
    'src/config.ts': 'export const port = process.env.PORT',
    'test/support/mail.ts': 'export const host = process.env.HOST',
    'src/main.ts': 'process.exitCode = 1',
  },
  [
    {
      files: { 'src/platform/mail.ts': '\nconst host = process.env.SMTP' },
      says: /mail\.ts:2 reads the environment/,
    },
    { files: { 'rules/day.ts': 'const { env } = process' }, says: /day\.ts:1/ },
    { files: { 'db/codegen.ts': "import { env } from 'node:process'" }, says: /config\.ts/ },
  ],
)

const CLOCKS = new Set([
  'Date.now',
  'performance.now',
  'performance.timeOrigin',
  'process.hrtime',
  'process.uptime',
])

function readsClock(node: Node): boolean {
  if (node.type === 'NewExpression') return isNamed(node.callee, 'Date') && node.arguments.length === 0
  if (node.type === 'CallExpression') return isNamed(node.callee, 'Date')
  if (node.type === 'ImportDeclaration') return stringOf(node.source) === 'node:perf_hooks'
  return CLOCKS.has(memberOf(node) ?? '')
}

houseRule(
  'only platform/clock.ts reads the clock',
  (tree) =>
    readingsOf(
      tree,
      'src/platform/clock.ts',
      readsClock,
      'reads the clock: take ctx.at or ctx.today, or a stopwatch() of platform/clock.ts',
    ).filter((complaint) => !complaint.startsWith('bench/')),
  {
    'src/platform/clock.ts': 'export const now = () => new Date()',
    'rules/day.ts': "export const noon = new Date('2026-05-06T12:00:00Z')",
    'bench/load.ts': 'const from = performance.now()',
    'src/platform/clock.test.ts': 'const from = Date.now()',
  },
  [
    {
      files: { 'rules/reply-clock.ts': '\n\nconst today = new Date()' },
      says: /reply-clock\.ts:3 .*ctx\.today/,
    },
    { files: { 'src/domains/search/worker.ts': 'const from = performance.now()' }, says: /stopwatch/ },
    { files: { 'src/app.tsx': 'const at = Date.now()' }, says: /app\.tsx:1/ },
    { files: { 'src/main.ts': 'const at = Date()' }, says: /main\.ts:1/ },
  ],
)
