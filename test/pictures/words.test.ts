import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LOCALES } from '../../src/core/model/locale.ts';
import { altOf } from '../../src/core/pictures/alt.ts';
import { gridOf } from '../../src/core/pictures/grid.ts';
import { clipText, graphemes, plainText } from '../../src/core/pictures/plain-text.ts';
import type { SpecOf } from '../../src/core/pictures/spec.ts';
import {
  finish,
  leaderboard,
  milestone,
  month,
  oddNames,
  samples,
  stats,
  streak,
  weeks,
  year,
} from './samples.ts';

describe('a picture in words', () => {
  test.each(samples)('$name: within 1,000 characters, and nothing unsaid', ({ spec }) => {
    const said = altOf(spec);
    expect(said.length).toBeGreaterThan(10);
    expect(said.length).toBeLessThanOrEqual(1_000);
    expect(said).not.toMatch(/undefined|null|NaN|\[object/);
    expect(said).not.toMatch(/[\u202A-\u202E\n]/);
  });

  test('says number, challenge and days', () => {
    expect(altOf(streak('ko'))).toBe(
      '지현님 · 🏃 아침 러닝 30일. 12일 연속. 오늘 인증했어요. 모두 45일. 최장 21일. 보호권 1/2. 최근 4주: 인증 24, 쉬는 날 2, 보호권 쓴 날 1, 빈 날 1. 11월 21일 (토) · Seoul',
    );
    expect(altOf(milestone('en', 100))).toBe(
      'Olivia. 100 days done. 🏃 Morning run. One step at a time, all the way here. Sat, Nov 21 · Los Angeles',
    );
    expect(altOf(milestone('ja', 7, { unit: 'week' }))).toContain('7週達成しました');
    expect(altOf(month('ko'))).toContain('15 / 28일 인증');
    expect(altOf(month('ko', { due: null }))).toContain('15일 기록했어요');
    expect(altOf(year('en'))).toContain('Total 235 days');
    expect(altOf(weeks('ja'))).toContain('月〜日で週3回、翌日03:00まで。11月25日開始。12月19日終了');
    expect(altOf(month('ja', { done: 0 }))).toContain('。今日から始めましょう。');
    expect(altOf(finish('en'))).toContain('Complete 93%');
    expect(altOf(stats('ko'))).toContain('이번 달 17, 지난달 이맘때 24');
  });

  test('who did nothing yet is asked to begin now, not in a month or a year that is over', () => {
    expect(altOf(month('ko', { done: 0 }))).toContain('오늘부터 같이 시작해요');
    expect(altOf(month('ko', { done: 0, year: 2027 }))).toContain('기록이 없는 달이에요');
    expect(altOf(year('en', { total: 0 }))).toContain('Today is a good day to begin');
    expect(altOf(year('en', { total: 0, year: 2025 }))).toContain('No check-ins in this year');
  });

  test('ties are said to be ties', () => {
    const said = altOf(leaderboard('ko'));
    expect(said).toContain('1 지현님 21일. 공동 2 러너3님 19일. 공동 2 Kim님 19일. 4 李님 17일');
  });

  test.each([
    [100, '완주했어요'],
    [80, '완주했어요'],
    [79, '함께했어요'],
    [null, '함께했어요'],
  ])('who did %s%% of a challenge reads on their card: %s', (completionPct, line) => {
    expect(altOf(finish('ko', { completionPct }))).toContain(line);
  });

  test.each(LOCALES)('back after a while, or at the start, no zero is said (%s)', (locale) => {
    for (const change of [
      { state: 'comeback', current: 1 },
      { state: 'lost', current: 0 },
    ] as const) {
      const said = altOf(streak(locale, change));
      expect(said).toContain('45');
      expect(said).not.toMatch(/\b0\b|\b1 day\b|1일 연속|1日連続/);
    }
    const first = altOf(streak(locale, { current: 0, longest: 0, daysDone: 0, state: 'fine' }));
    expect(first).not.toMatch(/(^|[^\d/])0/);
    expect(altOf(finish(locale, { longest: 0 }))).not.toMatch(/(^|[^\d])0/);
  });

  test('whatever people are called, it stays whole and short', () => {
    const name = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.constantFrom(...Object.values(oddNames)),
    );
    fc.assert(
      fc.property(name, name, fc.constantFrom(...LOCALES), (who, title, locale) => {
        const rows = leaderboard(locale).rows.map((row) => ({ ...row, name: who }));
        const said = altOf(leaderboard(locale, { rows, challenge: { title, emoji: null } }));
        expect(said.length).toBeLessThanOrEqual(1_000);
        expect(said.isWellFormed()).toBe(true);
      }),
    );
  });
});

describe('a picture in signs', () => {
  test('weeks, with today marked and a legend of what is used', () => {
    expect(gridOf(streak('ko', { weeks: [row('ddmdddd'), row('rpzd-of')] }))).toBe(
      ['월화수목금토일', '✅✅⚪✅✅✅✅', '🌙💤🧊✅➖⭕⬜ ◀ 오늘', legend].join('\n'),
    );
  });

  test('a month begins under its weekday', () => {
    const lines = gridOf(month('en', { weekStart: 7 })).split('\n');
    expect(lines[0]).toBe('ＳＭＴＷＴＦＳ');
    expect(lines[1]).toBe('✅✅⚪✅✅✅🌙');
    expect(gridOf(month('ko')).split('\n')[1]).toBe(`${'\u3000'.repeat(6)}✅`);
  });

  test('the weeks to come, with their flags and targets', () => {
    expect(gridOf(weeks('ko')).split('\n').slice(1, 5)).toEqual([
      '➖➖🚩⬜⬜⬜⬜ 2회',
      '⬜⬜⬜⬜⬜⬜⬜ 3회',
      '⬜⬜⬜⬜⬜⬜⬜ 3회',
      '⬜⬜⬜⬜⬜🏁➖ 3회',
    ]);
  });

  test.each(samples)('$name is never empty', ({ spec }) => {
    expect(gridOf(spec)).not.toMatch(/undefined|NaN/);
    expect(gridOf(spec).length).toBeGreaterThan(10);
  });

  const legend =
    '✅ 인증  🌙 쉬는 날  💤 잠시 멈춤  🧊 보호권 쓴 날  ⚪ 빈 날  ⭕ 아직 열림  ➖ 없는 날  ⬜ 다가올 날';
  function row(letters: string): SpecOf<'streak'>['weeks'][number] {
    const marks = {
      d: 'done',
      m: 'missed',
      r: 'rest',
      p: 'paused',
      z: 'frozen',
      '-': 'free',
      o: 'open',
      f: 'future',
    } as const;
    return Array.from(letters, (letter) => ({
      mark: marks[letter as keyof typeof marks],
      today: letter === 'o',
    }));
  }
});

describe('plain text', () => {
  test.each([
    ['composed', '한별'.normalize('NFD'), '한별'],
    ['without direction controls', '\u202Eabc\u202C\u2066d\u2069', 'abcd'],
    ['on one line', ' a\n\tb\u2028c ', 'a b c'],
    ['without piles of accents', `a${'\u0301'.repeat(50)}`, 'á\u0301\u0301'],
    ['with families whole', '👨‍👩‍👧', '👨‍👩‍👧'],
  ])('is %s', (_what, text, plain) => {
    expect(plainText(text)).toBe(plain);
  });

  test('is cut between characters as readers count them', () => {
    expect(clipText('👨‍👩‍👧🇰🇷가나', 3)).toBe('👨‍👩‍👧🇰🇷…');
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 40 }),
        fc.integer({ min: 2, max: 20 }),
        (text, length) => {
          expect(graphemes(clipText(text, length)).length).toBeLessThanOrEqual(Math.max(length, 1));
        },
      ),
    );
  });
});
