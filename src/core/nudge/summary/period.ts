import type { Challenge } from '../../challenge/challenge.ts';
import { dueOn } from '../../challenge/next-weeks.ts';
import { closingAt } from '../../challenge/schedule.ts';
import {
  addDays,
  type CivilDay,
  dayOf,
  daysBetween,
  deadlineOf,
  type Instant,
  type Weekday,
  weekday,
} from '../../model/day.ts';
import { plannedAt } from '../../model/wall-time.ts';
import { wallDate } from '../../model/zone.ts';
import { graceOf } from '../../streak/terms.ts';

export const summaryKinds = ['week', 'month'] as const;
export type SummaryKind = (typeof summaryKinds)[number];

/** Which summaries a challenge's channel is told. */
export type Summaries = Readonly<Record<SummaryKind, boolean>>;
export const noSummaries: Summaries = { week: false, month: false };

/** A week from the challenge's first weekday on, or a month of the calendar; both days inclusive. */
export interface Period {
  readonly kind: SummaryKind;
  readonly from: CivilDay;
  readonly to: CivilDay;
}

/** Told at nine in the morning of the challenge's zone. */
export const summaryMinute = 9 * 60;
/** And not later than this after it. */
export const summaryPatienceMs = 3 * 60 * 60_000;

/** The week or month whose last day is the day before `day`; null: none ended then. */
export function periodBefore(kind: SummaryKind, day: CivilDay, weekStart: Weekday): Period | null {
  switch (kind) {
    case 'week':
      return weekday(day) === weekStart ? { kind, from: addDays(day, -7), to: addDays(day, -1) } : null;
    case 'month': {
      if (!day.endsWith('-01')) return null;
      const to = addDays(day, -1);
      return { kind, from: `${to.slice(0, 8)}01` as CivilDay, to };
    }
  }
}

/** The week or month that begins on `from`. */
export function periodFrom(kind: SummaryKind, from: CivilDay): Period {
  if (kind === 'week') return { kind, from, to: addDays(from, 6) };
  const next = addDays(from, 31).slice(0, 8);
  return { kind, from, to: addDays(`${next}01` as CivilDay, -1) };
}

/**
 * When a period is told: the first nine in the morning of the challenge's zone at which its last day is over for everybody,
 * grace included (R18). `zones`: of its members.
 */
export function summaryAt(
  { to }: Period,
  challenge: Pick<Challenge, 'timezone' | 'graceMinutes' | 'past'>,
  zones: readonly string[],
): Instant {
  const { timezone } = challenge;
  const over = Math.max(...[timezone, ...zones].map((zone) => deadlineOf(to, zone, graceOf(challenge))));
  const first = wallDate(over, timezone) as CivilDay;
  // A zone may leave a day out, and no two in a row.
  const mornings = [0, 1, 2].map((later) => plannedAt(addDays(first, later), summaryMinute, timezone));
  return mornings.find((morning) => morning !== null && morning >= over) ?? over;
}

type Terms = Pick<
  Challenge,
  'timezone' | 'graceMinutes' | 'past' | 'rules' | 'startsOn' | 'endsOn' | 'pauses' | 'weekStart'
>;

/** The days of a period that the challenge has: null where it had not begun, or was over. */
export function daysWithin(
  { from, to }: Period,
  { startsOn, endsOn }: Pick<Challenge, 'startsOn' | 'endsOn'>,
): { readonly from: CivilDay; readonly to: CivilDay } | null {
  const first = from > startsOn ? from : startsOn;
  const last = endsOn !== null && endsOn < to ? endsOn : to;
  return first <= last ? { from: first, to: last } : null;
}

/** How many days of a period ask for something, or may be chosen; none where it was paused all along. */
export function daysAsked(period: Period, challenge: Terms): number {
  const within = daysWithin(period, challenge);
  if (!within) return 0;
  const days = Array.from({ length: daysBetween(within.from, within.to) + 1 }, (_, n) =>
    addDays(within.from, n),
  );
  return days.filter((day) => dueOn(day, challenge) !== 'none').length;
}

/** Every summary due after `from` and not after `to`, in order, should there be something to tell then. Pure. */
export function plannedSummaries(
  wanted: Summaries,
  challenge: Terms,
  { from, to, zones }: { readonly from: Instant; readonly to: Instant; readonly zones: readonly string[] },
): readonly (Period & { readonly at: Instant })[] {
  const { timezone, weekStart } = challenge;
  const closing = closingAt(challenge, zones) ?? Number.POSITIVE_INFINITY;
  // One told a day later because of far members may have ended before `from`.
  const first = addDays(dayOf(from, timezone, 0), -2);
  const days = Array.from({ length: daysBetween(first, dayOf(to, timezone, 0)) + 1 }, (_, n) =>
    addDays(first, n),
  );
  return days
    .flatMap((day) =>
      summaryKinds.flatMap((kind) => (wanted[kind] ? (periodBefore(kind, day, weekStart) ?? []) : [])),
    )
    .filter((period) => daysAsked(period, challenge) > 0)
    .map((period) => ({ ...period, at: summaryAt(period, challenge, zones) }))
    .filter(({ at }) => from < at && at <= to && at < closing)
    .sort((one, other) => one.at - other.at);
}
