import { type CivilDay, type Weekday, weekday } from '../model/day.ts';
import type { Locale } from '../model/locale.ts';

const names: Record<Locale, readonly string[]> = {
  ko: ['월', '화', '수', '목', '금', '토', '일'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  ja: ['月', '火', '水', '木', '金', '土', '日'],
};

/** A weekday in its short form ("Mon"). */
export function shortWeekday(day: Weekday, locale: Locale): string {
  return names[locale][day - 1]!;
}

/** The weekday of a day in its short form. */
export function weekdayName(day: CivilDay, locale: Locale): string {
  return shortWeekday(weekday(day), locale);
}
