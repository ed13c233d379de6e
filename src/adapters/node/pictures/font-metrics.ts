import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';

/** A character's width as a fraction of the font size; null if the font does not have the character. */
export type AdvanceOf = (codePoint: number) => number | null;

/** The first tags that a WOFF2 directory encodes as a number, in that order. */
const tags = ['cmap', 'head', 'hhea', 'hmtx'];
const glyphTables = [10, 11];

/**
 * Reads from a WOFF2 font which characters it has and how wide they are, so that text can be fitted before it is drawn and no missing
 * character is drawn as a box. Throws if the file is not such a font (WOFF2 with a cmap of format 12).
 */
export async function readAdvances(woff2: Uint8Array): Promise<AdvanceOf> {
  const tables = await readTables(woff2);
  const [cmap, head, hhea, hmtx] = tags.map((tag) => {
    const table = tables.get(tag);
    if (table === undefined) throw new Error(`the font has no table ${tag}`);
    return table;
  });
  const unitsPerEm = head!.getUint16(18);
  const metrics = hhea!.getUint16(34);
  const glyphs = readGlyphs(cmap!);
  return (codePoint) => {
    const glyph = glyphs(codePoint);
    return glyph === 0 ? null : hmtx!.getUint16(4 * Math.min(glyph, metrics - 1)) / unitsPerEm;
  };
}

async function readTables(woff2: Uint8Array): Promise<ReadonlyMap<string, DataView>> {
  const file = new DataView(woff2.buffer, woff2.byteOffset, woff2.byteLength);
  if (file.getUint32(0) !== 0x774f4632) throw new Error('the font is no WOFF2');
  let at = 48;
  const base128 = (): number => {
    let value = 0;
    for (;;) {
      const byte = file.getUint8(at++);
      value = value * 128 + (byte & 127);
      if (byte < 128) return value;
    }
  };
  const lengths: { readonly tag: string | undefined; readonly length: number }[] = [];
  for (let n = file.getUint16(12); n > 0; n--) {
    const flags = file.getUint8(at++);
    const known = flags & 63;
    if (known === 63) at += 4;
    const original = base128();
    // Version 0 means "transformed" for the two tables of glyphs, and "not transformed" for all others.
    const transformed = glyphTables.includes(known) ? flags >> 6 !== 3 : flags >> 6 !== 0;
    const length = transformed ? base128() : original;
    if (transformed && known < tags.length) throw new Error(`the font's table ${tags[known]} is transformed`);
    lengths.push({ tag: tags[known], length });
  }
  const packed = woff2.subarray(at, at + file.getUint32(20));
  const bytes = await promisify(brotliDecompress)(packed);
  const tables = new Map<string, DataView>();
  let from = 0;
  for (const { tag, length } of lengths) {
    // Copied, so that the megabytes of glyphs can be freed.
    if (tag !== undefined)
      tables.set(tag, new DataView(Uint8Array.from(bytes.subarray(from, from + length)).buffer));
    from += length;
  }
  return tables;
}

function readGlyphs(cmap: DataView): (codePoint: number) => number {
  for (let n = 0; n < cmap.getUint16(2); n++) {
    const table = cmap.getUint32(8 + 8 * n);
    if (cmap.getUint16(table) !== 12) continue;
    const group = (index: number, field: number): number =>
      cmap.getUint32(table + 16 + 12 * index + 4 * field);
    const count = cmap.getUint32(table + 12);
    return (codePoint) => {
      let [low, high] = [0, count - 1];
      while (low <= high) {
        const middle = (low + high) >> 1;
        if (codePoint < group(middle, 0)) high = middle - 1;
        else if (codePoint > group(middle, 1)) low = middle + 1;
        else return group(middle, 2) + codePoint - group(middle, 0);
      }
      return 0;
    };
  }
  throw new Error('the font has no cmap of format 12');
}
