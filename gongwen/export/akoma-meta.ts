import type { ExportIdentity } from './identity.ts'
import { element } from './xml.ts'

/** The names by which a component of the document goes in its identifiers: main, or att_1 for what is annexed. */
export type Component = { name: string; title: string | null }

/** The meta element of the document or one of its components: identification, and for the whole its life. */
export function metaOf(identity: ExportIdentity, component: Component): string {
  const whole = component.name === 'main'
  return element(
    'meta',
    {},
    element('identification', { source: '#platform' }, ...frbrOf(identity, component)),
    ...(whole ? [lifecycleOf(identity), temporalOf(identity), referencesOf(identity)] : []),
  )
}

function alias(name: string, value: string | null): string {
  return value ? element('FRBRalias', { name, value }) : ''
}

const AUTHOR = element('FRBRauthor', { href: '#org_1', as: '#author' })

/** The work, this edition of it, and this file, as the naming convention of Akoma Ntoso spells them. */
function frbrOf(identity: ExportIdentity, { name, title }: Component): string[] {
  // NOTE the register's own id, which never changes, in place of an agency code in Latin letters that nobody gave.
  const work = `/akn/cn/doc/${(identity.writtenOn ?? identity.publishedOn).slice(0, 4)}/${identity.id}`
  const expression = `${work}/zho@${identity.publishedOn}`
  const written = {
    date: identity.writtenOn ?? identity.publishedOn,
    name: identity.writtenOn ? '成文' : '发布',
  }
  return [
    element(
      'FRBRWork',
      {},
      element('FRBRthis', { value: `${work}/!${name}` }),
      element('FRBRuri', { value: work }),
      alias('名称', title ?? (name === 'main' ? identity.title : null)),
      ...(name === 'main'
        ? [
            alias('文号', identity.docNumber),
            alias('索引号', identity.indexNumber),
            alias('网址', identity.url),
          ]
        : []),
      element('FRBRdate', written),
      AUTHOR,
      element('FRBRcountry', { value: 'cn' }),
      ...(name === 'main' && identity.docNumber
        ? [element('FRBRnumber', { value: identity.docNumber })]
        : []),
    ),
    element(
      'FRBRExpression',
      {},
      element('FRBRthis', { value: `${expression}/!${name}` }),
      element('FRBRuri', { value: expression }),
      element('FRBRdate', { date: identity.publishedOn, name: '发布' }),
      AUTHOR,
      element('FRBRversionNumber', { value: String(identity.version) }),
      element('FRBRlanguage', { language: 'zho' }),
    ),
    element(
      'FRBRManifestation',
      {},
      element('FRBRthis', { value: `${expression}/!${name}.xml` }),
      element('FRBRuri', { value: `${expression}.akn` }),
      element('FRBRdate', { date: identity.publishedOn, name: '发布' }),
      element('FRBRauthor', { href: '#platform', as: '#editor' }),
      element('FRBRformat', { value: 'application/akn+xml' }),
    ),
  ]
}

function lifecycleOf(identity: ExportIdentity): string {
  const made = { date: identity.writtenOn ?? identity.publishedOn, type: 'generation', source: '#original' }
  return element(
    'lifecycle',
    { source: '#platform' },
    element('eventRef', { eId: 'event_made', ...made }),
    ...dateEvents(identity).map(([eId, date]) => element('eventRef', { eId, date, source: '#original' })),
    ...identity.events.map(({ on, kind, by }, at) =>
      element('eventRef', {
        eId: `event_${at + 1}`,
        date: on,
        type: kind,
        source: by ? `#changed_by_${at + 1}` : '#original',
      }),
    ),
  )
}

/** Taking effect and running out: events of which Akoma Ntoso has no type; the period in force points to them. */
function dateEvents({ effectiveOn, expiresOn }: ExportIdentity): [string, string][] {
  const events: [string, string | null][] = [
    ['event_effective', effectiveOn],
    ['event_expires', expiresOn],
  ]
  return events.filter((event): event is [string, string] => event[1] !== null)
}

function temporalOf({ effectiveOn, expiresOn }: ExportIdentity): string {
  if (effectiveOn === null && expiresOn === null) return ''
  const interval = element('timeInterval', {
    refersTo: '#in_force',
    start: effectiveOn ? '#event_effective' : '#event_made',
    end: expiresOn ? '#event_expires' : undefined,
  })
  return element(
    'temporalData',
    { source: '#platform' },
    element('temporalGroup', { eId: 'period_in_force' }, interval),
  )
}

const CHANGES = new Set(['修改', '废止', '部分废止', '替代'])

function referencesOf(identity: ExportIdentity): string {
  const seen = new Set<string>()
  const once = identity.relations.filter(({ relation, url }) => {
    const key = `${relation} ${url}`
    return !seen.has(key) && seen.add(key)
  })
  const named = once.map(({ relation, title, docNumber, url }, at) => {
    const showAs = docNumber ? `《${title}》（${docNumber}）` : `《${title}》`
    const eId = `relation_${at + 1}`
    if (CHANGES.has(relation)) return element('activeRef', { eId, href: url, showAs })
    return element('TLCReference', { eId, name: relation, href: url, showAs })
  })
  const changed = identity.events.map(({ by }, at) =>
    by ? element('passiveRef', { eId: `changed_by_${at + 1}`, href: by.url, showAs: by.title }) : '',
  )
  const issuers = identity.issuers.length > 0 ? identity.issuers : ['制发机关未载明']
  return element(
    'references',
    { source: '#platform' },
    element('original', { eId: 'original', href: identity.url, showAs: identity.title }),
    ...changed,
    ...named.filter((one) => one.startsWith('<activeRef')),
    ...issuers.map((name, at) => organ(`org_${at + 1}`, name)),
    organ('platform', identity.publisher),
    element('TLCConcept', { eId: 'in_force', href: '/akn/ontology/concept/in_force', showAs: '有效' }),
    element('TLCRole', { eId: 'author', href: '/akn/ontology/role/author', showAs: '制发机关' }),
    element('TLCRole', { eId: 'editor', href: '/akn/ontology/role/editor', showAs: '公开平台' }),
    ...named.filter((one) => !one.startsWith('<activeRef')),
  )
}

function organ(eId: string, name: string): string {
  return element('TLCOrganization', {
    eId,
    href: `/akn/ontology/organization/cn/${encodeURIComponent(name)}`,
    showAs: name,
  })
}
