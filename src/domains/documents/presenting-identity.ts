import type { ExportIdentity } from '@gongkai/gongwen'
import type { ForceStatus, Site } from '../../ui/page-model.ts'
import { documentHref } from './presenting.ts'
import type { CitationRow } from './reading.ts'
import type { DocumentView } from './views-model.ts'
import { descriptionOf } from './views-record.ts'

const FORCES: Partial<Record<ForceStatus, ExportIdentity['force']>> = {
  inForce: 'in-force',
  partly: 'partly-in-force',
  notYet: 'not-in-force',
  repealed: 'not-in-force',
  expired: 'not-in-force',
}

/**
 * What the register knows of a document, for the forms it is given out in. With `cites` the citations keep their
 * places in the text; without, they are those of the page.
 */
export function identityOf(view: DocumentView, site: Site, cites?: CitationRow[]): ExportIdentity {
  const at = (href: string) => site.origin + href
  return {
    id: view.id,
    url: at(view.href),
    version: view.proof.edition,
    title: view.title,
    docNumber: view.docNumber ?? null,
    indexNumber: view.indexNumber ?? null,
    genre: view.genre ?? null,
    topic: view.topic ?? null,
    issuers: view.issuers,
    publisher: site.government,
    jurisdiction: null,
    writtenOn: view.writtenOn ?? null,
    publishedOn: view.publishedAt.slice(0, 10),
    effectiveOn: view.effectiveOn ?? null,
    expiresOn: view.expiresOn ?? null,
    isNorm: view.force.status !== 'none',
    force: FORCES[view.force.status] ?? null,
    description: descriptionOf(view),
    keywords: view.keywords ?? [],
    relations: cites?.map((row) => placed(row, at)) ?? relationsOf(view, at),
    events: eventsOf(view, at),
    files: view.files.map((file) => ({ name: file.label, url: at(file.href) })),
  }
}

type Relation = ExportIdentity['relations'][number]

function placed(row: CitationRow, at: (href: string) => string): Relation {
  return {
    relation: row.relation as Relation['relation'],
    title: row.title,
    docNumber: row.doc_number,
    url: at(documentHref(row.id)),
    start: row.starts_at,
    end: row.ends_at,
  }
}

function relationsOf({ citations }: DocumentView, at: (href: string) => string): Relation[] {
  return citations
    .filter(({ direction }) => direction === 'out')
    .map(({ relation, to }) => ({
      relation: relation as Relation['relation'],
      title: to.title,
      docNumber: to.docNumber ?? null,
      url: at(to.href),
      start: null,
      end: null,
    }))
}

/** What changed or ended the document, oldest first. */
function eventsOf({ history }: DocumentView, at: (href: string) => string): ExportIdentity['events'] {
  return history
    .flatMap(({ on, change, link }) =>
      change ? [{ on, kind: change, by: link ? { title: link.label, url: at(link.href) } : null }] : [],
    )
    .reverse()
}
