import type { Command } from '../src/main.ts'

const BENCHES: Record<string, () => Promise<Command>> = {
  search: async () => {
    const { benchSearch } = await import('./search.ts')
    return (words) => benchSearch(words, process)
  },
  site: async () => (await import('./site.ts')).benchSite,
  gongwen: async () => (await import('./gongwen.ts')).benchGongwen,
  import: async () => (await import('./import.ts')).benchImport,
  rules: async () => (await import('./rules.ts')).benchRules,
  crash: async () => (await import('./crash.ts')).benchCrash,
}

/** `bench NAME …`: one measurement, with a baseline in the same run where speeds are compared. */
export async function bench([name, ...words]: string[]): Promise<number> {
  const load = name === undefined ? undefined : BENCHES[name]
  if (load) return (await load())(words)
  process.stderr.write(`请写明测什么：${Object.keys(BENCHES).join('、')}。\n`)
  return 2
}
