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

/** The paragraphs of a text that newlines divide, each with its own references. */
export function paragraphsOf(text: string, refs: TextReference[] = []): Paragraph[] {
  const paragraphs: Paragraph[] = []
  let start = 0
  for (const line of text.split('\n')) {
    const end = start + line.length
    const from = start
    if (line.trim()) {
      const own = refs.filter((ref) => ref.start >= from && ref.end <= end)
      paragraphs.push({
        text: line,
        refs: own.map((ref) => ({ ...ref, start: ref.start - from, end: ref.end - from })),
      })
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

function Table({ node, label }: { node: BodyNode; label: string }) {
  const rows = node.rows ?? []
  const width = Math.max(0, ...rows.map((row) => row.length))
  const filled = rows.map((row) => [...row, ...Array<string>(width - row.length).fill('')])
  const [head, ...rest] = filled
  if (!head) return null
  return (
    <section class="scroll" tabindex={0} aria-label={label} id={node.eId || undefined}>
      <table>
        <thead>
          <tr>{head.map((cell, at) => (cell ? <th key={at}>{cell}</th> : <td key={at} />))}</tr>
        </thead>
        <tbody>
          {rest.map((row, at) => (
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

function Clause({ node, rank, tables }: { node: BodyNode; rank: number; tables: string }) {
  if (node.kind === 'table') return <Table node={node} label={tables} />
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

/** The clauses of a part; each first-level clause holds what follows it, with the notes that stand beside it. */
export function Body({ body, first, asides }: { body: BodyNode[]; first: number; asides: Aside[] }) {
  const ranks = headingRanks(body, first)
  const groups: VNode[][] = [[]]
  let tables = 0
  body.forEach((node, at) => {
    const opens = node.level === 1 && node.num !== ''
    if (opens) groups.push([])
    if (node.kind === 'table') tables += 1
    const group = groups.at(-1) ?? []
    const place = `${node.num}${node.heading}`.replace(/[。：；]$/, '')
    group.push(
      <Clause key={at} node={node} rank={ranks[at] ?? first} tables={`第${tables}个表格，可左右滚动`} />,
    )
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
