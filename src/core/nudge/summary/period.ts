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
import { type DaysOff, isDayOff } from '../days-off.ts';

export const summaryKinds = ['week', 'month'] as const;
export type SummaryKind = (typeof summaryKinds)[number];

/** Which summaries a challenge's channel gets. */
export type Summaries = Readonly<Record<SummaryKind, boolean>>;
export const noSummaries: Summaries = { week: false, month: false };

/** A week from the challenge's first weekday on, or a calendar month; both days inclusive. */
export interface Period {
  readonly kind: SummaryKind;
  readonly from: CivilDay;
  readonly to: CivilDay;
}

/** Summaries are sent at nine in the morning in the challenge's zone; in minutes after midnight. */
export const summaryMinute = 9 * 60;
/** And no later than this long after it. */
export const summaryPatienceMs = 3 * 60 * 60_000;
/** A summary that days off would delay by more than this many days is not sent any more. */
const furthest = 31;

/** The week or month whose last day is the day before `day`; null when none ended then. */
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
 * Nine in the morning on the day after a period: for this instant its summary is planned, whenever it is sent. Summaries chosen
 * after it begin with the next period. Null on a day that the zone skipped.
 */
export function plannedOn({ to }: Period, { timezone }: Pick<Challenge, 'timezone'>): Instant | null {
  return plannedAt(addDays(to, 1), summaryMinute, timezone);
}

/**
 * When the summary of a period is sent: the first nine in the morning, in the challenge's zone, at which the period's last day is
 * over for everybody, grace included (R18), and which is not on a day off. Null when the days off last too long. `zones`: those
 * of its members.
 */
export function summaryAt(
  { to }: Period,
  challenge: Pick<Challenge, 'timezone' | 'graceMinutes' | 'past'>,
  {
    zones,
    off,
    planned = 0,
  }: {
    readonly zones: readonly string[];
    readonly off: DaysOff;
    /** When it was last planned to be sent: days off that are taken back do not bring it forward. */
    readonly planned?: Instant;
  },
): Instant | null {
  const { timezone } = challenge;
  const over = Math.max(...[timezone, ...zones].map((zone) => deadlineOf(to, zone, graceOf(challenge))));
  const earliest = Math.max(over, planned);
  const first = wallDate(earliest, timezone) as CivilDay;
  for (let day = first; daysBetween(first, day) <= furthest; day = addDays(day, 1)) {
    const morning = isDayOff(off, day) ? null : plannedAt(day, summaryMinute, timezone);
    if (morning !== null && morning >= earliest) return morning;
  }
  return null;
}

/** A summary that will come. */
export interface PlannedSummary extends Period {
  readonly at: Instant;
}

/** A summary that is planned and waits for members in other zones, or for a day off to end. */
export interface WaitingSummary extends Pick<Period, 'kind' | 'from'> {
  readonly plannedAt: Instant;
}

type Terms = Pick<
  Challenge,
  'timezone' | 'graceMinutes' | 'past' | 'rules' | 'startsOn' | 'endsOn' | 'pauses' | 'weekStart'
>;

/** The days of a period on which the challenge runs; null when it had not begun or was over. */
export function daysWithin(
  { from, to }: Period,
  { startsOn, endsOn }: Pick<Challenge, 'startsOn' | 'endsOn'>,
): { readonly from: CivilDay; readonly to: CivilDay } | null {
  const first = from > startsOn ? from : startsOn;
  const last = endsOn !== null && endsOn < to ? endsOn : to;
  return first <= last ? { from: first, to: last } : null;
}

/** How many days of a period ask for something, or may be chosen; none when the challenge was paused during all of it. */
export function daysAsked(period: Period, challenge: Terms): number {
  const within = daysWithin(period, challenge);
  if (!within) return 0;
  const days = Array.from({ length: daysBetween(within.from, within.to) + 1 }, (_, n) =>
    addDays(within.from, n),
  );
  return days.filter((day) => dueOn(day, challenge) !== 'none').length;
}

/** Every summary due after `from` and not after `to`, in order, provided there is something to tell then. Pure. */
export function plannedSummaries(
  wanted: Summaries,
  challenge: Terms,
  {
    from,
    to,
    waiting,
    ...when
  }: {
    readonly from: Instant;
    readonly to: Instant;
    readonly zones: readonly string[];
    readonly off: DaysOff;
    /** Summaries that are planned already; all others are planned after `from`. */
    readonly waiting: readonly WaitingSummary[];
  },
): readonly PlannedSummary[] {
  const { timezone, weekStart } = challenge;
  const closing = closingAt(challenge, when.zones) ?? Number.POSITIVE_INFINITY;
  // A period may have ended before `from` whose summary is still to come, delayed by other zones or days off.
  const first = addDays(dayOf(from, timezone, 0), -2 - furthest);
  const days = Array.from({ length: daysBetween(first, dayOf(to, timezone, 0)) + 1 }, (_, n) =>
    addDays(first, n),
  );
  return days
    .flatMap((day) =>
      summaryKinds.flatMap((kind) => (wanted[kind] ? (periodBefore(kind, day, weekStart) ?? []) : [])),
    )
    .filter((period) => daysAsked(period, challenge) > 0)
    .flatMap((period) => {
      const slot = waiting.find((each) => each.kind === period.kind && each.from === period.from);
      const planned = slot?.plannedAt ?? plannedOn(period, challenge);
      if (planned === null || (!slot && planned <= from)) return [];
      const at = summaryAt(period, challenge, { ...when, planned });
      return at !== null && from < at && at <= to && at < closing ? [{ ...period, at }] : [];
    })
    .sort((one, other) => one.at - other.at);
}
