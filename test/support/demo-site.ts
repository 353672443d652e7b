import { loadDemo } from '../../src/cli/demo.ts'
import { type Application, startApplication } from './application.ts'
import { atEnd } from './database.ts'

let demo: Promise<Application> | undefined

/** The site with the whole demo district, started once for all tests of a run that only read it. */
export function demoSite(): Promise<Application> {
  demo ??= openDemo()
  return demo
}

async function openDemo(): Promise<Application> {
  const app = await startApplication()
  atEnd(async () => app[Symbol.asyncDispose]())
  await loadDemo(app.world, () => {})
  await app.settled()
  return app
}

/** The path of a held document, by its number. */
export async function pathOf(number: string): Promise<string> {
  const { db } = await demoSite()
  const { id } = await db
    .selectFrom('documents_work')
    .select('id')
    .where('doc_number', '=', number)
    .where('held', '=', true)
    .executeTakeFirstOrThrow()
  return `/documents/${id}`
}
