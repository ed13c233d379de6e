import { addDays, type CivilDay, parseDay, weekday } from '../model/day.ts';

/** Days from today by name, in the languages the bot speaks. */
const named: Readonly<Record<string, number>> = {
  오늘: 0,
  지금: 0,
  내일: 1,
  모레: 2,
  어제: -1,
  today: 0,
  now: 0,
  tomorrow: 1,
  yesterday: -1,
  今日: 0,
  きょう: 0,
  明日: 1,
  あした: 1,
  あす: 1,
  明後日: 2,
  あさって: 2,
  昨日: -1,
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

/**
 * A day as people type it: '2026-12-01', '2026.12.1', '12/1', '12월 1일', '1 Dec', '내일', 'next Monday', '来週月曜'. A day
 * without its year is the first such day from `notBefore` on. Null when it is no day of the calendar.
 */
export function readDate(text: string, today: CivilDay, notBefore: CivilDay): CivilDay | null {
  const plain = fold(text);
  const offset = Object.hasOwn(named, plain) ? named[plain] : undefined;
  if (offset !== undefined) return addDays(today, offset);
  const whole =
    /^(\d{4})[-./년年 ]+(\d{1,2})[-./월月 ]+(\d{1,2})[.일日]?$/.exec(plain) ??
    /^(\d{4})(\d\d)(\d\d)$/.exec(plain);
  if (whole) return dayAt(Number(whole[1]), Number(whole[2]), Number(whole[3]));
  const short = /^(\d{1,2})[-./월月 ]+(\d{1,2})[.일日]?$/.exec(plain);
  if (short) return nextOf(Number(short[1]), Number(short[2]), notBefore);
  return englishDate(plain, notBefore) ?? weekdayDate(plain, today);
}

/** A length as people type it in place of a last day: '8주', '30 days', '4週間'. Days, the first one included. */
export function readLength(text: string): number | null {
  const match = /^(\d{1,4})(일|days?|日)?(주|weeks?|週)?(간|동안|間)?$/.exec(fold(text).replace(/ /g, ''));
  const [, count, days, weeks] = match ?? [];
  if (!count || Boolean(days) === Boolean(weeks) || Number(count) === 0) return null;
  return Number(count) * (weeks ? 7 : 1);
}

function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\([^()]{1,9}\)$/, '')
    .replace(/[\s,]+/g, ' ')
    .replace(/(\d) ?(st|nd|rd|th)\b/g, '$1')
    .replace(/ ?([-./년年월月]) ?/g, '$1')
    .trim();
}

function englishDate(text: string, notBefore: CivilDay): CivilDay | null {
  const match = /^([a-z]{3,9})\.?\s*(\d{1,2})(?: (\d{4}))?$/.exec(text);
  const turned = /^(\d{1,2}) ?([a-z]{3,9})\.?(?: (\d{4}))?$/.exec(text);
  const [name, date, year] = match
    ? [match[1], match[2], match[3]]
    : turned
      ? [turned[2], turned[1], turned[3]]
      : [];
  if (!name || !date) return null;
  const month = months.indexOf(name.slice(0, 3)) + 1;
  if (month === 0) return null;
  return year ? dayAt(Number(year), month, Number(date)) : nextOf(month, Number(date), notBefore);
}

/** 'Friday' is the coming one, today excluded; 'next Friday' the one of next week, Monday to Sunday. */
function weekdayDate(text: string, today: CivilDay): CivilDay | null {
  const next = /^(다음 ?주|next( week)?|来週の?)\s*/.exec(text)?.[0] ?? '';
  const wanted = text.slice(next.length);
  const index = weekdays.findIndex((name) => name.test(wanted));
  if (index < 0) return null;
  const ahead = index + 1 - weekday(today);
  if (next !== '') return addDays(today, ahead + 7);
  return addDays(today, ahead > 0 ? ahead : ahead + 7);
}

function nextOf(month: number, date: number, notBefore: CivilDay): CivilDay | null {
  const year = Number(notBefore.slice(0, 4));
  const sameYear = dayAt(year, month, date);
  return sameYear !== null && sameYear >= notBefore ? sameYear : dayAt(year + 1, month, date);
}

function dayAt(year: number, month: number, date: number): CivilDay | null {
  const two = (value: number) => String(value).padStart(2, '0');
  return parseDay(`${year}-${two(month)}-${two(date)}`);
}
