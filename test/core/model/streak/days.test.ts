import { describe, expect, it, test } from 'vitest';
import { addDays, dayOf } from '../../../../src/core/model/day.ts';
import { streak } from '../../../../src/core/model/streak/index.ts';
import { at, type Case, check, checkIn, day, days, facts, noon, sentAt, threeAWeek } from './support.ts';

describe('R1: only what is known', () => {
  const sent = [checkIn('2026-03-02'), checkIn('2026-03-03')];
  test.each<Case>([
    [
      'a proof of later is not known yet',
      facts({ checkIns: sent }),
      '2026-03-03T11:59:59Z',
      { current: 1, daysDone: 1 },
    ],
    [
      'nor any before the first',
      facts({ checkIns: sent }),
      '2026-03-02T11:00:00Z',
      { current: 0, lastDone: null },
    ],
    [
      'it counts from its own millisecond',
      facts({ checkIns: sent }),
      '2026-03-03T12:00:00Z',
      { current: 2, lastDone: day('2026-03-03') },
    ],
    [
      'a move of later neither: today is that of the old zone',
      facts({
        zones: [
          { from: 0, zone: 'UTC' },
          { from: at('2026-03-03T12:00:00Z'), zone: 'Pacific/Kiritimati' },
        ],
      }),
      '2026-03-03T11:00:00Z',
      { today: day('2026-03-03') },
    ],
    [
      'a freeze of tomorrow is not in the balance',
      facts({ goal: threeAWeek, grants: [{ day: day('2026-03-04'), n: 1 }] }),
      '2026-03-03',
      { freezes: 0 },
    ],
  ])('%s', check);

  it('does not depend on the order in which check-ins come', () => {
    const kept = days('2026-03-02', '2026-03-20').map((text) => checkIn(text));
    const shuffled = kept.toSorted((one, other) => (one.id.slice(-3) < other.id.slice(-3) ? -1 : 1));
    const now = noon('2026-03-20');
    expect(streak(facts({ checkIns: kept.toReversed() }), now)).toEqual(
      streak(facts({ checkIns: kept }), now),
    );
    expect(streak(facts({ checkIns: shuffled }), now)).toEqual(streak(facts({ checkIns: kept }), now));
  });
});

describe('R2 and R3: days', () => {
  const seoul = { zones: [{ from: 0, zone: 'Asia/Seoul' }] as const, start: '2026-11-19', graceMinutes: 60 };
  const sent = (instants: readonly string[]) =>
    facts({ ...seoul, checkIns: instants.map((text, n) => sentAt(seoul, at(text), String(n))) });

  test.each<Case>([
    [
      '00:59:59 is yesterday',
      sent(['2026-11-20T15:59:59Z']),
      '2026-11-20T16:00:00Z',
      { today: day('2026-11-21'), lastDone: day('2026-11-20') },
    ],
    [
      '01:00:00 is today',
      sent(['2026-11-20T16:00:00Z']),
      '2026-11-20T16:00:00Z',
      { lastDone: day('2026-11-21') },
    ],
    [
      'twice on one day counts once',
      sent(['2026-11-20T03:00:00Z', '2026-11-20T04:00:00Z']),
      '2026-11-20T05:00:00Z',
      { daysDone: 1, current: 1 },
    ],
    [
      'both sides of midnight, within the grace, is one day',
      sent(['2026-11-20T14:59:00Z', '2026-11-20T15:30:00Z']),
      '2026-11-21T05:00:00Z',
      { daysDone: 1 },
    ],
    [
      'days before the start and after the end do not count',
      facts({ start: '2026-03-03', end: '2026-03-05', done: days('2026-03-01', '2026-03-08') }),
      '2026-03-08',
      { daysDone: 3, current: 3, longest: 3, lastDone: day('2026-03-05'), completionPct: 100 },
    ],
    [
      'a stored day never moves with a later zone',
      facts({
        zones: [{ from: 0, zone: 'America/Los_Angeles' }],
        checkIns: [{ id: 'a', at: at('2026-03-02T22:00:00Z'), zone: 'Asia/Seoul', day: day('2026-03-03') }],
      }),
      '2026-03-03T22:00:00Z',
      { today: day('2026-03-03'), lastDone: day('2026-03-03') },
    ],
  ])('%s', check);

  // One proof each day, an hour after waking and an hour before bed: no clock change loses or doubles one.
  test.each([
    ['spring forward, 23 hours', 'America/New_York', '2026-03-08'],
    ['fall back, 25 hours', 'America/New_York', '2026-11-01'],
    ['half an hour', 'Australia/Lord_Howe', '2026-04-05'],
    ["St John's goes back to the day before", 'America/St_Johns', '2010-11-07'],
    ['São Paulo without a midnight', 'America/Sao_Paulo', '2018-11-04'],
    ['Cairo without a midnight', 'Africa/Cairo', '2026-04-24'],
    ['Casablanca into Ramadan', 'Africa/Casablanca', '2026-02-15'],
    ['Casablanca out of Ramadan', 'Africa/Casablanca', '2026-03-22'],
    ['Kwajalein, 47 hours', 'Pacific/Kwajalein', '1969-09-30'],
    ['Apia without a day', 'Pacific/Apia', '2011-12-30'],
    ['Kwajalein without a day', 'Pacific/Kwajalein', '1993-08-21'],
    ['a leap day', 'Asia/Seoul', '2024-02-29'],
  ])('%s: whoever posts every 12 hours has every day', (_, zone, text) => {
    for (const graceMinutes of [0, 60, 180]) {
      const terms = { zones: [{ from: 0, zone }] as const, graceMinutes, start: addDays(day(text), -5) };
      const first = noon(addDays(day(text), -4));
      const checkIns = Array.from({ length: 17 }, (__, n) =>
        sentAt(terms, first + n * 12 * 3_600_000, `${n}`),
      );
      const start = checkIns[0]!.day;
      const now = checkIns.at(-1)!.at;
      const numbers = streak(facts({ ...terms, start, end: addDays(start, 30), checkIns }), now);
      expect(numbers).toMatchObject({ adherencePct: 100, today: dayOf(now, zone, graceMinutes) });
      expect(numbers.current).toBe(numbers.daysDone);
    }
  });
});

describe('R4 and R15: start and end', () => {
  test.each<Case>([
    [
      'joining late, the days before are not missed',
      facts({ joined: '2026-03-10', done: days('2026-03-10', '2026-03-12') }),
      '2026-03-12',
      { current: 3, adherencePct: 100 },
    ],
    [
      'joining before the start changes nothing',
      facts({ joined: '2026-02-01', done: days('2026-02-01', '2026-03-03') }),
      '2026-03-03',
      { current: 2, daysDone: 2 },
    ],
    [
      'before the start nothing is asked',
      facts({}),
      '2026-02-20',
      { current: 0, period: null, risk: 'none', adherencePct: null },
    ],
    [
      'the last day keeps its grace',
      facts({ end: '2026-03-04', graceMinutes: 180, done: days('2026-03-02', '2026-03-03') }),
      '2026-03-05T02:59:59Z',
      { today: day('2026-03-04'), risk: 'atRisk', current: 2 },
    ],
    [
      'and then all is closed',
      facts({ end: '2026-03-04', graceMinutes: 180, done: days('2026-03-02', '2026-03-03') }),
      '2026-03-05T03:00:00Z',
      { current: 0, longest: 2, period: null, risk: 'none' },
    ],
    [
      'the final streak stays for ever',
      facts({ end: '2026-03-04', done: days('2026-03-02', '2026-03-04') }),
      '2036-03-04',
      { current: 3, completionPct: 100, adherencePct: 100 },
    ],
    [
      'joined after the end: no period at all',
      facts({ end: '2026-03-04', joined: '2026-03-06', done: ['2026-03-06'] }),
      '2026-03-06',
      { daysDone: 0, current: 0, completionPct: null, period: null },
    ],
  ])('%s', check);
});

describe('R14: journeys', () => {
  const travel = (to: string, when: string, from = 'Asia/Seoul') =>
    [
      { from: 0, zone: from },
      { from: at(when), zone: to },
    ] as const;
  const fly = (zones: ReturnType<typeof travel>, sent: readonly string[], start = '2026-03-02') =>
    facts({
      start,
      zones,
      checkIns: sent.map((text, n) => sentAt({ zones, graceMinutes: 0 }, at(text), `${n}`)),
    });

  // Seoul to Los Angeles at 20:00 UTC of the 3rd, the 4th in Seoul: today is the 3rd again.
  const west = travel('America/Los_Angeles', '2026-03-03T20:00:00Z');
  test.each<Case>([
    [
      'westward a stored day after today still counts',
      fly(west, ['2026-03-02T03:00:00Z', '2026-03-03T03:00:00Z', '2026-03-03T16:00:00Z']),
      '2026-03-03T21:00:00Z',
      { today: day('2026-03-03'), current: 3, lastDone: day('2026-03-04'), risk: 'none' },
    ],
    [
      'and the next day is the one after it',
      fly(west, ['2026-03-02T03:00:00Z', '2026-03-03T03:00:00Z', '2026-03-03T16:00:00Z']),
      '2026-03-05T20:00:00Z',
      { today: day('2026-03-05'), current: 3, risk: 'atRisk' },
    ],
    [
      'before leaving the 3rd was missed',
      fly(west, ['2026-03-02T03:00:00Z']),
      '2026-03-03T19:00:00Z',
      { today: day('2026-03-04'), current: 0 },
    ],
    [
      'westward it is open again',
      fly(west, ['2026-03-02T03:00:00Z']),
      '2026-03-03T21:00:00Z',
      { today: day('2026-03-03'), current: 1, risk: 'atRisk' },
    ],
    [
      'and can be done',
      fly(west, ['2026-03-02T03:00:00Z', '2026-03-03T22:00:00Z']),
      '2026-03-03T22:00:00Z',
      { current: 2 },
    ],
    // Honolulu to Seoul at 11:00 UTC of the 4th: 01:00 on the 4th becomes 20:00 on the 4th.
    [
      'eastward a shortened day is due',
      fly(travel('Asia/Seoul', '2026-03-04T11:00:00Z', 'Pacific/Honolulu'), [
        '2026-03-02T20:00:00Z',
        '2026-03-03T20:00:00Z',
      ]),
      '2026-03-04T16:00:00Z',
      { today: day('2026-03-05'), current: 0, longest: 2 },
    ],
    // Pago Pago to Kiritimati: from 23:30 on the 19th to 00:30 on the 21st.
    [
      'eastward over the line a day that never was is not missed',
      fly(
        travel('Pacific/Kiritimati', '2026-11-20T10:30:00Z', 'Pacific/Pago_Pago'),
        ['2026-11-19T20:00:00Z', '2026-11-20T11:00:00Z'],
        '2026-11-19',
      ),
      '2026-11-20T12:00:00Z',
      { today: day('2026-11-21'), current: 2, adherencePct: 100 },
    ],
  ])('%s', check);
});
