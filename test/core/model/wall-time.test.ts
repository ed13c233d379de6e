import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type CivilDay, dayOf, startOf } from '../../../src/core/model/day.ts';
import { plannedAt, wallMinutes } from '../../../src/core/model/wall-time.ts';

const iso = (instant: number | null) => instant && new Date(instant).toISOString();
const minute = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
const hour = 3_600_000;

/** Days whose clocks change, days of most kinds among them. */
const zones = [
  'Asia/Seoul',
  'America/New_York',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'Pacific/Apia',
  'Africa/Cairo',
  'Europe/London',
  'Africa/Casablanca',
  'Asia/Kathmandu',
  'Pacific/Chatham',
  'America/Sao_Paulo',
  'Pacific/Kiritimati',
] as const;

describe('a wall time', () => {
  test.each([
    ['Asia/Seoul', '2026-11-21', '21:00', '2026-11-21T12:00:00.000Z', 'a plain evening'],
    ['America/New_York', '2026-03-08', '01:59', '2026-03-08T06:59:00.000Z', 'just before the jump'],
    ['America/New_York', '2026-03-08', '02:00', '2026-03-08T07:00:00.000Z', 'jumped over: the first after'],
    ['America/New_York', '2026-03-08', '02:59', '2026-03-08T07:00:00.000Z', 'jumped over: the first after'],
    ['America/New_York', '2026-03-08', '03:00', '2026-03-08T07:00:00.000Z', 'the first there is'],
    ['America/New_York', '2026-11-01', '01:30', '2026-11-01T05:30:00.000Z', 'comes twice: the first'],
    ['America/New_York', '2026-11-01', '02:00', '2026-11-01T07:00:00.000Z', 'after the hour was repeated'],
    ['Australia/Lord_Howe', '2026-10-04', '02:15', '2026-10-03T15:30:00.000Z', 'half an hour is jumped over'],
    ['Australia/Lord_Howe', '2026-10-04', '02:30', '2026-10-03T15:30:00.000Z', 'the first there is'],
    ['Australia/Lord_Howe', '2026-04-05', '01:45', '2026-04-04T14:45:00.000Z', 'half an hour comes twice'],
    ['America/St_Johns', '2026-03-08', '02:30', '2026-03-08T05:30:00.000Z', 'half past is jumped over'],
    ['America/St_Johns', '2026-11-01', '01:15', '2026-11-01T03:45:00.000Z', 'comes twice: the first'],
    ['America/St_Johns', '2010-11-06', '23:30', '2010-11-07T02:00:00.000Z', 'clocks step back over midnight'],
    ['America/St_Johns', '2010-11-07', '00:30', '2010-11-07T04:00:00.000Z', 'the day begins twice'],
    ['Pacific/Apia', '2011-12-29', '21:00', '2011-12-30T07:00:00.000Z', 'the day before the one left out'],
    ['Pacific/Apia', '2011-12-31', '00:00', '2011-12-30T10:00:00.000Z', 'the day after it'],
    ['Africa/Cairo', '2026-04-24', '00:00', '2026-04-23T22:00:00.000Z', 'the day begins at one'],
    ['Africa/Cairo', '2026-04-24', '00:30', '2026-04-23T22:00:00.000Z', 'the day begins at one'],
    ['Africa/Cairo', '2026-10-29', '23:30', '2026-10-29T20:30:00.000Z', 'comes twice: the first'],
    ['Africa/Cairo', '2026-10-30', '00:00', '2026-10-29T22:00:00.000Z', 'after the hour was repeated'],
  ])('%s %s %s is %s: %s', (zone, day, clock, expected) => {
    expect(iso(plannedAt(day as CivilDay, minute(clock), zone))).toBe(expected);
  });

  test('of a day a zone left out is never', () => {
    for (const clock of ['00:00', '12:00', '21:00', '23:59'])
      expect(plannedAt('2011-12-30' as CivilDay, minute(clock), 'Pacific/Apia')).toBeNull();
    const around = wallMinutes(
      'Pacific/Apia',
      Date.parse('2011-12-29T00:00Z'),
      Date.parse('2012-01-01T00:00Z'),
    );
    expect(new Set(around.map(({ day }) => day))).toEqual(
      new Set(['2011-12-28', '2011-12-29', '2011-12-31', '2012-01-01']),
    );
  });

  const anyZone = fc.constantFrom(...zones);
  const anyDay = fc.integer({ min: 0, max: 900 }).map((n) => addDays('2025-06-01' as CivilDay, n));
  const anyMinute = fc.integer({ min: 0, max: 1_439 });

  test('is read by the clock when it is due, or jumped over just then', () => {
    fc.assert(
      fc.property(anyZone, anyDay, anyMinute, (zone, day, of) => {
        const at = plannedAt(day, of, zone)!;
        const reads = clockAt(at, zone);
        const wanted = `${day} ${String(Math.floor(of / 60)).padStart(2, '0')}:${String(of % 60).padStart(2, '0')}`;
        expect(reads >= wanted).toBe(true);
        // A minute earlier the clock read less, and never more before.
        expect(clockAt(at - 60_000, zone) < wanted).toBe(true);
      }),
    );
  });

  test('comes once, and later ones never before earlier ones', () => {
    fc.assert(
      fc.property(anyZone, anyDay, anyMinute, anyMinute, (zone, day, one, other) => {
        const [first, second] = [Math.min(one, other), Math.max(one, other)];
        expect(plannedAt(day, first, zone)!).toBeLessThanOrEqual(plannedAt(day, second, zone)!);
        expect(plannedAt(day, second, zone)!).toBeLessThanOrEqual(plannedAt(addDays(day, 1), first, zone)!);
      }),
    );
  });
});

describe('the minutes between two instants', () => {
  test.each(zones)(
    'in %s, over a year of looks of any length, are each there once and at their instant',
    (zone) => {
      const begins = Date.parse('2026-01-01T00:00Z');
      const seen = new Map<CivilDay, Set<number>>();
      let from = begins;
      let before = 0;
      for (let step = 1; from < begins + 366 * 24 * hour; step = (step * 7) % 11) {
        const to = from + step * 3 * hour + 12_345;
        for (const { day, minute: of, at } of wallMinutes(zone, from, to)) {
          const minutes = seen.get(day) ?? new Set();
          if (minutes.has(of)) throw new Error(`${zone} ${day} ${of} came twice`);
          seen.set(day, minutes.add(of));
          // Looked up one by one at noon, and where the clocks do anything but go on.
          if (of === 720 || at - before !== 60_000) expect(at).toBe(plannedAt(day, of, zone));
          if (at <= from || at > to) throw new Error(`${zone} ${day} ${of} came in another look`);
          before = at;
        }
        from = to;
      }
      const last = addDays(dayOf(from, zone, 0), -1);
      for (let day = addDays(dayOf(begins, zone, 0), 1); day <= last; day = addDays(day, 1))
        if (seen.get(day)?.size !== 1_440) throw new Error(`${zone} ${day} is not whole`);
    },
    60_000,
  );

  test('in a look of no length there are none', () => {
    const at = startOf('2026-11-21' as CivilDay, 'Asia/Seoul', 0);
    expect(wallMinutes('Asia/Seoul', at, at)).toEqual([]);
    expect(wallMinutes('Asia/Seoul', at - 1, at)).toEqual([{ day: '2026-11-21', minute: 0, at }]);
  });
});

const formats = new Map<string, Intl.DateTimeFormat>();

function clockAt(instant: number, zone: string): string {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  formats.set(zone, format);
  return format.format(instant);
}
