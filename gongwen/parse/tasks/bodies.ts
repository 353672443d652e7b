const SUFFIX =
  '(?:人民政府|政府|办公厅|办公室|委员会|管委会|委|局|厅|部|署|院|中心|总队|支队|大队|集团|公司|总工会|妇联|残联|团委|联合会|办事处|法院|检察院|银行|分局|税务局|编办|指挥部|专班|领导小组|经济开发区|开发区|网信办|城管办|办)'
const NAMED = new RegExp(`^(?!各)[\\u4e00-\\u9fa5]{1,18}${SUFFIX}(?:[（(][\\u4e00-\\u9fa5]{1,12}[）)])?$`)
const KINDS_OF_BODY =
  '级|地区?|镇|乡镇?|街道|县|区|市|园区|部门|单位|有关|相关|责任|牵头|成员|主管|行业|直属|派出|开发区|委办局|板块|村|社区|学校|企业|公司'
const COLLECTIVE_NAME = `(?:各(?:${KINDS_OF_BODY})+(?:[（(][^（）()]{1,8}[）)])?(?:人民政府|政府|办事处|部门|单位|管委会|机关)?(?=各|[、和]各|$|[^的内科间])[、和]?)+`
const COLLECTIVE = new RegExp(`^(?:${COLLECTIVE_NAME}|(?:有关|相关|主管|职能)(?:部门|单位))$`)
const COLLECTIVE_HEAD = new RegExp(`^${COLLECTIVE_NAME}`)
const NOT_BODY = /本|该|其|此|上|下|全|干|内部|外部|一部|大部|基地|分部|总部|依法|重点/

/** Whether a name is that of an organ or a body of organs; an office inside an organ (各…科室) is none. */
function isBody(name: string): boolean {
  if (COLLECTIVE.test(name)) return true
  return (
    NAMED.test(name) &&
    name.length >= 3 &&
    !/^(?:本|该|其|此|由|在|对|为|将|把|向|与|经)/.test(name) &&
    !/(?:科室|内部|外部|一部|全部|大部|基地|干部)$/.test(name)
  )
}

/** The names of a list: 区发展和改革委员会、区财政局和各镇人民政府; 和 inside a name stays. */
export function splitBodies(list: string): string[] {
  const names: string[] = []
  for (const piece of list.replace(/等$/, '').split(/[、，,；;]/)) {
    let rest = piece.trim()
    for (let at = rest.search(/以及|[和及与]/); at > 0; ) {
      const left = rest.slice(0, at)
      const width = rest.startsWith('以及', at) ? 2 : 1
      if (isBody(left)) {
        names.push(left)
        rest = rest.slice(at + width)
        at = rest.search(/以及|[和及与]/)
      } else {
        const next = rest.slice(at + width).search(/以及|[和及与]/)
        at = next < 0 ? -1 : at + width + next
      }
    }
    if (rest !== '') names.push(rest)
  }
  return names
    .map((name) => name.replace(/(?:等|按职责分工|按照?职责|分工)+$/, ''))
    .filter((name) => name !== '')
}

const LABELLED =
  /[（(【][^（）()【】]{0,4}?(?:责任|牵头|主办|承办|配合|实施|落实|参与)(?:单位|部门|主体)[:：]([^（）()【】]{2,300})[）)】]/g
const BRACKET =
  /[（(【]([^（）()【】]{2,200}?)(?:按照?(?:各自)?职责(?:分工)?)?(?:等)?(?:牵头|负责|配合|参与|落实|组织实施)[^（）()【】]{0,40}[）)】]$/
const ROLES =
  /(?:责任|牵头|主办|承办|配合|实施|落实|参与)(?:单位|部门|主体)[:：]|(?:等)?(?:按照?(?:各自)?职责(?:分工)?)?(?:共同)?(?:牵头|负责|配合|参与|落实|组织实施)/g
const BY =
  /(?:^|[，,：、])由([^，。；：《》]{3,60}?)(?:共同|具体|统一|分别)?(?:牵头|负责|会同|组织|承担|统筹|办理|汇总|审核|制定|指导|协调|建立|实施|会商|核定|确定|提出|编制)/g
const MODAL =
  '(?:要|应当?|须|需|必须|负责|牵头|会同|具体负责|按照?职责|分别|统筹|组织|根据|加强|做好|定期|每|于|按|完成|公布|公开|制定|汇总|指导|核查|配合|明确|汇总|审核|拨付|督促|通过|\\d)'
const SUBJECT = new RegExp(`^([^，。；：《》“”]{3,60}?)${MODAL}`)
const WITH = new RegExp(`^([^，。；：《》“”]{3,40}?)会同([^，。；：《》“”]{3,60}?)(?:${MODAL}|在)`)
const KINDS = /^((?:[\u4e00-\u9fa5]{2,10}、)+[\u4e00-\u9fa5]{2,10}?)等(?:有关)?((?:行业)?(?:主管|监管)?部门)/

/** The bodies a sentence gives its work to, as it names them; none where it names none. */
export function readBodies(sentence: string): string[] {
  const found = [...labelled(sentence), ...bracketed(sentence), ...appointed(sentence), ...subjects(sentence)]
  return [...new Set(found)]
}

/** Whether a sentence does nothing but name who is responsible: 由甲局牵头，乙局、丙局按职责分工负责。 */
export function onlyAssigns(sentence: string, bodies: readonly string[]): boolean {
  if (bodies.length === 0) return false
  let rest = sentence
  for (const body of bodies) rest = rest.replaceAll(body, '')
  return (
    rest
      .replace(/由|会同|和|与|及|等/g, '')
      .replace(ROLES, '')
      .replace(/[\s，、；。：（）]/g, '') === ''
  )
}

function labelled(sentence: string): string[] {
  return [...sentence.matchAll(LABELLED)].flatMap((match) => keepBodies(match[1]!.replace(ROLES, '、')))
}

/** （区财政局牵头，区民政局、各镇人民政府按职责分工负责） */
function bracketed(sentence: string): string[] {
  const last = sentence.replace(/[。；]$/, '')
  if (!BRACKET.test(last)) return []
  const inner = /[（(【]([^（）()【】]*)[）)】]$/.exec(last)![1]!
  return keepBodies(inner.replace(ROLES, '、'))
}

function appointed(sentence: string): string[] {
  return [...sentence.matchAll(BY)].flatMap((match) => {
    const [lead, others = ''] = match[1]!.split(/会同/)
    return keepBodies(`${lead}、${others}`)
  })
}

function keepBodies(list: string): string[] {
  return splitBodies(list).filter(isBody)
}

/** Bodies that stand as the subject of one of the sentence's clauses. */
function subjects(sentence: string): string[] {
  const several = KINDS.exec(sentence)
  if (several) return several[1]!.split('、').map((kind) => kind + several[2]!)
  const bare = sentence.replace(/[（(][^（）()]*[：:][^（）()]*[）)]/g, '')
  return bare.split(/[，,：:]/).flatMap(subjectOf)
}

function subjectOf(clause: string): string[] {
  const head = COLLECTIVE_HEAD.exec(clause)?.[0].replace(/[、和]$/, '')
  if (head && !/^(?:的|科室|内|间|之间)/.test(clause.slice(head.length)) && isBody(head))
    return splitBodies(head)
  const pair = WITH.exec(clause)
  const subject = pair ? `${pair[1]}、${pair[2]}` : SUBJECT.exec(clause)?.[1]
  if (!subject || NOT_BODY.test(subject.slice(0, 1))) return []
  const names = splitBodies(subject)
  return names.every(isBody) ? names : []
}
