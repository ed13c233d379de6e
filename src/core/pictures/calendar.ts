import { addDays, type CivilDay, type Weekday, weekday } from '../model/day.ts';

/** The weekdays of a week that begins on `first`. */
export function weekFrom(first: Weekday): readonly Weekday[] {
  return Array.from({ length: 7 }, (_, i) => (((first - 1 + i) % 7) + 1) as Weekday);
}

/** How many empty cells precede `day` in its row when weeks begin on `first`. */
export function cellsBefore(day: CivilDay, first: Weekday): number {
  return (weekday(day) - first + 7) % 7;
}

/** The civil day of a year, month (1-12; 13 is the next January) and date. */
export function dayAt(year: number, month: number, date = 1): CivilDay {
  const two = (value: number): string => String(value).padStart(2, '0');
  const first = month > 12 ? `${year + 1}-${two(month - 12)}-01` : `${year}-${two(month)}-01`;
  return addDays(first as CivilDay, date - 1);
}

/** [year, month, date] of a day. */
export function partsOf(day: CivilDay): readonly [number, number, number] {
  const [year, month, date] = day.split('-').map(Number);
  return [year!, month!, date!];
}

/** The items in rows of seven, after `before` empty cells; the last row is filled up with empty cells. */
export function inWeeks<T>(items: readonly T[], before: number): readonly (readonly (T | null)[])[] {
  const cells: (T | null)[] = [...Array<null>(before).fill(null), ...items];
  while (cells.length % 7 !== 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, row) => cells.slice(row * 7, row * 7 + 7));
}
