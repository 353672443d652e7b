import { Unreadable } from '../unreadable.ts'
import { openArchive, readEntry } from './zip.ts'

/** A file out of an archive; `name` is its path there, with / between folders. */
export type ArchiveEntry = { name: string; bytes: Uint8Array }

// NOTE what systems put beside files of their own accord.
const LITTER = /(?:^|\/)(?:__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\.[^/]+$|~\$[^/]*$)/i

/**
 * The files of a zip archive in the order of their names, one after the other, so that one is held at a time.
 * Nothing is written anywhere: a name is only a name. An archive in the archive comes as it is, and reading it is
 * refused. Throws {@link Unreadable} where the archive, or the next file in it, is damaged, locked or out of bounds.
 */
export async function* readArchive(bytes: Uint8Array, name = '压缩包'): AsyncGenerator<ArchiveEntry> {
  const archive = await openArchive(bytes, name)
  try {
    const paths = [...archive.entries.keys()]
      .filter((path) => !path.endsWith('/') && !LITTER.test(path))
      .sort()
    if (paths.length === 0) {
      throw new Unreadable('empty', `“${name}”里没有文件，没有可以读取的内容。请检查后重新上传。`)
    }
    for (const path of paths) {
      const chunks: Uint8Array[] = []
      await readEntry(archive, path, name, (chunk) => chunks.push(chunk))
      yield { name: tidyPath(path), bytes: Buffer.concat(chunks) }
    }
  } finally {
    archive.zip.close()
  }
}

function tidyPath(path: string): string {
  const steps = path.split(/[\\/]/).filter((step) => step !== '' && step !== '.' && step !== '..')
  return (
    steps.join('/').replace(/[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '') || '未命名'
  )
}
