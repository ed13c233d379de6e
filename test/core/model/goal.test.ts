import { describe, expect, it, test } from 'vitest';
import {
  formatGoal,
  type Goal,
  type GoalProblem,
  goalSchema,
  goalSentence,
  parseGoal,
} from '../../../src/core/model/goal.ts';
import { pickLocale } from '../../../src/core/model/locale.ts';

describe('parseGoal', () => {
  test.each<[string, Goal]>([
    ['daily', { kind: 'daily' }],
    [' Daily ', { kind: 'daily' }],
    ['weekdays:1,2,3', { kind: 'weekdays', days: [1, 2, 3] }],
    ['weekdays: 5, 1, 5', { kind: 'weekdays', days: [1, 5] }],
    ['weekdays:7', { kind: 'weekdays', days: [7] }],
    ['every:2', { kind: 'everyNDays', n: 2 }],
    ['every:365', { kind: 'everyNDays', n: 365 }],
    ['week:1', { kind: 'perWeek', n: 1 }],
    ['week:7', { kind: 'perWeek', n: 7 }],
  ])('%j', (text, goal) => {
    expect(parseGoal(text)).toEqual({ kind: 'goal', goal });
    expect(goalSchema.parse(goal)).toEqual(goal);
    expect(parseGoal(formatGoal(goal))).toEqual({ kind: 'goal', goal });
  });

  test.each<[string, GoalProblem]>([
    ['', 'unknownForm'],
    ['monthly', 'unknownForm'],
    ['daily:', 'unknownForm'],
    ['daily:1', 'unknownForm'],
    ['week:3:4', 'unknownForm'],
    ['weekdays', 'badWeekdays'],
    ['weekdays:', 'badWeekdays'],
    ['weekdays:0', 'badWeekdays'],
    ['weekdays:8', 'badWeekdays'],
    ['weekdays:1,,2', 'badWeekdays'],
    ['weekdays:12', 'badWeekdays'],
    ['weekdays:mon', 'badWeekdays'],
    ['every:1', 'badInterval'],
    ['every:366', 'badInterval'],
    ['every:-3', 'badInterval'],
    ['every:2.5', 'badInterval'],
    ['every:1e2', 'badInterval'],
    ['week:0', 'badCount'],
    ['week:8', 'badCount'],
    ['week:three', 'badCount'],
  ])('%j is refused: %s', (text, reason) => {
    expect(parseGoal(text)).toEqual({ kind: 'invalid', reason });
  });
});

test.each([
  { kind: 'weekdays', days: [] },
  { kind: 'weekdays', days: [3, 1] },
  { kind: 'weekdays', days: [1, 1] },
  { kind: 'weekdays', days: [8] },
  { kind: 'everyNDays', n: 1 },
  { kind: 'perWeek', n: 2.5 },
  { kind: 'daily', n: 1 },
  { kind: 'hourly' },
])('%j cannot be stored', (goal) => {
  expect(goalSchema.safeParse(goal).success).toBe(false);
});

describe('goalSentence', () => {
  const three = { weekStart: 1, graceMinutes: 180 } as const;

  test.each<[Goal, string, string, string]>([
    [
      { kind: 'daily' },
      '매일, 다음 날 03:00까지',
      'Every day, until 03:00 the next day',
      '毎日、翌日03:00まで',
    ],
    [
      { kind: 'weekdays', days: [1, 3, 5] },
      '매주 월·수·금, 다음 날 03:00까지',
      'Every Monday, Wednesday and Friday, until 03:00 the next day',
      '毎週月・水・金、翌日03:00まで',
    ],
    [
      { kind: 'everyNDays', n: 3 },
      '시작일부터 3일마다 한 번, 다음 날 03:00까지',
      'Once every 3 days from the start, until 03:00 the next day',
      '開始日から3日ごとに1回、翌日03:00まで',
    ],
    [
      { kind: 'perWeek', n: 3 },
      '월-일 기준 주 3회, 다음 날 03:00까지',
      '3 times a week (Monday to Sunday), until 03:00 the next day',
      '月〜日で週3回、翌日03:00まで',
    ],
  ])('%j', (goal, ko, en, ja) => {
    expect(goalSentence(goal, three, 'ko')).toBe(ko);
    expect(goalSentence(goal, three, 'en')).toBe(en);
    expect(goalSentence(goal, three, 'ja')).toBe(ja);
  });

  it('names another week start and another end of the day', () => {
    const goal: Goal = { kind: 'perWeek', n: 1 };
    expect(goalSentence(goal, { weekStart: 7, graceMinutes: 0 }, 'ko')).toBe('일-토 기준 주 1회, 자정까지');
    expect(goalSentence(goal, { weekStart: 4, graceMinutes: 90 }, 'en')).toBe(
      'Once a week (Thursday to Wednesday), until 01:30 the next day',
    );
    expect(goalSentence(goal, { weekStart: 7, graceMinutes: 0 }, 'ja')).toBe('日〜土で週1回、当日24:00まで');
    expect(goalSentence({ kind: 'weekdays', days: [6, 7] }, three, 'en')).toBe(
      'Every Saturday and Sunday, until 03:00 the next day',
    );
  });
});

test.each<[string | string[], string | null]>([
  ['ko', 'ko'],
  ['ko-KR', 'ko'],
  ['en_US', 'en'],
  ['JA-jp', 'ja'],
  [['fr-FR', 'ja', 'ko'], 'ja'],
  ['zh-CN', null],
  ['kok-IN', null],
  ['', null],
  [[], null],
])('locale of %j is %s', (tags, locale) => {
  expect(pickLocale(tags)).toBe(locale);
});
