import { chineseNumeral } from '../../ui/numerals.ts'
import type { ForceStatus, Site } from '../../ui/page-model.ts'
import type { DocumentView } from './views-model.ts'

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

const LEGAL_FORCE: Partial<Record<ForceStatus, string>> = {
  inForce: 'https://schema.org/InForce',
  notYet: 'https://schema.org/NotInForce',
  partly: 'https://schema.org/PartiallyInForce',
  repealed: 'https://schema.org/NotInForce',
  expired: 'https://schema.org/NotInForce',
}

/**
 * A document in schema.org's words. A thing that is in force or not is Legislation; a notice of results or a list
 * of names is an Article.
 */
export function documentJsonLd(view: DocumentView, site: Site): unknown {
  const isNorm = view.force.status !== 'none'
  const organs = view.issuers.map((name) => ({ '@type': 'GovernmentOrganization', name }))
  const cites = view.citations.filter((citation) => citation.direction === 'out')
  const shared = {
    '@context': 'https://schema.org',
    '@id': site.origin + view.href,
    url: site.origin + view.href,
    name: view.title,
    description: descriptionOf(view),
    inLanguage: 'zh-CN',
    identifier: [view.docNumber, view.indexNumber].filter(Boolean),
    dateCreated: view.writtenOn,
    datePublished: view.publishedAt.slice(0, 10),
    keywords: view.keywords?.join(','),
    isAccessibleForFree: true,
    publisher: { '@type': 'GovernmentOrganization', name: site.government },
    citation: cites.map((citation) => citation.to.title),
    encoding: view.files.map((file) => ({
      '@type': 'MediaObject',
      name: file.label,
      contentUrl: site.origin + file.href,
    })),
  }
  if (!isNorm) return { ...shared, '@type': 'Article', headline: view.title, author: organs }
  return {
    ...shared,
    '@type': 'Legislation',
    legislationIdentifier: view.docNumber,
    legislationType: view.genre,
    legislationDate: view.writtenOn,
    legislationPassedBy: organs,
    legislationLegalForce: LEGAL_FORCE[view.force.status],
  }
}

/** A basis as the rules cite it, 条例·20(一), in the words of a sentence: 《政府信息公开条例》第二十条第（一）项. */
export function basisText(basis: string): string {
  const cited = /^条例·(\d{1,2})(?:\(([一二三四五六七八九十]+)\))?$/.exec(basis)
  if (!cited) return basis
  const article = `《政府信息公开条例》第${chineseNumeral(Number(cited[1]))}条`
  return cited[2] ? `${article}第（${cited[2]}）项` : article
}
