import { isInCare } from '../../care/in-care.ts';
import type { LastCare } from '../../care/store.ts';
import { addDays, type CivilDay, dayOf, daysBetween, type Instant, weekday } from '../../model/day.ts';
import type { DeliveryKey } from '../../model/ids.ts';
import { plannedAt } from '../../model/wall-time.ts';
import { isZone } from '../../model/zone.ts';
import type { PlannedNudge } from '../schedule.ts';
import { isExpected, judgePersonal } from './judge.ts';
import type { OwnChallenge } from './own.ts';
import type { Addressee } from './store.ts';

/**
 * The nudges that a member will get after `from` and not after `to`, in order, if nothing is posted until then: the instants the
 * planner would find, each judged as it will be before sending. `taken`: days that already had their nudge. `care`: when the
 * member last wrote of a crisis; they are left in peace then. Pure.
 */
export function personalAhead(
  to: Addressee,
  own: readonly OwnChallenge[],
  span: {
    readonly from: Instant;
    readonly to: Instant;
    readonly taken?: readonly CivilDay[];
    /** Whether news waits to be told with the next nudge. */
    readonly news?: boolean;
    readonly care?: LastCare | null;
    /** Keys of the messages that told the member before which challenges nudges rest about. */
    readonly told?: readonly DeliveryKey[];
  },
): readonly PlannedNudge[] {
  const { nudge } = to;
  if (!nudge?.on || nudge.pausedReason !== null || !isZone(nudge.zone)) return [];
  const { zone, minute, weekdays, version, since } = nudge;
  const { taken = [], news = false, care = null } = span;
  let waiting = news;
  const told = new Set(span.told);
  const after = Math.max(span.from, since);
  const first = addDays(dayOf(after, zone, 0), -1);
  const count = daysBetween(first, dayOf(span.to, zone, 0)) + 2;
  return Array.from({ length: count }, (_, n) => addDays(first, n))
    .filter((day) => weekdays.includes(weekday(day)) && !taken.includes(day))
    .flatMap((day) => {
      const at = plannedAt(day, minute, zone);
      if (at === null || at <= after || at > span.to) return [];
      const slot = { day, plannedAt: at, version, turn: 0 };
      const verdict = judgePersonal(to, slot, own, at, waiting, (key) => told.has(key));
      if (!verdict.say) return [];
      waiting = false;
      for (const { key } of verdict.resting) told.add(key);
      return isInCare(care, at) ? [] : [{ day, at }];
    });
}

/**
 * Whether the morning's news waits for the member's nudge, so that a day has one message: for today's nudge or, when they had
 * that (`taken`), for tomorrow's. Pure.
 */
export function waitsForNudge(to: Addressee, now: Instant, taken: readonly CivilDay[]): boolean {
  const { nudge } = to;
  if (!nudge || !isZone(nudge.zone)) return false;
  const today = dayOf(now, nudge.zone, 0);
  const day = taken.includes(today) ? addDays(today, 1) : today;
  if (!nudge.weekdays.includes(weekday(day))) return false;
  return isExpected(to, plannedAt(day, nudge.minute, nudge.zone), now);
}
