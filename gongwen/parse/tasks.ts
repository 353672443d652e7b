import type { Clause, Part, Task } from '../model.ts'
import { onlyAssigns, readBodies } from './tasks/bodies.ts'
import { readDue } from './tasks/due.ts'

const PLAN = /要点|计划|方案|任务|分工|安排|行动|清单|措施/
const NO_PLAN = /办法|规定|条例|细则|预案|规则|章程|解读|问答/
const ASSIGNS = /[（(【][^（）()【】]{0,60}(?:责任单位|牵头单位|责任部门|牵头|按职责分工负责)/
// Clauses that say why, by whom or by what principles, and give out no work.
const FRAME = /指导思想|基本原则|总体要求|总体思路|编制依据|适用范围|名词解释|附则|工作原则|现状|形势|背景/

const VERBS =
  '推进|推动|推行|推广|推送|完成|建立|建设|建成|建好|健全|完善|开展|落实|做好|加强|加大|加快|强化|增强|提升|提高|优化|规范|组织|制定|出台|修订|编制|发布|公布|公示|公开|更新|梳理|清理|整治|整改|整合|督促|督查|检查|巡查|排查|指导|培训|宣传|宣讲|统一|统筹|实施|执行|办理|办结|回应|解读|转发|纳入|报送|汇总|探索|深化|拓展|严格|确保|保障|保护|落细|压实|履行|细化|启动|打造|创新|扩大|调整|设立|配备|支持|改造|新建|新增|实现|争取|协调|监测|评估|总结|报|严防|防止|培育|引进|申报|启用|上线|归集|推出|改进|深入|健全|构建|明确'
// NOTE 可以 permits and 鼓励 encourages: neither gives out work.
const LEAD =
  '(?:(?:(?:在|将|把|向|对)[^，。；]{1,30}?|要|应当?|须|需|必须|将|全力|大力|积极|认真|切实|持续|扎实|及时|严格|依法|依规|科学|合理|有序|有效|稳步|全面|逐步|进一步|不断|继续|着力|重点|同步|定期|动态|充分|高效|高质量|集中|主动|智能|深入|统筹|协同|加快|更好|尽快|适时|年底前|按时|按期|逐项|做到|抓好|对|围绕)*)'
const WORK = new RegExp(`^${LEAD}(?:${VERBS})`)
const WORK_AFTER = new RegExp(
  `(?:要|应当?|须|必须|负责|牵头|均要|都要|年底前|月底前|日前|内|底前|有序|适时|及时|集中|认真)${LEAD}(?:${VERBS})`,
)
const PERMITS = /^(?:鼓励|可以?|允许|支持有条件|倡导|提倡)/
const SAYS_HOW =
  /^[^，。；]{1,10}(?:材料|内容|形式|方式|标准|范围|对象|条件)(?:要|应当?|仅|涉及|须|包括|为|是)/

/**
 * The pieces of work a plan gives out: each sentence of a numbered clause that sets one, with the bodies it names
 * and its deadline. A sentence that permits, encourages or says how a thing must look gives out none.
 */
export function readTasks(clauses: readonly Clause[], parts: readonly Part[], year: number | null): Task[] {
  const tasks: Task[] = []
  const framed: number[] = []
  const plans = parts.map((part, index) => isPlan(part, clauses, index))
  for (const clause of clauses) {
    if (!plans[clause.part]) continue
    while (framed.length > 0 && framed.at(-1)! >= clause.level) framed.pop()
    const heading = clause.heading ?? /^[^。；]{2,16}(?=。)/.exec(clause.text)?.[0] ?? ''
    if (FRAME.test(heading)) framed.push(clause.level)
    if (framed.length > 0 || clause.text === '') continue
    tasks.push(...readClause(clause, year))
  }
  return tasks
}

const CONTACT = /电话[:：]|^联系人|地址[:：]|邮箱[:：]/

function readClause({ eId, text: whole }: Clause, year: number | null): Task[] {
  const tasks: Task[] = []
  for (const text of splitSentences(whole)) {
    if (CONTACT.test(text)) continue
    const responsible = readBodies(text)
    const last = tasks.at(-1)
    if (last && onlyAssigns(text, responsible)) {
      last.responsible = [...new Set([...last.responsible, ...responsible])]
    } else if (responsible.length > 0 || setsWork(text)) {
      tasks.push({ eId, text, responsible, due: readDue(text, year) })
    }
  }
  return tasks
}

function isPlan(part: Part, clauses: readonly Clause[], index: number): boolean {
  const title = (part.title ?? '').replace(/《[^《》]*》/g, '')
  if (part.kind === 'covering' || NO_PLAN.test(title)) return false
  return PLAN.test(title) || clauses.filter((one) => one.part === index && ASSIGNS.test(one.text)).length >= 2
}

/** Sentences ended by 。 or ；; a bracket after the stop that names bodies belongs to the sentence before it. */
function splitSentences(text: string): string[] {
  const sentences: string[] = []
  let depth = 0
  let from = 0
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!
    if ('（(“《【'.includes(c)) depth++
    else if ('）)”》】'.includes(c) && depth > 0) depth--
    const stop = (depth === 0 && '。；！'.includes(c)) || c === '\n'
    if (!stop) continue
    depth = 0
    const bracket = /^[（(【][^（）()【】]{2,300}[）)】][。；]?/.exec(text.slice(i + 1, i + 320))?.[0]
    if (bracket && /单位|部门|牵头|负责|落实|配合/.test(bracket)) i += bracket.length
    sentences.push(text.slice(from, i + 1).trim())
    from = i + 1
  }
  sentences.push(text.slice(from).trim())
  return sentences.filter((one) => one.length >= 6 && !one.includes('\t'))
}

function setsWork(sentence: string): boolean {
  const bare = sentence.replace(/《[^《》]*》|“[^“”]*”/g, '某')
  const clauses = bare.split(/[，,：:。；]/).filter((one) => one !== '')
  if (SAYS_HOW.test(bare)) return false
  return clauses.some(
    (clause) =>
      !SAYS_HOW.test(clause) && !PERMITS.test(clause) && (WORK.test(clause) || WORK_AFTER.test(clause)),
  )
}
