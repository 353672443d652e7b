/** 政府信息: taking in, publishing, withdrawing, reading and listing documents. */

export { mountApi } from './api.ts'
export { publish, recordValidity, type ValidityChange, withdraw } from './commands.ts'
export { type Found, filesBelow, incomingOf, type Unusable } from './incoming.ts'
export { takeIn } from './intake.ts'
export type { Given, Incoming, IntakeReport, Kind } from './model.ts'
export { mountPortal, type Portal } from './portal.tsx'
export { findReadable, workByNumber } from './reading.ts'
