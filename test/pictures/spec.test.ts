import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pictureId } from '../../src/adapters/node/pictures/index.ts';
import { canonicalSpec, photosOf, pictureSpecSchema } from '../../src/core/pictures/spec.ts';
import { finish, month, photoIds, samples, streak, year } from './samples.ts';

/** The same value with the keys of every object the other way round. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, held]) => [key, reversed(held)]),
  );
}

describe('a spec', () => {
  test.each(samples)('$name comes back from the database as it went in', ({ spec }) => {
    expect(pictureSpecSchema.parse(JSON.parse(JSON.stringify(spec)))).toEqual(spec);
  });

  test('has one id however it was built, and another for every other fact', () => {
    const ids = new Set<string>();
    for (const { spec } of samples) {
      const again = pictureSpecSchema.parse(reversed(spec));
      expect(pictureId(again)).toBe(pictureId(spec));
      ids.add(canonicalSpec(spec));
    }
    const different = new Set(samples.map(({ spec }) => JSON.stringify(spec)));
    expect(ids.size).toBe(different.size);
    expect(pictureId(streak('ko'))).toMatch(/^[0-9a-f]{64}$/);
    expect(pictureId(streak('ko', { current: 13 }))).not.toBe(pictureId(streak('ko')));
  });

  test.each([
    ['a negative streak', { ...streak('ko'), current: -1 }],
    ['half a day', { ...streak('ko'), daysDone: 1.5 }],
    ['a language nobody speaks here', { ...streak('ko'), locale: 'fr' }],
    ['a day that is none', { ...streak('ko'), asOf: { day: '2026-02-30', zone: 'Asia/Seoul' } }],
    ['a November of 31 days', { ...month('ko'), days: [...month('ko').days, month('ko').days[0]] }],
    ['a leap year of 365 days', { ...year('ko'), year: 2028 }],
    ['a week of six days', { ...streak('ko'), weeks: [streak('ko').weeks[0]!.slice(1)] }],
    ['a fact nobody draws', { ...streak('ko'), rank: 1 }],
    ['a photo by its address', { ...finish('ko'), photos: ['https://example.com/1.jpg'] }],
    ['ten photos', { ...finish('ko'), photos: photoIds.slice(0, 10) }],
    ['an unknown picture', { ...streak('ko'), kind: 'selfie' }],
  ])('is refused: %s', (_what, spec) => {
    expect(pictureSpecSchema.safeParse(spec).success).toBe(false);
  });

  test('knows the length of every month and year', () => {
    const lengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    for (const [i, length] of lengths.entries()) {
      const days = Array.from({ length }, () => ({ mark: 'done', today: false, photo: null }));
      expect(pictureSpecSchema.safeParse({ ...month('ko'), year: 2028, month: i + 1, days }).success).toBe(
        true,
      );
    }
    const leap = { ...year('ko'), year: 2028, days: Array(366).fill(1) };
    expect(pictureSpecSchema.safeParse(leap).success).toBe(true);
  });

  test('names the photos it shows, so that an erased one takes the picture along', () => {
    expect(photosOf(finish('ko', { photos: photoIds.slice(0, 2) }))).toEqual(photoIds.slice(0, 2));
    expect(photosOf(month('ko'))).toHaveLength(month('ko').days.filter(({ photo }) => photo !== null).length);
    expect(photosOf(streak('ko'))).toEqual([]);
  });

  test('any name a person can have may be in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (name) => {
        expect(pictureSpecSchema.safeParse(streak('ko', { name })).success).toBe(true);
      }),
    );
  });
});
