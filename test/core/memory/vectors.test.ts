import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { ngramVector } from '../../../src/core/memory/ngrams.ts';
import { likenessFrom, mostAlike } from '../../../src/core/memory/recall.ts';
import { cosine, toBytes } from '../../../src/core/memory/vector.ts';
import type { ProofId } from '../../../src/core/model/ids.ts';
import { LOCALES } from '../../../src/core/model/locale.ts';
import { alike } from './lines.ts';

const vectorOf = (text: string) => toBytes(ngramVector(text));
const likeness = (a: string, b: string) => cosine(vectorOf(a), vectorOf(b));

describe('a text as a vector', () => {
  it('has length 1, or is nothing where there are no letters; bytes keep its direction', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const vector = ngramVector(text);
        const length = Math.hypot(...vector);
        expect(length === 0 || Math.abs(length - 1) < 1e-5).toBe(true);
        expect(toBytes(vector)).toHaveLength(length === 0 ? 0 : 256);
        if (length > 0) expect(cosine(toBytes(vector), toBytes(vector))).toBeCloseTo(1, 6);
      }),
    );
  });

  it('loses next to nothing as bytes', () => {
    const texts = alike.ko.flat();
    for (const one of texts) {
      for (const other of texts) {
        const [a, b] = [ngramVector(one), ngramVector(other)];
        const exact = a.reduce((sum, each, at) => sum + each * b[at]!, 0);
        expect(likeness(one, other)).toBeCloseTo(exact, 1.7);
      }
    }
  });

  test.each([
    ['한강에서 5km 달렸어요', '한강에서 ５ＫＭ 달렸어요!! 🏃'],
    ['Ran 5k along the river', 'RAN 7K along the river'],
    ['川沿いを5キロ走りました', '川沿いを6キロ走りました'],
  ])('%s and %s are the same doing', (a, b) => {
    expect(likeness(a, b)).toBeCloseTo(1, 5);
  });

  it('of nothing, or of another length, resembles nothing', () => {
    expect(cosine(new Int8Array(0), new Int8Array(0))).toBe(0);
    expect(cosine(new Int8Array([1, 2]), new Int8Array([1, 2, 3]))).toBe(0);
    expect(toBytes(new Float32Array([0, Number.NaN]))).toHaveLength(0);
  });
});

describe('from which likeness on it is recalled', () => {
  test.each(LOCALES)('%s: hardly an unlike pair, and of the alike many', (locale) => {
    const all = alike[locale].flatMap((texts, group) =>
      texts.map((text) => ({ group, vector: vectorOf(text) })),
    );
    const pairs = all.flatMap((one, at) =>
      all
        .slice(at + 1)
        .map((other) => ({ same: one.group === other.group, is: cosine(one.vector, other.vector) })),
    );
    const from = likenessFrom('ngrams-1');
    const share = (same: boolean) => {
      const of = pairs.filter((pair) => pair.same === same);
      return of.filter(({ is }) => is >= from).length / of.length;
    };
    expect(share(false)).toBeLessThanOrEqual(0.03);
    expect(share(true)).toBeGreaterThanOrEqual(0.4);
    const random = pairs.filter(({ same }) => !same).map(({ is }) => is);
    random.sort((a, b) => a - b);
    // Stricter than the 90th percentile of unlike pairs.
    expect(random[Math.floor(random.length * 0.9)]!).toBeLessThan(from);
  });

  it('takes the most alike first', () => {
    const query = vectorOf('한강에서 5km 달렸어요');
    const texts = ['소설책 30쪽', '한강 따라 7km 달렸어요', '한강에서 5km 달렸어요 바람이 좋았어요'];
    const vectors = new Int8Array(texts.length * 256);
    texts.forEach((text, at) => {
      vectors.set(vectorOf(text), at * 256);
    });
    expect(mostAlike(query, ['book', 'near', 'nearest'] as ProofId[], vectors, 0.3)).toEqual([
      'nearest',
      'near',
    ]);
  });
});
