import { plain, withoutEmoji } from '../cheer/text.ts';
import { hash } from '../hash.ts';
import type { Embedder } from '../language-model.ts';

/** Numbers of a vector; more would tell little more apart in texts this short. */
const dimensions = 256;
const sizes = [2, 3, 4] as const;

/** The name vectors of this kind are stored under. To be raised by whoever changes what comes out. */
export const ngramEmbedder = 'ngrams-1';

/**
 * A text as a vector, without any model: runs of two to four characters, each hashed to one of 256 numbers with a sign, of
 * length 1. Texts that share words lie close, in any language and whatever the endings; meaning is not understood. All zero
 * where there are no letters. Pure.
 */
export function ngramVector(text: string): Float32Array {
  const vector = new Float32Array(dimensions);
  const letters = [...fold(text)];
  for (const [gram, count] of grams(letters)) {
    const hashed = hash(gram);
    // The same run often says little more than once. In Latin letters a long run tells words apart; of Hangul, kana and
    // Chinese characters two say most already, and endings change the rest.
    const length = [...gram].length;
    const weight = Math.sqrt(count) * (/\p{Script=Latin}/u.test(gram) ? length : 1 / length);
    vector[hashed % dimensions]! += (hashed & 0x10000 ? 1 : -1) * weight;
  }
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map((each) => each / length);
}

/** The embedder where the model has none. */
export const ngrams: Embedder = {
  id: ngramEmbedder,
  embed: async (texts) => texts.map(ngramVector),
};

/** One form of each letter and space, no emoji, no digits: '5km' and '6km' are the same doing. */
function fold(text: string): string {
  const words = withoutEmoji(plain(text).toLowerCase())
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '');
  return words.length === 0 ? '' : ` ${words.join(' ')} `;
}

function grams(letters: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const size of sizes) {
    for (let i = 0; i + size <= letters.length; i++) {
      const gram = letters.slice(i, i + size).join('');
      counts.set(gram, (counts.get(gram) ?? 0) + 1);
    }
  }
  return counts;
}
