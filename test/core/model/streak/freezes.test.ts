import { describe, expect, it, test } from 'vitest';
import { type StreakFacts, streak } from '../../../../src/core/model/streak/index.ts';
import { type Case, check, checkIn, day, days, facts, noon, shape, threeAWeek, workdays } from './support.ts';

describe('R10: freezes', () => {
  const from = (text: string, n = 1) => ({ day: day(text), n });
  test.each<readonly [string, StreakFacts, string, string, number]>([
    [
      'one freeze, one missed day',
      facts({ grants: [from('2026-03-02')], done: ['2026-03-02', '2026-03-04'] }),
      '2026-03-04',
      'MFM',
      0,
    ],
    [
      'one freeze does not cover a gap of two',
      facts({ grants: [from('2026-03-02')], done: ['2026-03-02', '2026-03-05'] }),
      '2026-03-05',
      'MFIM',
      0,
    ],
    [
      'two freezes do',
      facts({ grants: [from('2026-03-02', 2)], done: ['2026-03-02', '2026-03-05'] }),
      '2026-03-05',
      'MFFM',
      0,
    ],
    [
      'nothing is spent without a streak',
      facts({ grants: [from('2026-03-02', 2)], done: ['2026-03-04'] }),
      '2026-03-04',
      'IIM',
      2,
    ],
    [
      'nor while today is open',
      facts({ grants: [from('2026-03-02')], done: ['2026-03-02'] }),
      '2026-03-03',
      'MO',
      1,
    ],
    [
      'never more than the cap',
      facts({ freezeCap: 2, grants: [from('2026-03-02', 5), from('2026-03-03', 5)], done: ['2026-03-02'] }),
      '2026-03-03',
      'MO',
      2,
    ],
    [
      'what the cap cut off does not come back',
      facts({ freezeCap: 1, grants: [from('2026-03-02', 5)], done: ['2026-03-02'] }),
      '2026-03-05',
      'MFIO',
      0,
    ],
    [
      'granted on the missed day itself',
      facts({ grants: [from('2026-03-03')], done: ['2026-03-02'] }),
      '2026-03-04',
      'MFO',
      0,
    ],
    [
      'granted a day too late',
      facts({ grants: [from('2026-03-04')], done: ['2026-03-02'] }),
      '2026-03-05',
      'MIIO',
      1,
    ],
    [
      'a whole week for one',
      facts({
        goal: threeAWeek,
        grants: [from('2026-03-02')],
        done: [...days('2026-03-02', '2026-03-04'), '2026-03-10'],
      }),
      '2026-03-16',
      'MFO',
      0,
    ],
    [
      'granted late in the week it saves',
      facts({ goal: threeAWeek, grants: [from('2026-03-15')], done: days('2026-03-02', '2026-03-04') }),
      '2026-03-16',
      'MFO',
      0,
    ],
    [
      'a paused day takes none',
      facts({ grants: [from('2026-03-02')], rest: ['2026-03-03'], done: ['2026-03-02'] }),
      '2026-03-05',
      'MNFO',
      0,
    ],
    [
      'a cap of zero',
      facts({ freezeCap: 0, grants: [from('2026-03-02', 3)], done: ['2026-03-02'] }),
      '2026-03-04',
      'MIO',
      0,
    ],
    [
      'grants in any order',
      facts({
        freezeCap: 2,
        grants: [from('2026-03-09'), from('2026-03-02')],
        done: ['2026-03-02', '2026-03-04'],
      }),
      '2026-03-09',
      'MFMIIIIO',
      1,
    ],
    [
      'a day off keeps the freeze of that day',
      facts({ goal: workdays, grants: [from('2026-03-07')], done: days('2026-03-02', '2026-03-06') }),
      '2026-03-07',
      'MMMMM',
      1,
    ],
    [
      'none comes after the end',
      facts({
        end: '2026-03-03',
        grants: [from('2026-03-02'), from('2026-03-04')],
        done: ['2026-03-02', '2026-03-03'],
      }),
      '2026-03-16',
      'MM',
      1,
    ],
  ])('%s', (_, given, today, states, freezes) => {
    expect(shape(given, today)).toBe(states);
    expect(streak(given, noon(today)).freezes).toBe(freezes);
  });

  it('gives the freeze back when the day is filled in later, and spends it when it is taken back', () => {
    const grants = [from('2026-03-02')];
    const now = noon('2026-03-05');
    const gap = facts({ grants, done: ['2026-03-02', '2026-03-04'] });
    const filled = facts({ grants, checkIns: [...gap.checkIns, checkIn('2026-03-03', noon('2026-03-05'))] });
    expect(streak(gap, now)).toMatchObject({ current: 2, freezes: 0 });
    expect(streak(filled, now)).toMatchObject({ current: 3, freezes: 1 });
    const hole = facts({ grants, checkIns: filled.checkIns.filter(({ day: of }) => of !== '2026-03-04') });
    expect(streak(hole, now)).toMatchObject({ current: 2, freezes: 0 });
  });

  it('saves an earlier day first, whenever it is looked at', () => {
    const given = facts({ grants: [from('2026-03-02')], done: ['2026-03-02', '2026-03-04', '2026-03-06'] });
    expect(shape(given, '2026-03-06')).toBe('MFMIM');
    const backfilled = facts({
      grants: given.grants,
      checkIns: [...given.checkIns, checkIn('2026-03-03', noon('2026-03-07'))],
    });
    expect(shape(backfilled, '2026-03-07')).toBe('MMMFMO');
  });
});

describe('R11: risk', () => {
  const most = facts({ goal: { kind: 'perWeek', n: 5 }, done: days('2026-03-02', '2026-03-08') });
  test.each<Case>([
    ['no streak, no risk', facts({}), '2026-03-02', { risk: 'none', need: 1, left: 1 }],
    [
      'a day left to keep it',
      facts({ done: ['2026-03-02'] }),
      '2026-03-03',
      { risk: 'atRisk', need: 1, left: 1 },
    ],
    [
      'done today',
      facts({ done: ['2026-03-02', '2026-03-03'] }),
      '2026-03-03',
      { risk: 'none', need: 0, left: 0 },
    ],
    ['a week with room', most, '2026-03-10', { risk: 'none', need: 5, left: 6 }],
    ['a week with none', most, '2026-03-11', { risk: 'atRisk', need: 5, left: 5 }],
    [
      'a week that cannot be kept still shows the streak',
      most,
      '2026-03-12',
      { risk: 'lost', need: 5, left: 4, current: 1 },
    ],
    ['the same on its last day', most, '2026-03-15', { risk: 'lost', need: 5, left: 1, current: 1 }],
    ['and no more after it', most, '2026-03-16', { risk: 'none', current: 0 }],
    [
      'today done, the rest needed: nothing to do today',
      facts({
        goal: { kind: 'perWeek', n: 5 },
        done: [...most.checkIns.map((one) => one.day), '2026-03-11'],
      }),
      '2026-03-11',
      { risk: 'none', need: 4, left: 4 },
    ],
    [
      'a rest day to come is no day left',
      facts({
        goal: { kind: 'perWeek', n: 5 },
        rest: ['2026-03-15'],
        done: days('2026-03-02', '2026-03-08'),
      }),
      '2026-03-10',
      { risk: 'atRisk', need: 5, left: 5 },
    ],
    [
      'a paused today is nothing to do today',
      facts({
        goal: { kind: 'perWeek', n: 7 },
        rest: ['2026-03-09'],
        done: days('2026-03-02', '2026-03-08'),
      }),
      '2026-03-09',
      { risk: 'none', need: 6, left: 6 },
    ],
    [
      'a day off',
      facts({ goal: workdays, done: ['2026-03-06'] }),
      '2026-03-07',
      { risk: 'none', need: 0, left: 0, period: null },
    ],
  ])('%s', check);
});
