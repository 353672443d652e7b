import type { ComponentChildren, VNode } from 'preact'
import { longDate } from '../../ui/dates.ts'
import type { Aside, BodyNode, DocumentPart, DocumentView, TextReference } from './views-model.ts'

const HEADING_CLASSES: Record<string, string> = {
  part: 'chapter',
  chapter: 'chapter',
  section: 'chapter',
  l1: 'l1',
  l2: 'l2',
}

/** Text with the documents it names linked. References that overlap or reach beyond the text are left out. */
export function LinkedText({ text, refs }: { text: string; refs: TextReference[] }) {
  const pieces: ComponentChildren[] = []
  let at = 0
  for (const ref of [...refs].sort((a, b) => a.start - b.start)) {
    if (ref.start < at || ref.end > text.length || ref.end <= ref.start) continue
    pieces.push(text.slice(at, ref.start))
    pieces.push(
      <a key={ref.start} href={ref.href}>
        {text.slice(ref.start, ref.end)}
      </a>,
    )
    at = ref.end
  }
  pieces.push(text.slice(at))
  return <>{pieces}</>
}

interface Paragraph {
  text: string
  refs: TextReference[]
}

/** The paragraphs of a text that newlines divide, without the blanks before them, each with its own references. */
export function paragraphsOf(text: string, refs: TextReference[] = []): Paragraph[] {
  const paragraphs: Paragraph[] = []
  let start = 0
  for (const line of text.split('\n')) {
    const words = line.trimStart()
    const from = start + line.length - words.length
    const end = start + line.length
    if (words) {
      const own = refs.filter((ref) => ref.start >= from && ref.end <= end)
      const moved = own.map((ref) => ({ ...ref, start: ref.start - from, end: ref.end - from }))
      paragraphs.push({ text: words, refs: moved })
    }
    start = end + 1
  }
  return paragraphs
}

/** The number of a clause; it is also the clause's own address. */
function Anchor({ node }: { node: BodyNode }) {
  if (!node.num) return null
  const name = node.kind === 'article' ? 'anchor no article-no' : 'anchor no'
  if (!node.eId) return <span class={name}>{node.num}</span>
  return (
    <a href={`#${node.eId}`} class={name}>
      {node.num}
    </a>
  )
}

/**
 * A table in a box that scrolls by itself.
 * NOTE a first row with an empty cell is the first row of a form, not the heads of columns.
 */
function Table({ node, label }: { node: BodyNode; label: string }) {
  const rows = node.rows ?? []
  const width = Math.max(0, ...rows.map((row) => row.length))
  if (width === 0) return null
  const filled = rows.map((row) => [...row, ...Array<string>(width - row.length).fill('')])
  const hasHead = filled.length > 1 && (filled[0] ?? []).every((cell) => cell.trim() !== '')
  return (
    <section class="scroll" tabindex={0} aria-label={label} id={node.eId || undefined}>
      <table>
        {hasHead && (
          <thead>
            <tr>
              {filled[0]?.map((cell, at) => (
                <th key={at} scope="col">
                  {cell}
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {filled.slice(hasHead ? 1 : 0).map((row, at) => (
            <tr key={at}>
              {row.map((cell, column) => (
                <td key={column}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Paragraphs({ node, lead }: { node: BodyNode; lead?: ComponentChildren }) {
  const paragraphs = paragraphsOf(node.text, node.refs)
  if (paragraphs.length === 0 && !lead) return null
  const [first, ...others] = paragraphs
  const hasOwnHeading = lead === undefined && node.heading !== ''
  return (
    <>
      <p id={(!hasOwnHeading && node.eId) || undefined}>
        {lead}
        {first && <LinkedText {...first} />}
      </p>
      {others.map((paragraph, at) => (
        <p key={at}>
          <LinkedText {...paragraph} />
        </p>
      ))}
    </>
  )
}

/** A heading that ends in a stop is a sentence at the head of its paragraph, not a line of its own. */
export function isRunIn(node: BodyNode): boolean {
  return node.heading !== '' && node.text !== '' && /[。：；！？]$/.test(node.heading)
}

function headingName(node: BodyNode): string {
  return HEADING_CLASSES[node.kind] ?? 'l3'
}

function Clause({ node, rank, tableName }: { node: BodyNode; rank: number; tableName: string }) {
  if (node.kind === 'table') return <Table node={node} label={tableName} />
  const anchor = <Anchor node={node} />
  if (isRunIn(node)) {
    const lead = (
      <>
        {anchor}
        <strong class={`run ${headingName(node)}`}>{node.heading}</strong>
      </>
    )
    return <Paragraphs node={node} lead={lead} />
  }
  if (!node.heading) return <Paragraphs node={node} lead={anchor} />
  const Heading = `h${Math.min(rank, 6)}` as 'h2'
  const gap = headingName(node) === 'chapter' && node.num ? '　' : ''
  return (
    <>
      <Heading id={node.eId || undefined} class={headingName(node)}>
        {anchor}
        {gap}
        {node.heading}
      </Heading>
      {node.text && <Paragraphs node={node} />}
    </>
  )
}

/**
 * The rank of each heading: one below the heading it stands under, whatever the levels skip, so that those who
 * read by headings never miss a step.
 */
export function headingRanks(body: BodyNode[], first: number): number[] {
  const open: number[] = []
  return body.map((node) => {
    if (!node.heading || isRunIn(node)) return first + open.length
    while (open.length > 0 && (open.at(-1) ?? 0) >= node.level) open.pop()
    open.push(node.level)
    return first + open.length - 1
  })
}

export function AsideNote({ aside, name }: { aside: Aside; name: string }) {
  return (
    <aside class="aside" aria-label={name}>
      <p class="kind">{aside.kind}</p>
      {aside.paragraphs.map((paragraph) => (
        <>
          {paragraph.question && <p class="q">{paragraph.question}</p>}
          <p>{paragraph.text}</p>
        </>
      ))}
      {aside.links && (
        <p>
          {aside.links.map((link, at) => (
            <>
              {at > 0 && <br />}
              <a href={link.href}>{link.label}</a>
            </>
          ))}
        </p>
      )}
    </aside>
  )
}

interface BodyProps {
  body: BodyNode[]
  /** Rank of the part's first headings. */
  first: number
  asides: Aside[]
  /** The tables of the whole document, which are numbered through its parts. */
  tables: BodyNode[]
}

/** The clauses of a part; each first-level clause holds what follows it, with the notes that stand beside it. */
export function Body({ body, first, asides, tables }: BodyProps) {
  const ranks = headingRanks(body, first)
  const groups: VNode[][] = [[]]
  body.forEach((node, at) => {
    const opens = node.level === 1 && node.num !== ''
    if (opens) groups.push([])
    const group = groups.at(-1) ?? []
    const place = `${node.num}${node.heading}`.replace(/[。：；]$/, '')
    const tableName = `第${tables.indexOf(node) + 1}个表格，可左右滚动`
    group.push(<Clause key={at} node={node} rank={ranks[at] ?? first} tableName={tableName} />)
    asides
      .filter((aside) => aside.eId && aside.eId === node.eId)
      .forEach((aside, nth) => {
        group.push(
          <AsideNote key={`${at}-${nth}`} aside={aside} name={`${aside.kind}：${place}（${nth + 1}）`} />,
        )
      })
  })
  return (
    <>
      {groups.map((group, at) => {
        if (group.length === 0) return null
        return at === 0 ? (
          group
        ) : (
          <div key={at} class="clause">
            {group}
          </div>
        )
      })}
    </>
  )
}

function AttachmentList({ names, parts }: { names: string[]; parts: DocumentPart[] }) {
  const own = parts.filter((part) => part.kind === 'attachment')
  const numbered = names.length > 1 && !names.some((name) => /^(附件|\d)/.test(name))
  return (
    <>
      {names.map((name, at) => {
        const part = own.length === names.length ? own[at] : undefined
        const words = numbered ? `${at + 1}.${name}` : name
        return (
          <p key={name} class={at === 0 ? 'attach' : 'attach-next'}>
            {at === 0 && !words.startsWith('附件') && '附件：'}
            {part ? <a href={`#part-${part.key}`}>{words}</a> : words}
          </p>
        )
      })}
    </>
  )
}

function Imprint({ part }: { part: DocumentPart }) {
  if (!part.copyTo && !part.printedBy) return null
  return (
    <div class="banji">
      {part.copyTo && (
        <p>
          <span>{part.copyTo.startsWith('抄送') ? part.copyTo : `抄送：${part.copyTo}`}</span>
        </p>
      )}
      {part.printedBy && (
        <p>
          <span>{part.printedBy}</span>
          {part.printedOn && <span>{longDate(part.printedOn)}印发</span>}
        </p>
      )}
    </div>
  )
}

/** What follows the text of a part: annexes named, signature, note of release, imprint. */
export function PartClose({ part, view }: { part: DocumentPart; view: DocumentView }) {
  return (
    <>
      {part.attachments && part.attachments.length > 0 && (
        <AttachmentList names={part.attachments} parts={view.parts} />
      )}
      {(part.signers?.length || part.signedOn) && (
        <p class="sign">
          {part.signers?.map((signer) => (
            <span key={signer}>{signer}</span>
          ))}
          {part.signedOn && <span>{longDate(part.signedOn)}</span>}
        </p>
      )}
      {part.note && <p>{part.note}</p>}
      <Imprint part={part} />
    </>
  )
}
