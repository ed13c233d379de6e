import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDay } from '../../../src/core/commands/read-day.ts';
import { addDays, type CivilDay } from '../../../src/core/model/day.ts';

const today = '2026-11-20' as CivilDay;

test.each([
  ['2026-11-18', '2026-11-18'],
  ['2026/11/18', '2026-11-18'],
  ['2026. 11. 18.', '2026-11-18'],
  ['2026년 11월 18일', '2026-11-18'],
  ['11-18', '2026-11-18'],
  ['11/8', '2026-11-08'],
  ['11월 18일', '2026-11-18'],
  ['11月18日', '2026-11-18'],
  ['１１－１８', '2026-11-18'],
  ['1/2', '2027-01-02'],
  ['today', '2026-11-20'],
  ['오늘', '2026-11-20'],
  ['今日', '2026-11-20'],
  [' Yesterday ', '2026-11-19'],
  ['어제', '2026-11-19'],
  ['昨日', '2026-11-19'],
  ['그저께', '2026-11-18'],
  ['一昨日', '2026-11-18'],
  ['おととい', '2026-11-18'],
  ['내일', '2026-11-21'],
  ['모레', '2026-11-22'],
  ['2/29', '2028-02-29'],
])('%s is %s', (text, day) => {
  expect(readDay(text, today)).toEqual({ kind: 'day', day });
});

test('without a year, of what is over, the last such date is meant', () => {
  expect(readDay('1/2', today, 'past')).toEqual({ kind: 'day', day: '2026-01-02' });
  expect(readDay('11/21', today, 'past')).toEqual({ kind: 'day', day: '2025-11-21' });
});

test.each([
  '2026-02-30',
  '13-01',
  '11/31',
  '2025-02-29',
  '월요일',
  '20',
  '',
  '1-2-3-4',
  'toString',
  '2026-1',
])('%s is no date, and is named', (text) => {
  expect(readDay(text, today)).toEqual({ kind: 'noSuchDate', text });
});

test('every date is read back from the ways it is written', () => {
  fc.assert(
    fc.property(fc.integer({ min: -170, max: 170 }), (offset) => {
      const day = addDays(today, offset);
      const [year, month, date] = day.split('-').map(Number);
      for (const text of [day, `${month}/${date}`, `${year}년 ${month}월 ${date}일`, `${month}月${date}日`])
        expect(readDay(text, today)).toEqual({ kind: 'day', day });
    }),
  );
});

test('whatever is typed is a day or named', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
      expect(['day', 'noSuchDate']).toContain(readDay(text, today).kind);
    }),
  );
});
