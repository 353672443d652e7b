import { writeNumeral } from '../../numerals.ts'
import { readXml } from '../xml.ts'
import type { Archive } from '../zip.ts'

/** One level of a numbered list as Word defines it: `text` holds %1…%9 for the counters of the levels. */
export type Level = { start: number; format: string; text: string; legal: boolean; restart: number | null }

type Instance = { list: string; levels: Map<number, Partial<Level>> }

/** The lists of a document: abstract definitions, and the instances that paragraphs point at. */
export type Numbering = {
  lists: Map<string, Level[]>
  instances: Map<string, Instance>
  counters: Map<string, number[]>
  begun: Set<string>
}

/** Reads word/numbering.xml; a document without it has no lists. */
export async function readNumbering(archive: Archive, path: string, name: string): Promise<Numbering> {
  const numbering: Numbering = {
    lists: new Map(),
    instances: new Map(),
    counters: new Map(),
    begun: new Set(),
  }
  let list: Level[] | null = null
  let instance: Instance | null = null
  let level: Partial<Level> | null = null
  await readXml(archive, path, name, {
    open(tag, attrs) {
      const at = Math.min(8, Math.max(0, Number(attrs.ilvl) || 0))
      if (tag === 'abstractNum') {
        list = []
        numbering.lists.set(attrs.abstractNumId ?? '', list)
      } else if (tag === 'num') {
        instance = { list: '', levels: new Map() }
        numbering.instances.set(attrs.numId ?? '', instance)
      } else if (tag === 'abstractNumId' && instance) instance.list = attrs.val ?? ''
      else if (tag === 'lvlOverride' && instance) {
        level = {}
        instance.levels.set(at, level)
      } else if (tag === 'lvl' && list) {
        const plain = { ...PLAIN }
        list[at] = plain
        level = plain
      } else if (level) readLevel(level, tag, attrs.val ?? '')
    },
    close(tag) {
      if (tag === 'abstractNum') list = null
      else if (tag === 'num') instance = null
      if (tag === 'abstractNum' || tag === 'num' || (tag === 'lvl' && list)) level = null
    },
  })
  return numbering
}

const PLAIN: Level = { start: 1, format: 'decimal', text: '', legal: false, restart: null }

function readLevel(level: Partial<Level>, tag: string, value: string): void {
  if (tag === 'start' || tag === 'startOverride') level.start = Number(value) || 0
  else if (tag === 'numFmt') level.format = value
  else if (tag === 'lvlText') level.text = value.slice(0, 60)
  else if (tag === 'isLgl') level.legal = value !== '0' && value !== 'false'
  else if (tag === 'lvlRestart') level.restart = Number(value)
}

/** Counts a paragraph of list `id` at depth `at` and gives the number Word prints before it; '' for none. */
export function countParagraph(numbering: Numbering, id: string, at: number): string {
  const instance = numbering.instances.get(id)
  const list = instance && numbering.lists.get(instance.list)
  const depth = Math.min(8, Math.max(0, at))
  if (!instance || !list?.[depth]) return ''
  const counters = numbering.counters.get(instance.list) ?? []
  numbering.counters.set(instance.list, counters)
  const levels = list.map((level, k) => ({ ...level, ...instance.levels.get(k) }))
  if (!numbering.begun.has(id)) {
    numbering.begun.add(id)
    for (const [k, override] of instance.levels) if (override.start !== undefined) delete counters[k]
  }
  for (let k = 0; k < depth; k++) counters[k] ??= levels[k]?.start ?? 1
  const own = levels[depth]!
  counters[depth] = counters[depth] === undefined ? own.start : counters[depth] + 1
  for (let k = depth + 1; k < 9; k++) if (levels[k]?.restart !== 0) delete counters[k]
  if (own.format === 'bullet' || own.format === 'none') return ''
  return own.text.replace(/%([1-9])/g, (_, digit: string) => {
    const k = Number(digit) - 1
    const format = own.legal ? 'decimal' : (levels[k]?.format ?? 'decimal')
    return spellNumber(counters[k] ?? levels[k]?.start ?? 1, format)
  })
}

const RINGED = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳'
const STEMS = '甲乙丙丁戊己庚辛壬癸'
const FORMAL: Record<string, string> = {
  一: '壹',
  二: '贰',
  三: '叁',
  四: '肆',
  五: '伍',
  六: '陆',
  七: '柒',
  八: '捌',
  九: '玖',
  十: '拾',
  百: '佰',
  千: '仟',
}

/** A counter's value in one of Word's number formats; formats nobody uses in Chinese papers read as decimal. */
function spellNumber(value: number, format: string): string {
  if (
    /^(?:chineseCounting|chineseCountingThousand|japaneseCounting|ideographDigital|taiwaneseCounting|taiwaneseCountingThousand)$/.test(
      format,
    )
  ) {
    return writeNumeral(value)
  }
  if (format === 'chineseLegalSimplified' || format === 'ideographLegalTraditional') {
    return [...writeNumeral(value)].map((c) => FORMAL[c] ?? c).join('')
  }
  if (/^(?:decimalEnclosedCircle|decimalEnclosedCircleChinese)$/.test(format))
    return RINGED[value - 1] ?? String(value)
  if (format === 'ideographTraditional') return STEMS[value - 1] ?? String(value)
  if (format === 'decimalZero') return String(value).padStart(2, '0')
  if (/^(?:lower|upper)Letter$/.test(format)) {
    const letter = String.fromCharCode(97 + ((Math.max(1, value) - 1) % 26)).repeat(
      1 + Math.floor((value - 1) / 26),
    )
    return format === 'upperLetter' ? letter.toUpperCase() : letter
  }
  if (/^(?:lower|upper)Roman$/.test(format)) {
    const roman = spellRoman(value)
    return format === 'upperRoman' ? roman : roman.toLowerCase()
  }
  return String(value)
}

function spellRoman(value: number): string {
  if (value < 1 || value > 3999) return String(value)
  let left = value
  let roman = ''
  for (const [size, sign] of [
    [1000, 'M'],
    [900, 'CM'],
    [500, 'D'],
    [400, 'CD'],
    [100, 'C'],
    [90, 'XC'],
    [50, 'L'],
    [40, 'XL'],
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ] as const) {
    while (left >= size) {
      roman += sign
      left -= size
    }
  }
  return roman
}
