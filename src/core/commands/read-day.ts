import { addDays, type CivilDay, daysBetween } from '../model/day.ts';
import { dayAt, typedDay } from '../model/typed-day.ts';

/** What a typed day means; `noSuchDate` names a text that is no date on the calendar, or not understood. */
export type ReadDay =
  | { readonly kind: 'day'; readonly day: CivilDay }
  | { readonly kind: 'noSuchDate'; readonly text: string };

/**
 * A day near today as people type it: '2026-11-20', '11-20', '11월 20일', '20 Nov', 'yesterday', '어제', '一昨日' … A date without a
 * year is the one nearest to today, `past` the nearest that is not yet to come. A weekday alone is none: it may be the last or
 * the next one.
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
  // 29 February is looked for in the years around, as any other date is.
  const near = Array.from({ length: 17 }, (_, index) => dayAt(thisYear + index - 8, month, date))
    .filter((day) => day !== null)
    .filter((day) => which === 'nearest' || day <= today)
    .sort((one, other) => Math.abs(daysBetween(today, one)) - Math.abs(daysBetween(today, other)));
  return near[0] ?? null;
}
