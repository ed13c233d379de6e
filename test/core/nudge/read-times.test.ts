import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clockText, readTimes } from '../../../src/core/nudge/read-times.ts';
import { readWeekdays } from '../../../src/core/nudge/read-weekdays.ts';

const read = (text: string) => {
  const result = readTimes(text);
  return result.ok
    ? result.times.map(clockText).join(' ')
    : `${result.problem.what}: ${result.problem.typed}`;
};
const days = (text: string) => {
  const result = readWeekdays(text);
  return result.ok ? result.weekdays.join('') : `? ${result.problem.typed}`;
};

describe('times of day', () => {
  test.each([
    ['21:00', '21:00'],
    ['9:05', '09:05'],
    ['２１：００', '21:00'],
    ['21.30', '21:30'],
    ['09시', '09:00'],
    ['21시반', '21:30'],
    ['오전 9시 반', '09:30'],
    ['21시 30분', '21:30'],
    ['아침 9시 5분', '09:05'],
    ['오전 9시', '09:00'],
    ['오후 9시', '21:00'],
    ['오후 9시 30분에', '21:30'],
    ['밤 9시반', '21:30'],
    ['밤 12시', '00:00'],
    ['낮 12시', '12:00'],
    ['새벽 5시', '05:00'],
    ['정오', '12:00'],
    ['자정', '00:00'],
    ['9pm', '21:00'],
    ['9 PM', '21:00'],
    ['9:30 p.m.', '21:30'],
    ['12am', '00:00'],
    ['12pm', '12:00'],
    ['noon', '12:00'],
    ['午後9時', '21:00'],
    ['午前9時半', '09:30'],
    ['21時30分', '21:30'],
    ['夜9時', '21:00'],
    ['21:00, 9:00', '09:00 21:00'],
    ['9:00 21:00', '09:00 21:00'],
    ['7am and 9pm', '07:00 21:00'],
    ['오전 9시, 오후 9시', '09:00 21:00'],
    ['朝7時、夜9時', '07:00 21:00'],
    ['21:00, 9pm', '21:00'],
  ])('%j is %s', (typed, expected) => {
    expect(read(typed)).toBe(expected);
  });

  test.each([
    ['', 'empty: '],
    ['   ', 'empty: '],
    ['25:00', 'notATime: 25:00'],
    ['24:00', 'notATime: 24:00'],
    ['9:60', 'notATime: 9:60'],
    ['9', 'notATime: 9'],
    ['9시', 'halfSaid: 9시'],
    ['9시반', 'halfSaid: 9시반'],
    ['9시 반', 'halfSaid: 9시 반'],
    ['12시 30분', 'halfSaid: 12시 30분'],
    ['9時半', 'halfSaid: 9時半'],
    ['오전 7시, 9시', 'halfSaid: 9시'],
    ['21:5', 'notATime: 21:5'],
    ['오전 13시', 'notATime: 오전 13시'],
    ['오후 0시', 'notATime: 오후 0시'],
    ['soon', 'notATime: soon'],
    ['-9:00', 'notATime: -9:00'],
    [',', 'notATime: ,'],
    ['constructor', 'notATime: constructor'],
    ['21:00 KST', 'hasZone: 21:00 KST'],
    ['9pm EST', 'hasZone: 9pm EST'],
    ['21:00 UTC+9', 'hasZone: 21:00 UTC+9'],
    ['21:00+09:00', 'hasZone: 21:00+09:00'],
    ['21:00Z', 'hasZone: 21:00Z'],
    ['21:00 Asia/Seoul', 'hasZone: 21:00 Asia/Seoul'],
    ['한국 시간 21:00', 'hasZone: 한국 시간 21:00'],
    ['every 5 minutes', 'repeats: every 5 minutes'],
    ['5분마다', 'repeats: 5분마다'],
    ['hourly', 'repeats: hourly'],
    ['毎時', 'repeats: 毎時'],
    ['1:00 2:00 3:00 4:00 5:00', 'tooMany: 1:00 2:00 3:00 4:00 5:00'],
  ])('%j is refused: %s', (typed, expected) => {
    expect(read(typed)).toBe(expected);
  });

  test('as the clock shows them are read back, all of them', () => {
    for (let minute = 0; minute < 1_440; minute++)
      expect(readTimes(clockText(minute))).toEqual({ ok: true, times: [minute] });
  });

  test('of any text are times of a day or a reason, without harm', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const result = readTimes(text);
        if (result.ok) expect(result.times.every((time) => time >= 0 && time < 1_440)).toBe(true);
        else expect(result.problem.typed.length).toBeLessThanOrEqual(60);
      }),
    );
  });
});

describe('weekdays', () => {
  test.each([
    ['', '1234567'],
    ['매일', '1234567'],
    ['평일', '12345'],
    ['주말', '67'],
    ['월수금', '135'],
    ['월, 수, 금', '135'],
    ['월요일 수요일', '13'],
    ['월-금', '12345'],
    ['금~월', '1567'],
    ['mon wed fri', '135'],
    ['Mon-Fri', '12345'],
    ['Monday to Friday', '12345'],
    ['Sat, Sun', '67'],
    ['Mondays', '1'],
    ['weekdays', '12345'],
    ['月水金', '135'],
    ['月曜日', '1'],
    ['月〜金', '12345'],
    ['土日', '67'],
  ])('%j is %s', (typed, expected) => {
    expect(days(typed)).toBe(expected);
  });

  test.each(['x', '월x', 'mo', '1', 'mon-wed-fri', '-', 'toString', '월-'])('%j is refused', (typed) => {
    expect(days(typed)).toBe(`? ${typed}`);
  });

  test('of any text are weekdays or a reason, without harm', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => void readWeekdays(text)));
  });
});
