import assert from 'node:assert/strict'
import { type Confirmed, confirm, readForConfirming } from '../../src/domains/documents/confirming.ts'
import type { Wanted } from '../../src/domains/documents/confirming-plan.ts'
import { instantOf } from '../../src/platform/clock.ts'
import { Unlawful } from '../../src/platform/errors.ts'
import type { Force } from '../../src/ui/page-model.ts'
import type { Application } from './application.ts'

/** When everything in these tests happens unless they say otherwise. */
export const NOON = instantOf('2024-06-01 12:00')

/** Taking norms in and confirming what was read from them, on an application. */
export interface Confirming {
  /** Takes a norm of two articles in, live unless said otherwise, and answers its id. */
  taken(title: string, body: string, ends?: string, publish?: boolean): Promise<string>
  does(id: string, wanted: Wanted): Promise<Confirmed>
  /** Asserts that it is refused, with each of these sentences. */
  refused(id: string, wanted: Wanted, ...sentences: RegExp[]): Promise<void>
  /** The number of a document's relation to one of this title. */
  relationTo(id: string, title: string): Promise<number>
  /** Whether a document is in force on a day, as the interface tells. */
  forceOn(id: string, on: string): Promise<Force>
}

/** A norm of the test organ, under a number of its own. */
export function norm(
  serial: number,
  title: string,
  body: string,
  ends = '本办法自2020年3月1日起施行。',
): string {
  return `云溪区测试局文件\n云测规〔2020〕${serial}号\n\n${title}\n\n第一条　${body}\n\n第二条　${ends}\n\n云溪区测试局\n2020年2月1日\n`
}

/** `app` is asked for when first used: it opens after the suite has been laid out. */
export function confirmingOn(app: () => Application): Confirming {
  let serial = 100
  const does = (id: string, wanted: Wanted) => confirm(app().operator(NOON), id, wanted)
  return {
    does,
    async taken(title, body, ends, publish = true) {
      serial += 1
      const options = { publish, at: NOON, given: { kind: 'normative' as const } }
      const { id, status } = await app().take(`${serial}.txt`, norm(serial, title, body, ends), options)
      assert.equal(status, 'imported')
      return id!
    },
    refused: (id, wanted, ...sentences) =>
      assert.rejects(does(id, wanted), (error: Error) => {
        assert.ok(error instanceof Unlawful, String(error))
        for (const sentence of sentences) assert.match(error.message, sentence)
        return true
      }),
    async relationTo(id, title) {
      const { relations } = await readForConfirming(app().operator(), id)
      const found = relations.find(({ to }) => to.includes(title))
      assert.ok(found, `${title} in ${JSON.stringify(relations.map(({ to }) => to))}`)
      return found.number
    },
    forceOn: async (id, on) => JSON.parse((await app().get(`/api/v1/documents/${id}?on=${on}`)).text).force,
  }
}
