import type { Block, Issue, Meta } from '../model.ts'
import { Unreadable } from '../unreadable.ts'
import { type Contents, readContents } from './ofd/package.ts'
import { readSheet, type Sheet } from './ofd/page.ts'
import type { Page } from './pages/rows.ts'
import { layOut } from './pages.ts'
import { type Archive, openArchive } from './zip.ts'

const MOST_PAGES = 1000
const MOST_CHARACTERS = 1_000_000

/**
 * An OFD document (GB/T 33190) in paragraphs and tables, by where its characters stand: pages in the order the
 * document gives, the sheets laid under a page before its own text. Seals are told of but not checked.
 */
export async function readOfd(
  bytes: Uint8Array,
  name: string,
): Promise<{ blocks: Block[]; meta: Meta; issues: Issue[] }> {
  const archive = await openArchive(bytes, name)
  try {
    const contents = await readContents(archive, name)
    if (contents.pages.length > MOST_PAGES) {
      const message = `“${name}”有${contents.pages.length}页，超过了${MOST_PAGES}页的上限，不像一份公文。请拆分后再上传。`
      throw new Unreadable('too-many-pages', message)
    }
    const { pages, pictures } = await readSheets(archive, name, contents)
    const { blocks, issues } = layOut(pages)
    return { blocks, meta: {}, issues: [...toIssues(contents, pages, pictures), ...issues] }
  } finally {
    archive.zip.close()
  }
}

async function readSheets(
  archive: Archive,
  name: string,
  { pages: entries, templates, box }: Contents,
): Promise<{ pages: Page[]; pictures: number }> {
  const under = new Map<string, Sheet>()
  const pages: Page[] = []
  let pictures = 0
  let characters = 0
  for (const path of entries) {
    const sheet = await readSheet(archive, path, name, box)
    for (const id of sheet.templates) {
      const location = templates.get(id)
      if (!location) continue
      const template = under.get(id) ?? (await readSheet(archive, location, name, box))
      under.set(id, template)
      sheet.runs = [...template.runs, ...sheet.runs]
    }
    pictures += sheet.pictures
    for (const run of sheet.runs) characters += run.text.length
    if (characters > MOST_CHARACTERS) {
      const message = `“${name}”的文字超过${MOST_CHARACTERS / 10_000}万字，不像一份公文。请拆分后再上传。`
      throw new Unreadable('too-long', message)
    }
    pages.push(sheet)
  }
  return { pages, pictures }
}

function toIssues({ signed, attached, annotated }: Contents, pages: Page[], pictures: number): Issue[] {
  const issues: Issue[] = []
  const put = (code: string, message: string): void => {
    issues.push({ code, message })
  }
  if (signed) put('signed', '文件带有电子签章，只读取了文字，没有验证签章是否有效，请用签章软件核对。')
  if (attached > 0) put('attached-files', '文件里附有别的文件，没有读入，请单独取出后上传。')
  if (annotated) put('annotations', '文件里有批注、水印或其他注释，没有读入，请核对。')
  const blank = pages.filter((page) => page.runs.every((run) => run.text.trim() === '')).length
  if (blank === pages.length) {
    const why = pictures > 0 ? '文字是画成图形或图片的' : '页面是空白的'
    put('no-text-layer', `OFD里没有文字层，读不出文字，${why}。请上传可以复制文字的版本，或先识别成文字。`)
  } else if (blank > 0) put('blank-pages', `有${blank}页没有文字，可能是图片，请对照原件补齐。`)
  return issues
}
