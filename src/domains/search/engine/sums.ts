/** Room for what a search adds up, used again by the next. */

/** Sums for every document of an index, and which of them are not nothing. Used again from search to search. */
export type Sums = {
  /** At twice a document's number its score, then the idf it covers. */
  values: Float32Array
  touched: Uint32Array
  count: number
}

export function noSums(): Sums {
  return { values: new Float32Array(0), touched: new Uint32Array(0), count: 0 }
}

/** Nothing summed up yet, with room for so many documents. */
export function clear(sums: Sums, documents: number): void {
  const { values, touched } = sums
  if (touched.length < documents) {
    sums.touched = new Uint32Array(Math.ceil(documents * 1.2))
    sums.values = new Float32Array(sums.touched.length * 2)
  } else {
    for (let i = 0; i < sums.count; i++) {
      const row = touched[i]! * 2
      values[row] = 0
      values[row + 1] = 0
    }
  }
  sums.count = 0
}
