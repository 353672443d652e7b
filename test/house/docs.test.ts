import { posix } from 'node:path'
import { houseRule } from './rule.ts'
import { filesIn, type Tree } from './tree.ts'

/** What people read; the documents of the demo district are data. */
function pagesOf(tree: Tree): [path: string, text: string][] {
  return filesIn(tree, '', /\.md$/).filter(
    ([path]) => !path.startsWith('db/seed/') && !path.startsWith('test/fixtures/'),
  )
}

function withoutCode(text: string): string {
  return text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '')
}

/** The anchors that a page's headings make. */
function anchorsOf(text: string): Set<string> {
  const headings = [...text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/^#+ +(.+?) *$/gm)]
  const slug = (heading: string) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-')
  return new Set(headings.map((heading) => slug(heading[1]!)))
}

function leadsNowhere(tree: Tree, page: string, link: string): boolean {
  if (/^[a-z]+:/.test(link)) return false
  const [path, anchor] = link.split('#')
  const target = path ? posix.normalize(posix.join(posix.dirname(page), path)) : page
  if (anchor && tree.has(target)) return !anchorsOf(tree.get(target)!).has(anchor)
  return !tree.has(target) && filesIn(tree, `${target.replace(/\/$/, '')}/`).length === 0
}

houseRule(
  'links between pages lead somewhere',
  (tree) =>
    pagesOf(tree).flatMap(([page, text]) =>
      [...withoutCode(text).matchAll(/\]\(<?([^)\s>]+)/g)]
        .filter(([, link]) => leadsNowhere(tree, page, link!))
        .map(([, link]) => `${page} links ${link}, which leads nowhere`),
    ),
  {
    'README.md':
      '# One two\n[a](docs/errors.md#the-codes) [b](docs) [c](#one-two) [d](https://www.gov.cn) `[e](none.md)`',
    'docs/errors.md': '## The codes\n[up](../README.md)\n```\n[f](none.md)\n```',
  },
  [
    {
      files: { 'docs/operate.md': '[x](decisions/README.md)' },
      says: /docs\/operate\.md links decisions\/README\.md/,
    },
    { files: { 'STYLE.md': '[x](README.md#three)' }, says: /README\.md#three/ },
    { files: { 'STYLE.md': '![x](docs/images/home.png)' }, says: /home\.png/ },
  ],
)

const PARTS = ['## Context', '## Decision', '## Rejected', '## Consequences']

function whatLacks(tree: Tree, path: string, text: string): string[] {
  const name = posix.basename(path)
  if (!/^\d{4}-[a-z0-9-]+\.md$/.test(name)) return [`${path}: name it like 0007-sign-in.md`]
  const parts = PARTS.filter((part) => !text.includes(`\n${part}`)).map((part) => `${path} lacks “${part}”`)
  const listed = (tree.get('docs/decisions/README.md') ?? '').includes(`](${name})`)
  return listed
    ? parts
    : [...parts, `docs/decisions/README.md does not ask the question that ${name} answers`]
}

houseRule(
  'decisions are numbered once, whole, and listed',
  (tree) => {
    const decisions = filesIn(tree, 'docs/decisions/', /\.md$/).filter(
      ([path]) => !path.endsWith('README.md'),
    )
    const numbers = decisions.map(([path]) => posix.basename(path).slice(0, 4))
    const twice = numbers.filter((number, at) => numbers.indexOf(number) !== at)
    return [
      ...twice.map(
        (number) => `docs/decisions: two are numbered ${number}; give the later one the next number`,
      ),
      ...decisions.flatMap(([path, text]) => whatLacks(tree, path, text)),
    ]
  },
  {
    'docs/decisions/README.md': '[Why?](0001-one.md) [Why two?](0001-two.md)',
    'docs/decisions/0001-one.md': `# One\n\n${PARTS.join('\n\n')}\n`,
  },
  [
    {
      files: { 'docs/decisions/0001-two.md': `# Two\n\n${PARTS.join('\n\n')}\n` },
      says: /two are numbered 0001/,
    },
    {
      files: { 'docs/decisions/0002-three.md': `# Three\n\n${PARTS.join('\n\n')}\n` },
      says: /0002-three\.md answers/,
    },
    {
      files: { 'docs/decisions/0001-one.md': '# One\n\n## Context\n\n## Decision\n\n## Consequences' },
      says: /lacks “## Rejected”/,
    },
    { files: { 'docs/decisions/notes.md': '' }, says: /name it like/ },
  ],
)
