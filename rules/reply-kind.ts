import { type Basis, cite } from './citations.ts'
import { codeOf, unknownCode } from './codes.ts'
import {
  LETTER_CONTENTS,
  REPLY_GROUPS,
  REPLY_KINDS,
  type ReplyCode,
  type ReplyGroup,
  type ReplyKind,
} from './reply-kinds.ts'
import { type Verdict, verdict } from './verdict.ts'

export interface ReplyKindAnswer {
  readonly code: ReplyCode
  readonly label: string
  readonly group: ReplyGroup
  readonly groupLabel: string
  readonly articles: readonly string[]
  /** The row of table three of the annual report it counts in. */
  readonly row: string
  /** What the letter must say: what every letter says, then what this kind adds. */
  readonly contents: readonly string[]
  readonly doubt: string | null
}

/** What a kind of reply is in law: its articles, its row of the annual report, what its letter must say. */
export function replyKind(facts: { code: ReplyCode }): Verdict<ReplyKindAnswer> {
  const code = replyCode(facts.code)
  const kind: ReplyKind = REPLY_KINDS[code]
  const basis = articlesOf(code)
  const answer = {
    code,
    label: kind.label,
    group: kind.group,
    groupLabel: REPLY_GROUPS[kind.group],
    articles: basis.map(({ cite: article }) => article),
    row: kind.row,
    contents: [...LETTER_CONTENTS, ...kind.contents],
    doubt: kind.doubt ?? null,
  }
  const reason = `${kind.label}，属于“${answer.groupLabel}”${basis.length > 0 ? `，依据${answer.articles.join('、')}` : ''}。`
  return verdict(answer, [...basis, cite('年报格式', '表三')], reason)
}

/** Reads a code of the list, whatever its case. */
export function replyCode(value: unknown): ReplyCode {
  const code = codeOf(value, 'code')
  if (!Object.hasOwn(REPLY_KINDS, code)) throw unknownCode(code, 'code', Object.keys(REPLY_KINDS))
  return code as ReplyCode
}

function articlesOf(code: ReplyCode): Basis[] {
  const articles = REPLY_KINDS[code].articles.map((article) => cite('条例', article, '2019-05-15'))
  return code === 'OTHER_FEE_UNPAID' ? [...articles, cite('信息处理费办法', '6')] : articles
}
