import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { zip } from '../../../test/support/office-files.ts'
import { incomingOf } from './incoming.ts'

async function labelsOf(bytes: Uint8Array): Promise<[label: string, what: string][]> {
  const folder = await mkdtemp(join(tmpdir(), 'incoming-'))
  const path = join(folder, '文件.zip')
  try {
    await writeFile(path, bytes)
    const found: [string, string][] = []
    for await (const one of incomingOf({ path, bytes: bytes.length })) {
      found.push([
        one.label.slice(folder.length + 1),
        'refusal' in one ? one.refusal : `${one.name} ${one.mediaType}`,
      ])
    }
    return found
  } finally {
    await rm(folder, { recursive: true })
  }
}

test('压缩包里的文件逐个收，各有自己的名字和类型', async () => {
  assert.deepEqual(
    await labelsOf(zip({ '通知/一.md': '# 甲', '二.pdf': '%PDF-', '内.zip': zip({ a: '' }) })),
    [
      ['文件.zip#二.pdf', '二.pdf application/pdf'],
      ['文件.zip#内.zip', '内.zip application/zip'],
      ['文件.zip#通知/一.md', '一.md text/markdown; charset=utf-8'],
    ],
  )
})

test('打不开的压缩包，一句话', async () => {
  const [only, ...more] = await labelsOf(zip({ '一.md': '# 甲' }).subarray(0, 40))
  assert.deepEqual([only?.[0], more], ['文件.zip', []])
  assert.match(only![1], /已经损坏或不完整/)
})
