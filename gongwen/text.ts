/**
 * One line as the canonical text keeps it: NFC, without control and zero-width characters, spaces of every
 * kind (also those left as &nbsp;) folded to one, nothing but its own characters at either end. 　 inside a line stays.
 */
export function tidyLine(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g, '')
    .replace(/&(?:nbsp|ensp|emsp|thinsp|sp);/g, ' ')
    .replace(/[ \t\n\u00a0\u2002-\u200a\u202f\u205f\u2028\u2029\u0085]+/g, ' ')
    .replace(/(?: ?\u3000 ?)+/g, (run) => run.replace(/ /g, ''))
    .trim()
}

/** Puts two torn pieces together; a space stands between them only where two Latin words meet. */
export function glue(left: string, right: string): string {
  const latin = /[A-Za-z0-9,.;:)]$/.test(left) && /^[A-Za-z0-9(]/.test(right)
  return latin && !(/\d$/.test(left) && /^\d/.test(right)) ? `${left} ${right}` : left + right
}

/** Width of a line in full-width columns; what is not Latin counts for one. */
export function columns(text: string): number {
  let width = 0
  for (let i = 0; i < text.length; i++) width += text.charCodeAt(i) >= 0x2010 ? 1 : 0.5
  return width
}

const ORGAN_END = /(?:[委局厅部院会府办室署行社处]|中心|国务院|公司|组)$/

/**
 * A title on one line: spaces that only spread or break it are gone, those between the names of joint issuers
 * are kept as one.
 */
export function tidyTitle(text: string): string {
  const pieces = tidyLine(text).split(/[ \u3000]+/)
  let title = ''
  for (const piece of pieces) {
    const named =
      ORGAN_END.test(title) && !title.includes('关于') && /^(?:中共|[\u4e00-\u9fa5]{3,})/.test(piece)
    const organs =
      named &&
      /^[\u4e00-\u9fa5]{2,30}?(?:委|局|厅|部|院|会|府|办|室|署|行|社|处|中心|公司|组)(?:关于|印发|转发|$)/.test(
        piece,
      )
    const digits = /\d$/.test(title) && /^\d/.test(piece)
    const latin = !digits && /[A-Za-z0-9]$/.test(title) && /^[A-Za-z0-9]/.test(piece)
    title += (organs || latin ? ' ' : '') + piece
  }
  return title
}

/** Whether a bracket or quotation mark opened in `text` is still open at its end. */
export function isOpenEnded(text: string): boolean {
  let depth = 0
  for (const c of text) {
    if ('《〈（(“‘「『'.includes(c)) depth++
    else if ('》〉）)”’」』'.includes(c) && depth > 0) depth--
  }
  return depth > 0
}
