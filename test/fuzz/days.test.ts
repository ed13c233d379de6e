import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDate, readLength } from '../../src/core/challenge/read-date.ts';
import { readDay } from '../../src/core/commands/read-day.ts';
import { addDays, parseDay } from '../../src/core/model/day.ts';
import { bent, fuzzer, junk, timeout } from './fuzz.ts';
import { civilDay, today } from './values.ts';

const fuzz = fuzzer(3);

const wide = (text: string) =>
  text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
const months = [
  'Jan',
  'Feb',
  'March',
  'april',
  'MAY',
  'June',
  'jul',
  'Aug',
  'Sept',
  'oct',
  'Nov',
  'December',
];

/** A whole date, each way people write it. */
const wholeForms: readonly ((year: string, month: number, date: number) => string)[] = [
  (y, m, d) => `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`,
  (y, m, d) => `${y}-${m}-${d}`,
  (y, m, d) => `${y}/${m}/${d}`,
  (y, m, d) => `${y}.${m}.${d}.`,
  (y, m, d) => `${y}년 ${m}월 ${d}일`,
  (y, m, d) => ` ${y}年${m}月${d}日 `,
  (y, m, d) => wide(`${y}-${m}-${d}`),
];
/** The same without its year. */
const shortForms: readonly ((month: number, date: number) => string)[] = [
  (m, d) => `${m}/${d}`,
  (m, d) => `${m}-${d}`,
  (m, d) => `${m}월 ${d}일`,
  (m, d) => wide(`${m}月${d}日`),
];
const english: readonly ((year: string, month: number, date: number) => string)[] = [
  (y, m, d) => `${months[m - 1]} ${d}, ${y}`,
  (y, m, d) => `${d} ${months[m - 1]} ${y}`,
  (y, m, d) => `${d}th ${months[m - 1]} ${y}`,
];
const words = [
  ...[
    '오늘',
    '내일',
    '모레',
    '어제',
    '그저께',
    '今日',
    '明日',
    'おととい',
    'today',
    'Tomorrow',
    'next Monday',
  ],
  ...[
    '다음 주 화',
    '来週月曜',
    'sun',
    '일요일',
    '土曜',
    '12월',
    '31',
    '13/45',
    '2/30',
    '00-00',
    '2026-02-29',
  ],
];
const written = fc.oneof(
  fc.tuple(civilDay, fc.constantFrom(...wholeForms, ...english)).map(([day, form]) => form(...partsOf(day))),
  fc.tuple(civilDay, fc.constantFrom(...shortForms)).map(([day, form]) => {
    const [, month, date] = partsOf(day);
    return form(month, date);
  }),
  fc.constantFrom(...words),
);
const typed = fc.oneof(junk, written, bent(written));

function partsOf(day: string): [string, number, number] {
  const [year = '', month, date] = day.split('-');
  return [year, Number(month), Number(date)];
}

test('whatever is typed is a day of the calendar, or no day', { timeout }, () =>
  fuzz(fc.tuple(typed, today, today, fc.constantFrom('nearest' as const, 'past' as const)), (given) => {
    const [text, now, notBefore, which] = given;
    const read = readDay(text, now, which);
    if (read.kind === 'day') {
      expect(parseDay(read.day)).toBe(read.day);
      expect(readDay(read.day, now, which)).toEqual(read);
    } else expect(read.text).toBe(text.trim());
    const date = readDate(text, now, notBefore);
    if (date !== null) {
      expect(parseDay(date)).toBe(date);
      expect(readDate(date, now, notBefore)).toBe(date);
    }
    const length = readLength(text);
    if (length !== null) expect(Number.isSafeInteger(length) && length > 0).toBe(true);
  }),
);

test('a date is understood in every way people write it', { timeout }, () => {
  const forms = fc.constantFrom(...wholeForms);
  return fuzz(
    fc.tuple(civilDay, today, forms, fc.constantFrom(...english)),
    ([day, now, form, inEnglish]) => {
      expect(readDay(form(...partsOf(day)), now)).toEqual({ kind: 'day', day });
      expect(readDate(form(...partsOf(day)), now, now)).toBe(day);
      expect(readDate(inEnglish(...partsOf(day)), now, now)).toBe(day);
    },
  );
});

test('a date without its year is the nearest one, or the coming one', { timeout }, () =>
  fuzz(
    fc.tuple(today, fc.integer({ min: 0, max: 180 }), fc.constantFrom(...shortForms)),
    ([now, away, form]) => {
      const at = (offset: number) => {
        const [, month, date] = partsOf(addDays(now, offset));
        return form(month, date);
      };
      expect(readDay(at(-away), now, 'past')).toEqual({ kind: 'day', day: addDays(now, -away) });
      expect(readDay(at(away), now)).toEqual({ kind: 'day', day: addDays(now, away) });
      expect(readDate(at(away), now, now)).toBe(addDays(now, away));
    },
  ),
);
