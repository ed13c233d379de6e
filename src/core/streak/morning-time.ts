import { addDays, type CivilDay, dayOf, type Instant } from '../model/day.ts';
import { plannedAt } from '../model/wall-time.ts';
import { type DaysOff, isDayOff, isQuiet, type QuietHours } from '../nudge/days-off.ts';
import type { MorningPlace } from './morning-store.ts';

/** In minutes after midnight. */
const nine = 9 * 60;
/** Days longer ago than this are not told of, however long everybody was off. */
const furthest = 14;

/** A day that is told of at a place; `before`: how many days later than on the morning after it. */
export interface DayToTell extends Pick<MorningPlace, 'workspace' | 'zone'> {
  readonly day: CivilDay;
  readonly before: number;
}

/**
 * When a day's morning news is told by a zone's clocks: at nine, or when the workspace's quiet hours end where that is later. Null
 * on a day that zone left out, and where quiet hours that began by nine last into the next day: then no morning comes. Pure.
 */
export function toldAt(day: CivilDay, zone: string, { from, to }: QuietHours): Instant | null {
  const minute = isQuiet(nine, from, to) ? to : nine;
  return minute < nine ? null : plannedAt(day, minute, zone);
}

/** Yesterday, and the days before it whose own mornings were off, newest first. None on a day off. Pure. */
export function daysToTell(today: CivilDay, off: DaysOff): readonly CivilDay[] {
  if (isDayOff(off, today)) return [];
  const days = [addDays(today, -1)];
  while (days.length < furthest && isDayOff(off, days.at(-1)!)) days.push(addDays(days.at(-1)!, -1));
  return days;
}

/** What is told at a place whose morning came after `since` and not after `now`. Pure. */
export function dueAt(
  { workspace, zone, quiet, off }: MorningPlace,
  since: Instant,
  now: Instant,
): readonly DayToTell[] {
  const today = dayOf(now, zone, 0);
  const at = toldAt(today, zone, quiet);
  if (at === null || at <= since || at > now) return [];
  return daysToTell(today, off).map((day, before) => ({ workspace, zone, day, before }));
}
