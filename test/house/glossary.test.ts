import { houseRule } from './rule.ts'
import { nodesOf, type Source, sources, stringOf } from './syntax.ts'
import type { Tree } from './tree.ts'

interface Row {
  identifiers: string[]
  avoid: string[]
  /** Under the heading of what is still to be built. */
  toCome: boolean
}

const TO_COME = '## Agreed for what is to come'

function rowsOf(tree: Tree): Row[] {
  const text = tree.get('GLOSSARY.md') ?? ''
  const built = text.split(TO_COME)[0]!.length
  return [...text.matchAll(/^\|([^|\n]*)\|([^|\n]*)\|([^|\n]*)\|([^|\n]*)\|$/gm)]
    .filter(([, term]) => !/^[\s-]*$|中文/.test(term!))
    .map((row) => ({ identifiers: codeType(row[2]!), avoid: codeType(row[4]!), toCome: row.index > built }))
}

function codeType(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map((word) => word[1]!)
}

/** Every name a file gives or uses, with where; and the codes among its literals. */
function* namesIn(source: Source): Generator<{ name: string; start: number; code: boolean }> {
  for (const node of nodesOf(source)) {
    if (node.type === 'Identifier') yield { name: node.name, start: node.start, code: false }
    const text = stringOf(node)
    if (text !== undefined && /^[a-z]+(-[a-z]+)*$/.test(text))
      yield { name: text, start: node.start, code: true }
  }
}

function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[\s_$-]+/)
}

/** Whether the words of a name hold those of another in a row. */
function holds(name: string, avoided: string): boolean {
  return ` ${wordsOf(name).join(' ')} `.includes(` ${wordsOf(avoided).join(' ')} `)
}

// NOTE the names of packages and of what they export are not ours to choose.
const OURS = /^(rules|gongwen|src|db)\//

houseRule(
  'the glossary is used, and what it avoids is avoided',
  (tree) => {
    const rows = rowsOf(tree)
    const avoid = rows.flatMap((row) => row.avoid)
    const used = new Set<string>()
    const complaints: string[] = []
    for (const source of sources(tree, (path) => OURS.test(path)))
      for (const { name, start, code } of namesIn(source)) {
        used.add(name)
        const avoided = code ? undefined : avoid.find((each) => holds(name, each))
        if (avoided)
          complaints.push(`${source.at(start)} names ${name}: GLOSSARY.md has another word for ${avoided}`)
      }
    const idle = rows
      .filter(({ toCome }) => !toCome)
      .flatMap(({ identifiers }) => identifiers.filter((name) => !used.has(name)))
      .map(
        (name) =>
          `GLOSSARY.md names ${name}, which the code does not use: mend the row or move it to what is to come`,
      )
    const twice = rows
      .flatMap(({ identifiers }) => identifiers)
      .filter((name, at, all) => all.indexOf(name) !== at)
    return [...complaints, ...idle, ...twice.map((name) => `GLOSSARY.md gives ${name} to two things`)]
  },
  {
    'GLOSSARY.md': `| 中文 | identifier | from | avoid |
| --- | --- | --- | --- |
| 机关 | \`Organ\` | 条例·4 | \`org\`; department |
| 失效 | \`lapsed\` | | |
${TO_COME}
| 更正 | \`rectify\` | | |
`,
    'rules/organ.ts': "export interface Organ { kind: 'department' }\nconst organs = 'lapsed'",
  },
  [
    {
      files: { 'src/app.ts': '\nconst orgCode = 1' },
      says: /app\.ts:2 names orgCode: .* another word for org/,
    },
    {
      files: { 'rules/organ.ts': 'export interface Organ {}' },
      says: /names lapsed, which the code does not use/,
    },
    {
      files: { 'GLOSSARY.md': '| 甲 | `Organ` | | |\n| 乙 | `Organ` | | |\n' },
      says: /gives Organ to two things/,
    },
  ],
)
