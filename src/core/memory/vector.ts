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
  return a.length === b.length ? cosineAt(a, b, 0) : 0;
}

/** The same for the vector that begins at `from` of many that stand one after the other. */
export function cosineAt(a: Bytes, all: Bytes, from: number): number {
  let product = 0;
  let ownLength = 0;
  let otherLength = 0;
  for (let i = 0; i < a.length; i++) {
    const own = a[i]!;
    const other = all[from + i]!;
    product += own * other;
    ownLength += own * own;
    otherLength += other * other;
  }
  return product === 0 ? 0 : product / Math.sqrt(ownLength * otherLength);
}
