import { akomaNtoso, jsonLd, markdown, parseDocNumber, plainText } from '@gongkai/gongwen'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { NotFound } from '../../platform/errors.ts'
import { keptPage } from '../../platform/http.ts'
import { paperOf, type Sheet } from './paper.ts'
import type { Portal } from './portal.tsx'
import { publicContext } from './portal.tsx'
import { type ById, heldView } from './portal-document.tsx'
import { identityOf } from './presenting-identity.ts'
import { citedBy, readDocument } from './reading.ts'
import { wordOf } from './word.ts'

/** What each form of a document is drawn from. */
type Given = Sheet & { identity: ReturnType<typeof identityOf> }

interface Form {
  extension: string
  type: string
  draw(given: Given, portal: Portal): Promise<string | Buffer> | string
}

const FORMS: Form[] = [
  {
    extension: 'txt',
    type: 'text/plain; charset=utf-8',
    draw: ({ document, identity }) => plainText(document, identity),
  },
  {
    extension: 'docx',
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    draw: (sheet) => wordOf(sheet),
  },
  {
    extension: 'pdf',
    type: 'application/pdf',
    draw: (sheet, portal) => portal.typesetter.pdf(paperOf(sheet)),
  },
  {
    extension: 'md',
    type: 'text/markdown; charset=utf-8',
    draw: ({ document }) => markdown(document),
  },
  {
    extension: 'xml',
    type: 'application/akn+xml; charset=utf-8',
    draw: ({ document, identity }) => akomaNtoso(document, identity),
  },
  {
    extension: 'json',
    type: 'application/ld+json; charset=utf-8',
    draw: ({ document, identity }) => `${JSON.stringify(jsonLd(document, identity), null, 2)}\n`,
  },
]

/** The other forms of a document, drawn from what its page shows and kept as pages are. */
export function formRoutes(app: FastifyInstance, portal: Portal): void {
  for (const form of FORMS)
    app.get<ById>(`/documents/:id.${form.extension}`, { config: { policy: 'public' } }, (request, reply) =>
      formOf(request, reply, portal, form),
    )
}

async function formOf(
  request: FastifyRequest<ById>,
  reply: FastifyReply,
  portal: Portal,
  { extension, type, draw }: Form,
): Promise<FastifyReply> {
  const ctx = publicContext(portal)
  return keptPage(request, reply, request.url, async () => {
    const read = await readDocument(ctx, request.params.id)
    if (read.found !== 'held') throw new NotFound('这份文件没有可以下载的文本。')
    const [view, cites] = await Promise.all([heldView(ctx, read), citedBy(ctx, read.edition.id)])
    const identity = identityOf(view, portal.site(), cites)
    const document = registered(read, identity)
    const body = await draw({ ...identity, identity, document }, portal)
    return { type, body, fileName: `${read.work.id}.${extension}` }
  })
}

type Held = Extract<Awaited<ReturnType<typeof readDocument>>, { found: 'held' }>

/** The structure under the title, number and dates that are registered, where they differ from the text's. */
function registered({ work, edition, structure }: Held, identity: Given['identity']): Sheet['document'] {
  return {
    ...structure,
    title: edition.title,
    docNumber: (work.doc_number ? parseDocNumber(work.doc_number) : null) ?? structure.docNumber,
    issuers: edition.issuers,
    indexNumber: edition.index_number,
    topic: edition.topic,
    genre: edition.genre,
    writtenOn: edition.written_on,
    publishedOn: identity.publishedOn,
    url: identity.url,
  }
}
