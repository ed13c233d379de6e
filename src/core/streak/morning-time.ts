import { addDays, type CivilDay, dayOf, daysBetween, deadlineOf, type Instant } from '../model/day.ts';
import { plannedAt } from '../model/wall-time.ts';
import { wallMinute } from '../model/zone.ts';
import { type DaysOff, isDayOff, isQuiet, type QuietHours } from '../nudge/days-off.ts';
import type { MorningPlace } from './morning-store.ts';

/** Nine in the morning, in minutes after midnight. */
const nine = 9 * 60;
/** News of days longer ago than this is not told, however long everybody was off. */
const furthest = 14;

/** The longest grace: no day lasts longer than this many minutes after its midnight (R1). */
const longestGrace = 180;

/** A day whose news is told at a place. `before`: how many days earlier it is than the day before this morning. */
export interface DayToTell extends Pick<MorningPlace, 'workspace' | 'zone'> {
  readonly day: CivilDay;
  readonly before: number;
}

/**
 * When a day's morning news is told in a zone: at nine, or when the workspace's quiet hours end if that is later. Where quiet
 * hours last from nine until after midnight, in the time left before nine: when the day before is over for everybody, or as quiet
 * hours end if they have begun again by then. Null on a day that the zone skipped. Pure.
 */
export function toldAt(day: CivilDay, zone: string, { from, to }: QuietHours): Instant | null {
  if (!isQuiet(nine, from, to)) return plannedAt(day, nine, zone);
  const ends = plannedAt(day, to, zone);
  if (ends === null || to > nine) return ends;
  const later = Math.max(ends, overAt(addDays(day, -1), zone));
  return isQuiet(wallMinute(later, zone), from, to) ? ends : later;
}

/**
 * The days to tell of on a morning, newest first: the newest day that is over, and the days before it whose own mornings were
 * off. None on a day off. Pure.
 */
export function daysToTell(today: CivilDay, off: DaysOff, isOver = true): readonly CivilDay[] {
  if (isDayOff(off, today)) return [];
  const newest = addDays(today, isOver ? -1 : -2);
  const days = [newest];
  // Each day's morning comes as many days after it as this morning does after `newest`.
  const morningOf = (day: CivilDay) => addDays(day, daysBetween(newest, today));
  while (days.length < furthest) {
    const earlier = addDays(days.at(-1)!, -1);
    if (!isDayOff(off, morningOf(earlier))) break;
    days.push(earlier);
  }
  return days;
}

/** The days to tell of at a place whose morning came after `since` and not after `now`. Pure. */
export function dueAt(
  { workspace, zone, quiet, off }: MorningPlace,
  since: Instant,
  now: Instant,
): readonly DayToTell[] {
  const today = dayOf(now, zone, 0);
  // A morning time just before midnight may be looked at after midnight.
  return [addDays(today, -1), today].flatMap((morning) => {
    const at = toldAt(morning, zone, quiet);
    if (at === null || at <= since || at > now) return [];
    const isOver = overAt(addDays(morning, -1), zone) <= at;
    return daysToTell(morning, off, isOver).map((day) => {
      return { workspace, zone, day, before: daysBetween(day, morning) - 1 };
    });
  });
}

function overAt(day: CivilDay, zone: string): Instant {
  return deadlineOf(day, zone, longestGrace);
}
