import { addDays, type CivilDay, type Instant, toNumber, type Weekday } from '../day.ts';
import type { Goal } from '../goal.ts';
import { lastGrantDay, type StreakTerms, zonesUntil } from './facts.ts';
import { ruleStretches } from './periods.ts';
import { skippedDays } from './skipped.ts';

/** A range of days, both ends included, as day numbers since 1970-01-01, which are faster than dates over many years. */
export type Span = { readonly from: number; readonly to: number };

/** One rule and the days it holds for. */
export type Lane = Span & { readonly anchor: number; readonly goal: Goal; readonly weekStart: Weekday };

/** A clipped period (R5). `length` and `base` are L and T of R5: the days of the whole period, and how many of them it asks for. */
export type Slot = Span & { readonly length: number; readonly base: number; readonly lane: Lane };

/**
 * All that decides a member's periods after some day, except check-ins, as day numbers. `to` of the last lane is Infinity when the
 * challenge has no end.
 */
export type Course = {
  readonly lanes: readonly Lane[];
  /** Days on which nothing is asked (R6), in order; no two spans touch. */
  readonly excused: readonly Span[];
  /** Freezes not yet in the balance, granted up to today or the challenge's end, in order (R10). */
  readonly grants: readonly { readonly day: number; readonly n: number; readonly cap: number }[];
};

/** The course of a member from the day after `closed` on, with the grants after `granted`, as known at `now`. */
export function courseAfter(
  { closed, granted }: { readonly closed: CivilDay; readonly granted: CivilDay | null },
  terms: StreakTerms,
  now: Instant,
  today: CivilDay,
): Course {
  const until = lastGrantDay(terms, today);
  return {
    lanes: ruleStretches(terms).map(({ from, to, anchor, rule }) => ({
      from: toNumber(from),
      to: to === null ? Number.POSITIVE_INFINITY : toNumber(to),
      anchor: toNumber(anchor),
      goal: rule.goal,
      weekStart: rule.weekStart,
    })),
    excused: excusedAfter(closed, terms, now),
    grants: terms.grants
      .filter(({ day }) => day > (granted ?? '') && day <= until)
      .map(({ day, n, cap }) => ({ day: toNumber(day), n, cap: cap ?? terms.freezeCap }))
      .sort((one, other) => one.day - other.day),
  };
}

function excusedAfter(closed: CivilDay, terms: StreakTerms, now: Instant): readonly Span[] {
  const next = addDays(closed, 1);
  const spans: Span[] = [
    ...terms.pauses
      .filter(({ to }) => to === null || to > closed)
      .map(({ from, to }) => ({
        from: toNumber(from > next ? from : next),
        to: to === null ? Number.POSITIVE_INFINITY : toNumber(to),
      })),
    ...[
      ...terms.restDays.filter((day) => day > closed),
      ...skippedDays(zonesUntil(terms.zones, now), terms, next),
    ].map((day) => ({ from: toNumber(day), to: toNumber(day) })),
  ];
  if (spans.length < 2) return spans;
  const joined: Span[] = [];
  for (const span of spans.sort((one, other) => one.from - other.from)) {
    const last = joined.at(-1);
    if (last && span.from <= last.to + 1)
      joined[joined.length - 1] = { ...last, to: Math.max(last.to, span.to) };
    else joined.push(span);
  }
  return joined;
}

/**
 * The first period of a lane that begins on `day` or later; null when the lane has none left. The caller ensures that `day` lies in no
 * period it has judged already.
 */
export function slotFrom(day: number, lane: Lane): Slot | null {
  const start = Math.max(day, lane.from);
  if (start > lane.to) return null;
  const { goal } = lane;
  switch (goal.kind) {
    case 'daily':
      return { from: start, to: start, length: 1, base: 1, lane };
    case 'weekdays':
      for (let due = start; due < start + 7 && due <= lane.to; due++)
        if (goal.days.includes(weekdayOf(due))) return { from: due, to: due, length: 1, base: 1, lane };
      return null;
    case 'everyNDays': {
      const to = start + goal.n - 1 - ((start - lane.anchor) % goal.n);
      return { from: start, to: Math.min(to, lane.to), length: goal.n, base: 1, lane };
    }
    case 'perWeek':
      return {
        from: start,
        to: Math.min(weekStartOf(start, lane) + 6, lane.to),
        length: 7,
        base: goal.n,
        lane,
      };
  }
}

/** How many whole periods, from this slot on, end before the day `stop`, and the last day of the last one. Null for none. */
export function wholeSlots(slot: Slot, stop: number): { readonly count: number; readonly to: number } | null {
  const { from, to, length, lane } = slot;
  if (to - from + 1 < length || to >= stop) return null;
  if (lane.goal.kind !== 'weekdays') {
    const count = Math.floor((stop - from) / length);
    return { count, to: from + count * length - 1 };
  }
  const due = lane.goal.days;
  let last = stop - 1;
  while (!due.includes(weekdayOf(last))) last -= 1;
  const weeks = Math.floor((last + 1 - from) / 7);
  let count = weeks * due.length;
  for (let day = from + weeks * 7; day <= last; day++) if (due.includes(weekdayOf(day))) count += 1;
  return { count, to: last };
}

/** The first day of the calendar week that a day lies in. */
export function weekStartOf(day: number, { weekStart }: Pick<Lane, 'weekStart'>): number {
  return day - ((weekdayOf(day) - weekStart + 7) % 7);
}

function weekdayOf(day: number): Weekday {
  return (((((day + 3) % 7) + 7) % 7) + 1) as Weekday;
}
