import { readXml } from '../xml.ts'
import type { Archive } from '../zip.ts'

/** A sheet of a workbook: its name, whether people see it, and where it is. */
export type Sheet = { name: string; hidden: boolean; path: string }

/** What the cells of all sheets refer to. `dates` says of each cell format whether it shows a date. */
export type Book = { sheets: Sheet[]; strings: string[]; dates: boolean[]; since1904: boolean }

/** Reads the workbook with its texts and formats; without sheets where it is none. */
export async function readBook(archive: Archive, name: string): Promise<Book> {
  const main =
    (await readTargets(archive, '_rels/.rels', '', name)).get('officeDocument') ?? 'xl/workbook.xml'
  const folder = main.slice(0, main.lastIndexOf('/') + 1)
  const targets = new Map<string, string>()
  const relations = `${folder}_rels/${main.slice(folder.length)}.rels`
  const kinds = await readTargets(archive, relations, folder, name, targets)
  const book: Book = { sheets: [], strings: [], dates: [], since1904: false }
  await readXml(archive, main, name, {
    open(tag, attrs) {
      if (tag === 'workbookPr') book.since1904 = attrs.date1904 === '1' || attrs.date1904 === 'true'
      const path = targets.get(attrs.id ?? '')
      if (tag !== 'sheet' || !path || !archive.entries.has(path)) return
      const hidden = attrs.state === 'hidden' || attrs.state === 'veryHidden'
      book.sheets.push({ name: attrs.name ?? '', hidden, path })
    },
    close() {},
  })
  await readStrings(archive, kinds.get('sharedStrings') ?? `${folder}sharedStrings.xml`, name, book)
  await readFormats(archive, kinds.get('styles') ?? `${folder}styles.xml`, name, book)
  return book
}

/** The targets of a part's relations by their kind, and into `byId` by their id. */
async function readTargets(
  archive: Archive,
  path: string,
  folder: string,
  name: string,
  byId: Map<string, string> = new Map(),
): Promise<Map<string, string>> {
  const kinds = new Map<string, string>()
  await readXml(archive, path, name, {
    open(tag, { Id = '', Type = '', Target = '' }) {
      if (tag !== 'Relationship') return
      const target = Target.startsWith('/') ? Target.slice(1) : folder + Target
      kinds.set(Type.slice(Type.lastIndexOf('/') + 1), target)
      byId.set(Id, target)
    },
    close() {},
  })
  return kinds
}

async function readStrings(archive: Archive, path: string, name: string, book: Book): Promise<void> {
  let text = ''
  let open = false
  let phonetic = 0
  await readXml(archive, path, name, {
    open(tag) {
      if (tag === 'si') text = ''
      else if (tag === 'rPh') phonetic++
      open = tag === 't' && phonetic === 0
    },
    text(piece) {
      if (open) text += piece
    },
    close(tag) {
      if (tag === 'si') book.strings.push(text)
      else if (tag === 'rPh') phonetic--
      else if (tag === 't') open = false
    },
  })
}

// NOTE number formats that Excel does not write out: 14 to 22 are dates and times, 27 to 36 and 50 to 58 those of
// Chinese editions; 18 to 21, 45 to 47 are times of day.
const BUILT_IN_DATES = /^(?:1[4-7]|22|2[7-9]|3[0-6]|5[0-8])$/

async function readFormats(archive: Archive, path: string, name: string, book: Book): Promise<void> {
  const codes = new Map<string, string>()
  let inCells = false
  await readXml(archive, path, name, {
    open(tag, attrs) {
      if (tag === 'numFmt') codes.set(attrs.numFmtId ?? '', attrs.formatCode ?? '')
      else if (tag === 'cellXfs') inCells = true
      else if (tag === 'xf' && inCells) {
        const id = attrs.numFmtId ?? '0'
        const code = (codes.get(id) ?? '').replace(/"[^"]*"|\[[^\]]*\]|\\./g, '')
        book.dates.push(codes.has(id) ? /[yd]/i.test(code) : BUILT_IN_DATES.test(id))
      }
    },
    close(tag) {
      if (tag === 'cellXfs') inCells = false
    },
  })
}
