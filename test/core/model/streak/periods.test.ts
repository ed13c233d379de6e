import { describe, expect, it, test } from 'vitest';
import { addDays } from '../../../../src/core/model/day.ts';
import { periods, streak } from '../../../../src/core/model/streak/index.ts';
import { type Case, check, day, days, facts, noon, shape, threeAWeek, workdays } from './support.ts';

describe('R5, R7 and R8: periods', () => {
  test.each([
    ['daily', facts({ done: ['2026-03-02', '2026-03-04'] }), '2026-03-05', 'MIMO'],
    [
      'weekdays leave the weekend out',
      facts({ goal: workdays, done: days('2026-03-02', '2026-03-06') }),
      '2026-03-09',
      'MMMMMO',
    ],
    [
      'blocks from the start',
      facts({ goal: { kind: 'everyNDays', n: 3 }, done: ['2026-03-04', '2026-03-05'] }),
      '2026-03-08',
      'MMO',
    ],
    [
      'blocks stay anchored at the start for who joins late',
      facts({ goal: { kind: 'everyNDays', n: 3 }, joined: '2026-03-04', done: ['2026-03-04'] }),
      '2026-03-05',
      'MO',
    ],
    [
      'weeks',
      facts({ goal: threeAWeek, done: ['2026-03-02', '2026-03-03', '2026-03-08', '2026-03-09'] }),
      '2026-03-10',
      'MO',
    ],
    [
      'weeks from Sunday',
      facts({
        goal: threeAWeek,
        weekStart: 7,
        done: ['2026-03-02', '2026-03-03', '2026-03-08', '2026-03-09'],
      }),
      '2026-03-10',
      'IO',
    ],
    [
      'a last block of one day asks for it',
      facts({ goal: { kind: 'everyNDays', n: 3 }, end: '2026-03-05' }),
      '2026-03-06',
      'II',
    ],
    ['leap day', facts({ start: '2024-02-28', done: days('2024-02-28', '2024-03-01') }), '2024-03-01', 'MMM'],
  ])('%s', (_, given, today, expected) => {
    expect(shape(given, today)).toBe(expected);
  });

  // Joined on a weekday, 3 of 7 asked: the days that are left, prorated and rounded up.
  test.each([
    ['2026-03-02', 7, 3],
    ['2026-03-03', 6, 3],
    ['2026-03-04', 5, 3],
    ['2026-03-05', 4, 2],
    ['2026-03-06', 3, 2],
    ['2026-03-07', 2, 1],
    ['2026-03-08', 1, 1],
  ])('a week joined on %s has %i days and asks for %i', (joined, eligible, target) => {
    expect(periods(facts({ goal: threeAWeek, joined }), noon('2026-03-08'))[0]).toMatchObject({
      eligible,
      target,
    });
  });

  test.each([1, 2, 3, 4, 5, 6, 7] as const)('7 of 7 in a week from weekday %i is every day', (weekStart) => {
    const goal = { kind: 'perWeek', n: 7 } as const;
    const given = facts({ goal, weekStart, end: '2026-04-05', done: days('2026-03-02', '2026-04-05') });
    expect(streak(given, noon('2026-04-05'))).toMatchObject({ completionPct: 100, daysDone: 35 });
  });

  test.each<Case>([
    [
      'a week is met at once',
      facts({ goal: threeAWeek, done: days('2026-03-02', '2026-03-04') }),
      '2026-03-04',
      { current: 1, unit: 'week', need: 0 },
    ],
    [
      'more than asked is one week all the same',
      facts({ goal: threeAWeek, done: days('2026-03-02', '2026-03-08') }),
      '2026-03-08',
      { current: 1, daysDone: 7, completionPct: null, adherencePct: 100 },
    ],
    [
      'today empty does not break yet',
      facts({ done: ['2026-03-02'] }),
      '2026-03-03',
      {
        current: 1,
        period: { from: day('2026-03-03'), to: day('2026-03-03'), state: 'open', target: 1, done: 0 },
      },
    ],
    ['tomorrow it does', facts({ done: ['2026-03-02'] }), '2026-03-04', { current: 0, longest: 1 }],
    [
      'a proof on a day off is a day done, in no period',
      facts({ goal: workdays, done: ['2026-03-06', '2026-03-07'] }),
      '2026-03-07',
      { current: 1, daysDone: 2, period: null, lastDone: day('2026-03-07') },
    ],
  ])('%s', check);

  test.each<Case>([
    [
      'a new rule clips the week before it, prorated',
      facts({
        rules: [
          { from: day('2026-03-02'), goal: threeAWeek, weekStart: 1 },
          { from: day('2026-03-05'), goal: { kind: 'daily' }, weekStart: 1 },
        ],
        done: ['2026-03-02', '2026-03-03', '2026-03-05'],
      }),
      '2026-03-05',
      { current: 2, unit: 'block', asks: 'day', metPeriods: 2 },
    ],
    [
      'days and weeks in one run are so many turns, not so many weeks',
      facts({
        rules: [
          { from: day('2026-03-02'), goal: { kind: 'daily' }, weekStart: 1 },
          { from: day('2026-03-05'), goal: threeAWeek, weekStart: 1 },
        ],
        done: ['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-06', '2026-03-07'],
      }),
      '2026-03-08',
      { current: 4, unit: 'block', asks: 'week' },
    ],
    [
      'who came after the change knows weeks alone',
      facts({
        rules: [
          { from: day('2026-03-02'), goal: { kind: 'daily' }, weekStart: 1 },
          { from: day('2026-03-05'), goal: threeAWeek, weekStart: 1 },
        ],
        joined: '2026-03-05',
        done: ['2026-03-05', '2026-03-06'],
      }),
      '2026-03-08',
      { current: 1, unit: 'week', asks: 'week' },
    ],
    [
      'weekdays that became every day are days all along',
      facts({
        rules: [
          { from: day('2026-03-02'), goal: workdays, weekStart: 1 },
          { from: day('2026-03-04'), goal: { kind: 'daily' }, weekStart: 1 },
        ],
        done: ['2026-03-02', '2026-03-03', '2026-03-04'],
      }),
      '2026-03-04',
      { current: 3, unit: 'day', asks: 'day' },
    ],
    [
      'blocks of a new rule begin with it',
      facts({
        rules: [
          { from: day('2026-01-01'), goal: { kind: 'daily' }, weekStart: 1 },
          { from: day('2026-03-04'), goal: { kind: 'everyNDays', n: 4 }, weekStart: 1 },
        ],
        done: ['2026-03-02', '2026-03-03', '2026-03-07'],
      }),
      '2026-03-07',
      {
        current: 3,
        unit: 'block',
        period: { from: day('2026-03-04'), to: day('2026-03-07'), state: 'met', target: 1, done: 1 },
      },
    ],
    [
      'a rule replaced before the start never held',
      facts({
        rules: [
          { from: day('2026-02-01'), goal: threeAWeek, weekStart: 1 },
          { from: day('2026-02-10'), goal: { kind: 'daily' }, weekStart: 1 },
        ],
        done: ['2026-03-02'],
      }),
      '2026-03-02',
      { current: 1, unit: 'day' },
    ],
  ])('%s', check);
});

describe('R6: what is not asked', () => {
  const pause = (from: string, to: string | null) => ({
    pauses: [{ from: day(from), to: to === null ? null : day(to) }],
  });
  test.each([
    [
      'a paused day',
      facts({ ...pause('2026-03-03', '2026-03-04'), done: ['2026-03-02', '2026-03-05'] }),
      '2026-03-05',
      'MNNM',
    ],
    [
      'a paused day that was done counts',
      facts({ ...pause('2026-03-03', '2026-03-04'), done: days('2026-03-02', '2026-03-05') }),
      '2026-03-05',
      'MMMM',
    ],
    [
      'a pause without an end',
      facts({ ...pause('2026-03-03', null), done: ['2026-03-02'] }),
      '2026-03-06',
      'MNNNN',
    ],
    ['a rest day', facts({ rest: ['2026-03-03'], done: ['2026-03-02', '2026-03-04'] }), '2026-03-04', 'MNM'],
    [
      'Apia on 2011-12-30',
      facts({ zone: 'Pacific/Apia', start: '2011-12-28', done: ['2011-12-28', '2011-12-29', '2011-12-31'] }),
      '2011-12-31',
      'MMNMO',
    ],
    [
      'Kwajalein on 1993-08-21',
      facts({ zone: 'Pacific/Kwajalein', start: '1993-08-20', done: ['1993-08-20', '1993-08-22'] }),
      '1993-08-22',
      'MNMO',
    ],
  ])('%s', (_, given, today, expected) => {
    expect(shape(given, today)).toBe(expected);
  });

  test.each([
    ['no pause', null, null, 3],
    ['two days', '2026-03-02', '2026-03-03', 3],
    ['three days', '2026-03-02', '2026-03-04', 2],
    ['six days', '2026-03-02', '2026-03-07', 1],
    ['all the week', '2026-03-02', '2026-03-08', 0],
  ])('a week of three with a pause of %s asks for what is left', (_, from, to, target) => {
    const paused = from === null ? {} : pause(from, to);
    expect(periods(facts({ goal: threeAWeek, ...paused }), noon('2026-03-08'))[0]).toMatchObject({ target });
  });

  it('never lets a proof on a paused day hurt', () => {
    for (const n of [1, 2, 3, 4, 5, 6, 7])
      for (let paused = 0; paused <= 7; paused++) {
        const given = {
          goal: { kind: 'perWeek' as const, n },
          end: '2026-03-08',
          pauses: paused === 0 ? [] : pause('2026-03-02', addDays(day('2026-03-01'), paused)).pauses,
        };
        for (let kept = 0; kept < paused; kept++) {
          const judge = (count: number) =>
            streak(
              facts({ ...given, done: days('2026-03-02', '2026-03-08').slice(0, count) }),
              noon('2026-03-09'),
            );
          expect(judge(kept + 1).current).toBeGreaterThanOrEqual(judge(kept).current);
        }
      }
  });
});
