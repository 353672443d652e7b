import type { Exported, ExportedRelation, ExportIdentity } from './identity.ts'

type Linked = Record<string, unknown>

const CONTEXT = ['https://schema.org', { eli: 'http://data.europa.eu/eli/ontology#' }]

/**
 * What is registered of a document as JSON-LD, in the words of schema.org and, where it has none, of the European
 * Legislation Identifier. A document that is in force or not is Legislation; a list of names or results an Article.
 */
export function jsonLdRecord(identity: ExportIdentity): Linked {
  const { url, files, keywords } = identity
  const shared: Linked = {
    '@context': CONTEXT,
    '@type': identity.isNorm ? 'Legislation' : 'Article',
    '@id': url,
    url,
    name: identity.title,
    description: identity.description,
    inLanguage: 'zh-CN',
    identifier: [identity.docNumber, identity.indexNumber].filter((one) => one !== null),
    dateCreated: identity.writtenOn,
    datePublished: identity.publishedOn,
    version: identity.version,
    keywords: keywords.length > 0 ? keywords.join(',') : null,
    isAccessibleForFree: true,
    publisher: organ(identity.publisher),
    citation: cited(identity, REST),
    about: cited(identity, ['解读']),
    encoding: files.map((file) => ({ '@type': 'MediaObject', name: file.name, contentUrl: file.url })),
  }
  const organs = identity.issuers.map(organ)
  if (!identity.isNorm) return present({ ...shared, headline: identity.title, author: organs })
  return present({ ...shared, ...legislationOf(identity), legislationPassedBy: organs })
}

/** The same with the text: every clause in order, under its address on the document's page. */
export function jsonLd(document: Exported, identity: ExportIdentity): Linked {
  const type = identity.isNorm ? 'Legislation' : 'CreativeWork'
  const clauses = document.clauses.map(({ eId, num, heading, text }, at) =>
    present({
      '@type': type,
      '@id': `${identity.url}#${eId}`,
      position: at + 1,
      identifier: num,
      name: heading,
      text: text === '' ? null : text,
    }),
  )
  return present({ ...jsonLdRecord(identity), hasPart: clauses })
}

const FORCE = {
  'in-force': 'https://schema.org/InForce',
  'partly-in-force': 'https://schema.org/PartiallyInForce',
  'not-in-force': 'https://schema.org/NotInForce',
}
const REST: ExportedRelation['relation'][] = ['印发', '转发', '参照', '引用']

function legislationOf(identity: ExportIdentity): Linked {
  const { effectiveOn, expiresOn, jurisdiction, force } = identity
  const by = (kind: 'amendment' | 'repeal') =>
    identity.events.flatMap((event) =>
      event.kind === kind && event.by ? [named('Legislation', event.by.title, event.by.url)] : [],
    )
  const repealedOn = identity.events.find((event) => event.kind === 'repeal')?.on
  const ended = force === 'not-in-force' ? (repealedOn ?? null) : null
  return {
    legislationIdentifier: identity.docNumber,
    legislationType: identity.genre,
    legislationDate: identity.writtenOn,
    legislationJurisdiction: jurisdiction && {
      '@type': 'AdministrativeArea',
      name: jurisdiction.name,
      identifier: jurisdiction.code,
    },
    legislationLegalForce: force && FORCE[force],
    legislationAmends: cited(identity, ['修改']),
    legislationRepeals: cited(identity, ['废止']),
    legislationChanges: cited(identity, ['部分废止', '替代']),
    legislationEnsuresImplementationOf: cited(identity, ['落实']),
    temporalCoverage: effectiveOn ? `${effectiveOn}/${expiresOn ?? '..'}` : null,
    'eli:based_on': cited(identity, ['依据']),
    'eli:first_date_entry_in_force': effectiveOn,
    'eli:date_no_longer_in_force': ended,
    'eli:amended_by': by('amendment'),
    'eli:repealed_by': by('repeal'),
  }
}

/** The documents this one names in one of the given ways, each once. */
function cited(identity: ExportIdentity, relations: ExportedRelation['relation'][]): Linked[] {
  const found = new Map<string, Linked>()
  for (const { relation, title, url, docNumber } of identity.relations) {
    if (!relations.includes(relation)) continue
    const type = REST.includes(relation) || relation === '解读' ? 'CreativeWork' : 'Legislation'
    found.set(url, present({ ...named(type, title, url), identifier: docNumber }))
  }
  return [...found.values()]
}

function named(type: string, name: string, url: string): Linked {
  return { '@type': type, '@id': url, name }
}

function organ(name: string): Linked {
  return { '@type': 'GovernmentOrganization', name }
}

/** The fields that say something. */
function present(fields: Linked): Linked {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) =>
        value !== null &&
        value !== undefined &&
        value !== '' &&
        !(Array.isArray(value) && value.length === 0),
    ),
  )
}
