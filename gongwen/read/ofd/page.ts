import type { Page } from '../pages/rows.ts'
import { readXml } from '../xml.ts'
import type { Archive } from '../zip.ts'
import { readBox, type TextCode, type TextObject, toRuns } from './place.ts'

/** A page with what it says of the sheets under it and of what is no text. */
export type Sheet = Page & { templates: string[]; pictures: number }

const UNTURNED = [1, 0, 0, 1, 0, 0]

/** Reads the text of a page, or of a sheet laid under pages, with its places; `box` is the size of pages. */
export async function readSheet(archive: Archive, path: string, name: string, box: number[]): Promise<Sheet> {
  const sheet: Sheet = { width: box[2]!, height: box[3]!, runs: [], templates: [], pictures: 0 }
  let object: TextObject | null = null
  let code: TextCode | null = null
  let area: string | null = null
  await readXml(archive, path, name, {
    open(tag, attrs) {
      if (tag === 'PhysicalBox') area = ''
      else if (tag === 'Template') sheet.templates.push(attrs.TemplateID ?? '')
      else if (tag === 'ImageObject' || tag === 'PathObject') sheet.pictures++
      else if (tag === 'TextObject') object = readObject(attrs)
      else if (tag === 'TextCode' && object) code = readCode(attrs, code)
    },
    text(piece) {
      if (area !== null) area += piece
      else if (code && object) code.text += piece
    },
    close(tag) {
      if (tag === 'PhysicalBox') {
        const own = readBox(area ?? '', 4)
        if (own) Object.assign(sheet, { width: own[2], height: own[3] })
        area = null
      } else if (tag === 'TextCode' && object && code) {
        for (const run of toRuns(object, code)) sheet.runs.push(run)
        code = { ...code, text: '' }
      } else if (tag === 'TextObject') object = code = null
    },
  })
  return sheet
}

function readObject(attrs: Record<string, string>): TextObject {
  const [x, y] = readBox(attrs.Boundary, 2) ?? [0, 0]
  return {
    x: x!,
    y: y!,
    matrix: readBox(attrs.CTM, 6) ?? UNTURNED,
    size: Number(attrs.Size) || 1,
    stretch: Number(attrs.HScale) || 1,
  }
}

/** A text code that gives no place stands where the one before it in its object did. */
function readCode(attrs: Record<string, string>, before: TextCode | null): TextCode {
  const [x, y] = [Number(attrs.X ?? Number.NaN), Number(attrs.Y ?? Number.NaN)]
  return {
    text: '',
    x: Number.isFinite(x) ? x : (before?.x ?? 0),
    y: Number.isFinite(y) ? y : (before?.y ?? 0),
    deltaX: attrs.DeltaX ?? '',
    deltaY: attrs.DeltaY ?? '',
  }
}
