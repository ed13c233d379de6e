import { addDays, type CivilDay, daysBetween } from '../model/day.ts';
import type { Booking, Rest } from './rest-store.ts';

/** A span of days, both ends included. */
export type DaySpan = Pick<Rest, 'from' | 'to'>;

/** Consecutive days off of one kind, as a member sees them: one booking, or several that touch. */
export interface Stretch extends Rest {
  readonly bookings: readonly Booking[];
}

/** Joins bookings into stretches, in order of their first days; pure. */
export function stretchesOf(bookings: readonly Booking[]): readonly Stretch[] {
  const stretches: Stretch[] = [];
  for (const booking of bookings.toSorted(byFirstDay)) {
    const { kind, from, to } = booking;
    const at = stretches.findLastIndex((each) => each.kind === kind);
    const before = stretches[at];
    if (before && from <= addDays(before.to, 1))
      stretches[at] = {
        ...before,
        to: to > before.to ? to : before.to,
        bookings: [...before.bookings, booking],
      };
    else stretches.push({ kind, from, to, bookings: [booking] });
  }
  return stretches;
}

/** Every day of the spans, one span after another. */
export function daysOf(spans: readonly DaySpan[]): readonly CivilDay[] {
  return spans.flatMap(({ from, to }) =>
    Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => addDays(from, index)),
  );
}

/** The days of `gone` from `today` on that are not in `stays`, as spans in order; pure. */
export function givenBack(
  gone: readonly DaySpan[],
  stays: readonly DaySpan[],
  today: CivilDay,
): readonly DaySpan[] {
  const off = new Set(daysOf(stays));
  const days = new Set(daysOf(gone).filter((day) => day >= today && !off.has(day)));
  const spans: DaySpan[] = [];
  for (const day of [...days].sort()) {
    const last = spans.at(-1);
    if (last && addDays(last.to, 1) === day) spans[spans.length - 1] = { ...last, to: day };
    else spans.push({ from: day, to: day });
  }
  return spans;
}

function byFirstDay(one: DaySpan, other: DaySpan): number {
  return daysBetween(other.from, one.from);
}
