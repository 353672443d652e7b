import type { Frame, Mode } from './page-model.ts'

// NOTE the switches of a page come back to its address, so a long one would stand in the page many times over.
const ADDRESS_MOST = 1_000

/** What every page of a site is framed by, at an address and in the mode that the reader's cookie says. */
export function frameAt(
  place: Pick<Frame, 'site' | 'assets' | 'today'>,
  url: string,
  modeCookie: string | undefined,
): Frame {
  return { ...place, mode: modeOf(modeCookie), path: ownAddress(url) }
}

/** An address that can stand in a link: `//elsewhere`, or one with a host, would lead to another site. */
function ownAddress(url: string): string {
  const address = url.replace(/^[a-z]+:\/\/[^/]*/i, '').replace(/^[/\\]*/, '/')
  if (address.length <= ADDRESS_MOST) return address
  const path = address.split('?')[0]!
  return path.length <= ADDRESS_MOST ? path : '/'
}

/** The reader's mode as its cookie says it: `elderly-1 contrast`. */
export function modeOf(cookie: string | undefined): Mode {
  const words = cookie?.split(' ') ?? []
  const elderly = words.find((word) => /^elderly(-\d)?$/.test(word))
  const size = Number(elderly?.split('-')[1] ?? 0)
  return {
    elderly: elderly !== undefined,
    contrast: words.includes('contrast'),
    ...(size === 1 || size === 2 ? { size } : {}),
  }
}

export function cookieOf({ elderly, contrast, size }: Mode): string {
  return [elderly ? `elderly-${size ?? 0}` : '', contrast ? 'contrast' : ''].filter(Boolean).join(' ')
}

/**
 * Where a switch comes back to: only an address of this site, for a switch must not be a way to send people
 * elsewhere; else the home page.
 */
export function wayBack(back: string | undefined): string {
  if (!back?.startsWith('/') || !URL.canParse(back, HERE)) return '/'
  const url = new URL(back, HERE)
  // NOTE `/.//elsewhere` is of this host and its path is `//elsewhere`, which leads to another.
  return url.origin === HERE && !url.pathname.startsWith('//') ? url.pathname + url.search : '/'
}

const HERE = 'http://here.invalid'
