import { parentPort } from 'node:worker_threads'
import { getDocumentProxy } from 'unpdf'
import type { Block, Issue } from '../../model.ts'
import type { Page, Run } from '../pages/rows.ts'
import { layOut } from '../pages.ts'

/** What the thread is asked to read, and what it says while reading and in the end. */
export type Question = { bytes: Uint8Array<ArrayBuffer>; mostPages: number; mostCharacters: number }
export type Answer =
  | { kind: 'opened'; pages: number }
  | { kind: 'read'; blocks: Block[]; issues: Issue[] }
  | { kind: 'refused'; code: 'encrypted' | 'damaged' | 'too-many-pages' | 'too-long'; count?: number }

type Document = Awaited<ReturnType<typeof getDocumentProxy>>

parentPort!.on('message', (question: Question) => {
  readPages(question).then(
    (answer) => parentPort!.postMessage(answer),
    (error: unknown) => parentPort!.postMessage({ kind: 'refused', code: codeOf(error) } satisfies Answer),
  )
})

function codeOf(error: unknown): 'encrypted' | 'damaged' {
  return error instanceof Error && error.name === 'PasswordException' ? 'encrypted' : 'damaged'
}

async function readPages({ bytes, mostPages, mostCharacters }: Question): Promise<Answer> {
  const document = await getDocumentProxy(bytes, {
    verbosity: 0,
    disableFontFace: true,
    useSystemFonts: false,
  })
  try {
    const count = document.numPages
    if (count > mostPages) return { kind: 'refused', code: 'too-many-pages', count }
    parentPort!.postMessage({ kind: 'opened', pages: count } satisfies Answer)
    const pages: Page[] = []
    let characters = 0
    let unread = 0
    for (let number = 1; number <= count; number++) {
      const page = await readPage(document, number)
      if (page === null) unread++
      else pages.push(page)
      for (const run of page?.runs ?? []) characters += run.text.length
      if (characters > mostCharacters) return { kind: 'refused', code: 'too-long' }
    }
    if (unread === count) return { kind: 'refused', code: 'damaged' }
    const { blocks, issues } = layOut(pages)
    return { kind: 'read', blocks, issues: [...issuesOf(pages, unread), ...issues] }
  } finally {
    await document.loadingTask.destroy()
  }
}

/** The runs of a page with their places from its top left corner; null where the page is damaged. */
async function readPage(document: Document, number: number): Promise<Page | null> {
  try {
    const page = await document.getPage(number)
    const view = page.getViewport({ scale: 1 })
    const { items } = await page.getTextContent()
    const runs: Run[] = []
    for (const item of items) {
      if (!('str' in item) || item.str === '') continue
      const [a, b, c, d, e, f] = item.transform as [number, number, number, number, number, number]
      const [x, y] = view.convertToViewportPoint(e, f) as [number, number]
      runs.push({ text: item.str, x, y, width: item.width, size: Math.hypot(c, d) || Math.hypot(a, b) })
    }
    page.cleanup()
    return { width: view.width, height: view.height, runs }
  } catch {
    return null
  }
}

function issuesOf(pages: Page[], unread: number): Issue[] {
  const issues: Issue[] = []
  const blank = pages.filter((page) => page.runs.every((run) => run.text.trim() === '')).length
  if (unread > 0) {
    issues.push({ code: 'unread-pages', message: `有${unread}页已经损坏，没有读出文字，请对照原件补齐。` })
  }
  if (blank === pages.length) {
    const message =
      'PDF里没有文字层，读不出文字，可能是扫描件或图片。请上传可以复制文字的版本，或先识别成文字。'
    issues.push({ code: 'no-text-layer', message })
  } else if (blank > 0) {
    issues.push({ code: 'blank-pages', message: `有${blank}页没有文字，可能是图片，请对照原件补齐。` })
  }
  return issues
}
