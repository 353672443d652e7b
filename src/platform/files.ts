import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Original files, kept byte for byte under the SHA-256 of their content. A file is on disk and fsynced before
 * the row that names it commits, so no row ever points at nothing.
 */
export interface Files {
  keep(bytes: Uint8Array): Promise<string>
  read(hash: string): Promise<Buffer>
}

export function openFiles(folder: string): Files {
  const pathOf = (hash: string) => join(folder, hash.slice(0, 2), hash.slice(2))
  return {
    async keep(bytes) {
      const hash = sha256(bytes)
      const path = pathOf(hash)
      if ((await stat(path).catch(() => undefined))?.size === bytes.length) return hash
      await mkdir(join(folder, hash.slice(0, 2)), { recursive: true })
      const half = `${path}.${randomUUID()}.half`
      await writeThrough(half, bytes)
      await rename(half, path)
      await syncFolder(join(folder, hash.slice(0, 2)))
      return hash
    },
    read: (hash) => readFile(pathOf(hash)),
  }
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** SM3 (GB/T 32905), the fingerprint shown on public pages. */
export function sm3(text: string): string {
  return createHash('sm3').update(text).digest('hex')
}

async function writeThrough(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'w')
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
