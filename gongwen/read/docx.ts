import type { Block, Issue, Meta } from '../model.ts'
import { Unreadable } from '../unreadable.ts'
import { type Findings, newBody, readBody } from './docx/body.ts'
import { readNumbering } from './docx/numbering.ts'
import { readStyles } from './docx/styles.ts'
import { readXml } from './xml.ts'
import { openArchive } from './zip.ts'

/**
 * A Word document in lines and tables, the numbers of its automatic lists written out as Word shows them. Text
 * struck in tracked changes is left out and hidden text too, each with an issue; footnotes stand at the end.
 */
export async function readDocx(
  bytes: Uint8Array,
  name: string,
): Promise<{ blocks: Block[]; meta: Meta; issues: Issue[] }> {
  const archive = await openArchive(bytes, name)
  try {
    const main = await findMainPart(archive, name)
    const folder = main.slice(0, main.lastIndexOf('/') + 1)
    const styles = await readStyles(archive, `${folder}styles.xml`, name)
    const numbering = await readNumbering(archive, `${folder}numbering.xml`, name)
    const body = newBody(styles, numbering)
    await readBody(archive, main, name, body)
    for (const notes of ['footnotes', 'endnotes'])
      await readBody(archive, `${folder}${notes}.xml`, name, body)
    for (const [, text] of body.findings.notes) body.blocks.push({ kind: 'line', text })
    return { blocks: body.blocks, meta: {}, issues: toIssues(body.findings, body.blocks) }
  } finally {
    archive.zip.close()
  }
}

/** The path of the main text, from the package's own relationships. */
async function findMainPart(archive: Parameters<typeof readXml>[0], name: string): Promise<string> {
  let main = ''
  await readXml(archive, '_rels/.rels', name, {
    open(tag, attrs) {
      if (tag === 'Relationship' && /\/officeDocument$/.test(attrs.Type ?? '')) main = attrs.Target ?? ''
    },
    close() {},
  })
  main = main.replace(/^\//, '') || 'word/document.xml'
  if (!archive.entries.has(main)) {
    throw new Unreadable('damaged', `“${name}”里没有Word正文，可能已经损坏。请在Word中另存后再上传。`)
  }
  return main
}

function toIssues(findings: Findings, blocks: Block[]): Issue[] {
  const issues: Issue[] = []
  const put = (code: string, message: string): void => {
    issues.push({ code, message })
  }
  if (findings.inserted + findings.deleted > 0) {
    put('tracked-changes', '文档里有没有接受或拒绝的修订，已按接受全部修订读取，请核对后再发布。')
  }
  if (findings.hidden > 0)
    put('hidden-text', `文档里有${findings.hidden}个隐藏的字没有读入，请确认不是误藏的内容。`)
  if (findings.comments > 0)
    put('comments', `文档里有${findings.comments}条批注没有读入，发布原文件前请删除批注。`)
  if (findings.notes.size > 0)
    put('footnotes', `文档里有${findings.notes.size}条脚注或尾注，已放在文末，请核对位置。`)
  if (blocks.length === 0) put('no-text', '文档里没有文字，可能全是图片。请上传可以复制文字的版本。')
  return issues
}
