import fc from 'fast-check';
import { type CivilDay, fromNumber, parseDay, toNumber } from '../../src/core/model/day.ts';

const first = toNumber(parseDay('1900-01-01')!);
const last = toNumber(parseDay('9999-12-31')!);

/** Any day of the calendar there is. */
export const civilDay: fc.Arbitrary<CivilDay> = fc.integer({ min: first, max: last }).map(fromNumber);

/** A day this program may be run on, years before and after it included. */
export const today: fc.Arbitrary<CivilDay> = fc
  .integer({ min: toNumber(parseDay('1970-01-01')!), max: toNumber(parseDay('2199-12-31')!) })
  .map(fromNumber);

/** Time as platforms stamp it, in milliseconds. */
export const instant = fc.integer({ min: Date.UTC(2015, 0, 2), max: Date.UTC(2100, 0, 1) });
