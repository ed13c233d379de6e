import { expect, it, test } from 'vitest';
import { firstDay, scheduledGrants } from '../../../../src/core/model/streak/index.ts';
import { day } from './support.ts';

test.each([
  ['one on joining, one more every 14 days', 14, '2026-04-01', ['2026-03-02', '2026-03-16', '2026-03-30']],
  ['the last day is included', 14, '2026-03-16', ['2026-03-02', '2026-03-16']],
  ['every day', 1, '2026-03-04', ['2026-03-02', '2026-03-03', '2026-03-04']],
  ['none before the first day', 14, '2026-03-01', []],
  ['none at all', null, '2027-03-01', []],
])('scheduled freezes: %s', (_, every, until, expected) => {
  const grants = scheduledGrants({ startsOn: day('2026-03-02'), every, until: day(until) });
  expect(grants.map((grant) => grant.day)).toEqual(expected);
  expect(grants.every(({ n }) => n === 1)).toBe(true);
});

it('refuses a schedule that would never end', () => {
  for (const every of [0, -1, 1.5, Number.NaN])
    expect(() => scheduledGrants({ startsOn: day('2026-03-02'), every, until: day('2026-03-03') })).toThrow(
      RangeError,
    );
});

test.each([
  ['2026-03-02', '2026-03-05', '2026-03-05'],
  ['2026-03-02', '2026-02-05', '2026-03-02'],
])('R4: started on %s, joined on %s', (start, joined, expected) => {
  expect(firstDay({ startsOn: day(start), joinedOn: day(joined) })).toBe(expected);
});
