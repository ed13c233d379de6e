import type { Locale } from '../model/locale.ts';

interface Dates {
  /** Without the year: "11월 20일". */
  day(day: string): string;
  /** With the year: "2026년 11월 20일". */
  fullDay(day: string): string;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** How each language writes civil days ('YYYY-MM-DD'). */
export const dates: Readonly<Record<Locale, Dates>> = {
  ko: written(
    (month, date) => `${month}월 ${date}일`,
    (year, day) => `${year}년 ${day}`,
  ),
  en: written(
    (month, date) => `${months[month - 1]} ${date}`,
    (year, day) => `${day}, ${year}`,
  ),
  ja: written(
    (month, date) => `${month}月${date}日`,
    (year, day) => `${year}年${day}`,
  ),
};

function written(
  short: (month: number, date: number) => string,
  withYear: (year: string, day: string) => string,
): Dates {
  const day = (on: string) => short(Number(on.slice(5, 7)), Number(on.slice(8)));
  return { day, fullDay: (on) => withYear(on.slice(0, 4), day(on)) };
}
