/** What the first bytes say a file is; `text` when they say nothing. */
export type Content = 'zip' | 'ole' | 'pdf' | 'rtf' | 'image' | 'archive' | 'program' | 'text'

const MAGIC: [Content, number[]][] = [
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
  ['ole', [0xd0, 0xcf, 0x11, 0xe0]],
  ['pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['rtf', [0x7b, 0x5c, 0x72, 0x74, 0x66]],
  ['image', [0x89, 0x50, 0x4e, 0x47]],
  ['image', [0xff, 0xd8, 0xff]],
  ['image', [0x47, 0x49, 0x46, 0x38]],
  ['image', [0x49, 0x49, 0x2a, 0x00]],
  ['image', [0x4d, 0x4d, 0x00, 0x2a]],
  ['archive', [0x52, 0x61, 0x72, 0x21]],
  ['archive', [0x37, 0x7a, 0xbc, 0xaf]],
  ['archive', [0x1f, 0x8b]],
  ['program', [0x4d, 0x5a, 0x90]],
  ['program', [0x7f, 0x45, 0x4c, 0x46]],
]

/** What a file is by its first bytes. */
export function sniff(bytes: Uint8Array): Content {
  for (const [content, magic] of MAGIC) if (magic.every((byte, i) => bytes[i] === byte)) return content
  return 'text'
}

/** Whether an OLE container holds an Office document locked with a password. */
export function isLockedOffice(bytes: Uint8Array): boolean {
  const sample = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4 * 1024 * 1024))
  return sample.includes(Buffer.from('EncryptedPackage', 'utf16le'))
}

/** Whether a text is a web page. */
export function looksLikeHtml(text: string): boolean {
  return /<(?:!doctype\s+html|html|head|body|div|table|p|meta|span|br)[\s/>]/i.test(text.slice(0, 4000))
}
