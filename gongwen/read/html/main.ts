import type { Element } from './tree.ts'

/** Names under which the content systems of government sites keep an article's text. */
const KNOWN =
  /^(?:ucap-content|zoom|zoomcon|trs_editor|trs_ueditor|article[-_]?(?:content|body|text|con|detail|main)|(?:news|detail|text|main|page|pages|info|doc|con)[-_]?(?:content|article|text|body)|content[-_]?(?:text|body|box|main|article)|con_text|xxgk_content|j-fontcontent|easysite[-_]?news[-_]?text|gkml_content|view|articlecontent|bt_content|conten|cas_content|wzcon|nr|mainText|content)$/i

const SENTENCE = /[，。；：、！？]/

/** The element that holds the text of a page's article, without menus and furniture around it. */
export function findMain(root: Element): Element {
  const scores = new Map<Element, number>()
  const total = score(root, false, scores)
  if (total === 0) return root
  const known = findKnown(root, scores, total)
  let best = known ?? root
  for (;;) {
    const goal = (scores.get(best) ?? 0) * 0.9
    const inner = best.children.find((child) => typeof child !== 'string' && (scores.get(child) ?? 0) >= goal)
    if (!inner || typeof inner === 'string' || !CONTAINER.has(inner.tag)) return best
    best = inner
  }
}

const CONTAINER = new Set(
  'html body div section article main td table tbody tr form center dl dd ul'.split(' '),
)

/** Weighs an element by the text that reads like sentences and is not a link. */
function score(element: Element, linked: boolean, scores: Map<Element, number>): number {
  let total = 0
  const inLink = linked || element.tag === 'a'
  for (const child of element.children) {
    if (typeof child !== 'string') total += score(child, inLink, scores)
    else if (!inLink) {
      const length = child.replace(/\s/g, '').length
      total += SENTENCE.test(child) ? length : length * 0.3
    }
  }
  const weight = /^(?:nav|footer|header|aside|button)$/.test(element.tag) ? total * 0.1 : total
  scores.set(element, weight)
  return weight
}

/** The heaviest element with a telling name, if it holds a good share of the page. */
function findKnown(root: Element, scores: Map<Element, number>, total: number): Element | null {
  let best: Element | null = null
  const visit = (element: Element): void => {
    const names = [element.attrs.id ?? '', ...(element.attrs.class ?? '').split(/\s+/)]
    const weight = scores.get(element) ?? 0
    const better = weight > (best ? (scores.get(best) ?? 0) : total * 0.3)
    if (better && names.some((name) => KNOWN.test(name))) best = element
    for (const child of element.children) if (typeof child !== 'string') visit(child)
  }
  visit(root)
  return best
}

const FURNITURE = new RegExp(
  [
    '^(?:扫一扫|扫码|微信扫|手机扫).{0,30}$',
    '^(?:【?\\s*)?(?:打印|关闭|收藏|分享|纠错|返回顶部|返回|下载|字体|字号|浏览次数|浏览量|阅读次数|访问次数|点击数|点击量)[\\s\\S]{0,40}$',
    '^.{0,6}(?:浏览次数|阅读次数|点击次数|访问量)\\s*[:：].{0,20}$',
    '^[\\[【（(]\\s*(?:字体|字号|打印|关闭|大\\s*中\\s*小).{0,30}[\\]】）)]$',
    '^(?:分享到|分享至|责任编辑|责编|编辑|审核|上一篇|下一篇|上一条|下一条|相关链接|相关阅读|相关文章|附件下载|相关稿件|您当前所在的?位置|当前位置|您的位置|首页\\s*>)[\\s\\S]{0,200}$',
    '^(?:大|中|小|\\||>|/|-|—|T|x|×)$',
    '^(?:打印本页|关闭窗口|打印|关闭)(?:\\s*(?:打印本页|关闭窗口|打印|关闭))*$',
  ].join('|'),
)

/** Whether a line is the page's own furniture rather than the document's text. */
export function isFurniture(line: string): boolean {
  return line.length <= 240 && FURNITURE.test(line)
}
