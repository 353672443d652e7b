/** A way in which documents come spoilt: what it is called, the format it leaves, and the spoiling itself. */
export type Noise = {
  name: string
  wraps: boolean
  as: 'md' | 'txt'
  spoil: (text: string, random: () => number) => string
}

/** Numbers between 0 and 1 that are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const NUMBER = /([\u4e00-\u9fa5]{1,8})〔(\d{4})〕(\d{1,4})号/g
const BRACKETS = ['[]', '【】', '（）', '()', '﹝﹞', '［］', '〈〉']

/** Every kind of damage the parser is measured under. */
export const NOISES: Noise[] = [
  { name: '原样', wraps: false, as: 'md', spoil: (text) => text },
  { name: '标题层级混用', wraps: false, as: 'md', spoil: mixHeadings },
  { name: '分页断行', wraps: false, as: 'md', spoil: breakPages },
  { name: '行宽28', wraps: true, as: 'txt', spoil: (text) => wrap(text, 28) },
  { name: '行宽34', wraps: true, as: 'txt', spoil: (text) => wrap(text, 34) },
  { name: '识读误字', wraps: false, as: 'md', spoil: misread },
  {
    name: '全角数字',
    wraps: false,
    as: 'md',
    spoil: (text) => text.replace(NUMBER, (_, a, y, n) => `${a}〔${widen(y)}〕${widen(n)}号`),
  },
  { name: '括号各式', wraps: false, as: 'md', spoil: restyle },
]

function mixHeadings(text: string, random: () => number): string {
  return text.replace(
    /^(?:#{1,6} )?(\*\*)?([一二三四五六七八九十]{1,3}、.{2,30}?)(\*\*)?$/gm,
    (line, _open, bare: string) => {
      if (/[。；]$/.test(bare)) return line
      const marks = '#'.repeat(2 + Math.floor(random() * 3))
      return random() < 0.5 ? `${marks} **${bare}**` : `${marks} ${bare}`
    },
  )
}

/** Breaks a paragraph in the middle about every 700 characters, as pages do. */
function breakPages(text: string, random: () => number): string {
  let since = 0
  return text
    .split('\n')
    .map((line) => {
      since += line.length
      const plain = /^[^#|>]/.test(line) && line.length > 80
      if (since < 600 || !plain) return line
      since = 0
      const at = 40 + Math.floor(random() * (line.length - 70))
      return /[，。；、：]/.test(line[at - 1]!) ? line : `${line.slice(0, at)}\n\n${line.slice(at)}`
    })
    .join('\n')
}

function wrap(text: string, width: number): string {
  const lines: string[] = []
  let table = false
  for (const line of text.split('\n')) {
    const bare = line
      .replace(/^#{1,6} |^> /, '')
      .replace(/\*\*/g, '')
      .trim()
    if (bare === '') continue
    const cell = bare.startsWith('|')
    if (cell !== table) lines.push('')
    table = cell
    if (cell) lines.push(bare)
    else for (let at = 0; at < bare.length; at += width) lines.push(bare.slice(at, at + width))
  }
  return lines.join('\n')
}

function misread(text: string, random: () => number): string {
  return text
    .replace(NUMBER, (_, agency, year: string, serial: string) => {
      const year2 = random() < 0.5 ? year.replace(/0/, 'O') : year
      return `${agency}〔${year2}〕${random() < 0.5 ? serial.replace(/1/, 'l') : serial}号`
    })
    .replace(/[〇○](?=[一二三四五六七八九〇○]{0,3}年)/g, () => (random() < 0.5 ? '〇' : '○'))
}

function restyle(text: string, random: () => number): string {
  return text.replace(NUMBER, (_, agency, year, serial) => {
    const [open, close] = BRACKETS[Math.floor(random() * BRACKETS.length)]!
    return `${agency}${open}${random() < 0.3 ? ' ' : ''}${year}${close}${random() < 0.3 ? ' ' : ''}${serial}号`
  })
}

function widen(digits: string): string {
  return digits.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
}
