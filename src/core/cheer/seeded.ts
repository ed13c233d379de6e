/** FNV-1a with a final mix: spreads near-equal seeds; nothing secret rests on it. 32 bits. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

/** A number between 0 and 1, both left out, that looks random and is the same for the same seed. */
export function seeded(seed: string): number {
  return (hash(seed) + 0.5) / 2 ** 32;
}
