import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type CivilDay, weekday } from '../../../src/core/model/day.ts';
import { isDayOff, isQuiet, noDaysOff } from '../../../src/core/nudge/days-off.ts';
import {
  mostHolidays,
  readDaysOff,
  readHolidays,
  readQuietHours,
} from '../../../src/core/nudge/read-days-off.ts';

const today = '2026-11-21' as CivilDay;
const hours = (text: string) => {
  const [hour, minute] = text.split(':').map(Number);
  return hour! * 60 + minute!;
};

describe('quiet hours', () => {
  test.each([
    ['22:00', '08:00', '21:59', false],
    ['22:00', '08:00', '22:00', true],
    ['22:00', '08:00', '00:00', true],
    ['22:00', '08:00', '07:59', true],
    ['22:00', '08:00', '08:00', false],
    ['13:00', '14:30', '14:29', true],
    ['13:00', '14:30', '14:30', false],
    ['00:00', '00:00', '12:00', false],
    ['09:00', '09:00', '09:00', false],
  ])('from %s to %s: at %s %s', (from, to, at, quiet) => {
    expect(isQuiet(hours(at), hours(from), hours(to))).toBe(quiet);
  });

  test('are as long as from their first minute to their last, wherever midnight is', () => {
    const minute = fc.integer({ min: 0, max: 1439 });
    fc.assert(
      fc.property(minute, minute, (from, to) => {
        const quiet = Array.from({ length: 1440 }, (_, at) => isQuiet(at, from, to)).filter(Boolean);
        expect(quiet).toHaveLength((to - from + 1440) % 1440);
      }),
      { numRuns: 50 },
    );
  });

  test.each([
    ['22:00-08:00', 1320, 480],
    ['22:00 ~ 8:00', 1320, 480],
    ['밤 10시부터 오전 8시까지', 1320, 480],
    ['오후 11시 – 오전 6시반', 1380, 390],
    ['10pm to 8am', 1320, 480],
    ['22時から8時まで', 1320, 480],
    ['22시부터 8시까지', 1320, 480],
    ['午後10時〜午前8時', 1320, 480],
    ['-', 0, 0],
    ['없음', 0, 0],
    ['none', 0, 0],
  ])('%j is read', (text, from, to) => {
    expect(readQuietHours(text)).toEqual({ ok: true, value: { from, to } });
  });

  test.each([
    '22-8',
    '10시부터 8시까지',
    '22:00',
    '25:00-08:00',
    '22:00, 23:00-08:00',
    '22:00-08:00-09:00',
    'night',
    ' ',
  ])('%j is refused with what was typed', (text) => {
    expect(readQuietHours(text)).toMatchObject({
      ok: false,
      problem: { what: 'notHours', typed: text.trim() },
    });
  });
});

describe('days off', () => {
  test('are weekdays and holidays, and none unless chosen', () => {
    const off = { daysOff: [6, 7], holidays: [{ day: '2026-12-25' as CivilDay, name: '성탄절' }] } as const;
    const days = Array.from({ length: 60 }, (_, n) => addDays(today, n));
    expect(days.filter((day) => isDayOff(off, day))).toEqual(
      days.filter((day) => weekday(day) >= 6 || day === '2026-12-25'),
    );
    expect(days.filter((day) => isDayOff(noDaysOff, day))).toEqual([]);
  });

  test.each([
    ['주말', [6, 7]],
    ['토일', [6, 7]],
    ['sat sun', [6, 7]],
    ['日', [7]],
    ['-', []],
  ])('%j are read', (text, value) => {
    expect(readDaysOff(text)).toEqual({ ok: true, value });
  });

  test('that are no weekdays are refused', () => {
    expect(readDaysOff('공휴일')).toEqual({ ok: false, problem: { what: 'notWeekdays', typed: '공휴일' } });
  });
});

describe('holidays', () => {
  const read = (text: string) => {
    const found = readHolidays(text, today);
    return found.ok
      ? found.value.map(({ day, name }) => `${day} ${name}`.trim())
      : `${found.problem.what}: ${found.problem.typed}`;
  };
  test.each<[string, readonly string[] | string]>([
    ['2026-12-25 성탄절, 2027-01-01', ['2026-12-25 성탄절', '2027-01-01']],
    ['1월 1일 신정; 12월 25일', ['2026-12-25', '2027-01-01 신정']],
    ['2027.2.6~2027.2.8 설날', ['2027-02-06 설날', '2027-02-07 설날', '2027-02-08 설날']],
    ['12-30 ~ 1-2', ['2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02']],
    ['2027-01-01 元日、2027-01-11 成人の日', ['2027-01-01 元日', '2027-01-11 成人の日']],
    ['25 Dec Christmas Day\nJan 1', ['2026-12-25 Christmas Day', '2027-01-01']],
    ['2026-12-25, 2026-12-25 성탄절', ['2026-12-25 성탄절']],
    ['-', []],
    ['none', []],
    ['성탄절', 'notADate: 성탄절'],
    ['2026-12-25, 2027-02-30 없는 날', 'notADate: 2027-02-30 없는 날'],
    ['2025-12-25 성탄절', 'past: 2025-12-25 성탄절'],
    ['2026-12-28~2026-12-26', 'backwards: 2026-12-28~2026-12-26'],
    ['2026-12-01~2027-12-01', 'longRun: 2026-12-01~2027-12-01'],
    [' , ', 'notADate: ,'],
  ])('%j', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  test('are so many at most', () => {
    const list = (count: number) => Array.from({ length: count }, (_, n) => addDays(today, n)).join(', ');
    expect(read(list(mostHolidays))).toHaveLength(mostHolidays);
    expect(read(list(mostHolidays + 1))).toBe('tooMany: 61');
  });

  test('whatever is typed is read or refused, and what is read is in order and to come', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const found = readHolidays(text, today);
        if (!found.ok) return;
        const days = found.value.map(({ day }) => day);
        expect(days).toEqual([...new Set(days)].sort());
        expect(days.every((day) => day >= today)).toBe(true);
      }),
    );
  });
});
