import { Unreadable } from '../../unreadable.ts'
import { readXml } from '../xml.ts'
import type { Archive } from '../zip.ts'
import { readBox } from './place.ts'

/** What the package says of itself: pages in order, sheets laid under them, the size of pages, what is attached. */
export type Contents = {
  pages: string[]
  templates: Map<string, string>
  box: number[]
  signed: boolean
  attached: number
  annotated: boolean
}

const A4 = [0, 0, 210, 297]

/** Reads the package's root and its documents. Throws {@link Unreadable} where they lead to no page. */
export async function readContents(archive: Archive, name: string): Promise<Contents> {
  refuseEncrypted(archive, name)
  const contents: Contents = {
    pages: [],
    templates: new Map(),
    box: A4,
    signed: false,
    attached: 0,
    annotated: false,
  }
  for (const root of await readRoots(archive, name, contents))
    await readDocument(archive, name, root, contents)
  if (contents.pages.length === 0) {
    throw new Unreadable('damaged', `“${name}”里没有OFD页面，可能已经损坏。请重新导出后再上传。`)
  }
  return contents
}

// NOTE GM/T 0099: an encrypted package lists what it hides in Encryptions.xml and keeps the keys beside it.
function refuseEncrypted(archive: Archive, name: string): void {
  for (const path of archive.entries.keys()) {
    if (/(?:^|\/)(?:Encryptions|DecryptSeed|EncryptInfo)\.(?:xml|dat)$/i.test(path)) {
      throw new Unreadable('encrypted', `“${name}”是加密的OFD，无法读取。请解密后重新上传。`)
    }
  }
}

/** The paths of the documents that OFD.xml names; a package may hold several. */
async function readRoots(archive: Archive, name: string, contents: Contents): Promise<string[]> {
  const roots: string[] = []
  let text: string | null = null
  await readXml(archive, findEntry(archive, '', 'OFD.xml') ?? 'OFD.xml', name, {
    open(tag) {
      text = tag === 'DocRoot' ? '' : null
      if (tag === 'Signatures') contents.signed = true
    },
    text(piece) {
      if (text !== null) text += piece
    },
    close(tag) {
      const path = tag === 'DocRoot' && text !== null ? findEntry(archive, '', text.trim()) : null
      if (path) roots.push(path)
      text = null
    },
  })
  if (roots.length > 0) return roots
  return [...archive.entries.keys()].filter((path) => /(?:^|\/)Document\.xml$/i.test(path)).sort()
}

async function readDocument(archive: Archive, name: string, root: string, contents: Contents): Promise<void> {
  const folder = root.slice(0, root.lastIndexOf('/') + 1)
  let text: string | null = null
  await readXml(archive, root, name, {
    open(tag, attrs) {
      text = tag === 'PhysicalBox' ? '' : null
      const path = findEntry(archive, folder, attrs.BaseLoc ?? '')
      if (tag === 'Page' && path) contents.pages.push(path)
      else if (tag === 'TemplatePage' && path) contents.templates.set(attrs.ID ?? '', path)
      else if (tag === 'Attachments') contents.attached++
      else if (tag === 'Annotations') contents.annotated = true
    },
    text(piece) {
      if (text !== null) text += piece
    },
    close(tag) {
      if (tag === 'PhysicalBox' && text !== null) contents.box = readBox(text, 4) ?? contents.box
      text = null
    },
  })
}

/**
 * The entry a location leads to: from the folder of the file that names it, or from the package's root. Programs
 * write backslashes, a leading slash, other letter case, or a folder that is not there; the file is found all the same.
 */
function findEntry(archive: Archive, folder: string, location: string): string | null {
  const bare = location.trim().replaceAll('\\', '/')
  if (bare === '') return null
  const tries = bare.startsWith('/') ? [bare, folder + bare] : [folder + bare, bare]
  for (const path of tries.map(normalise)) if (archive.entries.has(path)) return path
  const wanted = normalise(bare).toLowerCase()
  const near = [...archive.entries.keys()].filter((path) => {
    const own = normalise(path).toLowerCase()
    return own === normalise(folder).toLowerCase() + wanted || own === wanted || own.endsWith(`/${wanted}`)
  })
  return near.length > 0 ? near.sort((a, b) => a.length - b.length)[0]! : null
}

function normalise(path: string): string {
  const steps: string[] = []
  for (const step of path.replaceAll('\\', '/').split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '' && step !== '.') steps.push(step)
  }
  return steps.join('/') + (path.endsWith('/') ? '/' : '')
}
