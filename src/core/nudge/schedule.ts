import { dueOn } from '../challenge/next-weeks.ts';
import {
  addDays,
  type CivilDay,
  dayOf,
  daysBetween,
  type Instant,
  type Weekday,
  weekday,
} from '../model/day.ts';
import { plannedAt, wallMinutes } from '../model/wall-time.ts';
import type { ChallengeRow } from '../store.ts';
import { graceOf } from '../streak/terms.ts';
import { type DaysOff, isDayOff } from './days-off.ts';

/**
 * When a challenge's channel is nudged: at the first of its times on each of its weekdays, or at a later one if that nudge was
 * not sent.
 */
export interface NudgeTimes {
  /** Minutes after midnight on the wall clock, ascending. */
  readonly times: readonly number[];
  readonly weekdays: readonly Weekday[];
  /** Null: the challenge's own zone. */
  readonly zone: string | null;
}

/** A schedule of nudges as it is stored. */
export interface NudgeSchedule extends NudgeTimes {
  /** Raised by every change. */
  readonly version: number;
  /** The schedule applies to nudges planned after this instant. */
  readonly since: Instant;
  /** Why nothing is sent until the schedule is set anew; null while it is on. */
  readonly pausedReason: string | null;
}

/** A nudge that will come. */
export interface PlannedNudge {
  /** The day by the calendar of the schedule's zone: there is one nudge a day. */
  readonly day: CivilDay;
  readonly at: Instant;
}

/** A minute on the wall clock that has come due: schedules of this zone with this time and weekday are to be nudged. */
export interface DueMinute {
  readonly zone: string;
  readonly day: CivilDay;
  readonly weekday: Weekday;
  readonly minute: number;
  readonly at: Instant;
  /** Whether it is older than the look-back: then it is recorded as skipped and never sent. */
  readonly late: boolean;
}

/** A nudge that was due longer ago than this is not sent any more. */
export const lookBackMs = 15 * 60_000;
/** How far ahead a preview looks. */
export const previewMs = 30 * 24 * 60 * 60_000;

/** The wall minutes of all zones that came due after `from`, up to and including `to`; `now` decides which are late. Pure. */
export function dueMinutes(
  zones: readonly string[],
  { from, to, now }: { readonly from: Instant; readonly to: Instant; readonly now: Instant },
): readonly DueMinute[] {
  return zones.flatMap((zone) =>
    wallMinutes(zone, from, to).map(({ day, minute, at }) => ({
      zone,
      day,
      weekday: weekday(day),
      minute,
      at,
      late: isTooLate(at, now),
    })),
  );
}

/** Whether a nudge due at `at` is too old to be sent at `now`. */
export function isTooLate(at: Instant, now: Instant): boolean {
  return now - at > lookBackMs;
}

/**
 * The nudges of a schedule due after `from` and not after `to`, in order, while the challenge asks for something: what
 * `dueMinutes` would find minute by minute. `taken`: days that already had their nudge. `off`: days on which nobody is nudged.
 * Pure.
 */
export function plannedNudges(
  schedule: NudgeSchedule,
  challenge: ChallengeTerms,
  {
    from,
    to,
    taken = [],
    off,
  }: {
    readonly from: Instant;
    readonly to: Instant;
    readonly taken?: readonly CivilDay[];
    readonly off: DaysOff;
  },
): readonly PlannedNudge[] {
  if (schedule.pausedReason !== null) return [];
  const zone = schedule.zone ?? challenge.timezone;
  const after = Math.max(from, schedule.since);
  const first = addDays(dayOf(after, zone, 0), -1);
  const days = Array.from({ length: daysBetween(first, dayOf(to, zone, 0)) + 2 }, (_, n) =>
    addDays(first, n),
  );
  return days
    .filter((day) => schedule.weekdays.includes(weekday(day)) && !taken.includes(day) && !isDayOff(off, day))
    .flatMap((day) => {
      const due = schedule.times
        .map((minute) => plannedAt(day, minute, zone))
        .find((at) => at !== null && after < at && at <= to && asksAt(challenge, at));
      return due === undefined || due === null ? [] : [{ day, at: due }];
    });
}

type ChallengeTerms = Pick<
  ChallengeRow,
  'timezone' | 'graceMinutes' | 'rules' | 'startsOn' | 'endsOn' | 'pauses'
>;

/** Whether the challenge asks for anything on the day that `at` is in its zone: it is on, not paused, and the rule has that day. */
export function asksAt(challenge: ChallengeTerms, at: Instant): boolean {
  return dueOn(dayOf(at, challenge.timezone, graceOf(challenge)), challenge) !== 'none';
}
