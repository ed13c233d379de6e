import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CivilDay, dayOf, type Weekday, weekday } from '../../../../src/core/model/day.ts';
import type { DeliveryKey } from '../../../../src/core/model/ids.ts';
import { wallMinute } from '../../../../src/core/model/zone.ts';
import { personalAhead, waitsForNudge } from '../../../../src/core/nudge/personal/schedule.ts';
import { dueMinutes } from '../../../../src/core/nudge/schedule.ts';
import { addressee, day, everyDay, own, seoul } from './support.ts';

const hour = 3_600_000;
const zones = ['Asia/Seoul', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Cairo', 'Pacific/Kiritimati'];
const open = { quiet: { from: 0, to: 0 } };

describe('the nudges to come', () => {
  test('are the minutes the planner finds, one a day', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 1439 }),
        fc.uniqueArray(fc.constantFrom(...everyDay), { minLength: 1 }),
        fc.integer({ min: 0, max: 120 }),
        (zone, minute, weekdays, shift) => {
          // Around the clock changes of autumn.
          const from = Date.parse('2026-10-01T00:00Z') + shift * 12 * hour;
          const to = from + 9 * 24 * hour;
          const one = own({ zone, startsOn: dayOf(from, zone, 0) }, from);
          const nudge = addressee({ zone, minute, weekdays: weekdays as Weekday[], since: 0 }, open);
          const ahead = personalAhead(nudge, [one], { from, to });
          const found = dueMinutes([zone], { from, to, now: to }).filter(
            (due) => due.minute === minute && weekdays.includes(due.weekday),
          );
          expect(ahead.map(({ at }) => at)).toEqual(found.map(({ at }) => at));
          expect(new Set(ahead.map((each) => each.day)).size).toBe(ahead.length);
        },
      ),
      { numRuns: 30 },
    );
  });

  test('stop while nothing is asked: done, resting, muted, on days off, in quiet hours', () => {
    const span = { from: seoul('20 12:00'), to: seoul('27 12:00') };
    const days = (to: Parameters<typeof addressee>, mine = own({ done: ['20'] })) =>
      personalAhead(addressee(...to), [mine], span).map((each) => each.day.slice(8));
    expect(days([{}])).toEqual(['21', '22', '23', '24', '25', '26']);
    expect(days([{ mutedUntil: day('22') }])).toEqual(['23', '24', '25', '26']);
    expect(days([{ weekdays: [1, 3] }])).toEqual(['23', '25']);
    expect(days([{}, { off: { daysOff: [6, 7], holidays: [{ day: day('25'), name: '' }] } }])).toEqual([
      '23',
      '24',
      '26',
    ]);
    expect(days([{ minute: 22 * 60 }])).toEqual([]);
    expect(days([{}], own({ rests: [{ kind: 'rest', from: day('20'), to: day('24') }] }))).toEqual([
      '25',
      '26',
    ]);
    expect(days([{}], own({ endsOn: day('22') }))).toEqual(['20', '21', '22']);
    expect(days([{ on: false }])).toEqual([]);
  });

  test('leave in peace who wrote of a crisis: twelve hours, and the rest of that day', () => {
    const span = { from: seoul('20 12:00'), to: seoul('23 12:00') };
    const days = (care: string, minute: number) =>
      personalAhead(addressee({ minute }), [own({ done: ['19'] })], {
        ...span,
        care: { at: seoul(care), zone: 'Asia/Seoul' },
      }).map((each) => each.day.slice(8));
    expect(days('19 12:00', 20 * 60)).toEqual(['20', '21', '22']);
    expect(days('20 00:01', 20 * 60)).toEqual(['21', '22']);
    expect(days('20 23:00', 10 * 60)).toEqual(['22', '23']);
    expect(days('20 11:00', 10 * 60)).toEqual(['21', '22', '23']);
  });

  test('end with the one that says they rest, should nothing be posted for two weeks', () => {
    const span = { from: seoul('15 12:00'), to: seoul('30 12:00') };
    const mine = own({ done: ['05'] }, span.from);
    const ahead = (told: readonly DeliveryKey[]) =>
      personalAhead(addressee({ since: 0 }), [mine], { ...span, told });
    expect(ahead([]).map((each) => each.day.slice(8))).toEqual(['15', '16', '17', '18', '19', '20']);
    const known = ['nudge-rest:m-1:running:2026-11-06'] as DeliveryKey[];
    expect(ahead(known).map((each) => each.day.slice(8))).toEqual(['15', '16', '17', '18', '19']);
  });

  test('only at risk: as long as a streak or its freezes last', () => {
    const span = { from: seoul('20 12:00'), to: seoul('27 12:00') };
    const risky = addressee({ onlyAtRisk: true });
    const days = (mine: ReturnType<typeof own>) =>
      personalAhead(risky, [mine], span).map((each) => each.day.slice(8));
    expect(days(own({ done: ['18', '19'] }))).toEqual(['20']);
    expect(days(own({ done: ['18', '19'], freezeEvery: 14 }))).toEqual(['20', '21', '22']);
  });
});

test('never twice a day, however they fly', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ zone: fc.constantFrom(...zones), after: fc.integer({ min: 1, max: 40 }) }), {
        minLength: 1,
        maxLength: 6,
      }),
      fc.integer({ min: 0, max: 1439 }),
      (flights, minute) => {
        let now = Date.parse('2026-11-01T00:00Z');
        const sent: string[] = [];
        const mine = own({}, now);
        for (const { zone, after } of flights) {
          const to = addressee({ zone, minute, since: now }, open);
          const zoned = { ...mine, zones: [{ from: 0, zone }] as const };
          const until = now + after * hour;
          const ahead = personalAhead(to, [zoned], { from: now, to: until, taken: sent as CivilDay[] });
          for (const { day: of, at } of ahead) {
            expect(dayOf(at, zone, 0)).toBe(of);
            sent.push(of);
          }
          now = until;
        }
        expect(new Set(sent).size).toBe(sent.length);
      },
    ),
    { numRuns: 40 },
  );
});

describe('the news of the morning', () => {
  const nine = seoul('20 09:00');
  const today = day('20');
  test.each<[string, Parameters<typeof addressee>, readonly CivilDay[], boolean]>([
    ['waits for the nudge of the day', [{}], [], true],
    ['is told at once to who has none', [null], [], false],
    ['is told at once when it is off', [{ on: false }], [], false],
    ['is told at once on a weekday without one', [{ weekdays: [1] }], [], false],
    ['is told at once when they are left alone', [{ mutedUntil: today }], [], false],
    ['is told at once when the hour is past and nothing came', [{ minute: 8 * 60 }], [], false],
    ['waits for tomorrow when they had their message', [{ minute: 8 * 60 }], [today], true],
    ['waits for the one that is just due', [{ minute: 9 * 60 }], [], true],
    ['is told at once on a holiday', [{}, { off: { daysOff: [weekday(today)], holidays: [] } }], [], false],
    [
      'is told at once when it would fall into quiet hours',
      [{}, { quiet: { from: 1000, to: 400 } }],
      [],
      false,
    ],
  ])('%s', (_name, to, taken, waits) => expect(waitsForNudge(addressee(...to), nine, taken)).toBe(waits));
});

test('a clock is read in whole minutes', () => {
  expect(wallMinute(seoul('20 21:05') + 59_999, 'Asia/Seoul')).toBe(21 * 60 + 5);
  expect(wallMinute(Date.parse('2026-11-20T00:00Z'), 'Asia/Kathmandu')).toBe(5 * 60 + 45);
});
