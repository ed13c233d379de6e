import { addDays, type CivilDay, weekday } from '../model/day.ts';
import { dayAt, foldTyped, typedDay } from '../model/typed-day.ts';

/**
 * Reads a future day as people type it: '2026-12-01', '2026.12.1', '12/1', '12월 1일', '1 Dec', '내일', 'next Monday', '来週月曜'. A day
 * without a year is the first such day from `notBefore` on; 'Friday' is the coming one, today excluded; 'next Friday' is the one
 * of next week, Monday to Sunday. Null when the text is not a day of the calendar.
 */
export function readDate(text: string, today: CivilDay, notBefore: CivilDay): CivilDay | null {
  const typed = typedDay(text);
  switch (typed?.kind) {
    case undefined:
      return null;
    case 'fromToday':
      return addDays(today, typed.days);
    case 'date':
      return typed.year === null
        ? nextOf(typed.month, typed.date, notBefore)
        : dayAt(typed.year, typed.month, typed.date);
    case 'weekday': {
      const ahead = typed.weekday - weekday(today);
      return addDays(today, typed.nextWeek || ahead <= 0 ? ahead + 7 : ahead);
    }
  }
}

/**
 * Reads a length typed in place of a last day: '8주', '30 days', '4週間'. Returns days, the first one included; null when it is no
 * length.
 */
export function readLength(text: string): number | null {
  const match = /^(\d{1,4})(일|days?|日)?(주|weeks?|週)?(간|동안|間)?$/.exec(
    foldTyped(text).replace(/ /g, ''),
  );
  const [, count, days, weeks] = match ?? [];
  if (!count || Boolean(days) === Boolean(weeks) || Number(count) === 0) return null;
  return Number(count) * (weeks ? 7 : 1);
}

function nextOf(month: number, date: number, notBefore: CivilDay): CivilDay | null {
  const year = Number(notBefore.slice(0, 4));
  const sameYear = dayAt(year, month, date);
  return sameYear !== null && sameYear >= notBefore ? sameYear : dayAt(year + 1, month, date);
}
