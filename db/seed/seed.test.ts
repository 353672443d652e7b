import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { addWorkingDays, checkOrganisationCode, checkWorkingDay, countWorkingDays } from '@gongkai/rules'
import { columnOf } from '../../src/domains/catalogue/index.ts'
import { KINDS } from '../../src/domains/documents/model.ts'
import {
  readAbsent,
  readAgencies,
  readDocuments,
  readOrgans,
  SEED_FOLDER,
  type SeedDocument,
} from './read-seed.ts'

const DEMO_DAY = '2026-11-05'
const TOPICS = '生育 上学 就业 创业 养老 医疗 纳税 疫情防控 水生态环境 水旱灾害防御'.split(' ')
const SECTORS = '餐饮 住宿 零售 文化 旅游 客运 制造 农业 建筑'.split(' ')
const GENRES = '通知 决定 命令 公告 通告 公报 意见 通报 报告 批复 函 纪要 解读 问答 指南'.split(' ')

const organs = readOrgans()
const agencies = readAgencies()
const documents = readDocuments()
const earlier = readDocuments('earlier')
const absent = new Set(readAbsent().map(({ number }) => number))
const byNumber = new Map(documents.flatMap((each) => (each.number ? [[each.number, each] as const] : [])))

/** All complaints at once: a list of the seed's faults is worth more than the first of them. */
function none(complaints: Iterable<string>): void {
  assert.deepEqual([...complaints], [])
}

function* each(check: (document: SeedDocument) => Iterable<string | false | undefined>): Generator<string> {
  for (const document of [...documents, ...earlier])
    for (const complaint of check(document)) if (complaint) yield `${document.name}: ${complaint}`
}

function partsOf(number: string): { agency: string; year: number; serial: number } {
  const [, agency, year, serial] = /^(.+)〔(\d{4})〕(\d+)号$/.exec(number) ?? []
  return { agency: agency!, year: Number(year), serial: Number(serial) }
}

describe('organs of the demo district', () => {
  it('carry valid organisation codes, each once, under a parent that exists', () => {
    const codes = organs.map(({ code }) => code)
    assert.equal(new Set(codes).size, codes.length)
    none(
      organs.flatMap(({ code, name, parent }) => [
        ...(checkOrganisationCode({ value: code }).answer.valid ? [] : [`${name} ${code}`]),
        ...(parent === null || codes.includes(parent) ? [] : [`${name} has no parent ${parent}`]),
        ...(code.startsWith('00000') ? [] : [`${name}: ${code} is not in the fictional range`]),
      ]),
    )
  })

  it('stand in the register of agency codes, and the register names no other', () => {
    const listed = organs.flatMap(({ agencyCodes, code }) => agencyCodes.map((agency) => [agency, code]))
    assert.deepEqual(Object.fromEntries(listed), agencies)
    assert.equal(listed.length, Object.keys(agencies).length)
  })

  it('are a whole district: government, office, departments, towns, subdistricts, park', () => {
    const count = (kind: string) => organs.filter((organ) => organ.kind === kind).length
    assert.deepEqual(['government', 'office', 'town', 'subdistrict', 'park'].map(count), [1, 1, 4, 3, 1])
    assert.ok(count('department') >= 16)
  })
})

describe('records of the demo documents', () => {
  it('name organs, kinds, genres, columns, topics and trades that exist', () => {
    const names = organs.map(({ name }) => name)
    none(
      each(function* (document) {
        for (const organ of document.organs) yield !names.includes(organ) && `organ ${organ}`
        yield !(document.kind in KINDS) && `kind ${document.kind}`
        yield !GENRES.includes(document.genre) && `genre ${document.genre}`
        for (const code of document.columns) yield !columnOf(code) && `column ${code}`
        for (const topic of document.topics) yield !TOPICS.includes(topic) && `topic ${topic}`
        for (const sector of document.sectors) yield !SECTORS.includes(sector) && `trade ${sector}`
        yield document.file && !existsSync(join(SEED_FOLDER, 'documents', document.file)) && 'file missing'
      }),
    )
  })

  it('cover every statutory column, topic and trade', () => {
    const covered = new Set(
      documents.flatMap(({ columns, topics, sectors }) => [...columns, ...topics, ...sectors]),
    )
    const columns = [
      ...Array.from({ length: 15 }, (_, at) => `A20-${String(at + 1).padStart(2, '0')}`),
      ...Array.from({ length: 7 }, (_, at) => `A21-C${at + 1}`),
      ...Array.from({ length: 8 }, (_, at) => `A21-T${at + 1}`),
    ]
    none([...columns, ...TOPICS, ...SECTORS].filter((wanted) => !covered.has(wanted)))
  })
})

describe('numbers of the demo documents', () => {
  it('are borne once, with the agency code of its organ and the year it was written', () => {
    const numbers = documents.flatMap(({ number }) => number ?? [])
    assert.equal(new Set(numbers).size, numbers.length)
    none(
      each(function* ({ number, organs: [organ], writtenOn }) {
        if (!number) return
        const { agency, year } = partsOf(number)
        const code = organs.find(({ name }) => name === organ)?.code
        yield agencies[agency] !== code && `${agency} is not an agency code of ${organ}`
        yield year !== Number(writtenOn.slice(0, 4)) && `${number} was written on ${writtenOn}`
      }),
    )
  })

  it('rise within a year with the days they were written', () => {
    const series = Map.groupBy(byNumber.keys(), (number) => number.slice(0, number.indexOf('〕')))
    none(
      [...series.values()].flatMap((numbers) => {
        const inOrder = numbers.sort((a, b) => partsOf(a).serial - partsOf(b).serial)
        return inOrder.filter(
          (number, at) =>
            at > 0 && byNumber.get(number)!.writtenOn < byNumber.get(inOrder[at - 1]!)!.writtenOn,
        )
      }),
    )
  })
})

describe('days of the demo documents', () => {
  it('are written and published on working days, in office hours, and never after the demo day', () => {
    none(
      each(function* ({ kind, writtenOn, publishedOn, publishedTime }) {
        yield publishedOn > DEMO_DAY && `published ${publishedOn}`
        if (kind === 'emergency') return
        for (const on of [writtenOn, publishedOn])
          yield !checkWorkingDay({ on }).answer.isWorkingDay && `${on} is not a working day`
        yield !/^(08:[3-5]|09:|1[0-7]:)\d+$/.test(publishedTime) && `published at ${publishedTime}`
      }),
    )
  })

  it('自形成之日起二十个工作日内公开（条例第二十六条）', () => {
    none(
      each(function* ({ writtenOn, publishedOn }) {
        const due = addWorkingDays({ from: writtenOn, days: 20 }).answer.date
        yield publishedOn < writtenOn && 'published before it was written'
        yield publishedOn > due && `published ${publishedOn}, due ${due}`
      }),
    )
  })
})

describe('what the demo documents do to one another', () => {
  it('acts name documents that are held or listed as absent, and fall after them', () => {
    none(
      each(function* ({ acts }) {
        for (const { number, on, until, clauses, verb } of acts) {
          const target = byNumber.get(number)
          yield !target && !absent.has(number) && `${verb} ${number}, which is nowhere`
          yield target &&
            (on ?? until)! <= (target.effectiveOn ?? target.writtenOn) &&
            `${verb} ${number} too early`
          yield target && clauses && !holdsArticles(target, clauses) && `${number} has no ${clauses}`
        }
      }),
    )
  })
})

describe('states of validity on the demo day', () => {
  it('are all there', () => {
    const acts = documents.flatMap((document) => document.acts)
    const repealedBy = (date: string) =>
      acts
        .filter(({ verb, clauses, on }) => verb === 'repeal' && !clauses && on! <= date)
        .map(({ number }) => number)
    const normative = documents.filter(({ kind }) => kind === 'normative')
    const held = (numbers: string[]) => numbers.filter((number) => byNumber.has(number))
    assert.ok(normative.length >= 16)
    assert.ok(held(repealedBy(DEMO_DAY)).length >= 2, 'repealed')
    assert.ok(
      acts.some(({ verb, clauses }) => verb === 'repeal' && clauses),
      'partly repealed',
    )
    assert.ok(
      acts.some(({ verb }) => verb === 'amend'),
      'amended',
    )
    assert.ok(
      acts.some(({ verb }) => verb === 'extend'),
      'extended',
    )
    assert.ok(
      normative.some(({ effectiveOn }) => effectiveOn! > DEMO_DAY),
      'not yet in force',
    )
    assert.ok(
      normative.some(({ expiresOn }) => expiresOn && expiresOn > DEMO_DAY && expiresOn <= '2026-12-31'),
    )
    const extended = acts.filter(({ verb }) => verb === 'extend').map(({ number }) => number)
    const lapsed = normative.filter(
      ({ expiresOn, number }) =>
        expiresOn! < DEMO_DAY && !repealedBy(DEMO_DAY).includes(number!) && !extended.includes(number!),
    )
    assert.ok(lapsed.length >= 1, 'lapsed')
  })
})

describe('explanations and superseded texts', () => {
  it('解读与文件同步，至迟不晚于三个工作日', () => {
    const interpretations = documents.filter(({ interprets }) => interprets)
    none(
      interpretations.flatMap(({ name, interprets, kind, publishedOn }) => {
        const target = byNumber.get(interprets!)
        if (!target) return [`${name} interprets ${interprets}, which is not held`]
        const { days } = countWorkingDays({ from: target.publishedOn, to: publishedOn }).answer
        return kind === 'interpretation' && (days < 0 || days > 3)
          ? [`${name}: ${days} working days apart`]
          : []
      }),
    )
    assert.ok(new Set(interpretations.map(({ interprets }) => interprets)).size >= 8)
    assert.deepEqual([...new Set(interpretations.map(({ form }) => form ?? '问答'))].sort(), [
      '图解',
      '文字',
      '问答',
    ])
  })

  it('superseded texts end the day before their amendment, and differ from the present ones', () => {
    assert.ok(earlier.length >= 1)
    none(
      earlier.flatMap(({ name, number, untilOn, body }) => {
        const amended = documents
          .flatMap(({ acts }) => acts)
          .find((act) => act.verb === 'amend' && act.number === number)
        const dayBefore = amended && new Date(Date.parse(amended.on!) - 86_400_000).toISOString().slice(0, 10)
        return untilOn === dayBefore && body !== byNumber.get(number!)?.body ? [] : [name]
      }),
    )
  })
})

/** Whether a text has every article of a list such as 第七条、第十三条. */
function holdsArticles({ body }: SeedDocument, clauses: string): boolean {
  return clauses.split('、').every((article) => body.includes(`\n${article}　`))
}
