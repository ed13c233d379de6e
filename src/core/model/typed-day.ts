import { type CivilDay, parseDay } from './day.ts';

/**
 * A day as people type it, before it is decided which year or week is meant: a number of days from today ('내일', 'yesterday'),
 * a date ('2026-12-01', '12/1', '12월 1일', '1 Dec'), or a day of the week.
 */
export type TypedDay =
  | { readonly kind: 'fromToday'; readonly days: number }
  | {
      readonly kind: 'date';
      readonly year: number | null;
      readonly month: number;
      readonly date: number;
    }
  /** Monday 1 to Sunday 7; `nextWeek` when the text said so. */
  | { readonly kind: 'weekday'; readonly weekday: number; readonly nextWeek: boolean };

const named: Readonly<Record<string, number>> = {
  오늘: 0,
  지금: 0,
  today: 0,
  now: 0,
  今日: 0,
  きょう: 0,
  내일: 1,
  tomorrow: 1,
  明日: 1,
  あした: 1,
  あす: 1,
  모레: 2,
  'day after tomorrow': 2,
  明後日: 2,
  あさって: 2,
  어제: -1,
  yesterday: -1,
  昨日: -1,
  きのう: -1,
  그저께: -2,
  그제: -2,
  엊그제: -2,
  'day before yesterday': -2,
  一昨日: -2,
  おととい: -2,
};

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const weekdays: readonly RegExp[] = [
  /^(월(요일)?|mon(day)?|月曜?日?)$/,
  /^(화(요일)?|tue(s|sday)?|火曜?日?)$/,
  /^(수(요일)?|wed(nesday)?|水曜?日?)$/,
  /^(목(요일)?|thu(rs|rsday)?|木曜?日?)$/,
  /^(금(요일)?|fri(day)?|金曜?日?)$/,
  /^(토(요일)?|sat(urday)?|土曜?日?)$/,
  /^(일요일|sun(day)?|日曜日?)$/,
];

/** Parses a typed day; null when the text is not understood as one. Does not check that a date exists (see `dayAt`). */
export function typedDay(text: string): TypedDay | null {
  const plain = foldTyped(text);
  if (Object.hasOwn(named, plain)) return { kind: 'fromToday', days: named[plain]! };
  const written =
    /^(?:(?<year>\d{4})[-./년年 ]+)?(?<month>\d{1,2})[-./월月 ]+(?<date>\d{1,2})[.일日]?$/.exec(plain) ??
    /^(?<year>\d{4})(?<month>\d\d)(?<date>\d\d)$/.exec(plain);
  if (written) {
    const { year, month, date } = written.groups!;
    return dateOf(year, Number(month), date!);
  }
  return englishDate(plain) ?? weekdayOf(plain);
}

/** The calendar day with these numbers; null when it does not exist, as 30 February. */
export function dayAt(year: number, month: number, date: number): CivilDay | null {
  const two = (value: number) => String(value).padStart(2, '0');
  return parseDay(`${year}-${two(month)}-${two(date)}`);
}

/** Normalizes typed text: drops differences of case and width, a weekday in brackets, and spaces around signs. */
export function foldTyped(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\([^()]{1,9}\)$/, '')
    .replace(/[\s,]+/g, ' ')
    .replace(/(\d) ?(st|nd|rd|th)\b/g, '$1')
    .replace(/ ?([-./년年월月]) ?/g, '$1')
    .trim();
}

function dateOf(year: string | undefined, month: number, date: string): TypedDay {
  return { kind: 'date', year: year === undefined ? null : Number(year), month, date: Number(date) };
}

function englishDate(text: string): TypedDay | null {
  const found =
    /^(?<name>[a-z]{3,9})\.?\s*(?<date>\d{1,2})(?: (?<year>\d{4}))?$/.exec(text) ??
    /^(?<date>\d{1,2}) ?(?<name>[a-z]{3,9})\.?(?: (?<year>\d{4}))?$/.exec(text);
  if (!found) return null;
  const { name, date, year } = found.groups!;
  const month = months.indexOf(name!.slice(0, 3)) + 1;
  return month === 0 ? null : dateOf(year, month, date!);
}

function weekdayOf(text: string): TypedDay | null {
  const next = /^(다음 ?주|next( week)?|来週の?)\s*/.exec(text)?.[0] ?? '';
  const weekday = weekdays.findIndex((name) => name.test(text.slice(next.length))) + 1;
  return weekday === 0 ? null : { kind: 'weekday', weekday, nextWeek: next !== '' };
}
