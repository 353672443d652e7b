import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdir, mkdtemp, open, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { FIXTURES } from '../../test/support/application.ts'
import { databaseUrl, type Ended, ended, gongkai, startGongkai } from '../../test/support/command.ts'
import { type TestDatabase, testDatabase } from '../../test/support/database.ts'
import { zip } from '../../test/support/zip.ts'
import type { IntakeReport } from '../domains/documents/index.ts'

const TYPES =
  '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
const RELATIONS =
  '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'

/** A Word file around the text of its main part. */
function docx(main: string | Uint8Array, claims?: number): Buffer {
  return zip([
    { name: '[Content_Types].xml', content: TYPES },
    { name: '_rels/.rels', content: RELATIONS },
    { name: 'word/document.xml', content: main, ...(claims === undefined ? {} : { claims }) },
  ])
}

function notice(n: number): string {
  return `云溪区测试局关于第${n}项工作的通知\n\n各镇：\n\n第${n}项工作要求如下。\n\n云溪区测试局\n2026年1月5日\n`
}

function reportsOf({ stdout }: Ended): IntakeReport[] {
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
}

describe('命令 import', () => {
  let db: TestDatabase
  let folder: string
  let env: Record<string, string>
  before(async () => {
    db = await testDatabase()
    folder = await mkdtemp(join(tmpdir(), 'gongkai-import-'))
    env = { DATABASE_URL: databaseUrl(db.connection) }
  })
  after(async () => {
    await db[Symbol.asyncDispose]()
    await rm(folder, { recursive: true, force: true })
  })

  const importing = (...words: string[]) => gongkai(['import', ...words, '--data', join(folder, 'data')], env)
  const put = async (name: string, content: string | Uint8Array) => {
    const path = join(folder, name)
    await mkdir(join(path, '..'), { recursive: true })
    await writeFile(path, content)
    return path
  }

  test('every format of the fixtures is taken in, and a second run finds only duplicates', async () => {
    const first = await importing(FIXTURES, '--publish', '--json')
    assert.equal(first.code, 0, first.stdout + first.stderr)
    const reports = reportsOf(first)
    assert.equal(reports.length, 8)
    assert.deepEqual(new Set(reports.map(({ status }) => status)), new Set(['imported']))
    for (const report of reports)
      assert.deepEqual(Object.keys(report), ['file', 'status', 'id', 'docNumber', 'title', 'issues'])
    const charges = reports.find(({ file }) => file.endsWith('charges-gb18030.txt'))
    assert.equal(charges?.title, '云溪区发展和改革局关于调整停车收费的公告')
    assert.equal(charges?.docNumber, '云发改〔2027〕20号')
    const second = await importing(FIXTURES, '--publish', '--json')
    assert.equal(second.code, 0)
    assert.deepEqual(new Set(reportsOf(second).map(({ status }) => status)), new Set(['duplicate']))
    assert.deepEqual(
      reportsOf(second).map(({ id }) => id),
      reports.map(({ id }) => id),
    )
  })

  test('without --json it tells people in sentences', async () => {
    const { code, stdout, stderr } = await importing(FIXTURES)
    assert.equal(code, 0)
    assert.match(stdout, /^已有\t.*dining\.md\t云政办发〔2027〕5号 云溪区人民政府办公室/m)
    assert.match(stderr, /收录 0 件，已有 8 件，未收录 0 件/)
  })

  test('scripts of an HTML file are no part of the document', async () => {
    const { body_text } = await db
      .selectFrom('documents_edition')
      .select('body_text')
      .where('title', '=', '《云溪区学生校外用餐管理办法》解读')
      .executeTakeFirstOrThrow()
    assert.match(body_text, /每日留样不少于48小时/)
    assert.doesNotMatch(body_text, /alert|planted|color: red/)
  })

  const BOMB = Buffer.alloc(120 * 1024 * 1024, ' ')
  const BAD: [string, () => Uint8Array | string, RegExp][] = [
    ['empty.md', () => '', /空文件/],
    ['blank.txt', () => ' \n\n\t \u3000\n', /没有|空/],
    [
      'encrypted.docx',
      () =>
        Buffer.concat([
          Buffer.from('d0cf11e0a1b11ae1', 'hex'),
          Buffer.alloc(4088),
          Buffer.from('EncryptedPackage', 'utf16le'),
          Buffer.alloc(4096),
        ]),
      /加密|密码/,
    ],
    [
      'program.docx',
      () => Buffer.concat([Buffer.from('MZ\u0090\u0000'), Buffer.alloc(600, 7)]),
      /不是|不符|格式/,
    ],
    ['portable.docx', () => '%PDF-1.7\n1 0 obj\n<<>>\nendobj\n', /PDF|不是|不符/],
    ['word.txt', () => docx('<w:document/>'), /内容却是压缩包/],
    ['cut.docx', () => docx('<w:document/>').subarray(0, 200), /损坏|不完整|打不开|不是/],
    ['bomb.docx', () => docx(BOMB), /过大|太大|超过|炸弹|展开|解压/],
    ['lying.docx', () => docx(BOMB, 1000), /过大|太大|超过|炸弹|不符|损坏|展开|解压/],
    [
      'entities.docx',
      () =>
        docx(
          '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><w:document>&b;</w:document>',
        ),
      /DTD|DOCTYPE|实体|文档类型/i,
    ],
    ['picture.png', () => Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), /格式|不是|不能/],
    [
      'noise.txt',
      () => Buffer.from(Array.from({ length: 4000 }, (_, n) => (n * 7919 + (n >> 3) * 31) % 256)),
      /编码|文字|文本/,
    ],
  ]
  test('every broken or hostile file of a folder is refused with a sentence of its own', async () => {
    for (const [name, content] of BAD) await put(`bad/${name}`, content())
    const sound = await put('bad/sound.txt', notice(4000))
    const result = await importing(join(folder, 'bad'), '--json')
    const reports = reportsOf(result)
    assert.equal(reports.length, BAD.length + 1)
    assert.equal(reports.find(({ file }) => file === sound)?.status, 'imported')
    for (const [name, , sentence] of BAD) {
      const report = reports.find(({ file }) => file.endsWith(`/${name}`))
      assert.equal(report?.status, 'refused', JSON.stringify(report))
      assert.match(report?.issues.join('') ?? '', sentence, name)
      assert.match(report?.issues.join('') ?? '', /。$/, name)
    }
    assert.doesNotMatch(result.stdout + result.stderr, /\n {4}at /, 'no stack trace')
    assert.equal(result.code, 1)
  })

  test('a file of 200 MB is refused without being read, and one that cannot be read', async () => {
    const path = join(folder, 'large.txt')
    const file = await open(path, 'w')
    await file.truncate(200 * 1024 * 1024)
    await file.close()
    const { code, stdout } = await importing(path, '/proc/self/mem', '--json')
    const [large, unreadable] = reportsOf({ code, stdout, stderr: '' })
    assert.match(large?.issues.join('') ?? '', /200 MB/)
    assert.match(unreadable?.issues.join('') ?? '', /打不开/)
    assert.equal(code, 1)
    await rm(path)
  })

  test('one bad file among a thousand: the rest goes on, and the bad one is named', async () => {
    for (let n = 0; n < 1000; n++)
      await put(
        `thousand/${String(n).padStart(4, '0')}.txt`,
        n === 500 ? Buffer.from([0, 1, 2, 255, 254, 0, 0]) : notice(n),
      )
    const result = await importing(join(folder, 'thousand'), '--json')
    const reports = reportsOf(result)
    assert.equal(reports.length, 1000)
    const refused = reports.filter(({ status }) => status !== 'imported')
    assert.deepEqual(
      refused.map(({ file }) => file),
      [join(folder, 'thousand', '0500.txt')],
    )
    assert.equal(result.code, 1)
    assert.match(result.stderr, /收录 999 件，已有 0 件，未收录 1 件/)
  })

  test('each bad line of a list is refused by its number, and the others are taken in', async () => {
    const gb18030 = Buffer.concat([
      Buffer.from('{"title":"'),
      await readFile(join(FIXTURES, 'charges-gb18030.txt')).then((bytes) =>
        bytes.subarray(0, bytes.indexOf(10)),
      ),
      Buffer.from('","text":"'),
      await readFile(join(FIXTURES, 'charges-gb18030.txt')).then((bytes) =>
        bytes.subarray(0, bytes.indexOf(10)),
      ),
      Buffer.from('"}'),
    ])
    const lines: (string | Buffer)[] = [
      `\ufeff${JSON.stringify({ title: '云溪区第一份清单文件', text: '第一份。' })}`,
      '{"title":"截断的一行","text":"没有',
      '',
      '[1,2,3]',
      'null',
      '"文字"',
      '{"title":"没有正文"}',
      '{"text":"没有标题的正文。"}',
      '{"title":12,"text":{"a":1}}',
      gb18030,
      Buffer.from([0x7b, 0xff, 0xff, 0x7d]),
      JSON.stringify({ title: '云溪区最后一份清单文件', text: '最后一份，行尾没有换行。' }),
    ]
    const path = await put(
      'list.jsonl',
      Buffer.concat(
        lines.map((line, n) =>
          Buffer.concat([Buffer.from(line), Buffer.from(n < lines.length - 1 ? '\n' : '')]),
        ),
      ),
    )
    const result = await importing(path, '--publish', '--json')
    const reports = reportsOf(result)
    const of = (n: number) => reports.find(({ file }) => file.endsWith(`#${n}`))
    for (const n of [1, 10, 12]) assert.equal(of(n)?.status, 'imported', `line ${n}: ${of(n)?.issues}`)
    assert.equal(of(10)?.title, '云溪区发展和改革局关于调整停车收费的公告')
    for (const n of [2, 4, 5, 6, 7, 9, 11]) {
      assert.equal(of(n)?.status, 'refused', `line ${n}`)
      assert.match(of(n)?.issues.join('') ?? '', /未收录/)
    }
    assert.equal(of(3), undefined, 'an empty line is nothing')
    assert.equal(result.code, 1)
  })

  test('a list that is not there, or cannot be read, does not stop the rest', async () => {
    const good = await put('good.txt', notice(5000))
    const result = await importing('/proc/self/mem', good, '--json')
    assert.deepEqual(
      reportsOf(result).map(({ status }) => status),
      ['refused', 'imported'],
    )
  })

  test('a link given as the path is followed; below it links are left alone', async () => {
    await put('linked/one.txt', notice(6000))
    await symlink(join(folder, 'thousand'), join(folder, 'linked', 'elsewhere'))
    await symlink(join(folder, 'linked'), join(folder, 'link'))
    const result = await importing(join(folder, 'link'), '--json')
    assert.equal(result.code, 0)
    assert.equal(reportsOf(result).length, 1)
  })

  test('what is asked wrongly ends with 2 and a sentence', async () => {
    const asked: [string[], RegExp][] = [
      [['import'], /请写明要导入的文件/],
      [['import', '/no/such/path'], /找不到“\/no\/such\/path”/],
      [['import', folder, '--organ', '没有这个局'], /没有登记“没有这个局”/],
      [['import', folder, '--publsh'], /--publsh 不认识/],
      [['import', folder, '--organ'], /--organ 不认识或者缺少它的值/],
      [['imprt', folder], /没有“imprt”这个命令/],
      [['search'], /请写明要查找的内容/],
      [['search', 'x', '--limit', '0'], /--limit 应是 1 到 1000 的整数/],
      [['start', '--port', 'abc'], /端口“abc”不对/],
    ]
    await Promise.all(
      asked.map(async ([words, sentence]) => {
        const { code, stdout, stderr } = await gongkai([...words], {
          ...env,
          GONGKAI_DATA: join(folder, 'data'),
        })
        assert.equal(code, 2, words.join(' '))
        assert.match(stderr, sentence)
        assert.equal(stdout, '')
        assert.doesNotMatch(stderr, /\n {4}at /, 'no stack trace')
      }),
    )
  })

  test('a database that is not there is told in a sentence', async () => {
    const away = { DATABASE_URL: 'postgres://nobody@127.0.0.1:9/nothing' }
    const { code, stderr } = await gongkai(['import', FIXTURES, '--data', join(folder, 'data')], away)
    assert.equal(code, 1)
    assert.match(stderr, /数据库/)
    assert.doesNotMatch(stderr, /\n {4}at /, 'no stack trace')
  })

  test('told to stop, it finishes the item in hand, and the same command goes on', async () => {
    for (let n = 0; n < 150; n++) await put(`stopped/${String(n).padStart(3, '0')}.txt`, notice(7000 + n))
    const words = ['import', join(folder, 'stopped'), '--json', '--data', join(folder, 'data')]
    const child = startGongkai(words, env)
    const end = ended(child)
    await once(child.stdout!, 'data')
    child.kill('SIGTERM')
    const stopped = await end
    assert.equal(stopped.code, 143, stopped.stderr)
    assert.match(stopped.stderr, /接着导入/)
    const told = reportsOf(stopped)
    assert.ok(told.length < 150)
    const rest = await gongkai(words, env)
    assert.equal(rest.code, 0)
    const statuses = reportsOf(rest).map(({ status }) => status)
    assert.deepEqual(
      statuses.slice(0, told.length),
      told.map(() => 'duplicate'),
    )
    assert.equal(statuses.filter((status) => status === 'imported').length, 150 - told.length)
  })

  test('nobody listening any more ends it in order', async () => {
    for (let n = 0; n < 100; n++) await put(`unheard/${String(n).padStart(3, '0')}.txt`, notice(8000 + n))
    const child = startGongkai(
      ['import', join(folder, 'unheard'), '--json', '--data', join(folder, 'data')],
      env,
    )
    const end = ended(child)
    await once(child.stdout!, 'data')
    child.stdout!.destroy()
    const { code, stderr } = await end
    assert.equal(code, 1)
    assert.match(stderr, /导入停在这里/)
    assert.doesNotMatch(stderr, /\n {4}at /)
  })
})
