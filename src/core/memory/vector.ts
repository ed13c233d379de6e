/** A vector as it is kept: one signed byte a number. Direction is all that counts. */
export type Bytes = Int8Array;

/** The same direction in signed bytes; empty where there is none, which resembles nothing. */
export function toBytes(vector: Float32Array): Bytes {
  const largest = vector.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
  if (!(largest > 0) || !Number.isFinite(largest)) return new Int8Array(0);
  return Int8Array.from(vector, (each) => Math.round((each / largest) * 127));
}

/** How alike two directions are, from -1 to 1; 0 where one is empty or they are not of one length. */
export function cosine(a: Bytes, b: Bytes): number {
  return a.length === b.length && a.length > 0 ? cosines(a, b)[0]! : 0;
}

/**
 * How alike each of many vectors, one after the other, is to this one. In the vector of a short text most numbers are 0, so
 * only the others are multiplied.
 */
export function cosines(query: Bytes, all: Bytes): Float64Array {
  const size = query.length;
  const places = [...query.keys()].filter((at) => query[at] !== 0);
  const values = places.map((at) => query[at]!);
  const length = Math.hypot(...values);
  const alike = new Float64Array(Math.floor(all.length / size));
  for (let n = 0; n < alike.length; n++) {
    const from = n * size;
    let product = 0;
    for (let i = 0; i < places.length; i++) product += values[i]! * all[from + places[i]!]!;
    if (product === 0) continue;
    let square = 0;
    for (let at = from; at < from + size; at++) square += all[at]! * all[at]!;
    alike[n] = product / (length * Math.sqrt(square));
  }
  return alike;
}
