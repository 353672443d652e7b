import type { Node } from 'oxc-parser'
import { houseRule } from './rule.ts'
import { isNamed, nodesOf, type Source, sources, stringOf } from './syntax.ts'
import { filesIn, isTest, type Tree } from './tree.ts'

/** Where no statement is written: what people see, and what is pure. */
const WITHOUT_SQL =
  /^src\/(domains\/\w+\/(portal|desk|api|views|feeds|presenting|listing|paper|word|copy|model|policy|workflow|facts)[\w-]*\.tsx?$|domains\/\w+\/engine\/|ui\/|cli\/|app\.|main\.|world\.|config\.)/
const STATEMENTS = new Set([
  'selectFrom',
  'insertInto',
  'replaceInto',
  'updateTable',
  'deleteFrom',
  'mergeInto',
])

function statesSql(node: Node): boolean {
  if (node.type === 'TaggedTemplateExpression') return isNamed(node.tag, 'sql')
  if (node.type === 'MemberExpression')
    return node.property.type === 'Identifier' && STATEMENTS.has(node.property.name)
  return node.type === 'ImportDeclaration' && node.importKind !== 'type' && stringOf(node.source) === 'kysely'
}

houseRule(
  'statements stand in queries and commands, not in pages',
  (tree) =>
    sources(tree, (path) => WITHOUT_SQL.test(path) && !isTest(path)).flatMap((source) =>
      [...nodesOf(source)]
        .filter(statesSql)
        .map(({ start }) => `${source.at(start)} states SQL: move it to queries.ts or commands.ts`),
    ),
  {
    'src/domains/audit/queries.ts':
      "import { sql } from 'kysely'\nconst all = (db) => db.selectFrom('audit_entry')",
    'src/domains/audit/portal.tsx': "import type { Kysely } from 'kysely'",
  },
  [
    {
      files: { 'src/domains/audit/portal.tsx': "\nconst rows = ctx.db.selectFrom('audit_entry')" },
      says: /portal\.tsx:2 .*queries\.ts/,
    },
    {
      files: { 'src/domains/audit/desk-inbox.tsx': 'const rows = sql`select 1`.execute(db)' },
      says: /desk-inbox\.tsx:1/,
    },
    {
      files: { 'src/cli/search.ts': "const n = await db.deleteFrom('search_offering').execute()" },
      says: /cli\/search\.ts:1/,
    },
    { files: { 'src/domains/audit/feeds.ts': "import { sql } from 'kysely'" }, says: /feeds\.ts:1/ },
  ],
)

const MADE =
  /\bcreate\s+(?:unlogged\s+|materialized\s+|or\s+replace\s+)*(?:table|view)\s+(?:if\s+not\s+exists\s+)?(\w+)/gi

interface Made {
  file: string
  table: string
}

function tablesOf(tree: Tree): Made[] {
  return filesIn(tree, 'db/migrations/', /\.sql$/).flatMap(([file, text]) =>
    [...text.matchAll(MADE)].map((match) => ({ file, table: match[1]! })),
  )
}

function ownerOf(table: string): string {
  return table.slice(0, table.indexOf('_'))
}

houseRule(
  'a migration makes tables of the one domain it is named for',
  (tree) =>
    tablesOf(tree)
      .filter(({ file, table }) => !file.replace(/^.*\/\d{4}_/, '').startsWith(ownerOf(table) || '?'))
      .map(
        ({ file, table }) =>
          `${file} makes ${table}: name the file and the table for the domain that owns both`,
      ),
  {
    'db/migrations/0001_audit.sql':
      'create table audit_entry ();\ncreate view audit_entry_shared as select 1;',
  },
  [
    {
      files: { 'db/migrations/0002_accounts.sql': 'CREATE TABLE audit_note ();' },
      says: /0002_accounts\.sql makes audit_note/,
    },
    {
      files: { 'db/migrations/0002_accounts.sql': 'create table if not exists organ ();' },
      says: /makes organ/,
    },
  ],
)

/** Every stretch of literal text in a file, with where it begins. */
function literalsOf(source: Source): { text: string; start: number }[] {
  return [...nodesOf(source)].flatMap((node) => {
    if (node.type === 'TemplateElement') return [{ text: node.value.raw, start: node.start }]
    const text = stringOf(node)
    return text === undefined ? [] : [{ text, start: node.start }]
  })
}

function strangersIn(source: Source, tables: string[]): string[] {
  const mine = /^src\/domains\/(\w+)\//.exec(source.path)?.[1]
  const strange = tables.filter((table) => ownerOf(table) !== mine && !table.endsWith('_shared'))
  return literalsOf(source).flatMap(({ text, start }) =>
    strange
      .filter((table) => new RegExp(`\\b${table}\\b`).test(text))
      .map(
        (table) =>
          `${source.at(start)} names ${table}: ask ${ownerOf(table)}/index.ts, or join its view ending in _shared`,
      ),
  )
}

houseRule(
  'only its owner names a table',
  (tree) => {
    const tables = [...new Set(tablesOf(tree).map(({ table }) => table))]
    return sources(tree, (path) => path.startsWith('src/') && !isTest(path)).flatMap((source) =>
      strangersIn(source, tables),
    )
  },
  {
    'db/migrations/0001_audit.sql':
      'create table audit_entry (); create view audit_entry_shared as select 1;',
    'src/domains/audit/queries.ts': "const rows = db.selectFrom('audit_entry')",
    'src/domains/documents/queries.ts': "const rows = db.selectFrom('audit_entry_shared as a')",
  },
  [
    {
      files: { 'src/domains/documents/commands.ts': "db.selectFrom('audit_entry as a')" },
      says: /ask audit\/index\.ts/,
    },
    {
      files: { 'src/domains/documents/queries.ts': '\nsql`select * from audit_entry`' },
      says: /queries\.ts:2 names audit_entry/,
    },
    { files: { 'src/cli/demo.ts': "db.selectFrom('x').select('audit_entry.id')" }, says: /cli\/demo\.ts:1/ },
  ],
)
