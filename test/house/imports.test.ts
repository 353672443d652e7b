import { houseRule } from './rule.ts'
import { type Import, importsOf, nodesOf, type Source, sources } from './syntax.ts'
import { isTest, type Tree } from './tree.ts'

const ORDER_SAID = /The domains stand in one order:\s*`([^`]+)`/
const STYLE = 'The domains stand in one order: `audit search documents`.'

function domainOrder(tree: Tree): string[] {
  return ORDER_SAID.exec(tree.get('STYLE.md') ?? '')?.[1]?.split(/\s+/) ?? []
}

function domainOf(path: string): string | undefined {
  return /^src\/domains\/([^/]+)\//.exec(path)?.[1]
}

function startsWithAny(path: string, starts: string[]): boolean {
  return starts.some((start) => path === start || path.startsWith(`${start}/`))
}

/** What is wrong with a file reaching another, as advice; undefined where it may. */
function whyNot(from: string, target: string, order: string[]): string | undefined {
  if (startsWithAny(target, ['test']) && !startsWithAny(from, ['bench'])) return 'nothing imports tests'
  if (target.startsWith('bench/') && from !== 'src/main.ts' && !from.startsWith('bench/'))
    return 'only src/main.ts opens bench'
  if (startsWithAny(from, ['db', 'bench'])) return undefined
  if (startsWithAny(target, ['db/seed']) && from === 'src/cli/demo.ts') return undefined
  if (startsWithAny(target, ['db']) && target !== 'db/types.ts')
    return 'of db only the generated types are imported, and the seed by src/cli/demo.ts'
  const library = ['rules', 'gongwen'].find(
    (name) => startsWithAny(from, [name]) || startsWithAny(target, [name]),
  )
  if (library)
    return startsWithAny(from, [library]) && startsWithAny(target, [library]) ? undefined : farFrom(library)
  if (startsWithAny(from, ['src/platform']))
    return startsWithAny(target, ['src/platform', 'db'])
      ? undefined
      : 'platform knows only itself: pass it what it needs'
  if (startsWithAny(from, ['src/ui']))
    return startsWithAny(target, ['src/ui']) ? undefined : 'ui knows only itself: pass it plain data'
  return domainOf(from) ? whyNotDomain(from, target, order) : undefined
}

function farFrom(library: string): string {
  return `reach ${library} by its name, @gongkai/${library}, and let it reach nothing of the application`
}

function whyNotDomain(from: string, target: string, order: string[]): string | undefined {
  const [mine, theirs] = [domainOf(from)!, domainOf(target)]
  if (!theirs)
    return startsWithAny(target, ['src/platform', 'src/ui', 'db'])
      ? undefined
      : 'a domain knows no cli, app, config or world'
  if (mine === theirs) return undefined
  if (order.indexOf(theirs) > order.indexOf(mine))
    return `${theirs} stands below ${mine}: move the shared idea up, or let ${theirs} offer it`
  return target === `src/domains/${theirs}/index.ts` ? undefined : `import ${theirs}/index.ts`
}

houseRule(
  'files import along the order of the house',
  (tree) => {
    const order = domainOrder(tree)
    const strangers = new Set([...tree.keys()].flatMap((path) => domainOf(path) ?? []))
    const unlisted = [...strangers].filter((name) => !order.includes(name))
    const complaints = unlisted.map((name) => `src/domains/${name}: give it a place in the order of STYLE.md`)
    for (const source of sources(tree, (path) => !isTest(path)))
      for (const { target, start } of importsOf(source)) {
        const why = target === undefined ? undefined : whyNot(source.path, target, order)
        if (why) complaints.push(`${source.at(start)} imports ${target}: ${why}`)
      }
    return complaints
  },
  {
    'STYLE.md': STYLE,
    'rules/day.ts': "export const day = '2026-05-06'",
    'src/domains/audit/index.ts':
      "import { now } from '../../platform/clock.ts'\nimport { day } from '@gongkai/rules'",
    'src/domains/documents/portal.tsx': "export { offer } from '../search/index.ts'",
    'src/main.ts': "const bench = () => import('../bench/index.ts')",
    'src/domains/search/search.test.ts': "import { testDatabase } from '../../../test/support/database.ts'",
  },
  [
    {
      files: { 'src/domains/audit/model.ts': "import { offer } from '../search/index.ts'" },
      says: /search stands below audit/,
    },
    {
      files: { 'src/domains/documents/api.ts': "export * from '../search/queries.ts'" },
      says: /api\.ts:1 .*import search\/index\.ts/,
    },
    {
      files: { 'src/domains/documents/model.ts': "type A = import('../search/model.ts').Hit" },
      says: /import search\/index\.ts/,
    },
    {
      files: {
        'src/domains/search/index.ts': "\nconst w = new URL('../documents/worker.ts', import.meta.url)",
      },
      says: /index\.ts:2 .*documents stands below/,
    },
    { files: { 'src/domains/weather/model.ts': '' }, says: /place in the order/ },
    { files: { 'rules/fee.ts': "import { now } from '../src/platform/clock.ts'" }, says: /@gongkai\/rules/ },
    {
      files: { 'src/domains/audit/facts.ts': "import { day } from '../../../rules/day.ts'" },
      says: /@gongkai\/rules/,
    },
    {
      files: { 'src/platform/mail.ts': "import { readConfig } from '../config.ts'" },
      says: /platform knows only itself/,
    },
    {
      files: { 'src/ui/table.tsx': "import { dayOf } from '../platform/clock.ts'" },
      says: /ui knows only itself/,
    },
    {
      files: { 'src/domains/audit/jobs.ts': "import { readConfig } from '../../config.ts'" },
      says: /knows no cli, app/,
    },
    {
      files: { 'src/world.ts': "import { testDatabase } from '../test/support/database.ts'" },
      says: /nothing imports tests/,
    },
    {
      files: { 'src/app.tsx': "import { bench } from '../bench/index.ts'" },
      says: /only src\/main\.ts opens bench/,
    },
    {
      files: { 'src/world.ts': "import { typesOf } from '../db/codegen.ts'" },
      says: /only the generated types/,
    },
  ],
)

/** What a part of the tree may take from outside; `dependencies` stands for those of the package it belongs to. */
const OUTSIDE: { part: string; may: string[]; because: string }[] = [
  { part: 'rules', may: [], because: 'the law depends on nothing, Node included' },
  // NOTE pure builtins only: bytes in, structure out. A thread is there to be stopped when a file is hostile.
  {
    part: 'gongwen',
    may: ['dependencies', 'node:zlib', 'node:stream', 'node:buffer', 'node:worker_threads'],
    because: 'gongwen knows its reader libraries',
  },
  { part: 'src/ui', may: ['preact', 'preact-render-to-string'], because: 'ui knows preact' },
  {
    part: 'src',
    may: ['dependencies', 'node:'],
    because: 'name it in "dependencies" of package.json, pinned',
  },
]

interface Manifest {
  dependencies?: Record<string, string>
  workspaces?: string[]
}

function manifestOf(tree: Tree, folder: string): Manifest {
  return JSON.parse(tree.get(folder ? `${folder}/package.json` : 'package.json') ?? '{}') as Manifest
}

function whyNotOutside(source: Source, { specifier }: Import, tree: Tree): string | undefined {
  const rule = OUTSIDE.find(({ part }) => source.path.startsWith(`${part}/`))
  if (!rule || specifier.startsWith('.')) return undefined
  const own = rule.part === 'src' ? '' : rule.part
  const named = Object.keys(manifestOf(tree, own).dependencies ?? {})
  const libraries = rule.part === 'src' ? ['@gongkai/rules', '@gongkai/gongwen', ...named] : named
  const may = rule.may.flatMap((each) => (each === 'dependencies' ? libraries : [each]))
  const fits = may.some(
    (each) => specifier === each || specifier.startsWith(each.endsWith(':') ? each : `${each}/`),
  )
  return fits ? undefined : rule.because
}

houseRule(
  'each part takes from outside only what it may',
  (tree) =>
    sources(tree, (path) => !isTest(path)).flatMap((source) =>
      importsOf(source).flatMap((each) => {
        const why = whyNotOutside(source, each, tree)
        return why ? [`${source.at(each.start)} imports ${each.specifier}: ${why}`] : []
      }),
    ),
  {
    'package.json': '{"dependencies":{"kysely":"0.29.9"}}',
    'gongwen/package.json': '{"dependencies":{"saxes":"6.0.0"}}',
    'gongwen/read.ts': "import { SaxesParser } from 'saxes'",
    'src/domains/audit/index.ts':
      "import { sql } from 'kysely'\nimport { a } from '@gongkai/rules'\nimport 'node:fs'",
    'src/ui/page.tsx': "import { render } from 'preact-render-to-string'",
  },
  [
    {
      files: { 'rules/day.ts': "import { createHash } from 'node:crypto'" },
      says: /rules\/day\.ts:1 .*depends on nothing/,
    },
    { files: { 'gongwen/word.ts': "import { readFile } from 'node:fs/promises'" }, says: /reader libraries/ },
    { files: { 'gongwen/pdf.ts': "import 'kysely'" }, says: /reader libraries/ },
    { files: { 'src/ui/table.tsx': "import fs from 'node:fs'" }, says: /ui knows preact/ },
    {
      files: { 'src/platform/mail.ts': "import fc from 'fast-check'" },
      says: /"dependencies" of package\.json/,
    },
  ],
)

houseRule(
  'code is loaded by name, in sight',
  (tree) => sources(tree, (path) => path.startsWith('src/') && !isTest(path)).flatMap(dynamicIn),
  { 'src/main.ts': "const load = () => import('./cli/start.ts')" },
  [
    { files: { 'src/app.tsx': "await import('./domains/audit/index.ts')" }, says: /only src\/main\.ts/ },
    { files: { 'src/main.ts': 'const load = (name: string) => import(name)' }, says: /a literal path/ },
  ],
)

function dynamicIn(source: Source): string[] {
  const plain = new Set(importsOf(source).map(({ start }) => start))
  return [...nodesOf(source)].flatMap((node) => {
    if (node.type !== 'ImportExpression') return []
    if (!plain.has(node.start))
      return [`${source.at(node.start)} imports what is not known: give a literal path`]
    return source.path === 'src/main.ts'
      ? []
      : [`${source.at(node.start)} loads late: only src/main.ts loads commands so`]
  })
}

houseRule(
  'the law depends on nothing, and there are two libraries',
  (tree) => {
    const complaints = []
    if (Object.keys(manifestOf(tree, 'rules').dependencies ?? {}).length > 0)
      complaints.push('rules/package.json: the law has no dependencies')
    const workspaces = manifestOf(tree, '').workspaces?.join(' ')
    if (workspaces !== 'rules gongwen')
      complaints.push(
        `package.json: the workspaces are rules and gongwen, not ${workspaces}; a third wants a decision record`,
      )
    return complaints
  },
  { 'package.json': '{"workspaces":["rules","gongwen"]}', 'rules/package.json': '{"name":"@gongkai/rules"}' },
  [
    { files: { 'rules/package.json': '{"dependencies":{"luxon":"3.7.2"}}' }, says: /no dependencies/ },
    {
      files: { 'package.json': '{"workspaces":["rules","gongwen","ui"]}' },
      says: /a third wants a decision/,
    },
  ],
)
