import { addDays, type CivilDay, daysBetween } from '../model/day.ts';
import { dayAt, typedDay } from '../model/typed-day.ts';

/** What a typed day means; `noSuchDate` holds a text that is not a calendar date or was not understood. */
export type ReadDay =
  | { readonly kind: 'day'; readonly day: CivilDay }
  | { readonly kind: 'noSuchDate'; readonly text: string };

/**
 * Reads a day near today as people type it: '2026-11-20', '11-20', '11월 20일', '20 Nov', 'yesterday', '어제', '一昨日' … A date without
 * a year is the one nearest to today; with `past`, the nearest one that is not in the future. A weekday alone is refused: it may
 * be the last or the next one.
 */
export function readDay(text: string, today: CivilDay, which: 'nearest' | 'past' = 'nearest'): ReadDay {
  const typed = typedDay(text);
  if (typed?.kind === 'fromToday') return { kind: 'day', day: addDays(today, typed.days) };
  const day = typed?.kind === 'date' ? dayNear(typed, today, which) : null;
  return day ? { kind: 'day', day } : { kind: 'noSuchDate', text: text.trim() };
}

function dayNear(
  { year, month, date }: { readonly year: number | null; readonly month: number; readonly date: number },
  today: CivilDay,
  which: 'nearest' | 'past',
): CivilDay | null {
  if (year !== null) return dayAt(year, month, date);
  const thisYear = Number(today.slice(0, 4));
  // 29 February needs the years around this one, so every date is looked for in them.
  const near = Array.from({ length: 17 }, (_, index) => dayAt(thisYear + index - 8, month, date))
    .filter((day) => day !== null)
    .filter((day) => which === 'nearest' || day <= today)
    .sort((one, other) => Math.abs(daysBetween(today, one)) - Math.abs(daysBetween(today, other)));
  return near[0] ?? null;
}
