import { houseRule } from './rule.ts'
import { memberOf, nodesOf, type Source, sources } from './syntax.ts'
import { filesIn, isTest, type Tree } from './tree.ts'

const CODE = /\.(ts|tsx)$/

/** Complains of each comment that a pattern finds. */
function inComments(tree: Tree, pattern: RegExp, advice: string, where = (_: string) => true): string[] {
  return sources(tree, where).flatMap((source) =>
    source.comments.flatMap(({ value, start }) => {
      const found = pattern.exec(value)
      return found ? [`${source.at(start)} says ${found[0].trim()}: ${advice}`] : []
    }),
  )
}

houseRule(
  'a comment says why, under four tags, and puts nothing off',
  (tree) => [
    ...inComments(tree, /\b(TO-?DO|FIXM[E]|XX[X]|HAC[K]|WARNIN[G])\b/, 'do it, or file an issue'),
    ...inComments(tree, /@(param|returns?|author|since|deprecated)\b/, 'a sentence says it better'),
    ...inComments(
      tree,
      /(@ts-(ignore|nocheck|expect-error)|biome-ignore(?!.*: \w)|eslint-disable)/,
      'mend what it silences',
    ),
  ],
  { 'src/app.tsx': '// NOTE compare dates, not instants.\n/** LAW 条例·33 */\nconst mark = "TODO"' },
  [
    { files: { 'src/main.ts': `\n// ${'TO'}DO read the port` }, says: /main\.ts:2 says .*file an issue/ },
    { files: { 'rules/day.ts': '/** @param day the day */' }, says: /a sentence/ },
    { files: { 'test/house/a.test.ts': `/* ${'@ts'}-ignore */` }, says: /mend/ },
  ],
)

houseRule(
  'no test is left out or run alone',
  (tree) =>
    sources(tree, isTest).flatMap((source) =>
      [...nodesOf(source)].flatMap((node) => {
        const call = memberOf(node) ?? ''
        return /^(test|it|describe|suite)\.(only|skip|todo)$/.test(call)
          ? [`${source.at(node.start)} has ${call}: run it, or let it skip itself and say why`]
          : []
      }),
    ),
  { 'test/house/a.test.ts': "test('a', (t) => t.skip('no Chromium'))" },
  [
    { files: { 'test/house/b.test.ts': "\ntest.only('b', () => {})" }, says: /b\.test\.ts:2 has test\.only/ },
    { files: { 'rules/day.test.ts': "describe.skip('b', () => {})" }, says: /run it/ },
  ],
)

// NOTE the brackets keep this list from finding itself.
const ELSEWHERE = [
  /[/](work|farm)[/]/,
  /[.]librar[y]\b/,
  /\bsub-?agen[t]/i,
  /\bwork-?tre[e]\b/i,
  /registry[.](npmj[s]|npmmirro[r])/,
  /\bde[b][.]debian/,
  /Anthropi[c]|OpenA[I]|\bClaud[e]\b|ChatGP[T]|language mode[l]s? wrot/i,
  /Co-authored-b[y]|Generated wit[h]/i,
]

houseRule(
  'the project speaks of itself alone',
  (tree) => {
    const texts = [...tree].filter(([path]) => path !== 'package-lock.json')
    const complaints = texts.flatMap(([path, text]) =>
      ELSEWHERE.flatMap((pattern) => {
        const found = pattern.exec(text)
        return found ? [`${path} says ${found[0]}: that is no part of the project`] : []
      }),
    )
    const data = texts
      .filter(
        ([path, text]) => text.includes(`../${'shared'}`) && !isTest(path) && !path.startsWith('bench/'),
      )
      .map(
        ([path]) =>
          `${path} names data outside the repository: only tests and benches may, and skip without it`,
      )
    return [...complaints, ...data]
  },
  {
    'bench/search.ts': `const folder = '../${'shared'}/data'`,
    'README.md': 'User-agent, sign-in sessions and helpers of the law',
  },
  [
    { files: { 'docs/operate.md': `see ${'/wo'}rk/main` }, says: /docs\/operate\.md says/ },
    { files: { 'bin/check': `curl ${'registry.np'}mjs.org` }, says: /bin\/check/ },
    { files: { 'src/app.tsx': `const folder = '../${'shared'}/data'` }, says: /only tests and benches/ },
  ],
)

function pagesNamed({ comments }: Source): { name: string; start: number }[] {
  return comments.flatMap(({ value, start }) =>
    [...value.matchAll(/(?<![\w/.-])((?:[\w.-]+\/)*[\w-]+\.md)\b/g)].map((found) => ({
      name: found[1]!,
      start,
    })),
  )
}

houseRule(
  'a comment names only pages that are here',
  (tree) => {
    const pages = [...tree.keys()].filter((path) => path.endsWith('.md'))
    const isHere = (name: string) => pages.some((path) => path === name || path.endsWith(`/${name}`))
    return sources(tree, (path) => !isTest(path)).flatMap((source) =>
      pagesNamed(source)
        .filter(({ name }) => !isHere(name))
        .map(
          ({ name, start }) =>
            `${source.at(start)} sends the reader to ${name}, which is not here: cite the law itself`,
        ),
    )
  },
  { 'docs/errors.md': '', 'src/app.tsx': '// listed in docs/errors.md\n// also errors.md' },
  [
    {
      files: { 'rules/day.ts': '\n// READING see law.md §4' },
      says: /day\.ts:2 sends the reader to law\.md/,
    },
  ],
)

/** Names that say nothing: whatever does not fit elsewhere ends up there. */
const SAYS_NOTHING = /^(utils?|helpers?|common|services?|interfaces?|misc|lib|managers?)$/
const NAMED_OTHERWISE = new Set(['db/types.ts'])
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*(\.test)?$/

houseRule(
  'files and folders are named for what they hold, in kebab-case',
  (tree) =>
    filesIn(tree, '', CODE).flatMap(([path]) => {
      const parts = path.replace(/\.tsx?$/, '').split('/')
      const empty = parts.find((part) => SAYS_NOTHING.test(part) || part === 'shared' || part === 'types')
      if (empty && !NAMED_OTHERWISE.has(path)) return [`${path}: ${empty} says nothing: name the subject`]
      return parts.every((part) => KEBAB.test(part)) ? [] : [`${path}: write it in kebab-case`]
    }),
  { 'db/types.ts': '', 'src/ui/page-model.ts': '', 'rules/day.test.ts': '' },
  [
    { files: { 'src/utils/text.ts': '' }, says: /utils says nothing/ },
    { files: { 'src/domains/audit/types.ts': '' }, says: /types says nothing/ },
    { files: { 'src/ui/pageModel.ts': '' }, says: /kebab-case/ },
  ],
)
