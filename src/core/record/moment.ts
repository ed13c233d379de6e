import type { Messages } from '../messages/index.ts';
import { type CivilDay, dayOf, daysBetween, type Instant } from '../model/day.ts';
import { formatIn } from '../model/zone.ts';

const clocks = new Map<string, Intl.DateTimeFormat>();

/** The time on the wall clock of a zone: "03:00". */
export function wallTime(at: Instant, zone: string): string {
  let format = clocks.get(zone);
  if (!format) {
    format = formatIn(zone, 'en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    clocks.set(zone, format);
  }
  return format.format(at);
}

/**
 * An instant as people say it at `now`: "오늘 21:00", "내일 03:00", "11월 21일 03:00". Days are those of the calendar, not of the day's
 * cut-off.
 */
export function momentText(at: Instant, now: Instant, zone: string, texts: Messages): string {
  const day: CivilDay = dayOf(at, zone, 0);
  return texts.streak.moment(daysBetween(dayOf(now, zone, 0), day), day, wallTime(at, zone));
}

/** An instant that always names its date: "11월 21일 03:00". */
export function dateAndTime(at: Instant, zone: string, texts: Messages): string {
  return `${texts.day(dayOf(at, zone, 0))} ${wallTime(at, zone)}`;
}
