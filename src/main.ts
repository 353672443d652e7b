import { Misconfigured } from './config.ts'
import { asRefusal } from './platform/errors.ts'

/** What a command is given: its words and where it may write. */
export type Command = (words: string[]) => Promise<number>

interface Entry {
  usage: string
  about: string
  load: () => Promise<Command>
}

// NOTE each command loads only its own code, so that `rules` and `parse` answer without the web server's weight.
const COMMANDS: Record<string, Entry> = {
  start: {
    usage: 'start [--port N] [--no-demo]',
    about: '启动网站；空库会先载入演示区',
    load: async () => (await import('./cli/start.ts')).start,
  },
  import: {
    usage: 'import PATH… [--publish] [--organ NAME] [--json]',
    about: '收录文件或文件夹（md txt html docx jsonl …）',
    load: async () => (await import('./cli/import.ts')).importFiles,
  },
  parse: {
    usage: 'parse FILE --json',
    about: '读一个文件，打印它的结构',
    load: async () => (await import('./cli/parse.ts')).parseFile,
  },
  confirm: {
    usage:
      'confirm ID [--accept] [--set FIELD=VALUE …] [--relation N=accept|reject|KIND …] [--on DATE] [--until DATE] [--join LINE | --split LINE:AT] [--json]',
    about: '核对一份文件读出来的内容：看、更正、确认关系、认可',
    load: async () => (await import('./cli/confirm.ts')).confirmDocument,
  },
  search: {
    usage: 'search QUERY [--limit N] [--in-force [--on DATE]] --json',
    about: '查找已公开的文件',
    load: async () => (await import('./cli/search.ts')).searchFor,
  },
  rules: {
    usage: 'rules --json | --list | --unverified',
    about: '按法律规则回答标准输入的每一行',
    load: async () => {
      const { rules } = await import('./cli/rules.ts')
      return (words) => rules(words, process)
    },
  },
  bench: {
    usage: 'bench search|site|import|rules …',
    about: '测量速度和检索质量',
    load: async () => (await import('../bench/index.ts')).bench,
  },
}

const EXIT_USAGE = 2

async function main([name, ...words]: string[]): Promise<number> {
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    process.stdout.write(help())
    return name === undefined ? EXIT_USAGE : 0
  }
  const entry = COMMANDS[name]
  if (!entry) {
    process.stderr.write(`没有“${name}”这个命令。\n${help()}`)
    return EXIT_USAGE
  }
  if (words.includes('--help')) {
    process.stdout.write(`gongkai ${entry.usage}\n  ${entry.about}\n`)
    return 0
  }
  const command = await entry.load()
  return command(words)
}

function help(): string {
  const lines = Object.values(COMMANDS).map(({ usage, about }) => `  ${usage}\n      ${about}`)
  return `用法：gongkai 命令 [--data DIR]\n\n${lines.join('\n')}\n`
}

// NOTE a reader that closes early (`| head`) is not a fault of ours; the command ends by itself and leaves nothing open.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  const sentence =
    asRefusal(error)?.message ??
    (error instanceof Misconfigured || isOurs(error) ? (error as Error).message : undefined)
  process.stderr.write(`${sentence ?? (error instanceof Error ? error.stack : String(error))}\n`)
  process.exitCode = error instanceof Misconfigured ? EXIT_USAGE : 1
}

/** Errors whose message is already a sentence for people. */
function isOurs(error: unknown): boolean {
  return error instanceof Error && /[\u4e00-\u9fa5]/.test(error.message)
}
