/** A file that cannot be read. `message` tells a person what is wrong and what to do; `code` is kebab-case. */
export class Unreadable extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.name = 'Unreadable'
    this.code = code
  }
}
