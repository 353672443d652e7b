import { houseRule } from './rule.ts'
import { nodesOf, type Source, sources } from './syntax.ts'
import { filesIn, isTest, type Tree } from './tree.ts'

/** The names in the tables of STYLE.md on the files of a domain: the first cell of each row. */
function namesKnown(tree: Tree): string[] {
  const part = /## Files of a domain([\s\S]*?)\n## /.exec(tree.get('STYLE.md') ?? '')?.[1] ?? ''
  const cells = [...part.matchAll(/^\| ((?:`[^`]+` *)+)\|/gm)].map((row) => row[1]!)
  return cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map((name) => name[1]!))
}

/** Whether a name is in the tables: as it stands, or as a part of it (`views-list.tsx` of `views.tsx`). */
function isKnown(file: string, known: string[]): boolean {
  if (file.includes('/')) return known.includes(`${file.slice(0, file.indexOf('/'))}/`)
  if (isTest(file)) return true
  const parts = /\.tsx?$/.test(file) ? known.map((each) => `${each.replace(/\.\w+$/, '')}-`) : []
  return known.includes(file) || parts.some((part) => file.startsWith(part))
}

function inDomains(tree: Tree): { path: string; domain: string; file: string }[] {
  return filesIn(tree, 'src/domains/').map(([path]) => {
    const [, , domain, ...rest] = path.split('/')
    return { path, domain: domain!, file: rest.join('/') }
  })
}

const STYLE = `## Files of a domain\n\n| file | holds |\n|---|---|\n| \`README.md\` | |\n| \`index.ts\` | |
| \`views.tsx\` | |\n| \`queries.ts\` | |\n| \`engine/\` | |\n\n## Naming\n`

houseRule(
  'a domain holds files of the known names, a README and an index',
  (tree) => {
    const known = namesKnown(tree)
    const files = inDomains(tree)
    const strange = files
      .filter(({ file }) => !isKnown(file, known))
      .map(({ path }) => `${path}: put it under a name of STYLE.md, or add the name there with what it holds`)
    const domains = [...new Set(files.map(({ domain }) => domain))]
    const bare = domains.flatMap((domain) =>
      ['README.md', 'index.ts']
        .filter((file) => !tree.has(`src/domains/${domain}/${file}`))
        .map((file) => `src/domains/${domain} lacks ${file}`),
    )
    return [...strange, ...bare]
  },
  {
    'STYLE.md': STYLE,
    'src/domains/audit/README.md': '',
    'src/domains/audit/index.ts': '',
    'src/domains/audit/views-list.tsx': '',
    'src/domains/audit/queries.test.ts': '',
    'src/domains/audit/audit.test.ts': '',
    'src/domains/audit/engine/score.ts': '',
  },
  [
    { files: { 'src/domains/audit/stuff.ts': '' }, says: /audit\/stuff\.ts: put it under a name/ },
    { files: { 'src/domains/audit/pages/home.tsx': '' }, says: /pages\/home\.tsx/ },
    { files: { 'src/domains/review/index.ts': '' }, says: /review lacks README\.md/ },
  ],
)

const EXPORTS_MOST = 10

function exportsOf(source: Source): string[] {
  return [...nodesOf(source)].flatMap((node) => {
    if (node.type === 'ExportAllDeclaration') return ['*']
    if (node.type !== 'ExportNamedDeclaration' || node.exportKind === 'type') return []
    const named = node.specifiers
      .filter((each) => each.exportKind !== 'type')
      .map(({ local }) => nameOf(local))
    return node.declaration ? [...named, node.declaration.type] : named
  })
}

function nameOf(local: { type: string; name?: string; value?: unknown }): string {
  return local.name ?? String(local.value)
}

houseRule(
  'the door of a domain is narrow',
  (tree) =>
    sources(tree, (path) => /^src\/domains\/\w+\/index\.ts$/.test(path)).flatMap((source) => {
      const names = exportsOf(source)
      if (names.includes('*'))
        return [`${source.path} exports everything of a file: name what later domains may use`]
      return names.length > EXPORTS_MOST
        ? [`${source.path} exports ${names.length} things: at most ${EXPORTS_MOST}`]
        : []
    }),
  { 'src/domains/audit/index.ts': "export { a, b, type C } from './queries.ts'" },
  [
    { files: { 'src/domains/audit/index.ts': "export * from './queries.ts'" }, says: /exports everything/ },
    {
      files: {
        'src/domains/audit/index.ts': "export { a, b, c, d, e, f, g, h, i, j, k } from './queries.ts'",
      },
      says: /exports 11 things/,
    },
  ],
)

/** The functions that the doors of the libraries and of the domains open, by file. */
function publicFunctions(tree: Tree): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  for (const source of sources(tree, isDoor))
    for (const node of nodesOf(source)) {
      if (node.type !== 'ExportNamedDeclaration' || !node.source) continue
      const file = source.path.replace('index.ts', node.source.value.replace('./', ''))
      const names = found.get(file) ?? new Set()
      for (const { local } of node.specifiers) names.add(nameOf(local))
      found.set(file, names)
    }
  return found
}

function isDoor(path: string): boolean {
  return /^(rules|gongwen|src\/domains\/\w+)\/index\.ts$/.test(path)
}

function undocumented(source: Source, isPublic: (name: string) => boolean): string[] {
  return source.program.body.flatMap((node) => {
    const declared = node.type === 'ExportNamedDeclaration' ? node.declaration : undefined
    if (declared?.type !== 'FunctionDeclaration' || !declared.id || !isPublic(declared.id.name)) return []
    const above = source.text.slice(0, node.start).trimEnd()
    return source.comments.some(
      ({ type, value, end }) => type === 'Block' && value.startsWith('*') && end === above.length,
    )
      ? []
      : [
          `${source.at(node.start)}: ${declared.id.name} is public and says nothing of itself: one sentence above it`,
        ]
  })
}

houseRule(
  'public functions say what they are',
  (tree) => {
    const doors = publicFunctions(tree)
    return sources(tree, (path) => !isTest(path)).flatMap((source) =>
      undocumented(source, (name) => isDoor(source.path) || (doors.get(source.path)?.has(name) ?? false)),
    )
  },
  {
    'rules/index.ts': "export { fee, type Fee } from './fee.ts'",
    'rules/fee.ts': '/** 信息处理费, in yuan. */\nexport function fee() {}\nexport function inner() {}',
  },
  [
    {
      files: { 'rules/fee.ts': '// 信息处理费\nexport function fee() {}' },
      says: /fee\.ts:2: fee is public/,
    },
    {
      files: { 'src/domains/audit/index.ts': 'export async function record() {}' },
      says: /record is public/,
    },
  ],
)
