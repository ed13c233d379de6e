/** A vector as stored: one signed byte per number. Only its direction matters. */
export type Bytes = Int8Array;

/** Scales a vector to signed bytes; empty, and so similar to nothing, for one without a direction (all zero, not finite). */
export function toBytes(vector: Float32Array): Bytes {
  const largest = vector.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
  if (!(largest > 0) || !Number.isFinite(largest)) return new Int8Array(0);
  return Int8Array.from(vector, (each) => Math.round((each / largest) * 127));
}

/** The cosine of two vectors, from -1 to 1; 0 if one is empty or their sizes differ. */
export function cosine(a: Bytes, b: Bytes): number {
  return a.length === b.length && a.length > 0 ? cosines(a, b)[0]! : 0;
}

/**
 * The cosine of `query` with each of the vectors concatenated in `all`. Most numbers in the vector of a short text are 0, so only
 * the others are multiplied.
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
