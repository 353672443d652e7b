import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { parentPort } from 'node:worker_threads'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'

const fonts = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-serif-sc/package.json'))
let compiler: NodeCompiler | undefined

parentPort!.on('message', ({ job, source }: { job: number; source: string }) => {
  try {
    compiler ??= NodeCompiler.create({
      fontArgs: [{ fontPaths: [join(fonts, '400Regular'), join(fonts, '700Bold')] }],
    })
    const pdf = pdfOf(compiler, source)
    // NOTE keeps what one document built from staying in memory for the next.
    compiler.evictCache(10)
    parentPort!.postMessage({ job, pdf })
  } catch (error) {
    parentPort!.postMessage({ job, failure: String((error as Error).message ?? error) })
  }
})

/**
 * NOTE PDF/A forbids a character that the typeface does not have: a text with one is set as plain PDF, with a box in
 * its place, rather than not at all.
 */
function pdfOf(typst: NodeCompiler, source: string) {
  try {
    return typst.pdf({ mainFileContent: source }, { pdfStandard: 'a-2b' })
  } catch (error) {
    if (!String((error as Error).message).includes('could not be displayed with font')) throw error
    return typst.pdf({ mainFileContent: source })
  }
}
