import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { addDays, isSkipped, type ZoneHistory } from '../../../../src/core/model/day.ts';
import { skippedDays } from '../../../../src/core/model/streak/skipped.ts';
import { anyZone, at, day, HOUR, oddZones } from './support.ts';

describe('R6: the days that never were', () => {
  test.each([
    ['Pacific/Apia', ['2011-12-30']],
    ['Pacific/Fakaofo', ['2011-12-30']],
    ['Pacific/Kwajalein', ['1993-08-21']],
    ['Pacific/Enderbury', ['1994-12-31']],
    ['Pacific/Kiritimati', ['1994-12-31']],
    ['Asia/Seoul', []],
    ['America/St_Johns', []],
  ])('%s left out %j', (zone, expected) => {
    expect(skippedDays([{ from: 0, zone }], 180, day('1970-01-01'))).toEqual(expected);
  });

  it('are known to no other zone since 1900', () => {
    const zones = Intl.supportedValuesOf('timeZone');
    const found = zones.filter((zone) => skippedDays([{ from: 0, zone }], 0, day('1900-01-01')).length > 0);
    // Kanton was called Enderbury; which name is listed depends on the runtime.
    expect(found.map((zone) => zone.replace('Kanton', 'Enderbury')).sort()).toEqual([
      'Pacific/Apia',
      'Pacific/Enderbury',
      'Pacific/Fakaofo',
      'Pacific/Kiritimati',
      'Pacific/Kwajalein',
    ]);
  });

  it('are exactly those of the literal rule, whoever travels', () => {
    // Who flies from the last place on earth to the first between 10 and 13 UTC leaves out a day.
    const nearTheLine = fc.oneof(
      anyZone,
      fc.constantFrom('Pacific/Pago_Pago', 'Pacific/Kiritimati', 'Etc/GMT+12', 'Etc/GMT-14'),
    );
    const whenever = fc.integer({ min: 0, max: 20 * 24 });
    const inTime = fc
      .tuple(fc.nat(20), fc.constantFrom(10, 11, 12, 13))
      .map(([days, hour]) => days * 24 + hour);
    const anyMoves = fc.array(fc.tuple(fc.oneof(whenever, inTime), nearTheLine), { maxLength: 6 });
    const begins = fc.constantFrom(
      '2011-12-20T00:00:00Z',
      '1993-08-12T00:00:00Z',
      '1994-12-22T00:00:00Z',
      '2026-10-25T00:00:00Z',
    );
    fc.assert(
      fc.property(
        begins,
        anyZone,
        anyMoves,
        fc.constantFrom(0, 60, 180),
        fc.nat(12),
        (begin, home, moves, grace, after) => {
          const sorted = moves.toSorted(([one], [other]) => one - other);
          const zones: ZoneHistory = [
            { from: 0, zone: home },
            ...sorted.map(([hours, zone]) => ({ from: at(begin) + hours * HOUR, zone })),
          ];
          const from = addDays(day(begin.slice(0, 10)), after);
          const all = Array.from({ length: 14 }, (_, n) => addDays(from, n));
          const found = skippedDays(zones, grace, from).filter((one) => one <= all.at(-1)!);
          expect(found).toEqual(all.filter((one) => isSkipped(one, zones, grace)));
        },
      ),
      { numRuns: 400 },
    );
  });
});

test('all the odd zones are zones', () => {
  for (const timeZone of oddZones) expect(() => new Intl.DateTimeFormat('en', { timeZone })).not.toThrow();
});
