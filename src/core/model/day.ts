import { offsetSpans, wallDate } from './zone.ts';

/** Milliseconds since the Unix epoch, as the platform stamped the message; never processing time. */
export type Instant = number;

declare const civilDay: unique symbol;
/** A date on the calendar, 'YYYY-MM-DD' (Gregorian, years 1900-9999). Compares correctly as a string. */
export type CivilDay = string & { readonly [civilDay]: true };

/** ISO weekday: Monday 1 to Sunday 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** From the instant `from` on, the member lives in `zone`. */
export type ZoneSince = { readonly from: Instant; readonly zone: string };
/** Ordered by `from`; the first zone also holds for everything before it (R14). */
export type ZoneHistory = readonly [ZoneSince, ...ZoneSince[]];

/** An earlier grace: the days up to and including `until` ended by it. */
export type PastGrace = { readonly until: CivilDay; readonly graceMinutes: number };
/**
 * The minutes past midnight that still count for the day before. If they were changed, also the earlier values, oldest first: each day
 * ends by the grace of its own time, and the next day begins at that moment.
 */
export type Grace = number | { readonly graceMinutes: number; readonly pastGraces?: readonly PastGrace[] };

const MINUTE = 60_000;
/** Length of a day on the wall-clock line, where every day has 24 hours; never added to an instant. */
const WALL_DAY = 86_400_000;

/** Parses a real date written as 'YYYY-MM-DD' (from 1900 on); null for anything else. */
export function parseDay(text: string): CivilDay | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match || Number(match[1]) < 1900) return null;
  const day = text as CivilDay;
  return fromNumber(toNumber(day)) === day ? day : null;
}

/** The day `count` days later (earlier when negative). */
export function addDays(day: CivilDay, count: number): CivilDay {
  return fromNumber(toNumber(day) + count);
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: CivilDay, to: CivilDay): number {
  return toNumber(to) - toNumber(from);
}

/** The ISO weekday of a day: Monday 1 to Sunday 7. */
export function weekday(day: CivilDay): Weekday {
  return (((((toNumber(day) + 3) % 7) + 7) % 7) + 1) as Weekday;
}

/**
 * The day an instant counts for: the civil date, in `zone`, of the instant less the grace (R2).
 * The grace is subtracted on the instant line, so a clock change inside it cannot lose or double a day.
 */
export function dayOf(instant: Instant, zone: string, grace: Grace): CivilDay {
  const under = (minutes: number) => wallDate(instant - minutes * MINUTE, zone) as CivilDay;
  if (typeof grace === 'number') return under(grace);
  let first: CivilDay | null = null;
  for (const { until, graceMinutes } of grace.pastGraces ?? []) {
    const day = later(first, under(graceMinutes));
    if (day <= until) return day;
    first = addDays(until, 1);
  }
  return later(first, under(grace.graceMinutes));
}

/** The later of the two days. Where the grace grew, it keeps an instant from counting for a day that ended by the old grace. */
function later(first: CivilDay | null, day: CivilDay): CivilDay {
  return first !== null && first > day ? first : day;
}

/** The minutes past midnight at which this day ends. */
export function graceOn(day: CivilDay, grace: Grace): number {
  if (typeof grace === 'number') return grace;
  return (grace.pastGraces?.find(({ until }) => day <= until) ?? grace).graceMinutes;
}

/** The zone in force at an instant (R14). */
export function zoneAt(history: ZoneHistory, instant: Instant): string {
  return (history.findLast((since) => since.from <= instant) ?? history[0]).zone;
}

/** `dayOf` for a member with a history of zones: R2 with the zone in force at the instant. */
export function dayUnder(history: ZoneHistory, instant: Instant, grace: Grace): CivilDay {
  return dayOf(instant, zoneAt(history, instant), grace);
}

/**
 * The day's deadline: the earliest instant from which on `dayOf` is always later than `day` (R18). For reminders and
 * countdowns only: whether a proof counts is decided by `dayOf`.
 */
export function deadlineOf(day: CivilDay, zone: string, grace: Grace): Instant {
  const midnight = wallStart(day) + WALL_DAY;
  const spans = offsetSpans(zone, midnight);
  const last = spans.findLast((span) => midnight - span.offset > span.from) ?? spans[0];
  return Math.min(midnight - last.offset, last.to) + graceOn(day, grace) * MINUTE;
}

/**
 * The earliest instant that counts for `day`. For a day that the zone skipped, which has none, it is the start
 * of the next day.
 */
export function startOf(day: CivilDay, zone: string, grace: Grace): Instant {
  const midnight = wallStart(day);
  const spans = offsetSpans(zone, midnight);
  const first = spans.find((span) => midnight - span.offset < span.to) ?? spans[0];
  return Math.max(midnight - first.offset, first.from) + graceOn(addDays(day, -1), grace) * MINUTE;
}

/** True when no instant counts for `day` under the member's zones (R6): a zone's change or a move between zones skipped it. */
export function isSkipped(day: CivilDay, history: ZoneHistory, grace: Grace): boolean {
  const start = wallStart(day);
  const [after, until] = [graceOn(addDays(day, -1), grace), graceOn(day, grace)];
  return !history.some(({ from, zone }, index) => {
    const begins = index === 0 ? Number.NEGATIVE_INFINITY : from;
    const ends = history[index + 1]?.from ?? Number.POSITIVE_INFINITY;
    return offsetSpans(zone, start, start + WALL_DAY).some((span) => {
      const first = Math.max(span.from, start - span.offset) + after * MINUTE;
      const end = Math.min(span.to, start + WALL_DAY - span.offset) + until * MINUTE;
      return Math.max(first, begins) < Math.min(end, ends);
    });
  });
}

function wallStart(day: CivilDay): number {
  return toNumber(day) * WALL_DAY;
}

/** Days since 1970-01-01. March-based years put the leap day last, so no table of month lengths is needed. */
export function toNumber(day: CivilDay): number {
  const month = digits(day, 5, 7);
  const year = digits(day, 0, 4) - (month <= 2 ? 1 : 0);
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + digits(day, 8, 10) - 1;
  return (
    year * 365 + Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400) + dayOfYear - 719_468
  );
}

/** The day that many days after 1970-01-01. */
export function fromNumber(number: number): CivilDay {
  const shifted = number + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0);
  const dayOfMonth = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  return `${year}-${twoDigits(month)}-${twoDigits(dayOfMonth)}` as CivilDay;
}

/** The number written in text[from..to). Avoids slicing, since streaks convert thousands of days into numbers. */
function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at++) value = value * 10 + text.charCodeAt(at) - 48;
  return value;
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
