import { describe, expect, it, test } from 'vitest';
import {
  firstWeekMet,
  MILESTONES,
  milestoneReached,
  type StreakFacts,
  streak,
} from '../../../../src/core/model/streak/index.ts';
import { checkIn, days, facts, noon } from './support.ts';

/** The numbers without and with the last of the proofs, both seen when it came. */
function lastProof(given: StreakFacts) {
  const now = given.checkIns.at(-1)!.at;
  return [streak({ ...given, checkIns: given.checkIns.slice(0, -1) }, now), streak(given, now)] as const;
}

describe('milestones', () => {
  test.each(MILESTONES)('%i days done', (count) => {
    const all = days('2026-03-02', '2027-03-01');
    expect(milestoneReached(...lastProof(facts({ done: all.slice(0, count) })))).toEqual({
      count,
      of: 'day',
    });
    expect(milestoneReached(...lastProof(facts({ done: all.slice(0, count - 1) })))).toBeNull();
    expect(
      milestoneReached(...lastProof(facts({ done: all.slice(0, count).concat(all[count - 1]!) }))),
    ).toBeNull();
  });

  it('are days done, not days in a row', () => {
    const withGaps = days('2026-03-02', '2026-03-14').filter((_, n) => n % 2 === 0);
    expect(milestoneReached(...lastProof(facts({ done: withGaps })))).toEqual({ count: 7, of: 'day' });
  });

  it('are weeks met where weeks are asked for', () => {
    const mondays = days('2026-03-02', '2026-04-13').filter((_, n) => n % 7 === 0);
    const given = facts({ goal: { kind: 'perWeek', n: 1 }, done: mondays });
    expect(milestoneReached(...lastProof(given))).toEqual({ count: 7, of: 'week' });
    // The second proof of that week reaches nothing.
    const again = { ...given, checkIns: [...given.checkIns, checkIn('2026-04-14')] };
    expect(milestoneReached(...lastProof(again))).toBeNull();
  });

  it('are blocks met where blocks are asked for', () => {
    const done = days('2026-03-02', '2026-03-20').filter((_, n) => n % 3 === 0);
    expect(milestoneReached(...lastProof(facts({ goal: { kind: 'everyNDays', n: 3 }, done })))).toEqual({
      count: 7,
      of: 'block',
    });
  });

  test.each([
    ['several at once: the highest', 5, 120, 100],
    ['none between', 101, 199, null],
    ['none downward', 10, 5, null],
    ['none that was there', 7, 8, null],
  ])('%s', (_, before, after, count) => {
    const numbers = (daysDone: number) => ({ unit: 'day' as const, daysDone, metPeriods: 0 });
    expect(milestoneReached(numbers(before), numbers(after))?.count ?? null).toBe(count);
  });
});

describe('the first week met', () => {
  test.each([
    ['a proof', facts({ done: ['2026-03-04'] }), false],
    ['the first whole week', facts({ done: days('2026-03-02', '2026-03-08') }), true],
    ['the second', facts({ done: days('2026-03-02', '2026-03-15') }), false],
    [
      'the first three of a week',
      facts({ goal: { kind: 'perWeek', n: 3 }, done: days('2026-03-02', '2026-03-04') }),
      true,
    ],
    [
      'the first working days',
      facts({ goal: { kind: 'weekdays', days: [1, 2, 3, 4, 5] }, done: days('2026-03-02', '2026-03-06') }),
      true,
    ],
    [
      'a first proof that is a first week',
      facts({ goal: { kind: 'perWeek', n: 1 }, done: ['2026-03-04'] }),
      true,
    ],
  ])('%s', (_, given, expected) => {
    expect(firstWeekMet(...lastProof(given))).toBe(expected);
  });

  it('is nothing where nothing changed', () => {
    const numbers = streak(facts({ done: days('2026-03-02', '2026-03-08') }), noon('2026-03-09'));
    expect(firstWeekMet(numbers, numbers)).toBe(false);
  });
});
