import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { excused } from '../../../src/core/challenge/pauses.ts';
import { addDays, type CivilDay, deadlineOf, startOf } from '../../../src/core/model/day.ts';
import type { Goal } from '../../../src/core/model/goal.ts';
import { runsOf } from '../../../src/core/outage/held.ts';
import { isTaken, type LostTerms, lostDays } from '../../../src/core/outage/lost-days.ts';

const on = (day: string) => day as CivilDay;
const seoul = (text: string) => Date.parse(`2026-11-${text.replace(' ', 'T')}:00+09:00`);
const away = (from: string, to: string) => ({ from: seoul(from), to: seoul(to) });

function terms(goal: Goal, change: Partial<LostTerms> = {}): LostTerms {
  const startsOn = on('2026-11-02');
  return {
    startsOn,
    endsOn: null,
    rules: [{ from: startsOn, goal, weekStart: 1 }],
    pauses: [],
    graceMinutes: 180,
    ...change,
  };
}
const daily = terms({ kind: 'daily' });
const lost = (challenge: LostTerms, ...absences: { from: number; to: number }[]) =>
  lostDays(challenge, 'Asia/Seoul', absences).map((day) => day.slice(8));

describe('a day that ends at three in the morning', () => {
  test.each([
    ['an evening, with two hours left', [away('18 18:00', '19 01:00')], []],
    ['into its last two hours', [away('18 23:59', '19 01:10')], ['18']],
    ['its very last minutes', [away('19 02:50', '19 05:00')], ['18']],
    ['half of it, and an evening left', [away('18 08:00', '18 20:00')], ['18']],
    ['less than half of it', [away('18 08:00', '18 19:59')], []],
    [
      'two that are half of it together',
      [away('18 05:00', '18 11:00'), away('18 14:00', '18 20:00')],
      ['18'],
    ],
    ['two that overlap, told once', [away('18 08:00', '18 18:00'), away('18 09:00', '18 19:00')], []],
    ['a night, and no more of the next day', [away('18 22:00', '19 09:00')], ['18']],
    ['a night and half of the next day', [away('18 22:00', '19 15:00')], ['18', '19']],
    ['four days', [away('17 20:00', '20 16:00')], ['17', '18', '19', '20']],
  ] as const)('%s', (_, absences, days) => {
    expect(lost(daily, ...absences)).toEqual(days);
  });

  test('of which nothing was asked is not lost', () => {
    const absence = away('17 12:00', '23 12:00');
    expect(lost(terms({ kind: 'weekdays', days: [1, 3] }), absence)).toEqual(['18']);
    expect(lost({ ...daily, endsOn: on('2026-11-18') }, absence)).toEqual(['17', '18']);
    expect(lost({ ...daily, startsOn: on('2026-11-21') }, absence)).toEqual(['21', '22']);
    const pauses = [{ from: on('2026-11-18'), to: null }];
    expect(lost({ ...daily, pauses }, absence)).toEqual(['17']);
  });

  test('of before the grace changed is judged by the grace of its time', () => {
    const changed = { ...daily, pastGraces: [{ until: on('2026-11-18'), graceMinutes: 0 }] };
    // The eighteenth ended at midnight; the nineteenth at three, as days do now.
    expect(lost(changed, away('18 22:30', '18 23:30'))).toEqual(['18']);
    expect(lost(changed, away('19 00:10', '19 02:50'))).toEqual([]);
    expect(lost(changed, away('20 01:10', '20 02:50'))).toEqual(['19']);
    const hours = fc
      .integer({ min: 0, max: 12 * 24 * 2 })
      .map((half) => seoul('12 00:00') + half * 1_800_000);
    const graces = fc.constantFrom(0, 60, 180);
    fc.assert(
      fc.property(hours, hours, graces, graces, (one, other, then, now) => {
        const until = on('2026-11-18');
        const absence = { from: Math.min(one, other), to: Math.max(one, other) };
        const days = (terms: Partial<LostTerms>) => lostDays({ ...daily, ...terms }, 'Asia/Seoul', [absence]);
        const found = days({ graceMinutes: now, pastGraces: [{ until, graceMinutes: then }] });
        const [before, after] = [days({ graceMinutes: then }), days({ graceMinutes: now })];
        expect(found.filter((day) => day <= until)).toEqual(before.filter((day) => day <= until));
        // The first day of the new one begins where the last of the old one ended.
        const settled = addDays(until, 1);
        expect(found.filter((day) => day > settled)).toEqual(after.filter((day) => day > settled));
      }),
    );
  });

  test('of longer ago than a month is not gone back to', () => {
    const year = { from: seoul('20 12:00') - 365 * 86_400_000, to: seoul('20 12:00') };
    expect(lostDays({ ...daily, startsOn: on('2020-01-01') }, 'Asia/Seoul', [year]).at(0)).toBe('2026-10-20');
  });
});

describe('weeks and blocks: what would change nothing is not named', () => {
  const oneDay = away('18 20:00', '19 02:00');
  const threeDays = away('17 20:00', '20 02:00');
  test.each([
    ['seven a week: each day is one fewer', 7, oneDay, ['18']],
    ['six a week: the rest was enough for as many', 6, oneDay, []],
    ['four a week: three days fewer are one fewer', 4, threeDays, ['17', '18', '19']],
    ['one a week: the rest was enough', 1, threeDays, []],
  ] as const)('%s', (_, n, absence, days) => {
    expect(lost(terms({ kind: 'perWeek', n }), absence)).toEqual(days);
  });

  test('a block is lost as a whole or not at all', () => {
    // Blocks from Monday the 2nd: the 16th and 17th, the 18th and 19th.
    const challenge = terms({ kind: 'everyNDays', n: 2 });
    expect(lost(challenge, oneDay)).toEqual([]);
    expect(lost(challenge, away('18 02:00', '20 02:00'))).toEqual(['18', '19']);
  });

  test('a week cut short by its end counts as short as it is', () => {
    const short = terms({ kind: 'perWeek', n: 7 }, { endsOn: on('2026-11-18') });
    expect(lost(short, threeDays)).toEqual(['17', '18']);
  });
});

describe('where clocks change', () => {
  const newYork = 'America/New_York';
  test('half of a day of 25 hours is 12 and a half', () => {
    const day = on('2026-11-01');
    const from = startOf(day, newYork, 0);
    const half = 12.5 * 3_600_000;
    const hour = 3_600_000;
    expect(isTaken(day, newYork, 0, [{ from, to: from + half }])).toBe(true);
    expect(isTaken(day, newYork, 0, [{ from, to: from + half - 1 }])).toBe(false);
    expect(
      isTaken(on('2026-03-08'), newYork, 0, [
        {
          from: startOf(on('2026-03-08'), newYork, 0),
          to: startOf(on('2026-03-08'), newYork, 0) + 11.5 * hour,
        },
      ]),
    ).toBe(true);
  });

  test('an outage over the repeated hour takes the day that ends with it, and no other', () => {
    // With an hour of grace the 31st ends at one: clocks read it twice, the first time is meant.
    const end = deadlineOf(on('2026-10-31'), newYork, 60);
    const challenge = { ...daily, startsOn: on('2026-10-01'), graceMinutes: 60 };
    const absence = { from: end - 30 * 60_000, to: end + 90 * 60_000 };
    expect(lostDays(challenge, newYork, [absence])).toEqual(['2026-10-31']);
  });

  test('a day a zone left out cannot be lost', () => {
    const from = Date.parse('2011-12-29T12:00:00Z');
    const challenge = { ...daily, startsOn: on('2011-12-01'), graceMinutes: 0 };
    expect(lostDays(challenge, 'Pacific/Apia', [{ from, to: from + 48 * 3_600_000 }])).not.toContain(
      '2011-12-30',
    );
  });
});

test('more absence never loses fewer days, and an hour within a day none', () => {
  const begun = seoul('10 12:00');
  const hours = fc.integer({ min: 0, max: 24 * 8 });
  fc.assert(
    fc.property(
      hours,
      hours,
      hours,
      fc.constantFrom('Asia/Seoul', 'America/St_Johns', 'Pacific/Chatham'),
      (at, long, more, zone) => {
        const one = { from: begun + at * 3_600_000, to: begun + (at + long) * 3_600_000 };
        const longer = { from: one.from, to: one.to + more * 3_600_000 };
        const few = lostDays(daily, zone, [one]);
        expect(lostDays(daily, zone, [longer])).toEqual(expect.arrayContaining([...few]));
        expect(lostDays(daily, zone, [one, one])).toEqual(few);
        expect(few.length).toBeLessThanOrEqual(Math.floor(long / 24) + 2);
      },
    ),
  );
});

test('excused days join the pauses, each once', () => {
  const pauses = [
    { from: on('2026-11-10'), to: on('2026-11-12') },
    { from: on('2026-11-20'), to: null },
  ];
  expect(excused(pauses, [on('2026-11-12'), on('2026-11-13'), on('2026-11-21')])).toEqual([
    { from: '2026-11-10', to: '2026-11-12' },
    { from: '2026-11-13', to: '2026-11-13' },
    { from: '2026-11-20', to: null },
  ]);
  expect(excused(excused([], [on('2026-11-12')]), [on('2026-11-12')])).toHaveLength(1);
});

test('days after one another are one run', () => {
  const day = on('2026-11-18');
  expect(runsOf([addDays(day, 3), day, addDays(day, 1)])).toEqual([
    { from: '2026-11-18', to: '2026-11-19' },
    { from: '2026-11-21', to: '2026-11-21' },
  ]);
});
