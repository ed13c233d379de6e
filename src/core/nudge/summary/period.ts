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
/** Where all are off for longer than so many days, it is not told any more. */
const furthest = 31;

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
 * The nine in the morning after a period, at which it is planned, whenever it is told: what is chosen later comes the next time.
 * Null on a day the zone left out.
 */
export function plannedOn({ to }: Period, { timezone }: Pick<Challenge, 'timezone'>): Instant | null {
  return plannedAt(addDays(to, 1), summaryMinute, timezone);
}

/**
 * When a period is told: the first nine in the morning of the challenge's zone at which its last day is over for everybody,
 * grace included (R18), and which is not of a day off. Null: everybody is off for too long. `zones`: of its members.
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
    /** When it was to be told as last planned: days off that are taken back hurry nothing. */
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

/** A summary to come. */
export interface PlannedSummary extends Period {
  readonly at: Instant;
}

/** One that is planned and waits, for far members or a day off to end. */
export interface WaitingSummary extends Pick<Period, 'kind' | 'from'> {
  readonly plannedAt: Instant;
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
    /** What is planned already; other ones are planned after `from`. */
    readonly waiting: readonly WaitingSummary[];
  },
): readonly PlannedSummary[] {
  const { timezone, weekStart } = challenge;
  const closing = closingAt(challenge, when.zones) ?? Number.POSITIVE_INFINITY;
  // One told later because of far members or days off may have ended before `from`.
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
