import assert from 'node:assert/strict'
import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { rules } from './rules.ts'

async function run(argv: string[], input = '') {
  const stdout = new PassThrough()
  const stderr = new PassThrough()
  const written = Promise.all([text(stdout), text(stderr)])
  const exit = await rules(argv, { stdin: Readable.from([input]), stdout, stderr })
  stdout.end()
  stderr.end()
  const [out, err] = await written
  return { exit, err, out, lines: out.split('\n').filter((line) => line !== '') }
}

const GOOD = '{"rule":"publication-due","facts":{"formedOn":"2022-07-18"}}'

test('every line in has its answer out', async () => {
  const { exit, lines, err } = await run(['--json'], `\uFEFF${GOOD}\r\n\n${GOOD}`)
  assert.equal(exit, 0)
  assert.equal(err, '')
  assert.equal(lines.length, 2)
  const answer = JSON.parse(lines[0]!)
  assert.equal(answer.answer.due, '2022-08-15')
  assert.equal(answer.basis[0].source, '国务院令第711号')
  assert.ok(answer.reason.endsWith('。') && !('provisional' in answer))
})

test('bad facts are answered; a bad line gets an error in its place, and the rest go on', async () => {
  const impossible = '{"rule":"publication-due","facts":{"formedOn":"2022-02-30"}}'
  const bad = [
    'nonsense',
    '[]',
    'null',
    '{"facts":{}}',
    '{"rule":"x","facts":{}}',
    '{"rule":"validity"}',
    '{"rule":7}',
  ]
  const { exit, lines, err } = await run(['--json'], [impossible, ...bad, GOOD].join('\n'))
  assert.equal(exit, 1)
  assert.match(err, /共9行，其中7行/)
  assert.equal(JSON.parse(lines[0]!).answer.problem.name, 'impossible-date')
  for (const [index, line] of lines.slice(1, -1).entries()) {
    const { error } = JSON.parse(line)
    assert.equal(error.line, index + 2)
    assert.match(error.because, /^第\d行：.+。$/)
  }
  assert.equal(JSON.parse(lines.at(-1)!).answer.due, '2022-08-15')
  assert.equal((await run(['--json'], impossible)).exit, 0)
})

test('the rules and what is unverified are listed, as words and as JSON', async () => {
  for (const what of ['--list', '--unverified']) {
    const plain = await run([what])
    const json = await run([what, '--json'])
    assert.equal(plain.exit + json.exit, 0)
    assert.equal(plain.lines.length, json.lines.length)
    assert.ok(json.lines.every((line) => typeof JSON.parse(line) === 'object'))
  }
  assert.match((await run(['--list'])).out, /^reply-clock +答复期限/m)
  assert.match((await run(['--unverified'])).out, /国办函〔2020〕109号/)
})

test('wrong usage is told, and nothing is answered', async () => {
  for (const argv of [[], ['--json', '--sideways'], ['--list', '--unverified']]) {
    const { exit, out, err } = await run(argv, GOOD)
    assert.equal(exit, 2)
    assert.equal(out, '')
    assert.match(err, /用法：/)
  }
})
