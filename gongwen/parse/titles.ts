/** A title in 书名号 found in a text: `title` without the outer marks, `start` and `end` with them. */
export type FoundTitle = { title: string; start: number; end: number }

const LONGEST = 300

/**
 * Every outermost 《…》 of a text. Titles nest, as 《…《…》…》 or 《…〈…〉…》; a mark left open is given up at the end
 * of its sentence or line.
 */
export function findTitles(text: string): FoundTitle[] {
  const found: FoundTitle[] = []
  let depth = 0
  let start = 0
  for (let i = text.indexOf('《'); i >= 0 && i < text.length; i++) {
    const c = text[i]
    if (c === '《') {
      if (depth === 0) start = i
      depth++
    } else if (c === '》' && depth > 0) {
      depth--
      if (depth === 0) found.push({ title: text.slice(start + 1, i), start, end: i + 1 })
    } else if (depth > 0 && (c === '。' || c === '\n' || i - start > LONGEST)) {
      // NOTE an inner mark left open must not swallow the outer title that was closed.
      i = start
      depth = 0
    }
    if (depth === 0) {
      const next = text.indexOf('《', i + 1)
      if (next < 0) break
      i = next - 1
    }
  }
  return found
}
