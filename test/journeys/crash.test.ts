import assert from 'node:assert/strict'
import { rm } from 'node:fs/promises'
import { after, before, describe, test } from 'node:test'
import { crashRound, type Ground, mustHold, prepareGround, within } from './crash.ts'

describe('强行终止', () => {
  let ground: Ground
  before(async () => {
    ground = await prepareGround()
  })
  after(() => rm(ground.folder, { recursive: true, force: true }))

  test('the judge sees a document that was acknowledged and is not there', async () => {
    const lost = {
      file: 'a',
      status: 'imported' as const,
      id: 'nothinghere0',
      docNumber: null,
      title: '丢失的文件',
      issues: [],
    }
    await assert.rejects(
      within(ground.seed, (world) => mustHold(world, [lost])),
      /acknowledged and lost: 丢失的文件/,
    )
  })

  test('kill -9 of the application during an import loses nothing that was acknowledged', async () => {
    await crashRound(ground, 'application')
  })

  test('kill -9 of the application and of PostgreSQL during an import loses nothing that was acknowledged', async () => {
    await crashRound(ground, 'everything')
  })
})
