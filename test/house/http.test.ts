import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Node } from 'oxc-parser'
import { openHttp } from '../../src/platform/http.ts'
import { silent } from '../../src/platform/log.ts'
import { houseRule } from './rule.ts'
import { isNamed, nodesOf, type Source, sources, stringOf } from './syntax.ts'
import { isTest, type Tree } from './tree.ts'

test('a route without a policy does not start', async () => {
  const about = { title: 'test', version: '1' }
  const http = await openHttp({ log: silent, version: () => '', errorPage: () => '', about })
  const answer = async () => 'ok'
  assert.throws(() => http.get('/planted', answer), /\/planted stands under no policy/)
  assert.doesNotThrow(() => http.get('/kept', { config: { policy: 'public' } }, answer))
  await http.close()
})

/** The one place that writes text as it is: JSON-LD in the head, whose `<` it has escaped. */
const UNESCAPED = 'src/ui/page.tsx'

function unescapedIn(source: Source): string[] {
  return [...nodesOf(source)].flatMap((node) => {
    const name =
      node.type === 'JSXIdentifier' || node.type === 'Identifier' ? node.name : (stringOf(node) ?? '')
    return /^(dangerouslySetInnerHTML|innerHTML|outerHTML|insertAdjacentHTML)$/.test(name)
      ? [`${source.at(node.start)} writes ${name}: set it as elements, which escape what people wrote`]
      : []
  })
}

houseRule(
  'nothing goes into a page unescaped but JSON-LD, once',
  (tree) => {
    const found = sources(tree, (path) => path.startsWith('src/') && !isTest(path)).flatMap(unescapedIn)
    const allowed = found.findIndex((complaint) => complaint.startsWith(`${UNESCAPED}:`))
    return found.filter((_, at) => at !== allowed)
  },
  { 'src/ui/page.tsx': 'export const Head = (p) => <script dangerouslySetInnerHTML={{ __html: p.json }} />' },
  [
    {
      files: {
        'src/ui/table.tsx':
          '\nexport const Cell = (p) => <td dangerouslySetInnerHTML={{ __html: p.text }} />',
      },
      says: /table\.tsx:2 writes dangerouslySetInnerHTML/,
    },
    { files: { 'src/domains/audit/views.tsx': "const props = { 'innerHTML': text }" }, says: /views\.tsx:1/ },
    {
      files: {
        'src/ui/page.tsx':
          'const a = <p dangerouslySetInnerHTML={x} />\nconst b = <p dangerouslySetInnerHTML={x} />',
      },
      says: /page\.tsx:2/,
    },
  ],
)

const REFUSALS = new Set(['Invalid', 'Conflict', 'Unlawful', 'Upstream', 'Unreadable'])

/** The codes of refusals as the code has them; what is not a plain code is told as a complaint. */
function codesIn(tree: Tree): { codes: Set<string>; complaints: string[] } {
  const codes = new Set<string>()
  const complaints: string[] = []
  for (const source of sources(tree, (path) => /^(src|gongwen)\//.test(path) && !isTest(path)))
    for (const node of nodesOf(source)) {
      if (node.type !== 'NewExpression' && node.type !== 'CallExpression') continue
      const fixed = source.path === 'src/platform/errors.ts' && node.callee.type === 'Super'
      const named =
        node.type === 'NewExpression' && node.callee.type === 'Identifier' && REFUSALS.has(node.callee.name)
      if (!fixed && !named) continue
      const code = stringOf(node.arguments[fixed ? 1 : 0])
      const given = code ? [code] : codesOfTable(source, node.arguments[1])
      for (const each of given) codes.add(each)
      if (named && given.length === 0)
        complaints.push(`${source.at(node.start)} refuses under a code that is not written out`)
    }
  return { codes, complaints }
}

/** Where the sentence is `SENTENCES[code](…)`: the codes that this table of the same file has. */
function codesOfTable(source: Source, sentence: Node | undefined): string[] {
  const looked = sentence?.type === 'CallExpression' ? sentence.callee : undefined
  if (looked?.type !== 'MemberExpression' || !looked.computed || looked.object.type !== 'Identifier')
    return []
  const { name } = looked.object
  for (const node of nodesOf(source))
    if (
      node.type === 'VariableDeclarator' &&
      isNamed(node.id, name) &&
      node.init?.type === 'ObjectExpression'
    )
      return node.init.properties.flatMap((each) => (each.type === 'Property' ? keyOf(each.key) : []))
  return []
}

function keyOf(key: Node): string[] {
  return key.type === 'Identifier' ? [key.name] : [stringOf(key) ?? []].flat()
}

/** The codes that docs/errors.md lists: the first cell of each row. */
function codesListed(tree: Tree): Set<string> {
  return new Set(
    [...(tree.get('docs/errors.md') ?? '').matchAll(/^\| `([a-z-]+)` *\|/gm)].map((row) => row[1]!),
  )
}

houseRule(
  'docs/errors.md lists the codes of the code, all and no other',
  (tree) => {
    const { codes, complaints } = codesIn(tree)
    // NOTE what the server answers under for anything that is not a refusal.
    if (tree.has('src/platform/http.ts')) codes.add('internal')
    const listed = codesListed(tree)
    const missing = [...codes]
      .filter((code) => !listed.has(code))
      .map((code) => `docs/errors.md lacks ${code}`)
    const ghosts = [...listed]
      .filter((code) => !codes.has(code))
      .map((code) => `docs/errors.md lists ${code}, which no code gives`)
    return [...complaints, ...missing, ...ghosts]
  },
  {
    'docs/errors.md': '| code |\n| --- |\n| `denied` | 403 |\n| `fee-missing` | 422 |\n',
    'src/platform/errors.ts': "class Denied extends Refusal { constructor(s) { super(403, 'denied', s) } }",
    'src/domains/audit/commands.ts': "throw new Invalid('fee-missing', '请写明金额。')",
  },
  [
    { files: { 'src/domains/audit/api.ts': "throw new Conflict('late', '已经过期。')" }, says: /lacks late/ },
    { files: { 'gongwen/read.ts': "throw new Unreadable('torn', '文件不完整。')" }, says: /lacks torn/ },
    {
      files: {
        'gongwen/pdf.ts': 'const SAY = { torn: (n) => n }\nthrow new Unreadable(code, SAY[code](name))',
      },
      says: /lacks torn/,
    },
    { files: { 'src/domains/audit/commands.ts': '' }, says: /lists fee-missing/ },
    { files: { 'src/domains/audit/api.ts': 'throw new Invalid(code, said)' }, says: /not written out/ },
  ],
)
