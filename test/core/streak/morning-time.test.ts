import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, type CivilDay, dayOf, deadlineOf } from '../../../src/core/model/day.ts';
import type { WorkspaceId } from '../../../src/core/model/ids.ts';
import { wallMinute } from '../../../src/core/model/zone.ts';
import { isDayOff, isQuiet } from '../../../src/core/nudge/days-off.ts';
import { dueAt, toldAt } from '../../../src/core/streak/morning-time.ts';

const seoul = (text: string) => Date.parse(`${text}:00+09:00`);

test.each([
  // 23:00 to 09:00 ends just then.
  [23, 9, '09:00'],
  [22, 10, '10:00'],
  [8, 14, '14:00'],
  [9, 10, '10:00'],
  [10, 9, '09:00'],
  [0, 0, '09:00'],
  // Quiet from before nine until after midnight: when the day before is over for everybody.
  [8, 2, '03:00'],
  [8, 4, '04:00'],
  [8.5, 8, '08:00'],
  // Quiet again by then.
  [3, 2, '02:00'],
  [2, 1.75, '01:45'],
  [8, 23.75, '23:45'],
])('with quiet hours from %i to %i a morning is at %s', (from, to, time) => {
  const at = toldAt('2026-11-19' as CivilDay, 'Asia/Seoul', { from: from * 60, to: to * 60 });
  expect(at).toBe(seoul(`2026-11-19T${time}`));
});

test('nine is nine where clocks change', () => {
  const nineOf = (day: CivilDay, zone: string) => toldAt(day, zone, { from: 22 * 60, to: 8 * 60 });
  // New York springs forward on 8 March 2026 and falls back on 1 November.
  expect(new Date(nineOf('2026-03-08' as CivilDay, 'America/New_York')!).toISOString()).toBe(
    '2026-03-08T13:00:00.000Z',
  );
  expect(new Date(nineOf('2026-11-01' as CivilDay, 'America/New_York')!).toISOString()).toBe(
    '2026-11-01T14:00:00.000Z',
  );
  expect(nineOf(addDays('2026-11-18' as CivilDay, 1), 'Asia/Seoul')).toBe(seoul('2026-11-19T09:00'));
});

test('every day is told of once, whatever the quiet hours: when it is over, out of them, and not on a day off', () => {
  const quarter = 15 * 60_000;
  const minutes = fc.integer({ min: 0, max: 1439 });
  const zone = fc.constantFrom('Asia/Seoul', 'America/New_York', 'America/St_Johns', 'Africa/Cairo');
  const off = fc.record({
    daysOff: fc.subarray([1, 2, 3, 4, 5, 6, 7] as const, { maxLength: 3 }),
    holidays: fc.constant([]),
  });
  fc.assert(
    fc.property(zone, minutes, minutes, off, (zone, from, to, off) => {
      // Clocks change in New York and St. John's on 1 November, in Cairo on 30 October.
      const place = { workspace: 'w' as WorkspaceId, zone, quiet: { from, to }, off };
      const [first, days] = [Date.parse('2026-10-26T00:00Z'), 14];
      const told = new Map<CivilDay, number>();
      for (let now = first; now < first + days * 24 * 4 * quarter; now += quarter) {
        for (const { day } of dueAt(place, now - quarter, now)) {
          expect(told.has(day)).toBe(false);
          told.set(day, now);
          expect(now).toBeGreaterThanOrEqual(deadlineOf(day, zone, 180));
          const at = [now - quarter, now]
            .map((each) => toldAt(dayOf(each, zone, 0), zone, place.quiet)!)
            .find((each) => each > now - quarter && each <= now)!;
          expect(isQuiet(wallMinute(at, zone), from, to)).toBe(false);
          expect(isDayOff(off, dayOf(at, zone, 0))).toBe(false);
        }
      }
      const known = [...told.keys()].toSorted();
      for (const [index, day] of known.entries())
        if (index > 0) expect(day).toBe(addDays(known[index - 1]!, 1));
      expect(known.length).toBeGreaterThan(days - 6);
    }),
    { numRuns: 20 },
  );
});
