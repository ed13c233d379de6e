import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { addDays, dayUnder } from '../../../../src/core/model/day.ts';
import { cutOffOf, firstDay, ledger, periods, streak } from '../../../../src/core/model/streak/index.ts';
import {
  anyGoal,
  anyWeekStart,
  anyZone,
  at,
  checkIn,
  day,
  days,
  facts,
  HOUR,
  noon,
  rememberedSkipped,
  sentAt,
  threeAWeek,
  workdays,
} from './support.ts';

/** The marks of a stretch, oldest first. */
const marks = (given: ReturnType<typeof facts>, now: string, from: string, to: string) =>
  ledger(given, noon(now), { from: day(from), to: day(to) })
    .map(({ mark }) => mark)
    .toReversed()
    .join(' ');

const freeze = [{ day: day('2026-03-02'), n: 1 }];

describe('/streak why', () => {
  test.each([
    [
      'a freeze, a miss, a day off and the days to come',
      facts({ goal: workdays, grants: freeze, done: ['2026-03-02', '2026-03-05'] }),
      ['2026-03-06', '2026-03-01', '2026-03-09'],
      'free done frozen missed done open future future future',
    ],
    [
      'rest, pause, and a proof within the pause',
      facts({
        rest: ['2026-03-03'],
        pauses: [{ from: day('2026-03-04'), to: day('2026-03-06') }],
        done: ['2026-03-02', '2026-03-05'],
      }),
      ['2026-03-07', '2026-03-02', '2026-03-07'],
      'done rest paused done paused open',
    ],
    [
      'a missed week is one missed day, not four',
      facts({ goal: threeAWeek, rest: ['2026-03-08'], done: ['2026-03-02', '2026-03-04'] }),
      ['2026-03-10', '2026-03-02', '2026-03-11'],
      'done free done free free missed rest free open future',
    ],
    [
      'a week that is met asks for nothing more',
      facts({ goal: threeAWeek, done: days('2026-03-02', '2026-03-04') }),
      ['2026-03-05', '2026-03-02', '2026-03-06'],
      'done done done free future',
    ],
    [
      'days outside the challenge',
      facts({ joined: '2026-03-03', end: '2026-03-04', done: days('2026-03-02', '2026-03-05') }),
      ['2026-03-06', '2026-03-02', '2026-03-05'],
      'free done done free',
    ],
    [
      'the day that never was in Apia',
      facts({ zone: 'Pacific/Apia', start: '2011-12-28', done: ['2011-12-29', '2011-12-31'] }),
      ['2011-12-31', '2011-12-28', '2012-01-01'],
      'missed done skipped done open',
    ],
  ])('%s', (_, given, [now, from, to], expected) => {
    expect(marks(given, now!, from!, to!)).toBe(expected);
  });

  it('says of a day which proofs it had, when it ended and what came of its period', () => {
    const zones = [{ from: 0, zone: 'Asia/Seoul' }] as const;
    const terms = { zones, graceMinutes: 180 };
    const two = ['2026-03-03T16:00:00Z', '2026-03-03T01:00:00Z'].map((text, n) =>
      sentAt(terms, at(text), `p${n}`),
    );
    const given = facts({
      ...terms,
      grants: freeze,
      checkIns: [checkIn('2026-03-02', at('2026-03-02T03:00:00Z')), ...two],
    });
    const [fourth, third] = ledger(given, noon('2026-03-05'), {
      from: day('2026-03-03'),
      to: day('2026-03-04'),
    });
    const rule = given.rules[0];
    expect(third).toEqual({
      day: '2026-03-03',
      mark: 'done',
      checkIns: [
        { id: 'p1', at: at('2026-03-03T01:00:00Z'), zone: 'Asia/Seoul' },
        { id: 'p0', at: at('2026-03-03T16:00:00Z'), zone: 'Asia/Seoul' },
      ],
      cutOff: at('2026-03-03T18:00:00Z'),
      zone: 'Asia/Seoul',
      graceMinutes: 180,
      rule,
      period: {
        from: '2026-03-03',
        to: '2026-03-03',
        rule,
        state: 'met',
        target: 1,
        eligible: 1,
        done: 1,
        run: 2,
        freezes: 1,
      },
    });
    expect(fourth).toMatchObject({
      mark: 'frozen',
      checkIns: [],
      period: { state: 'frozen', run: 2, freezes: 0 },
    });
  });
});

describe('R18: when a day was over', () => {
  test.each([
    [
      'at home',
      'Asia/Seoul',
      '2026-12-01T00:00:00Z',
      'UTC',
      '2026-03-03',
      '2026-03-03T15:00:00Z',
      'Asia/Seoul',
    ],
    [
      'westward it lasts longer',
      'Asia/Seoul',
      '2026-03-03T10:00:00Z',
      'UTC',
      '2026-03-03',
      '2026-03-04T00:00:00Z',
      'UTC',
    ],
    [
      'westward again after its end',
      'Asia/Seoul',
      '2026-03-03T20:00:00Z',
      'UTC',
      '2026-03-03',
      '2026-03-04T00:00:00Z',
      'UTC',
    ],
    [
      'eastward it ends on the way',
      'UTC',
      '2026-03-03T20:00:00Z',
      'Asia/Seoul',
      '2026-03-03',
      '2026-03-03T20:00:00Z',
      'UTC',
    ],
    [
      'eastward, the day of arrival',
      'UTC',
      '2026-03-03T20:00:00Z',
      'Asia/Seoul',
      '2026-03-04',
      '2026-03-04T15:00:00Z',
      'Asia/Seoul',
    ],
  ])('%s', (_, home, when, away, text, cutOff, zone) => {
    const zones = [
      { from: 0, zone: home },
      { from: at(when), zone: away },
    ] as const;
    expect(cutOffOf(day(text), zones, 0)).toEqual({ cutOff: at(cutOff), zone });
  });
});

it('agrees with the numbers, day by day', () => {
  const beginning = fc.record({
    goal: anyGoal,
    weekStart: anyWeekStart,
    graceMinutes: fc.constantFrom(0, 180),
    freezeCap: fc.integer({ min: 0, max: 2 }),
    grants: fc.constantFrom([], freeze),
    rest: fc.subarray([...days('2026-03-01', '2026-03-20')]),
  });
  const proofs = fc.array(fc.integer({ min: 0, max: 40 * 24 }), { maxLength: 30 });
  const begin = at('2026-03-01T00:00:00Z');
  const hour = fc.integer({ min: 0, max: 40 * 24 });
  fc.assert(
    fc.property(
      beginning,
      anyZone,
      anyZone,
      proofs,
      hour,
      hour,
      (wanted, home, away, hours, moved, asked) => {
        const zones = [
          { from: 0, zone: home },
          { from: begin + moved * HOUR, zone: away },
        ] as const;
        const terms = { zones, graceMinutes: wanted.graceMinutes };
        const given = facts({
          ...wanted,
          zones,
          checkIns: hours.map((sent, n) => sentAt(terms, begin + sent * HOUR, `${n}`)),
        });
        const now = begin + asked * HOUR;
        const numbers = streak(given, now, rememberedSkipped);
        const judged = periods(given, now, rememberedSkipped);
        const to = addDays(numbers.today, 10);
        const rows = ledger(given, now, { from: firstDay(given), to });
        const count = (mark: string) => rows.filter((row) => row.mark === mark).length;
        expect(count('done')).toBe(numbers.daysDone);
        for (const state of ['missed', 'frozen'] as const)
          expect(count(state)).toBe(judged.filter((period) => period.state === state).length);
        const { need, period } = numbers;
        if (count('open') === 1) expect(need).toBeGreaterThan(0);
        expect(rows.find((row) => row.day === numbers.today)?.period ?? null).toEqual(
          period === null ? null : expect.objectContaining(period),
        );
        if (rows.length > 0)
          expect(rows.find((row) => row.period !== null)?.period?.run ?? 0).toBe(numbers.current);
        for (const row of rows) {
          const known = zones.filter(({ from }, index) => index === 0 || from <= now) as [(typeof zones)[0]];
          expect(dayUnder(known, row.cutOff, wanted.graceMinutes) > row.day).toBe(true);
          expect(dayUnder(known, row.cutOff - 1, wanted.graceMinutes) <= row.day).toBe(true);
        }
      },
    ),
    { numRuns: 60 },
  );
});
