import { existsSync, readFileSync } from 'node:fs'
import { interpretedTitle, type ParsedDocument, parse, read, titleKey } from '@gongkai/gongwen'
import MAIN from './main-text.json' with { type: 'json' }
import { f1 } from './score.ts'

const DATA = new URL('../../../shared/data/', import.meta.url)
const PAGES = new URL('tianhe_district_policies/', DATA)

type Page = {
  file: string
  text: string
  meta: { ArticleTitle?: string; PubDate?: string; ContentSource?: string }
}

/** Whether the real documents are at hand. */
export const hasData = existsSync(PAGES)

/** Shares of a district government's pages on which each statement is read right, and the main text's F1. */
export async function measurePages(): Promise<Record<string, number>> {
  const right = { title: [0, 0], date: [0, 0], source: [0, 0], number: [0, 0] }
  const mains: number[] = []
  for (const page of lines<Page>('pages.jsonl')) {
    const document = parse(await read(readFileSync(new URL(page.file, PAGES)), 'page.html'))
    const { ArticleTitle, PubDate, ContentSource } = page.meta
    tally(right.title, document.title, ArticleTitle)
    tally(right.date, document.publishedOn, PubDate?.slice(0, 10))
    tally(right.source, document.source, ContentSource)
    tally(right.number, document.docNumber?.norm.match(/\d+/g)?.join(' '), numberInName(page.file))
    const range = Object.entries(MAIN).find(([name]) => page.file.startsWith(`html/${name}`))?.[1]
    if (range) mains.push(mainF1(document, page.text, range))
  }
  const share = ([hits, all]: number[]): number => hits! / all!
  return {
    标题: share(right.title),
    发布日期: share(right.date),
    来源: share(right.source),
    文号: share(right.number),
    正文: mains.reduce((sum, one) => sum + one, 0) / mains.length,
    正文最低: Math.min(...mains),
  }
}

type Notice = { tasks: number; named: string; quoted: number; linked: number }

/** The tasks of one notice, and how many interpretations whose own title quotes one document are led to it. */
export async function measureNotice(): Promise<Notice> {
  const notice = parse(await read(readFileSync(new URL('notice_2022_60/notice.md', DATA)), 'notice.md'))
  const bodies = notice.tasks.filter((task) => task.responsible.length > 0).length
  const dues = notice.tasks.filter((task) => task.due !== null).length
  const quoting = lines<{ title: string; text: string }>(
    'interpretations.jsonl',
    new URL('customs_regulations/', DATA),
  )
    .map(({ title, text }) => ({
      wanted: /^(?:海关总署)?(?:关于|解读)?《([^《》]+)》的?(?:政策)?(?:解读)?$/.exec(title)?.[1],
      title,
      text,
    }))
    .filter((one) => one.wanted !== undefined)
  const linked = quoting.filter((one) => {
    const found = interpretedTitle(one.title, one.text).title
    return found !== null && titleKey(found) === titleKey(one.wanted!)
  })
  return {
    tasks: notice.tasks.length,
    named: `${bodies}、${dues}`,
    quoted: quoting.length,
    linked: linked.length,
  }
}

function tally(count: number[], found: string | null | undefined, wanted: string | undefined): void {
  if (!wanted) return
  count[1]!++
  if (found === wanted) count[0]!++
}

/** Year and serial where the file's name, given by those who saved the page, states the document's number. */
function numberInName(file: string): string | undefined {
  const match = /_穗?[^_]*?((?:19|20)\d\d)-(\d{1,5})号?\.html$/.exec(file)
  return match ? `${match[1]} ${match[2]}` : undefined
}

/** F1 of the parse's text against the page's lines marked as main text, by runs of five characters. */
function mainF1(document: ParsedDocument, page: string, [from, to]: number[]): number {
  const marked = page
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .slice(from, to! + 1)
  const body = document.body.filter((node) => node.kind !== 'title' || node.part > 0)
  const [found, wanted] = [runs(body.map((node) => node.text).join('')), runs(marked.join(''))]
  let common = 0
  for (const [run, times] of found) common += Math.min(times, wanted.get(run) ?? 0)
  const size = (bag: Map<string, number>): number => [...bag.values()].reduce((sum, one) => sum + one, 0)
  return f1({ found: size(found), wanted: size(wanted), right: common })
}

function runs(text: string): Map<string, number> {
  const bare = text.normalize('NFKC').replace(/\s|\u200b/g, '')
  const bag = new Map<string, number>()
  for (let i = 0; i + 5 <= bare.length; i++) {
    const run = bare.slice(i, i + 5)
    bag.set(run, (bag.get(run) ?? 0) + 1)
  }
  return bag
}

function lines<T>(name: string, folder = PAGES): T[] {
  const text = readFileSync(new URL(name, folder), 'utf8')
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T)
}
