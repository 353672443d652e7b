import { SaxesParser } from 'saxes'
import { Unreadable } from '../unreadable.ts'
import { type Archive, readEntry } from './zip.ts'

/** What a reader of XML is told: local names without prefix, attributes by local name. */
export type XmlHandler = {
  open: (tag: string, attrs: Record<string, string>) => void
  close: (tag: string) => void
  text?: (text: string) => void
}

const DEEPEST = 400

/**
 * Reads one XML file of a container piece by piece; false where there is none. Document type declarations are
 * refused, so that no entity can unfold; so is XML that is not well formed.
 */
export async function readXml(
  archive: Archive,
  path: string,
  name: string,
  handler: XmlHandler,
): Promise<boolean> {
  const parser = new SaxesParser({ xmlns: false, position: false })
  const damaged = new Unreadable(
    'damaged',
    `“${name}”内部的数据已经损坏，无法读取。请重新导出或另存后再上传。`,
  )
  let depth = 0
  parser.on('doctype', () => {
    throw new Unreadable(
      'xml-doctype',
      `“${name}”内含文档类型声明，可能藏有恶意内容，已拒绝读取。请确认文件来源。`,
    )
  })
  parser.on('error', () => {
    throw damaged
  })
  parser.on('opentag', (node) => {
    if (++depth > DEEPEST) throw damaged
    handler.open(localName(node.name), localAttributes(node.attributes))
  })
  parser.on('closetag', (node) => {
    depth--
    handler.close(localName(node.name))
  })
  if (handler.text) parser.on('text', handler.text)
  let decoder: InstanceType<typeof TextDecoder> | null = null
  const found = await readEntry(archive, path, name, (chunk) => {
    decoder ??= new TextDecoder(chunk[0] === 0xff && chunk[1] === 0xfe ? 'utf-16le' : 'utf-8')
    parser.write(decoder.decode(chunk, { stream: true }))
  })
  if (found) parser.close()
  return found
}

function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

function localAttributes(attributes: Record<string, string>): Record<string, string> {
  const local: Record<string, string> = {}
  for (const name in attributes) local[localName(name)] = attributes[name]!
  return local
}
