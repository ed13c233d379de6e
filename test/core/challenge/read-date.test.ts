import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDate, readLength } from '../../../src/core/challenge/read-date.ts';
import { addDays, type CivilDay, parseDay } from '../../../src/core/model/day.ts';

// A Saturday.
const today = '2026-11-21' as CivilDay;
const since = addDays(today, -30);

describe('a day as people type it', () => {
  test.each([
    ['2026-12-01', '2026-12-01'],
    [' 2026-12-1 ', '2026-12-01'],
    ['2026.12.1', '2026-12-01'],
    ['2026. 12. 1.', '2026-12-01'],
    ['2026/12/01', '2026-12-01'],
    ['20261201', '2026-12-01'],
    ['２０２６－１２－０１', '2026-12-01'],
    ['2026년 12월 1일', '2026-12-01'],
    ['2026年12月1日', '2026-12-01'],
    ['2026-12-01 (화)', '2026-12-01'],
    ['12/1', '2026-12-01'],
    ['12월 1일', '2026-12-01'],
    ['12月1日', '2026-12-01'],
    ['1월 5일', '2027-01-05'],
    ['11월 10일', '2026-11-10'],
    ['Dec 1', '2026-12-01'],
    ['1 Dec 2026', '2026-12-01'],
    ['December 1st, 2026', '2026-12-01'],
    ['오늘', '2026-11-21'],
    ['내일', '2026-11-22'],
    ['모레', '2026-11-23'],
    ['Tomorrow', '2026-11-22'],
    ['明日', '2026-11-22'],
    ['월요일', '2026-11-23'],
    ['토요일', '2026-11-28'],
    ['다음 주 월요일', '2026-11-23'],
    ['다음주 금요일', '2026-11-27'],
    ['next Monday', '2026-11-23'],
    ['friday', '2026-11-27'],
    ['来週月曜', '2026-11-23'],
    ['来週の金曜日', '2026-11-27'],
  ])('%j is %s', (text, day) => {
    expect(readDate(text, today, since)).toBe(day);
  });

  test.each([
    '2026-02-30',
    '2026-13-01',
    '2026-00-10',
    '2025-02-29',
    '2월 30일',
    '13/1',
    'Feb 30',
    'someday',
    '',
    '2026-12-01-02',
    '99999999',
  ])('%j is none', (text) => {
    expect(readDate(text, today, since)).toBeNull();
  });

  test('is a day of the calendar or none, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const day = readDate(text, today, since);
        expect(day === null || parseDay(day) === day).toBe(true);
      }),
    );
  });

  test('every day of the calendar is read back from how it is written', () => {
    fc.assert(
      fc.property(fc.integer({ min: -300, max: 3_000 }), (offset) => {
        const day = addDays(today, offset);
        const [year, month, date] = day.split('-').map(Number);
        for (const text of [day, `${year}.${month}.${date}`, `${year}년 ${month}월 ${date}일`])
          expect(readDate(text, today, since)).toBe(day);
      }),
    );
  });
});

describe('a length in place of a last day', () => {
  test.each([
    ['8주', 56],
    ['8 주간', 56],
    ['30일', 30],
    ['30일 동안', 30],
    ['100 days', 100],
    ['1 week', 7],
    ['4週間', 28],
    ['30日間', 30],
  ])('%j is %i days', (text, days) => {
    expect(readLength(text)).toBe(days);
  });

  test.each(['0일', '8', '주', '8주 3일', '-3 days', '2026-12-01', '12월 1일'])('%j is none', (text) => {
    expect(readLength(text)).toBeNull();
  });
});
