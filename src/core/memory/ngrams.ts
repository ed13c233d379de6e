import { plain, withoutEmoji } from '../cheer/text.ts';
import { hash } from '../hash.ts';
import type { Embedder } from '../language-model.ts';

/** Numbers in a vector; more would hardly distinguish texts this short any better. */
const dimensions = 256;
const sizes = [2, 3, 4] as const;

/** The name under which these vectors are stored. Raise its number with any change of the vectors. */
export const ngramEmbedder = 'ngrams-1';

/**
 * A text as a vector of length 1, without any model: its n-grams of two to four characters, each hashed to one of 256 numbers and
 * a sign. Texts that share words are similar, in any language and whatever their endings; meaning is not understood. All zero
 * for a text without letters. Pure.
 */
export function ngramVector(text: string): Float32Array {
  const vector = new Float32Array(dimensions);
  const letters = [...fold(text)];
  for (const [gram, count] of grams(letters)) {
    const hashed = hash(gram);
    // Repetitions of an n-gram add little. In Latin script long n-grams identify a word; in Hangul, kana and Chinese characters
    // two letters nearly do, and longer ones vary with the endings.
    const length = [...gram].length;
    const weight = Math.sqrt(count) * (/\p{Script=Latin}/u.test(gram) ? length : 1 / length);
    vector[hashed % dimensions]! += (hashed & 0x10000 ? 1 : -1) * weight;
  }
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map((each) => each / length);
}

/** The embedder that is used when no embedding model is set up; it never fails. */
export const ngrams: Embedder = {
  id: ngramEmbedder,
  embed: async (texts) => texts.map(ngramVector),
};

/** Lower-case words separated by single spaces, without emoji and digits, so that '5km' and '6km' are equal. */
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
