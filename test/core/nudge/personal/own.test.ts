import { describe, expect, test } from 'vitest';
import { dayAbout, endOf, standingAt } from '../../../../src/core/nudge/personal/own.ts';
import { day, own, seoul } from './support.ts';

describe('a day of a challenge whose days ended at another time until the twentieth', () => {
  const until = day('20');
  /** Until then at one in the morning, since then at three; and the other way round. */
  const later = own({ graceMinutes: 180, earlierRules: [{ until, graceMinutes: 60 }] });
  const earlier = own({ graceMinutes: 0, earlierRules: [{ until, graceMinutes: 180 }] });

  test.each([
    ['20 00:30', '19', '19'],
    ['20 02:00', '20', '19'],
    ['21 00:59', '20', '20'],
    ['21 02:00', '21', '20'],
    ['21 03:00', '21', '21'],
    ['22 00:30', '21', '22'],
    ['22 02:59', '21', '22'],
    ['22 03:00', '22', '22'],
  ])('a nudge of %s was about the %sth, or the %sth', (at, longer, shorter) => {
    expect(dayAbout(later, seoul(at))).toBe(day(longer));
    expect(dayAbout(earlier, seoul(at))).toBe(day(shorter));
  });

  test.each([
    ['19', '20 01:00', '20 03:00'],
    ['20', '21 01:00', '21 03:00'],
    ['21', '22 03:00', '22 00:00'],
  ])('the %sth ends as it did then, or does now', (which, longer, shorter) => {
    for (const [challenge, end] of [
      [later, longer],
      [earlier, shorter],
    ] as const) {
      expect(endOf(challenge, day(which), 'Asia/Seoul')).toBe(seoul(end));
      expect(standingAt(challenge, seoul(`${which} 12:00`)).until).toBe(seoul(end));
    }
  });
});
