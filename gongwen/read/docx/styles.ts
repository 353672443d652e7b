import { readXml } from '../xml.ts'
import type { Archive } from '../zip.ts'

/** What a paragraph is set to, by itself or by its style. */
export type Format = {
  list?: string
  depth?: number
  align?: string
  outline?: number
  bold?: boolean
  indent?: number
}

/** The paragraph styles of a document by id, each with what it inherits. */
export type Styles = Map<string, Format>

/** Reads word/styles.xml; a document without it has none. */
export async function readStyles(archive: Archive, path: string, name: string): Promise<Styles> {
  const own = new Map<string, Format & { base?: string }>()
  let style: (Format & { base?: string }) | null = null
  let inRun = false
  await readXml(archive, path, name, {
    open(tag, attrs) {
      if (tag === 'style') {
        style = {}
        own.set(attrs.styleId ?? '', style)
      } else if (tag === 'basedOn' && style) style.base = attrs.val ?? ''
      else if (tag === 'name' && style) style.outline ??= headingDepth(attrs.val ?? '')
      else if (tag === 'rPr') inRun = true
      else if (style) readFormat(style, tag, attrs, inRun)
    },
    close(tag) {
      if (tag === 'style') style = null
      else if (tag === 'rPr') inRun = false
    },
  })
  const styles: Styles = new Map()
  for (const id of own.keys()) styles.set(id, inherit(own, id))
  return styles
}

/** The outline depth of Word's own heading styles, which need not state it. */
function headingDepth(name: string): number | undefined {
  const depth = /^(?:heading|标题) ?([1-9])$/i.exec(name)?.[1]
  return depth === undefined ? undefined : Number(depth) - 1
}

function inherit(own: Map<string, Format & { base?: string }>, id: string): Format {
  const chain: Format[] = []
  const seen = new Set<string>()
  let at: string | undefined = id
  while (at !== undefined && own.has(at) && !seen.has(at) && chain.length < 20) {
    seen.add(at)
    const { base, ...format }: Format & { base?: string } = own.get(at)!
    chain.unshift(format)
    at = base
  }
  return Object.assign({}, ...chain)
}

/** Takes one property element into a format; `inRun` says it stands among the properties of characters. */
export function readFormat(format: Format, tag: string, attrs: Record<string, string>, inRun: boolean): void {
  const value = attrs.val ?? ''
  if (tag === 'numId') format.list = value
  else if (tag === 'ilvl') format.depth = Number(value) || 0
  else if (tag === 'jc') format.align = value
  else if (tag === 'outlineLvl') format.outline = Number(value)
  else if (tag === 'ind') format.indent = readIndent(attrs)
  else if (tag === 'b' && inRun) format.bold = isOn(attrs)
}

function readIndent(attrs: Record<string, string>): number {
  const byCharacters = Number(attrs.firstLineChars)
  if (byCharacters > 0) return Math.round(byCharacters / 100)
  // Twentieths of a point; a body character is 16 points.
  return Math.max(0, Math.round((Number(attrs.firstLine) || 0) / 320))
}

/** Whether an on-off property is on: present without a value, or with any value but off. */
export function isOn(attrs: Record<string, string>): boolean {
  return attrs.val === undefined || !/^(?:0|false|off|none)$/.test(attrs.val)
}
