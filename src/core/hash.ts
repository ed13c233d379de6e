/** A 32-bit FNV-1a hash of the text's UTF-16 units, to tell texts apart. Not for anything secret. */
export function fnv(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}

/** `fnv` with a final mix, so that similar texts get very different values. */
export function hash(text: string): number {
  let value = fnv(text);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
