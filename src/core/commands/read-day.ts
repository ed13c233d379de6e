import { addDays, type CivilDay, daysBetween, parseDay } from '../model/day.ts';

/** What a typed day means; `noSuchDate` names a text that is no date on the calendar, or not understood. */
export type ReadDay =
  | { readonly kind: 'day'; readonly day: CivilDay }
  | { readonly kind: 'noSuchDate'; readonly text: string };

const words: Readonly<Record<string, number>> = {
  today: 0,
  오늘: 0,
  今日: 0,
  きょう: 0,
  yesterday: -1,
  어제: -1,
  昨日: -1,
  きのう: -1,
  'day before yesterday': -2,
  그저께: -2,
  그제: -2,
  엊그제: -2,
  一昨日: -2,
  おととい: -2,
  tomorrow: 1,
  내일: 1,
  明日: 1,
  あした: 1,
  'day after tomorrow': 2,
  모레: 2,
  明後日: 2,
  あさって: 2,
};

/**
 * Reads a day as people type it: '2026-11-20', '11-20', '11/20', '11월 20일', '11月20日', 'yesterday', '어제', '一昨日' …
 * A date without a year is the one nearest to today, `past` the nearest that is not yet to come.
 */
export function readDay(text: string, today: CivilDay, which: 'nearest' | 'past' = 'nearest'): ReadDay {
  const typed = text.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ');
  const offset = Object.hasOwn(words, typed) ? words[typed] : undefined;
  if (offset !== undefined) return { kind: 'day', day: addDays(today, offset) };
  const noSuchDate = { kind: 'noSuchDate', text: text.trim() } as const;
  const parts = /^(?:(\d{4}) ?[-/.년年] ?)?(\d{1,2}) ?[-/.월月] ?(\d{1,2}) ?[.일日]?$/.exec(typed);
  if (!parts) return noSuchDate;
  const [, year, month, date] = parts;
  const monthAndDate = `${month!.padStart(2, '0')}-${date!.padStart(2, '0')}`;
  if (year !== undefined) {
    const day = parseDay(`${year}-${monthAndDate}`);
    return day ? { kind: 'day', day } : noSuchDate;
  }
  const thisYear = Number(today.slice(0, 4));
  // 29 February is looked for in the years around, as any other date is.
  const near = Array.from({ length: 17 }, (_, index) => parseDay(`${thisYear + index - 8}-${monthAndDate}`))
    .filter((day) => day !== null)
    .filter((day) => which === 'nearest' || day <= today)
    .sort((one, other) => Math.abs(daysBetween(today, one)) - Math.abs(daysBetween(today, other)));
  return near[0] ? { kind: 'day', day: near[0] } : noSuchDate;
}
