import type { Block, Issue, Meta } from '../model.ts'
import { Unreadable } from '../unreadable.ts'
import { type Findings, readRange, type Source } from './doc/body.ts'
import { readCompound, type Streams } from './doc/compound.ts'
import { type Head, type Piece, readHead, readPieces, TABLE } from './doc/fib.ts'
import { readCharacterFormats, readParagraphFormats, seek } from './doc/formats.ts'
import { readLists } from './doc/lists.ts'

// NOTE 0x00c1 is Word 97; what is older keeps its text in the code page of its machine.
const OLDEST = 0xc1
const MOST_CHARACTERS = 1_000_000

/**
 * A document of Word 97–2003 (also of WPS) in lines and tables, list numbers written out. Deleted and hidden text is
 * left out, footnotes and text boxes stand at the end, each with an issue.
 */
export async function readDoc(
  bytes: Uint8Array,
  name: string,
): Promise<{ blocks: Block[]; meta: Meta; issues: Issue[] }> {
  const streams = readCompound(bytes)
  if (!streams) throw damaged(name)
  const stream = streams.get('WordDocument')
  if (!stream) throw notWord(streams, name)
  const head = readHead(stream)
  if (!head) throw damaged(name)
  if (head.encrypted)
    throw new Unreadable('encrypted', `“${name}”设有打开密码，无法读取。请去掉密码后重新上传。`)
  if (head.version < OLDEST) {
    const message = `“${name}”是Word 95或更早的文档，无法读取。请用Word另存为docx后再上传。`
    throw new Unreadable('unknown-format', message)
  }
  const table = streams.get(head.table)
  const pieces = table && readPieces(table, head.place(TABLE.pieces))
  if (!table || !pieces || !isWhole(stream, head, pieces)) throw damaged(name)
  if (pieces.at(-1)!.to > MOST_CHARACTERS) {
    const message = `“${name}”的文字超过${MOST_CHARACTERS / 10_000}万字，不像一份公文。请拆分后再上传。`
    throw new Unreadable('too-long', message)
  }
  return readTexts(sourceOf(stream, table, head, pieces), head)
}

function sourceOf(stream: Buffer, table: Buffer, head: Head, pieces: Piece[]): Source {
  return {
    stream,
    pieces,
    paragraphAt: seek(readParagraphFormats(stream, table, head.place(TABLE.paragraphs))),
    characterAt: seek(readCharacterFormats(stream, table, head.place(TABLE.characters))),
    numbering: readLists(table, head.place(TABLE.lists), head.place(TABLE.overrides)),
  }
}

/** Whether all the text the head tells of is there. */
function isWhole(stream: Buffer, { lengths }: Head, pieces: Piece[]): boolean {
  if (pieces.at(-1)!.to < lengths.main) return false
  return pieces.every(({ from, to, offset, wide }) => offset + (to - from) * (wide ? 2 : 1) <= stream.length)
}

/** The main text, then notes and text boxes, which the file keeps one after the other. */
function readTexts(source: Source, { lengths }: Head): { blocks: Block[]; meta: Meta; issues: Issue[] } {
  const findings: Findings = { hidden: 0, deleted: 0, inserted: 0, comments: 0 }
  const { main, footnotes, headers, comments, endnotes, boxes } = lengths
  const end = main + footnotes + headers + comments
  const blocks = readRange(source, 0, main, findings)
  const notes = [
    ...readRange(source, main, main + footnotes, findings),
    ...readRange(source, end, end + endnotes, findings),
  ]
  const framed = readRange(source, end + endnotes, end + endnotes + boxes, findings)
  const all = [...blocks, ...framed, ...notes]
  const issues: Issue[] = []
  const put = (code: string, message: string): void => {
    issues.push({ code, message })
  }
  if (findings.inserted + findings.deleted > 0)
    put('tracked-changes', '文档里有没有接受或拒绝的修订，已按接受全部修订读取，请核对后再发布。')
  if (findings.hidden > 0)
    put('hidden-text', `文档里有${findings.hidden}个隐藏的字没有读入，请确认不是误藏的内容。`)
  if (findings.comments > 0)
    put('comments', `文档里有${findings.comments}条批注没有读入，发布原文件前请删除批注。`)
  if (notes.length > 0) put('footnotes', '文档里有脚注或尾注，已放在文末，请核对位置。')
  if (framed.length > 0) put('text-boxes', '文档里有文本框，其中的文字已放在正文之后，请核对位置。')
  if (all.length === 0) put('no-text', '文档里没有文字，可能全是图片。请上传可以复制文字的版本。')
  return { blocks: all, meta: {}, issues }
}

function notWord(streams: Streams, name: string): Unreadable {
  if (streams.has('EncryptedPackage'))
    return new Unreadable('encrypted', `“${name}”设有打开密码，无法读取。请去掉密码后重新上传。`)
  const what = streams.has('Workbook') || streams.has('Book') ? 'Excel表格' : '别的Office文件'
  const message = `“${name}”的扩展名是Word文档，内容却是${what}。请改用与内容相符的扩展名，或另存为docx后再上传。`
  return streams.size > 0 ? new Unreadable('misnamed', message) : damaged(name)
}

function damaged(name: string): Unreadable {
  return new Unreadable('damaged', `“${name}”已经损坏或不完整，无法打开。请用Word另存为docx后再上传。`)
}
