import { addDays, type CivilDay, deadlineOf, type Instant } from '../model/day.ts';
import { plannedAt } from '../model/wall-time.ts';
import { wallDate } from '../model/zone.ts';
import { graceOf } from '../streak/terms.ts';
import type { Challenge } from './challenge.ts';

/** Messages about a whole challenge are sent at this hour of its zone. */
const morningHour = 10;

/** Ten in the morning in a zone; for a day that the zone skipped, the instant at which that day would have been over. */
export function morningOf(day: CivilDay, zone: string): Instant {
  return plannedAt(day, morningHour * 60, zone) ?? deadlineOf(day, zone, 0);
}

/** The notices before the end, each with its number of days and its time. Those whose time is past at `now` are left out. */
export function noticesOf(
  { endsOn, endNotices, timezone }: Pick<Challenge, 'endsOn' | 'endNotices' | 'timezone'>,
  now: Instant,
): readonly { readonly days: number; readonly at: Instant }[] {
  if (endsOn === null) return [];
  return endNotices
    .map((days) => ({ days, at: morningOf(addDays(endsOn, -days), timezone) }))
    .filter(({ at }) => at >= now);
}

/** When the last day is over for everybody: its latest deadline over the members' zones (R18). Null when there is no last day. */
export function overAt(
  challenge: Pick<Challenge, 'endsOn' | 'timezone' | 'graceMinutes' | 'past'>,
  zones: readonly string[],
): Instant | null {
  const { endsOn, timezone } = challenge;
  if (endsOn === null) return null;
  return Math.max(...[timezone, ...zones].map((zone) => deadlineOf(endsOn, zone, graceOf(challenge))));
}

/**
 * The first morning (ten o'clock) in the challenge's zone at which the last day is over for everybody; null when there is no last
 * day.
 */
export function closingAt(
  challenge: Pick<Challenge, 'endsOn' | 'timezone' | 'graceMinutes' | 'past'>,
  zones: readonly string[],
): Instant | null {
  const over = overAt(challenge, zones);
  if (over === null) return null;
  const day = wallDate(over, challenge.timezone) as CivilDay;
  const morning = morningOf(day, challenge.timezone);
  return morning >= over ? morning : morningOf(addDays(day, 1), challenge.timezone);
}
