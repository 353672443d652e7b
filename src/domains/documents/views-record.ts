import { chineseNumeral } from '../../ui/numerals.ts'
import type { DocumentView, FileLink } from './views-model.ts'

/** The title as the paper breaks it: the organ on its own line, then what the document is about. */
export function titleLines(view: Pick<DocumentView, 'title' | 'issuers'>): string[] {
  const organ = view.issuers.find((issuer) => view.title.startsWith(`${issuer}关于`))
  return organ && view.title.length > 18 ? [organ, view.title.slice(organ.length)] : [view.title]
}

/** One or two sentences for those who see only a link: the summary, or how the text begins. */
export function descriptionOf(view: Pick<DocumentView, 'title' | 'body' | 'summary'>): string {
  if (view.summary) return view.summary
  const opening = view.body.find((node) => node.text.length > 12)?.text.replace(/\s+/g, '') ?? view.title
  return opening.length > 120 ? `${opening.slice(0, 119)}…` : opening
}

/** The media types under which the forms made of the text are announced in the head of the page. */
const MEDIA_TYPES: Partial<Record<FileLink['media'], string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  txt: 'text/plain',
  md: 'text/markdown',
  xml: 'application/akn+xml',
  json: 'application/ld+json',
}

/** The forms made of the text, as the head of the page announces them. */
export function alternatesOf(files: FileLink[]): { href: string; media: string; label: string }[] {
  return files.flatMap(({ origin, media, href, label }) => {
    const type = origin === 'made' || origin === 'open' ? MEDIA_TYPES[media] : undefined
    return type ? [{ href, media: type, label }] : []
  })
}

/** A basis as the rules cite it, 条例·20(一), in the words of a sentence: 《政府信息公开条例》第二十条第（一）项. */
export function basisText(basis: string): string {
  const cited = /^条例·(\d{1,2})(?:\(([一二三四五六七八九十]+)\))?$/.exec(basis)
  if (!cited) return basis
  const article = `《政府信息公开条例》第${chineseNumeral(Number(cited[1]))}条`
  return cited[2] ? `${article}第（${cited[2]}）项` : article
}
