import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Weekday } from '../../src/core/model/day.ts';
import { formatGoal, type Goal, goalSchema, goalSentence, parseGoal } from '../../src/core/model/goal.ts';
import { LOCALES } from '../../src/core/model/locale.ts';
import { bent, fuzzer, junk, timeout } from './fuzz.ts';

const fuzz = fuzzer(2);

const weekday = fc.constantFrom<Weekday>(1, 2, 3, 4, 5, 6, 7);
const goal: fc.Arbitrary<Goal> = fc.oneof(
  fc.constant({ kind: 'daily' } as const),
  fc.record({
    kind: fc.constant('weekdays' as const),
    days: fc.uniqueArray(weekday, { minLength: 1 }).map((days) => days.sort((a, b) => a - b)),
  }),
  fc.record({ kind: fc.constant('everyNDays' as const), n: fc.integer({ min: 2, max: 365 }) }),
  fc.record({ kind: fc.constant('perWeek' as const), n: fc.integer({ min: 1, max: 7 }) }),
);

test(
  'a goal is read back as it was written, whatever its case and spaces, and can be said',
  { timeout },
  () =>
    fuzz(
      fc.tuple(goal, fc.nat(), weekday, fc.constantFrom(...LOCALES)),
      ([written, at, weekStart, locale]) => {
        const text = formatGoal(written);
        const place = at % (text.length + 1);
        const spaced = `${text.slice(0, place).toUpperCase()} ${text.slice(place)}`;
        for (const each of [text, spaced]) expect(parseGoal(each)).toEqual({ kind: 'goal', goal: written });
        expect(goalSentence(written, { weekStart, graceMinutes: at % 1_440 }, locale)).not.toMatch(
          /undefined|NaN/,
        );
      },
    ),
);

test('what is taken for a goal is one that can be stored, and written the same way', { timeout }, () => {
  const text = fc.oneof(
    junk,
    bent(goal.map(formatGoal)),
    fc.tuple(fc.constantFrom('daily', 'weekdays', 'every', 'week'), junk).map((parts) => parts.join(':')),
    fc.tuple(fc.constantFrom('every', 'week'), fc.integer()).map((parts) => parts.join(':')),
  );
  return fuzz(text, (typed) => {
    const read = parseGoal(typed);
    if (read.kind === 'invalid') return;
    expect(goalSchema.parse(read.goal)).toEqual(read.goal);
    expect(parseGoal(formatGoal(read.goal))).toEqual(read);
  });
});
