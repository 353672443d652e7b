import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { inflateRawSync } from 'node:zlib'
import { parse, readText } from '@gongkai/gongwen'
import { Packer } from 'docx'
import { tablesOf } from './blocks.ts'
import { setInWord } from './make-docx.ts'
import {
  readAbsent,
  readAgencies,
  readDocuments,
  readOrgans,
  SEED_FOLDER,
  type SeedDocument,
} from './read-seed.ts'

const organs = readOrgans()
const agencies = readAgencies()
const documents = [...readDocuments(), ...readDocuments('earlier')]
const written = documents.filter(({ name }) => name.endsWith('.md'))
const absent = readAbsent()
const held = new Map(documents.flatMap((each) => (each.number ? [[each.number, each] as const] : [])))
const SITE =
  readFileSync(join(SEED_FOLDER, 'site.json'), 'utf8') +
  readFileSync(join(SEED_FOLDER, 'organs.json'), 'utf8')

function none(complaints: Iterable<string>): void {
  assert.deepEqual([...complaints], [])
}

/** Every match of a pattern in every text, with the document it stands in. */
function* matches(pattern: RegExp, among = documents): Generator<[SeedDocument, RegExpExecArray]> {
  for (const document of among)
    for (const match of `${document.title}\n${document.summary}\n${document.body}`.matchAll(pattern))
      yield [document, match]
}

function found(pattern: RegExp, among = documents): string[] {
  return [...matches(pattern, among)].map(([{ name }, [text]]) => `${name}: ${text}`)
}

/** Our own number at the end of what a loose pattern took: 日云政规〔2022〕6号 is 云政规〔2022〕6号. */
function ownNumber(agency: string, year: string, serial: string): string | undefined {
  const code = Object.keys(agencies)
    .filter((each) => agency.endsWith(each))
    .sort((a, b) => b.length - a.length)[0]
  return code && `${code}〔${year}〕${serial}号`
}

const NUMBER = /([\u4e00-\u9fa5]{1,8})〔(\d{4})〕(\d+)号/g

describe('what the demo documents cite', () => {
  it('is held, or listed as deliberately absent with a reason', () => {
    const missing = new Set(absent.map(({ number }) => number))
    none(
      [...matches(NUMBER)].flatMap(([{ name }, [, agency, year, serial]]) => {
        const number = ownNumber(agency!, year!, serial!)
        return !number || held.has(number) || missing.has(number) ? [] : [`${name}: ${number}`]
      }),
    )
    none(absent.flatMap(({ number, reason }) => (held.has(number) || !reason ? [number] : [])))
  })

  it('has the articles and parts that are cited', () => {
    const cited = new RegExp(
      `${NUMBER.source}）?(第[一二三四五六七八九十]+[条部](?:分)?(?:、第[一二三四五六七八九十]+[条部](?:分)?)*)`,
      'g',
    )
    const checked = [...matches(cited)].map(([{ name }, [, agency, year, serial, clauses]]) => {
      const target = held.get(ownNumber(agency!, year!, serial!) ?? '')
      const absentHere = clauses!.split('、').filter((clause) => target && !holds(target, clause))
      return absentHere.map((clause) => `${name}: ${target!.number} has no ${clause}`)
    })
    assert.ok(checked.length >= 30)
    none(checked.flat())
  })

  it('quotes titles as the cited documents bear them', () => {
    none(
      [
        ...matches(/《([^《》]+(?:〈[^〉]+〉[^《》]*)?)》（([\u4e00-\u9fa5]{1,8})〔(\d{4})〕(\d+)号/g),
      ].flatMap(([{ name }, [, title, agency, year, serial]]) => {
        const target = held.get(ownNumber(agency!, year!, serial!) ?? '')
        const plain = title!.replace('〈', '《').replace('〉', '》')
        return !target || target.title.includes(plain) || target.body.includes(plain)
          ? []
          : [`${name}: 《${title}》`]
      }),
    )
  })
})

function holds({ body }: SeedDocument, clause: string): boolean {
  const number = clause.slice(1, clause.endsWith('条') ? -1 : -2)
  return clause.endsWith('条')
    ? body.includes(`\n${clause}　`)
    : new RegExp(`^(## )?${number}、`, 'm').test(body)
}

describe('the writing of the demo documents', () => {
  it('reads back: title, number, day and gapless numbering', () => {
    none(
      written.flatMap((document) => {
        const {
          name,
          title,
          number,
          organs: [organ],
          kind,
        } = document
        const head = number && kind !== 'interpretation' ? `${organ}文件\n\n${number}\n\n` : ''
        const { issues, ...read } = parse(readText(head + document.body))
        return [
          ...issues.map(({ message }) => `${name}: ${message}`),
          ...(read.title === title ? [] : [`${name}: title ${read.title}`]),
          ...((read.docNumber?.norm ?? undefined) === number
            ? []
            : [`${name}: number ${read.docNumber?.norm}`]),
          ...(read.writtenOn === null || read.writtenOn === document.writtenOn
            ? []
            : [`${name}: ${read.writtenOn}`]),
        ]
      }),
    )
  })

  it('says itself when a normative document or policy begins and ends', () => {
    const inForce = written.filter(
      ({ kind, acts }) => /^(normative|policy|rule)$/.test(kind) && acts[0]?.verb !== 'extend',
    )
    none(
      inForce.flatMap(({ name, body, effectiveOn, expiresOn }) => {
        const { effectiveOn: begins, expiresOn: ends } = parse(readText(body)).validity
        return begins === (effectiveOn ?? null) && ends === (expiresOn ?? null)
          ? []
          : [`${name}: ${begins}–${ends}`]
      }),
    )
  })

  it('begins with its title and carries it nowhere else in its front matter differently', () => {
    none(written.flatMap(({ name, title, body }) => (body.startsWith(`# ${title}\n`) ? [] : [name])))
  })
})

describe('the language of the demo documents', () => {
  it('uses Chinese punctuation, and no space between Chinese and figures', () => {
    none(found(/[\u4e00-\u9fa5][,;:?!()]|[,;:?!()][\u4e00-\u9fa5]/g, written))
    none(found(/[\u4e00-\u9fa5] \d|\d [\u4e00-\u9fa5]/g, written.map(withoutMarks)))
    none(found(/[，。；：、？！]{2,}|（）|《》|["']|\.\.\.|[[【][12]\d{3}[\]】]/g, written))
    none(found(/！|温馨提示|TODO|XX|××|某某(?:区|市|县)/g))
  })

  it('closes every bracket and quotation it opens', () => {
    const pairs = ['（）', '《》', '“”', '〔〕', '〈〉']
    none(
      documents.flatMap(({ name, body }) =>
        pairs
          .filter(([open, close]) => body.split(open!).length !== body.split(close!).length)
          .map((pair) => `${name}: ${pair}`),
      ),
    )
  })

  it('asks at most ten questions in a Q&A that explains a document, each answered from a clause', () => {
    const answers = documents.filter(({ kind, interprets }) => kind === 'qa' && interprets)
    none(
      answers.flatMap(({ name, body }) => {
        const questions = body.match(/^## \d+\. .+？$/gm)?.length ?? 0
        const bases = body.match(/^依据：/gm)?.length ?? 0
        return questions >= 5 && questions <= 10 && bases === questions
          ? []
          : [`${name}: ${questions}, ${bases}`]
      }),
    )
  })
})

/** Drops list marks and the time stamp, whose spaces are Markdown's. */
function withoutMarks(document: SeedDocument): SeedDocument {
  return { ...document, body: document.body.replace(/^(?:#+ )?(?:\d+\. )?/gm, '').replace(/^\|.*\|$/gm, '') }
}

describe('the tables of the demo documents', () => {
  it('have rows of one width, and columns that add up to their total', () => {
    let totals = 0
    const complaints = documents.flatMap(({ name, body }) =>
      tablesOf(body).flatMap(([head, ...rows]) => {
        const ragged = rows
          .filter((row) => row.length !== head!.length)
          .map((row) => `${name}: ${row.join(' ')}`)
        const total = rows.find((row) => /^(?:合计|.{2}合计)$/.test(row[0]!))
        if (!total) return ragged
        const above = rows.slice(0, rows.indexOf(total))
        const wrong = head!.flatMap((column, at) => {
          if (column.includes('（%）') || !isFigure(total[at]!)) return []
          totals += 1
          const sum = above.reduce((all, row) => all + (isFigure(row[at]!) ? Number(row[at]) : 0), 0)
          return Math.abs(sum - Number(total[at])) < 1e-6 ? [] : [`${name}: ${column} ${sum} ≠ ${total[at]}`]
        })
        return [...ragged, ...wrong]
      }),
    )
    none(complaints)
    assert.ok(totals >= 60, `${totals} totals`)
  })
})

function isFigure(text: string): boolean {
  return /^-?\d+(?:\.\d+)?$/.test(text)
}

describe('nobody and nowhere real', () => {
  it('names no person but the fictional heads of organs; people in lists are masked', () => {
    const people = documents.flatMap(({ name, body }) =>
      tablesOf(body).flatMap(([head, ...rows]) => {
        const at = head!.findIndex((column) => /^(?:姓名|户主|申请人|负责人)$/.test(column))
        return at < 0 ? [] : rows.filter((row) => row[0] !== '合计').map((row) => [name, row[at]!] as const)
      }),
    )
    assert.ok(people.length >= 30)
    none(
      people
        .filter(([, person]) => !/^[\u4e00-\u9fa5](?:某|某某|○○?)$/.test(person))
        .map((each) => each.join(': ')),
    )
    const heads = new Set(organs.map(({ leader }) => leader.name))
    none(
      [...matches(/(?:区长|局长|镇长)　?([\u4e00-\u9fa5]{2,3}?)(?=主持|，|\n|$)/g)]
        .filter(([, [, person]]) => !heads.has(person!))
        .map(([{ name }, [text]]) => `${name}: ${text}`),
    )
  })

  it('holds no identity, mobile or card number, and no telephone outside the fictional area', () => {
    none(found(/(?<!\d)[1-9]\d{5}(?:19|20)\d{9}[\dX](?!\d)|(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)\d{16,}(?!\d)/g))
    none(found(/(?<![\d-])0\d{2,3}-\d{7,8}/g).filter((text) => !/0000-000\d{4}$/.test(text)))
    assert.doesNotMatch(SITE, /"0(?!000-)\d{2,3}-/)
    none(
      found(/[\w.]+@[\w.]+|https?:\/\/\S+|www\.[\w.]+/g).filter((text) => !/(?:yunxi\.example)$/.test(text)),
    )
  })

  const divisions = fileURLToPath(
    new URL('../../../shared/data/admin_divisions/gbt2260.jsonl', import.meta.url),
  )
  const skip = existsSync(divisions)
    ? false
    : 'skipped: ../shared/data is not here, so real place names were not compared'
  it('names no real province, city, county or district but the one it shares its name with', { skip }, () => {
    const names = readFileSync(divisions, 'utf8')
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { name: string }).name)
    const real = names.filter((name) => name.length > 2 && !['云溪区', '市辖区', '自治区'].includes(name))
    const text = SITE + documents.map(({ title, summary, body }) => title + summary + body).join('\n')
    none(real.filter((name) => text.includes(name)))
  })
})

describe('the Word files of the demo documents', () => {
  it('say what their Markdown says', async () => {
    const filed = documents.filter(({ file }) => file?.endsWith('.docx'))
    assert.equal(filed.length, 3)
    for (const document of filed) {
      const kept = readFileSync(join(SEED_FOLDER, 'documents', document.file!))
      const fresh = await Packer.toBuffer(setInWord(document))
      assert.equal(wordText(kept), wordText(fresh), `run make-docx.ts: ${document.file}`)
    }
  })
})

/** The text part of a Word file, found through the archive's central directory. */
function wordText(archive: Buffer): string {
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  let at = archive.readUInt32LE(end + 16)
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [size, name] = [archive.readUInt32LE(at + 20), archive.readUInt16LE(at + 28)]
    const skip = archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32)
    if (archive.toString('utf8', at + 46, at + 46 + name) === 'word/document.xml') {
      const local = archive.readUInt32LE(at + 42)
      const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28)
      const bytes = archive.subarray(from, from + size)
      return (archive.readUInt16LE(at + 10) === 8 ? inflateRawSync(bytes) : bytes).toString('utf8')
    }
    at += 46 + name + skip
  }
  throw new Error('no word/document.xml')
}
