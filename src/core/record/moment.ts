import type { Messages } from '../messages/index.ts';
import { type CivilDay, dayOf, daysBetween, type Instant } from '../model/day.ts';
import { formatIn } from '../model/zone.ts';

const clocks = new Map<string, Intl.DateTimeFormat>();

/** "03:00" on the wall clock of a zone. */
export function wallTime(at: Instant, zone: string): string {
  let format = clocks.get(zone);
  if (!format) {
    format = formatIn(zone, 'en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    clocks.set(zone, format);
  }
  return format.format(at);
}

/** An instant as people say it now: "오늘 21:00", "내일 03:00", "11월 21일 03:00". By the calendar, not by the day's cut-off. */
export function momentText(at: Instant, now: Instant, zone: string, texts: Messages): string {
  const day: CivilDay = dayOf(at, zone, 0);
  return texts.streak.moment(daysBetween(dayOf(now, zone, 0), day), day, wallTime(at, zone));
}

/** With its date always: "11월 21일 03:00". */
export function dateAndTime(at: Instant, zone: string, texts: Messages): string {
  return `${texts.day(dayOf(at, zone, 0))} ${wallTime(at, zone)}`;
}
