import { describe, expect, it, test } from 'vitest';
import { streak } from '../../../../src/core/model/streak/index.ts';
import { at, type Case, check, checkIn, day, days, facts, noon, threeAWeek, workdays } from './support.ts';

describe('R9: the streak', () => {
  test.each<Case>([
    [
      'the longest is between two missed',
      facts({ done: [...days('2026-03-02', '2026-03-06'), ...days('2026-03-08', '2026-03-10')] }),
      '2026-03-10',
      { current: 3, longest: 5, comebacks: 1 },
    ],
    [
      'a pause neither counts nor breaks',
      facts({
        pauses: [{ from: day('2026-03-04'), to: day('2026-03-20') }],
        done: ['2026-03-02', '2026-03-03', '2026-03-21'],
      }),
      '2026-03-21',
      { current: 3, longest: 3 },
    ],
    [
      'weeks count weeks',
      facts({
        goal: { kind: 'perWeek', n: 1 },
        done: ['2026-03-02', '2026-03-15', '2026-03-16', '2026-03-17'],
      }),
      '2026-03-17',
      { current: 3, unit: 'week' },
    ],
    [
      'a daily streak over a leap year',
      facts({ start: '2024-01-01', done: days('2024-01-01', '2024-12-31') }),
      '2024-12-31',
      { current: 366 },
    ],
    [
      'away for ten years',
      facts({ done: ['2026-03-02'] }),
      '2036-03-02',
      { current: 0, longest: 1, adherencePct: 0 },
    ],
  ])('%s', check);
});

describe('R12: counts', () => {
  test.each<Case>([
    [
      'half of a challenge',
      facts({ end: '2026-03-11', done: days('2026-03-02', '2026-03-06') }),
      '2026-03-06',
      { completionPct: 50, adherencePct: 100 },
    ],
    [
      'whole percents are rounded down',
      facts({ end: '2026-03-04', done: ['2026-03-02', '2026-03-03'] }),
      '2026-03-05',
      { completionPct: 66, adherencePct: 66 },
    ],
    [
      'more than asked in one week does not make up for another',
      facts({ goal: threeAWeek, end: '2026-03-15', done: days('2026-03-02', '2026-03-08') }),
      '2026-03-15',
      { completionPct: 50, adherencePct: 100, daysDone: 7 },
    ],
    [
      'part of an open week is part of the whole, not of what is over',
      facts({ goal: threeAWeek, end: '2026-03-15', done: ['2026-03-09'] }),
      '2026-03-10',
      { completionPct: 16, adherencePct: 0 },
    ],
    [
      'a frozen day was asked for',
      facts({
        end: '2026-03-05',
        grants: [{ day: day('2026-03-02'), n: 1 }],
        done: ['2026-03-02', '2026-03-04', '2026-03-05'],
      }),
      '2026-03-06',
      { completionPct: 75, adherencePct: 75, current: 3 },
    ],
    [
      'a paused day was not',
      facts({ end: '2026-03-05', rest: ['2026-03-03'], done: ['2026-03-02', '2026-03-04', '2026-03-05'] }),
      '2026-03-06',
      { completionPct: 100 },
    ],
    [
      'nothing was ever asked',
      facts({ end: '2026-03-03', rest: ['2026-03-02', '2026-03-03'] }),
      '2026-03-04',
      { completionPct: null, adherencePct: null },
    ],
    [
      'no end, no whole',
      facts({ done: ['2026-03-02'] }),
      '2026-03-02',
      { completionPct: null, adherencePct: 100 },
    ],
  ])('%s', check);
});

describe('R13: edits', () => {
  it('forgets a proof that was deleted, and knows it again as it was', () => {
    const kept = days('2026-03-02', '2026-03-20').map((text) => checkIn(text));
    const whole = facts({ checkIns: kept });
    const now = noon('2026-03-20');
    const less = facts({ checkIns: kept.filter(({ day: of }) => of !== '2026-03-10') });
    expect(streak(less, now)).toMatchObject({ current: 10, longest: 10, daysDone: 18 });
    expect(streak(facts({ checkIns: [...less.checkIns, checkIn('2026-03-10')] }), now)).toEqual(
      streak(whole, now),
    );
  });

  it('keeps the day when one of two proofs of it is deleted', () => {
    const twice = [checkIn('2026-03-02'), checkIn('2026-03-02', at('2026-03-02T13:00:00Z'))];
    expect(streak(facts({ checkIns: twice.slice(1) }), noon('2026-03-03'))).toMatchObject({
      current: 1,
      daysDone: 1,
    });
  });
});

test.each<Case>([
  [
    'a week of every working day',
    facts({ goal: workdays, done: days('2026-03-02', '2026-03-06') }),
    '2026-03-06',
    { weekMet: true },
  ],
  [
    'a week of every day but one',
    facts({ done: [...days('2026-03-02', '2026-03-05'), '2026-03-07', '2026-03-08'] }),
    '2026-03-08',
    { weekMet: false },
  ],
  [
    'seven days in a row that are no calendar week',
    facts({ start: '2026-03-04', done: days('2026-03-04', '2026-03-10') }),
    '2026-03-10',
    { weekMet: false },
  ],
  [
    'the same when weeks begin on Wednesdays',
    facts({ start: '2026-03-04', weekStart: 3, done: days('2026-03-04', '2026-03-10') }),
    '2026-03-10',
    { weekMet: true },
  ],
  [
    'three a week',
    facts({ goal: threeAWeek, done: days('2026-03-02', '2026-03-04') }),
    '2026-03-04',
    { weekMet: true },
  ],
  [
    'three in part of a week',
    facts({ goal: threeAWeek, start: '2026-03-04', done: days('2026-03-04', '2026-03-06') }),
    '2026-03-06',
    { weekMet: false, metPeriods: 1 },
  ],
  [
    'a rest day to come is all that is missing',
    facts({ rest: ['2026-03-08'], done: days('2026-03-02', '2026-03-07') }),
    '2026-03-07',
    { weekMet: true },
  ],
  [
    'a freeze does not make a week',
    facts({
      grants: [{ day: day('2026-03-02'), n: 1 }],
      done: [...days('2026-03-02', '2026-03-06'), '2026-03-08'],
    }),
    '2026-03-08',
    { weekMet: false, current: 6 },
  ],
  [
    'a day after a miss',
    facts({ done: ['2026-03-02', '2026-03-04', '2026-03-05'] }),
    '2026-03-05',
    { comebacks: 1 },
  ],
  ['no streak had ended', facts({ done: ['2026-03-04'] }), '2026-03-05', { comebacks: 0 }],
  [
    'twice away, twice back',
    facts({ done: ['2026-03-02', '2026-03-04', '2026-03-06'] }),
    '2026-03-06',
    { comebacks: 2 },
  ],
  [
    'a part of the next week is back already',
    facts({ goal: threeAWeek, done: [...days('2026-03-02', '2026-03-04'), '2026-03-09', '2026-03-16'] }),
    '2026-03-16',
    { comebacks: 1, current: 0 },
  ],
])('weeks and comebacks: %s', check);
