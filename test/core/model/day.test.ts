import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  addDays,
  type CivilDay,
  dayOf,
  daysBetween,
  dayUnder,
  deadlineOf,
  isSkipped,
  parseDay,
  startOf,
  weekday,
  type ZoneHistory,
  zoneAt,
} from '../../../src/core/model/day.ts';
import { isZone } from '../../../src/core/model/zone.ts';
import { workedMs } from '../../support/worked.ts';

const HOUR = 3_600_000;
const at = (iso: string) => Date.parse(iso);
const day = (text: string): CivilDay => {
  const parsed = parseDay(text);
  if (!parsed) throw new Error(`not a day: ${text}`);
  return parsed;
};

describe('civil days', () => {
  test.each(['2026-11-20', '2024-02-29', '2000-02-29', '1900-01-01', '9999-12-31'])('%s is a day', (text) => {
    expect(parseDay(text)).toBe(text);
  });

  test.each([
    '2026-02-29',
    '1900-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '2026-1-1',
    '20261120',
    '',
    ' 2026-11-20',
    '2026-11-20T00:00',
    '-2026-11-20',
    '1899-12-31',
    '２０２６-11-20',
  ])('%j is not a day', (text) => {
    expect(parseDay(text)).toBeNull();
  });

  test.each([
    ['2026-11-20', 5],
    ['2026-11-22', 7],
    ['2026-11-23', 1],
    ['2024-02-29', 4],
    ['1970-01-01', 4],
    ['1900-01-01', 1],
  ])('%s has ISO weekday %i', (text, expected) => {
    expect(weekday(day(text))).toBe(expected);
  });

  it('adds and counts days like the calendar', () => {
    const days = fc.date({ min: new Date('1900-01-01'), max: new Date('2200-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(days, fc.integer({ min: -20_000, max: 20_000 }), (date, count) => {
        const from = day(date.toISOString().slice(0, 10));
        const to = addDays(from, count);
        if (count >= 0) expect(parseDay(to)).toBe(to);
        expect(to).toBe(new Date(Date.parse(from) + count * 24 * HOUR).toISOString().slice(0, 10));
        expect(daysBetween(from, to)).toBe(count);
        expect(weekday(to) % 7).toBe(new Date(to).getUTCDay());
      }),
    );
  });
});

describe('R2: the day of an instant', () => {
  test.each([
    ['23:59 in Seoul', '2026-11-20T14:59:00Z', 'Asia/Seoul', 0, '2026-11-20'],
    ['midnight in Seoul', '2026-11-20T15:00:00Z', 'Asia/Seoul', 0, '2026-11-21'],
    ['00:59:59 with an hour of grace', '2026-11-20T15:59:59.999Z', 'Asia/Seoul', 60, '2026-11-20'],
    ['01:00:00 with an hour of grace', '2026-11-20T16:00:00Z', 'Asia/Seoul', 60, '2026-11-21'],
    ['02:59 with three hours of grace', '2026-11-20T17:59:59Z', 'Asia/Seoul', 180, '2026-11-20'],
    ['03:00 with three hours of grace', '2026-11-20T18:00:00Z', 'Asia/Seoul', 180, '2026-11-21'],
    ['half-hour zone', '2026-11-20T18:30:00Z', 'Asia/Kolkata', 0, '2026-11-21'],
    ['quarter-hour zone', '2026-11-20T18:14:59Z', 'Asia/Kathmandu', 0, '2026-11-20'],
    ['zone name lies about the sign', '2026-11-20T04:59:00Z', 'Etc/GMT+5', 0, '2026-11-19'],
    ['Apia before the missing day', '2011-12-30T09:59:59Z', 'Pacific/Apia', 0, '2011-12-29'],
    ['Apia after the missing day', '2011-12-30T10:00:00Z', 'Pacific/Apia', 0, '2011-12-31'],
    ["St John's one minute into the 7th", '2010-11-07T02:30:30Z', 'America/St_Johns', 0, '2010-11-07'],
    ["St John's back on the 6th", '2010-11-07T02:31:00Z', 'America/St_Johns', 0, '2010-11-06'],
    ["St John's on the 7th again", '2010-11-07T03:30:00Z', 'America/St_Johns', 0, '2010-11-07'],
    [
      'São Paulo just before the missing midnight',
      '2018-11-04T02:59:59Z',
      'America/Sao_Paulo',
      0,
      '2018-11-03',
    ],
    ['São Paulo at 01:00', '2018-11-04T03:00:00Z', 'America/Sao_Paulo', 0, '2018-11-04'],
    [
      'grace over the missing midnight is elapsed time',
      '2018-11-04T03:59:59Z',
      'America/Sao_Paulo',
      60,
      '2018-11-03',
    ],
    ['leap day', '2024-02-29T12:00:00Z', 'UTC', 0, '2024-02-29'],
  ])('%s', (_, instant, zone, grace, expected) => {
    expect(dayOf(at(instant), zone, grace)).toBe(expected);
  });

  it('looks the zone up at the instant', () => {
    const history: ZoneHistory = [
      { from: at('2026-01-01T00:00:00Z'), zone: 'Asia/Seoul' },
      { from: at('2026-11-20T16:00:00Z'), zone: 'America/Los_Angeles' },
    ];
    expect(zoneAt(history, at('2020-01-01T00:00:00Z'))).toBe('Asia/Seoul');
    expect(zoneAt(history, at('2026-11-20T15:59:59.999Z'))).toBe('Asia/Seoul');
    expect(zoneAt(history, at('2026-11-20T16:00:00Z'))).toBe('America/Los_Angeles');
    expect(dayUnder(history, at('2026-11-20T15:59:59Z'), 0)).toBe('2026-11-21');
    expect(dayUnder(history, at('2026-11-20T16:00:00Z'), 0)).toBe('2026-11-20');
  });

  it('is quick enough for the hot path', () => {
    const started = workedMs();
    for (let i = 0; i < 20_000; i++) dayOf(1_700_000_000_000 + i * 60_000, 'Asia/Seoul', 180);
    expect(workedMs() - started).toBeLessThan(1000);
  });
});

describe('R18: start and deadline', () => {
  test.each([
    // zone, grace, day, start, deadline, hours the day lasts
    ['Asia/Seoul', 180, '2026-11-20', '2026-11-19T18:00:00Z', '2026-11-20T18:00:00Z', 24],
    ['Asia/Seoul', 0, '2026-11-20', '2026-11-19T15:00:00Z', '2026-11-20T15:00:00Z', 24],
    ['America/New_York', 0, '2026-03-08', '2026-03-08T05:00:00Z', '2026-03-09T04:00:00Z', 23],
    ['America/New_York', 0, '2026-11-01', '2026-11-01T04:00:00Z', '2026-11-02T05:00:00Z', 25],
    ['America/New_York', 180, '2026-03-07', '2026-03-07T08:00:00Z', '2026-03-08T08:00:00Z', 24],
    ['Australia/Lord_Howe', 0, '2026-10-04', '2026-10-03T13:30:00Z', '2026-10-04T13:00:00Z', 23.5],
    ['Australia/Lord_Howe', 0, '2026-04-05', '2026-04-04T13:00:00Z', '2026-04-05T13:30:00Z', 24.5],
    ['Pacific/Kwajalein', 0, '1969-09-30', '1969-09-29T13:00:00Z', '1969-10-01T12:00:00Z', 47],
    ['America/Sao_Paulo', 0, '2018-11-03', '2018-11-03T03:00:00Z', '2018-11-04T03:00:00Z', 24],
    ['America/Sao_Paulo', 60, '2018-11-04', '2018-11-04T04:00:00Z', '2018-11-05T03:00:00Z', 23],
    ['Africa/Casablanca', 0, '2026-02-15', '2026-02-14T23:00:00Z', '2026-02-16T00:00:00Z', 25],
    ['Africa/Cairo', 0, '2026-04-24', '2026-04-23T22:00:00Z', '2026-04-24T21:00:00Z', 23],
    // The 7th shows for a minute, goes back to the 6th for an hour, then stays.
    ['America/St_Johns', 0, '2010-11-06', '2010-11-06T02:30:00Z', '2010-11-07T03:30:00Z', 25],
    ['America/St_Johns', 0, '2010-11-07', '2010-11-07T02:30:00Z', '2010-11-08T03:30:00Z', 25],
    ['Pacific/Apia', 0, '2011-12-29', '2011-12-29T10:00:00Z', '2011-12-30T10:00:00Z', 24],
    ['Pacific/Apia', 0, '2011-12-31', '2011-12-30T10:00:00Z', '2011-12-31T10:00:00Z', 24],
  ])('%s, grace %i, %s', (zone, grace, text, start, deadline, hours) => {
    const from = startOf(day(text), zone, grace);
    const to = deadlineOf(day(text), zone, grace);
    expect(new Date(from).toISOString()).toBe(new Date(start).toISOString());
    expect(new Date(to).toISOString()).toBe(new Date(deadline).toISOString());
    expect((to - from) / HOUR).toBe(hours);
  });

  it('gives the missing day of Apia no length', () => {
    const missing = day('2011-12-30');
    expect(startOf(missing, 'Pacific/Apia', 180)).toBe(deadlineOf(missing, 'Pacific/Apia', 180));
    expect(startOf(missing, 'Pacific/Apia', 0)).toBe(startOf(day('2011-12-31'), 'Pacific/Apia', 0));
  });

  const zones = Intl.supportedValuesOf('timeZone');
  const anyZone = fc.constantFrom(
    ...zones,
    'America/St_Johns',
    'Pacific/Apia',
    'Africa/Casablanca',
    'Asia/Gaza',
  );
  const anyDay = fc.integer({ min: 0, max: 24_800 }).map((n) => addDays(day('1970-01-01'), n));
  const anyGrace = fc.integer({ min: 0, max: 180 });

  it('brackets every day in every zone', () => {
    fc.assert(
      fc.property(anyZone, anyDay, anyGrace, (zone, date, grace) => {
        const from = startOf(date, zone, grace);
        const to = deadlineOf(date, zone, grace);
        expect(dayOf(to, zone, grace) > date).toBe(true);
        expect(dayOf(to - 1, zone, grace) <= date).toBe(true);
        expect(dayOf(from - 1, zone, grace) < date).toBe(true);
        const skipped = isSkipped(date, [{ from: 0, zone }], grace);
        if (skipped) expect(from).toBe(to);
        else expect(dayOf(from, zone, grace)).toBe(date);
        for (let t = to; t < to + 30 * HOUR; t += HOUR / 2) expect(dayOf(t, zone, grace) > date).toBe(true);
        for (let t = from - 1; t > from - 30 * HOUR; t -= HOUR / 2)
          expect(dayOf(t, zone, grace) < date).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  it('changed from a day on, leaves no instant to two days and none to none', () => {
    fc.assert(
      fc.property(anyZone, anyDay, anyGrace, anyGrace, (zone, until, before, after) => {
        const grace = { graceMinutes: after, pastGraces: [{ until, graceMinutes: before }] };
        const first = addDays(until, 1);
        expect(startOf(first, zone, grace)).toBe(deadlineOf(until, zone, grace));
        expect(deadlineOf(until, zone, grace)).toBe(deadlineOf(until, zone, before));
        expect(deadlineOf(first, zone, grace)).toBe(deadlineOf(first, zone, after));
        const seam = deadlineOf(until, zone, grace);
        const skipped = isSkipped(first, [{ from: 0, zone }], grace);
        if (!skipped)
          expect([dayOf(seam - 1, zone, grace) <= until, dayOf(seam, zone, grace)]).toEqual([true, first]);
        let day = dayOf(seam - 50 * HOUR, zone, grace);
        for (let t = seam - 50 * HOUR; t < seam + 50 * HOUR; t += HOUR / 4) {
          const next = dayOf(t, zone, grace);
          expect(next).toBe(t < seam ? dayOf(t, zone, before) : [first, dayOf(t, zone, after)].sort()[1]);
          if (t >= seam - 1 && t <= seam) expect(next >= day).toBe(true);
          day = next;
        }
      }),
      { numRuns: 300 },
    );
  });

  it('puts every instant inside its own day', () => {
    const instants = fc.integer({ min: 0, max: 2_145_916_800_000 });
    fc.assert(
      fc.property(anyZone, instants, anyGrace, (zone, instant, grace) => {
        const date = dayOf(instant, zone, grace);
        expect(startOf(date, zone, grace)).toBeLessThanOrEqual(instant);
        expect(deadlineOf(date, zone, grace)).toBeGreaterThan(instant);
        expect(isSkipped(date, [{ from: 0, zone }], grace)).toBe(false);
      }),
      { numRuns: 400 },
    );
  });
});

describe('R6: skipped days', () => {
  const moved = (zone: string, iso: string, next: string): ZoneHistory => [
    { from: 0, zone },
    { from: at(iso), zone: next },
  ];

  test.each<[string, ZoneHistory, string, boolean]>([
    ['Apia left it out', [{ from: 0, zone: 'Pacific/Apia' }], '2011-12-30', true],
    ['the day before Apia', [{ from: 0, zone: 'Pacific/Apia' }], '2011-12-29', false],
    ['Kwajalein left out a day in 1993', [{ from: 0, zone: 'Pacific/Kwajalein' }], '1993-08-21', true],
    ['an ordinary day', [{ from: 0, zone: 'Asia/Seoul' }], '2026-11-20', false],
    [
      'east over the date line',
      moved('Pacific/Pago_Pago', '2026-11-20T10:30:00Z', 'Pacific/Kiritimati'),
      '2026-11-20',
      true,
    ],
    [
      'lands on the day after',
      moved('Pacific/Pago_Pago', '2026-11-20T10:30:00Z', 'Pacific/Kiritimati'),
      '2026-11-21',
      false,
    ],
    [
      'half an hour on it was enough',
      moved('Pacific/Pago_Pago', '2026-11-20T11:30:00Z', 'Pacific/Kiritimati'),
      '2026-11-20',
      false,
    ],
    [
      'Honolulu to Seoul shortens a day only',
      moved('Pacific/Honolulu', '2026-11-20T11:00:00Z', 'Asia/Seoul'),
      '2026-11-20',
      false,
    ],
    [
      'westward repeats, never skips',
      moved('Asia/Seoul', '2026-11-20T16:00:00Z', 'America/Los_Angeles'),
      '2026-11-20',
      false,
    ],
  ])('%s', (_, history, text, expected) => {
    expect(isSkipped(day(text), history, 0)).toBe(expected);
  });

  it('agrees with trying instants one by one', () => {
    const zone = fc.constantFrom(
      'Pacific/Kiritimati',
      'Pacific/Pago_Pago',
      'Asia/Seoul',
      'America/Los_Angeles',
    );
    const hour = fc.integer({ min: 0, max: 96 });
    fc.assert(
      fc.property(zone, zone, zone, hour, hour, fc.constantFrom(0, 60, 180), (a, b, c, one, two, grace) => {
        const base = at('2026-11-18T00:00:00Z');
        const history: ZoneHistory = [
          { from: 0, zone: a },
          { from: base + Math.min(one, two) * HOUR, zone: b },
          { from: base + Math.max(one, two) * HOUR, zone: c },
        ];
        const seen = new Set<string>();
        for (let t = base - 72 * HOUR; t < base + 200 * HOUR; t += HOUR)
          seen.add(dayUnder(history, t, grace));
        for (let n = 0; n < 6; n++) {
          const date = addDays(day('2026-11-17'), n);
          expect(isSkipped(date, history, grace)).toBe(!seen.has(date));
        }
      }),
      { numRuns: 200 },
    );
  });
});

test.each([
  ['Asia/Seoul', true],
  ['America/Argentina/Buenos_Aires', true],
  ['Asia/Calcutta', true],
  ['UTC', true],
  ['Etc/GMT+5', true],
  ['+09:00', false],
  ['Seoul', false],
  ['Mars/Olympus', false],
  ['', false],
  ['Asia/Seoul ', false],
])('zone %j: %s', (name, expected) => {
  expect(isZone(name)).toBe(expected);
});
