import { parseArgs } from 'node:util'
import { Misconfigured } from '../config.ts'

type Options = NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>['options']>

/** Reads a command's words; an unknown option or a missing value is a usage error told in a sentence. */
export function readWords<const O extends Options>(words: string[], options: O) {
  try {
    return parseArgs({
      args: words,
      options: { ...options, data: { type: 'string' } },
      allowPositionals: true,
    })
  } catch (error) {
    const option = /'(-{1,2}[\w-]+)/.exec((error as Error).message)?.[1] ?? ''
    throw new Misconfigured(`选项 ${option} 不认识或者缺少它的值。用 --help 查看用法。`)
  }
}
