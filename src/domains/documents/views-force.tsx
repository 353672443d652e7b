import { daysBetween, longDate } from '../../ui/dates.ts'
import { ForceTag } from '../../ui/document-parts.tsx'
import type { DocumentLink, Force } from '../../ui/page-model.ts'

/** A document named in a sentence: its title as a link, its number in brackets. */
export function NamedDocument({ document }: { document: DocumentLink }) {
  return (
    <>
      <a href={document.href}>{document.title}</a>
      {document.docNumber && `（${document.docNumber}）`}
    </>
  )
}

function counted(force: Force, today: string): string {
  const day = longDate(force.asOf)
  return force.asOf === today ? `按今天（${day}）计算。` : `按${day}计算，不是今天。`
}

/** What the dates say about a document on a day, as a sentence. The answers that end it are told apart. */
export function forceSentence(force: Force, today: string): string {
  const { effectiveOn, expiresOn, endedOn } = force
  const since = effectiveOn ? `自${longDate(effectiveOn)}起施行` : ''
  const until = expiresOn ? `有效期至${longDate(expiresOn)}` : ''
  const span = [since, until].filter(Boolean).join('，')
  if (force.status === 'inForce') return `${span || '没有写明期限'}。${counted(force, today)}`
  if (force.status === 'partly')
    return `${span ? `${span}，` : ''}其中有的内容已经不再适用。${counted(force, today)}`
  if (force.status === 'notYet') {
    const left = effectiveOn ? daysBetween(force.asOf, effectiveOn) : Number.NaN
    return `${since || '施行日期未到'}${left > 0 ? `，还有${left}天` : ''}。${counted(force, today)}`
  }
  if (force.status === 'repealed') return endedOn ? `${longDate(endedOn)}起不再执行。` : '不再执行。'
  if (force.status === 'expired') {
    const on = expiresOn ?? endedOn
    return `${on ? `有效期于${longDate(on)}届满` : '有效期已经届满'}，没有查到延长有效期的决定。`
  }
  return '文中的日期不足以判断是否有效，也没有经制定机关确认。适用之前，请向制定机关核实。'
}

/** In force or not: the first thing on a document's page. */
export function ForceStrip({ force, today }: { force: Force; today: string }) {
  if (force.status === 'none') return null
  const isOver = force.status === 'repealed' || force.status === 'expired'
  return (
    <div class={isOver ? 'force force-dead' : 'force'}>
      <ForceTag force={force} />
      <p>
        {forceSentence(force, today)}
        {force.successor && (
          <>
            现在请看：
            <NamedDocument document={force.successor} />。
          </>
        )}
      </p>
      {force.words && force.because && <p>{force.because}</p>}
      {force.words?.map(({ quote, by }) => (
        <p key={quote}>
          {by && (
            <>
              <NamedDocument document={by} />：
            </>
          )}
          “{quote}”
        </p>
      ))}
      {force.notes?.map((note) => (
        <p key={note}>{note}</p>
      ))}
      {isOver && <p>下文保留，供查考。</p>}
    </div>
  )
}
