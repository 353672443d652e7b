import type { Run } from '../pages/rows.ts'

/** A text object of a page: where it stands and how large its characters are, in millimetres. */
export type TextObject = { x: number; y: number; matrix: number[]; size: number; stretch: number }

/** A stretch of characters in a text object, its place within the object and the steps between its characters. */
export type TextCode = { text: string; x: number; y: number; deltaX: string; deltaY: string }

/** A box or matrix of `count` numbers; null where it is none. */
export function readBox(value: string | undefined, count: number): number[] | null {
  const numbers = (value ?? '').trim().split(/\s+/, count).map(Number)
  return numbers.length >= count && numbers.every(Number.isFinite) ? numbers : null
}

/** The first `most` steps between characters, where `g 4 5.6` stands for four steps of 5.6. */
function readSteps(value: string, most: number): number[] {
  const steps: number[] = []
  const words = value.trim().split(/\s+/)
  for (let i = 0; i < words.length && steps.length < most; i++) {
    if (words[i] === 'g') {
      const count = Math.min(most - steps.length, Number(words[i + 1]) || 0)
      for (let k = 0; k < count; k++) steps.push(Number(words[i + 2]) || 0)
      i += 2
    } else if (words[i] !== '') steps.push(Number(words[i]) || 0)
  }
  return steps
}

/** The runs of a text code on its page, cut where a step leaves a gap or leaves the line. */
export function toRuns(object: TextObject, code: TextCode): Run[] {
  const characters = [...code.text]
  const scale = Math.hypot(object.matrix[2]!, object.matrix[3]!) || 1
  const size = object.size * scale
  const [stepsX, stepsY] = [code.deltaX, code.deltaY].map((steps) => readSteps(steps, characters.length))
  const runs: Run[] = []
  let [x, y] = [code.x, code.y]
  let last: Run | null = null
  for (const [i, character] of characters.entries()) {
    const [atX, atY] = toPage(object, x, y)
    const step = stepsX![i] ?? 0
    const width = widthOf(character) * size * object.stretch
    const near = last && Math.abs(atY - last.y) < 0.3 * size && atX - (last.x + last.width) < 0.7 * size
    if (last && near && atX >= last.x) {
      last.text += character
      last.width = atX + width - last.x
    } else {
      last = { text: character, x: atX, y: atY, width, size }
      runs.push(last)
    }
    const down = stepsY![i] ?? 0
    x += step === 0 && down === 0 ? widthOf(character) * object.size * object.stretch : step
    y += down
  }
  return runs
}

function toPage({ x, y, matrix }: TextObject, left: number, top: number): [number, number] {
  const [a, b, c, d, e, f] = matrix as [number, number, number, number, number, number]
  return [x + a * left + c * top + e, y + b * left + d * top + f]
}

/** How wide a character is set, in parts of its size, where the file does not say. */
function widthOf(character: string): number {
  return character.charCodeAt(0) < 0x2010 ? 0.5 : 1
}
