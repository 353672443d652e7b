/**
 * The browser of the journeys. Found where systems keep it; installed from Debian where root may; else every
 * journey is skipped, and the run says which.
 */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { after } from 'node:test'
import { promisify } from 'node:util'
import { type Browser, chromium } from 'playwright-core'

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]
const PACKAGES = ['chromium', 'fonts-noto-cjk']
const FLAGS = [
  // NOTE root has no sandbox; the pages are ours.
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const skipped: string[] = []
let looked: Promise<string | undefined> | undefined

/** The path of a Chromium that this machine has, or is given; looks and installs once a run. */
function findChromium(): Promise<string | undefined> {
  looked ??= look()
  return looked
}

async function look(): Promise<string | undefined> {
  const found = PLACES.find(existsSync)
  if (found || process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return found
  say('no Chromium here: installing the one of Debian, with fonts for Chinese. This happens once.')
  try {
    await install()
  } catch (error) {
    say(`Debian's Chromium could not be installed: ${(error as Error).message.split('\n')[0]}`)
  }
  return PLACES.find(existsSync)
}

/** NOTE waits for the network only, and not for ever: a package half set up would be worse than none. */
async function install(): Promise<void> {
  const apt = (timeout: number, ...words: string[]) =>
    promisify(execFile)(
      'apt-get',
      ['-q', '-o', 'DPkg::Lock::Timeout=60', '-o', 'Acquire::Retries=1', ...words],
      {
        timeout,
        maxBuffer: 64 * 1024 * 1024,
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      },
    )
  await apt(60_000, 'update')
  await apt(180_000, 'install', '--yes', '--no-install-recommends', '--download-only', ...PACKAGES)
  await apt(0, 'install', '--yes', '--no-install-recommends', '--no-download', ...PACKAGES)
}

/** A browser of your own, to be closed by you. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = await findChromium()
  if (!executablePath) throw new Error(`no Chromium here (on Debian: apt-get install ${PACKAGES.join(' ')})`)
  return chromium.launch({ executablePath, args: FLAGS })
}

/**
 * Options of a suite or test that walks through pages as a person does: without a browser it is skipped, loudly.
 * `describe(name, await inBrowser(name), …)`
 */
export async function inBrowser(name: string): Promise<{ skip: string | false }> {
  if (await findChromium()) return { skip: false }
  skipped.push(name)
  return { skip: 'no Chromium' }
}

function say(line: string): void {
  process.stderr.write(`journeys: ${line}\n`)
}

after(() => {
  if (skipped.length === 0) return
  say(`SKIPPED, since no Chromium was found (on Debian: apt-get install ${PACKAGES.join(' ')}):`)
  for (const name of skipped) say(`  ${name}`)
})
