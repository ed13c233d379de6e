import { describe, expect, it, test } from 'vitest';
import {
  append,
  createReader,
  packState,
  read,
  replay,
  streak,
  unpackState,
} from '../../../../src/core/model/streak/index.ts';
import { at, checkIn, day, days, facts, noon, rememberedSkipped, workdays } from './support.ts';

describe('what is an append, and what a replay', () => {
  // Every day from the 2nd, now the evening of the 20th.
  const kept = facts({ done: days('2026-03-02', '2026-03-20').filter((text) => text !== '2026-03-18') });
  const now = noon('2026-03-20');
  const state = replay(kept, now);

  test.each([
    ['today', '2026-03-20', false],
    ['yesterday', '2026-03-19', false],
    ['two days ago, the usual backfill', '2026-03-18', false],
    ['a day before the challenge', '2026-02-20', false],
    ['a week ago', '2026-03-13', true],
  ])('%s', (_, text, isReplay) => {
    const appended = append(state, kept, day(text), now);
    expect(appended === 'replay').toBe(isReplay);
    if (appended === 'replay') return;
    const more = { ...kept, checkIns: [...kept.checkIns, checkIn(text, now)] };
    expect(read(appended, more, now)).toEqual(streak(more, now));
  });

  it('agrees with the definition without any help', () => {
    const zones = [
      { from: 0, zone: 'Pacific/Pago_Pago' },
      { from: at('2011-12-28T12:00:00Z'), zone: 'Pacific/Apia' },
    ] as const;
    const travelled = facts({
      start: '2011-12-20',
      end: '2012-01-31',
      zones,
      done: ['2011-12-27', '2011-12-31'],
    });
    for (const text of ['2011-12-28', '2011-12-30', '2012-01-01', '2012-02-20'])
      expect(read(replay(travelled, noon(text)), travelled, noon(text))).toEqual(
        streak(travelled, noon(text)),
      );
  });

  it('does not spoil a week that begins with days off after a missed one', () => {
    const fridays = facts({ goal: { kind: 'weekdays', days: [5] }, done: ['2026-03-10', '2026-03-13'] });
    const numbers = read(replay(fridays, noon('2026-03-13')), fridays, noon('2026-03-13'));
    expect(numbers).toMatchObject({ current: 1, weekMet: true, adherencePct: 50 });
    expect(numbers).toEqual(streak(fridays, noon('2026-03-13')));
  });

  it('reads a member who was away for years as the definition does', () => {
    for (const goal of [
      { kind: 'daily' },
      workdays,
      { kind: 'everyNDays', n: 9 },
      { kind: 'perWeek', n: 4 },
    ] as const) {
      const away = facts({
        goal,
        end: '2031-06-18',
        rest: ['2026-03-10', '2028-02-29'],
        pauses: [{ from: day('2027-01-01'), to: day('2027-01-14') }],
        grants: [
          { day: day('2026-03-02'), n: 1 },
          { day: day('2029-03-02'), n: 1 },
        ],
        done: days('2026-03-02', '2026-03-08'),
      });
      const left = replay(away, noon('2026-03-09'));
      for (const text of ['2026-03-20', '2027-01-07', '2030-12-31', '2031-06-18', '2035-01-01'])
        expect(read(left, away, noon(text))).toEqual(streak(away, noon(text), rememberedSkipped));
    }
  });
});

test('members with the same terms are read by one reader as each of them alone', () => {
  const now = noon('2026-03-20');
  const done = [
    [],
    days('2026-03-02', '2026-03-20'),
    ['2026-03-03', '2026-03-19'],
    days('2026-03-02', '2026-03-09'),
  ];
  const all = done.map((each) => facts({ goal: workdays, end: '2026-06-30', done: each }));
  const readOne = createReader(all[0]!, now);
  for (const each of all) expect(readOne(replay(each, now))).toEqual(streak(each, now));
});

describe('a stored state', () => {
  const state = replay(
    facts({ done: days('2020-01-01', '2026-03-20'), start: '2020-01-01' }),
    noon('2026-03-20'),
  );

  it('is small after years', () => {
    expect(packState(state).length).toBeLessThan(200);
    expect(unpackState(packState(state))).toEqual(state);
  });

  const line = packState(state);

  test.each([
    ['of another version', line.replace(/^2 /, '1 ')],
    ['with a word too few', line.replace(/ \S+$/, '')],
    ['with a word too many', `${line} 1`],
    ['with what is no day', line.replace(state.closed, '2026-13-45')],
    ['with a negative count', line.replace(/^2 /, '2 -')],
    ['as objects were kept once', { v: 1, run: 3 }],
    ['empty', ''],
    ['null', null],
  ])('%s reads as null', (_, stored) => {
    expect(unpackState(stored)).toBeNull();
  });
});
