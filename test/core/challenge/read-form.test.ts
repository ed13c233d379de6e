import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Challenge } from '../../../src/core/challenge/challenge.ts';
import { challengeForm } from '../../../src/core/challenge/form.ts';
import { type FieldName, fieldNames, fieldsOf, partsFor } from '../../../src/core/challenge/form-fields.ts';
import { type FormProblem, readForm } from '../../../src/core/challenge/read-form.ts';
import { type ChallengeSettings, emptySettings } from '../../../src/core/challenge/settings.ts';
import { fromTemplate, templateNames } from '../../../src/core/challenge/templates.ts';
import { cleanTitle, nameOf } from '../../../src/core/challenge/title.ts';
import { messagesFor } from '../../../src/core/messages/index.ts';
import { addDays, type CivilDay, daysBetween } from '../../../src/core/model/day.ts';
import type { Goal } from '../../../src/core/model/goal.ts';
import type { ChannelRef } from '../../../src/core/model/ids.ts';
import { LOCALES } from '../../../src/core/model/locale.ts';
import type { FormField } from '../../../src/core/views.ts';

const today = '2026-11-21' as CivilDay;
const empty = emptySettings({ channel: 'C1' as ChannelRef, timezone: 'Asia/Seoul', startsOn: today });
const base = { ...empty, title: '아침 달리기' };

const read = (
  values: Partial<Record<FieldName, string>>,
  change: { base?: ChallengeSettings; asked?: readonly FieldName[]; began?: boolean } = {},
) => readForm(values as Record<string, string>, { base, asked: fieldNames, today, began: false, ...change });

const problemsOf = (...args: Parameters<typeof read>): readonly FormProblem[] => {
  const form = read(...args);
  return form.ok ? [] : form.problems;
};

describe('what is typed is read kindly', () => {
  test.each<[Partial<Record<FieldName, string>>, Partial<ChallengeSettings>]>([
    [{ title: '  아침   달리기 ' }, { title: '아침 달리기', emoji: null }],
    [{ title: '🏃 아침 달리기' }, { title: '아침 달리기', emoji: '🏃' }],
    [{ title: '🏃‍♀️아침 달리기' }, { title: '아침 달리기', emoji: '🏃‍♀️' }],
    [{ title: '🇰🇷 한국사' }, { title: '한국사', emoji: '🇰🇷' }],
    [{ title: '🏃' }, { title: '🏃', emoji: null }],
    [{ title: '1일 1커밋' }, { title: '1일 1커밋', emoji: null }],
    [
      { title: '달리기', emoji: '🐹' },
      { title: '달리기', emoji: '🐹' },
    ],
    [
      { title: '🏃 달리기', emoji: '🐹' },
      { title: '🏃 달리기', emoji: '🐹' },
    ],
    [{ title: '글\u202e쓰기\u200b\u0000' }, { title: '글 쓰기' }],
    [{ goal: 'week:3' }, { goal: { kind: 'perWeek', n: 3 } }],
    [{ goal: 'weekdays', weekdays: '5, 1,3' }, { goal: { kind: 'weekdays', days: [1, 3, 5] } }],
    [{ goal: 'daily', weekdays: '1,3' }, { goal: { kind: 'daily' } }],
    [{ startsOn: '내일' }, { startsOn: addDays(today, 1) }],
    [
      { startsOn: '12월 1일', endsOn: '8주' },
      { startsOn: '2026-12-01' as CivilDay, endsOn: '2027-01-25' as CivilDay },
    ],
    [{ endsOn: '2026.12.31' }, { endsOn: '2026-12-31' as CivilDay }],
    [{ endsOn: '' }, { endsOn: null }],
    [{ minLength: '30자' }, { minLength: 30 }],
    [{ minLength: '' }, { minLength: 0 }],
    [{ teamGoal: '1,000' }, { teamGoal: 1000 }],
    [{ teamGoal: '１００' }, { teamGoal: 100 }],
    [{ timezone: 'Europe/London' }, { timezone: 'Europe/London' }],
    [{ timezone: '' }, { timezone: 'Asia/Seoul' }],
    [{ grace: '0' }, { graceMinutes: 0 }],
    [{ backfill: '7' }, { backfillDays: 7 }],
    [{ freezes: 'none' }, { freezeEvery: null }],
    [{ freezes: '3:7' }, { freezeCap: 3, freezeEvery: 7 }],
    [{ endNotices: '3,14' }, { endNotices: [14, 3] }],
    [{ endNotices: '' }, { endNotices: [] }],
    [{ channel: 'C2' }, { channel: 'C2' as ChannelRef }],
    [{ category: 'running' }, { category: 'running' }],
  ])('%j', (values, settings) => {
    expect(read({ title: '아침 달리기', ...values })).toMatchObject({ ok: true, settings });
  });

  test.each<[string, string, string, string]>([
    ['typed before a new title', '🌅 새벽 달리기', '🏃', '🌅 새벽 달리기'],
    ['left as it was', '새벽 달리기', '🏃', '🏃 새벽 달리기'],
    ['chosen anew in its field', '🌅 새벽 달리기', '🐹', '🐹 🌅 새벽 달리기'],
    ['of a title that stays', '🎽 8주 달리기', '🏃', '🏃 🎽 8주 달리기'],
  ])('a template’s emoji: %s', (_what, title, emoji, name) => {
    const before = { ...fromTemplate('running', empty, 'ko'), title: '🎽 8주 달리기' };
    const form = read({ title, emoji }, { base: before });
    expect(form.ok && nameOf(form.settings)).toBe(name);
  });
});

describe('what is wrong is named with what was typed', () => {
  const flags = '🏳️‍🌈'.repeat(500);
  test.each<[Partial<Record<FieldName, string>>, object]>([
    [{ title: '' }, { what: 'titleMissing' }],
    [{ title: '\u200b\u2060\u200d\u202e' }, { what: 'titleMissing' }],
    [{ title: 'ㅤㅤ\u2800\u115f' }, { what: 'titleMissing' }],
    [{ title: '\ufe0f\u0301' }, { what: 'titleMissing' }],
    [{ title: '🏃'.repeat(500) }, { what: 'titleTooLong', most: 100 }],
    [{ title: flags }, { what: 'titleTooLong', most: 100 }],
    [{ title: '👨‍👩‍👧‍👦'.repeat(60) }, { what: 'titleTooLong' }],
    [{ emoji: 'abc' }, { what: 'notOneEmoji', typed: 'abc' }],
    [{ emoji: '🏃🏃' }, { what: 'notOneEmoji' }],
    [{ startsOn: '2026-02-30' }, { what: 'noSuchDate', field: 'startsOn', typed: '2026-02-30' }],
    [{ endsOn: '곧' }, { what: 'noSuchDate', field: 'endsOn', typed: '곧' }],
    [{ startsOn: '2026-12-10', endsOn: '2026-12-01' }, { what: 'endBeforeStart' }],
    [{ startsOn: '2026-11-01', endsOn: '2026-11-20' }, { what: 'endIsPast' }],
    [{ startsOn: '2028-01-01' }, { what: 'tooFar', field: 'startsOn' }],
    [{ startsOn: '1999-01-01' }, { what: 'longPast' }],
    [{ endsOn: '2099-01-01' }, { what: 'tooFar', field: 'endsOn' }],
    [{ goal: 'week:0' }, { what: 'badGoal', reason: 'badCount', typed: 'week:0' }],
    [{ goal: 'week:9' }, { what: 'badGoal', reason: 'badCount' }],
    [{ goal: 'every:1' }, { what: 'badGoal', reason: 'badInterval' }],
    [{ goal: '때때로' }, { what: 'badGoal', reason: 'unknownForm' }],
    [{ goal: 'weekdays', weekdays: '' }, { what: 'noWeekdays' }],
    [
      { goal: 'weekdays', weekdays: '1,8' },
      { what: 'badGoal', reason: 'badWeekdays' },
    ],
    [{ timezone: 'Mars/Olympus' }, { what: 'noSuchZone', typed: 'Mars/Olympus' }],
    [{ timezone: '+09:00' }, { what: 'noSuchZone', typed: '+09:00' }],
    [{ minLength: '많이' }, { what: 'badNumber', field: 'minLength', typed: '많이' }],
    [{ minLength: '-1' }, { what: 'badNumber', field: 'minLength' }],
    [{ teamGoal: '0' }, { what: 'badNumber', field: 'teamGoal', least: 1 }],
    [{ grace: '181' }, { what: 'badNumber', field: 'grace', most: 180 }],
    [{ backfill: '99' }, { what: 'badNumber', field: 'backfill' }],
    [{ proof: 'video' }, { what: 'noSuchChoice', field: 'proof' }],
    [{ category: 'gossip' }, { what: 'noSuchChoice', field: 'category' }],
    [{ freezes: '0:7' }, { what: 'noSuchChoice', field: 'freezes' }],
    [{ endNotices: '5' }, { what: 'noSuchChoice', field: 'endNotices' }],
    [{ weekStart: '8' }, { what: 'noSuchChoice', field: 'weekStart' }],
  ])('%j', (values, problem) => {
    expect(problemsOf({ title: '아침 달리기', ...values })).toEqual([expect.objectContaining(problem)]);
  });

  test('all of it at once, in the order of the form', () => {
    const typed = { title: ' ', goal: 'week:9', startsOn: '2026-02-30', endsOn: '모름', timezone: 'Seoul' };
    expect(problemsOf(typed).map(({ what }) => what)).toEqual([
      'titleMissing',
      'badGoal',
      'noSuchDate',
      'noSuchDate',
      'noSuchZone',
    ]);
  });

  test('the first day of a challenge that has begun stays', () => {
    const running = { ...base, startsOn: addDays(today, -400), endsOn: addDays(today, -1) };
    expect(problemsOf({ startsOn: '내일' }, { base: running, began: true })).toEqual([
      { what: 'startIsFixed', startsOn: running.startsOn },
    ]);
    // What is left as it was is never wrong, however long ago it was.
    expect(
      read({ startsOn: running.startsOn, endsOn: running.endsOn }, { base: running, began: true }).ok,
    ).toBe(true);
  });

  test.each(LOCALES)('each has its sentence in %s', (locale) => {
    const texts = messagesFor(locale).challenge;
    const typed: FormProblem[] = [
      ...problemsOf({ title: ' ', goal: 'every:1', startsOn: '2026-02-30', endsOn: '?', timezone: 'x' }),
      ...problemsOf({ title: '🏃'.repeat(500), emoji: 'x', minLength: 'x', proof: 'x', weekStart: '0' }),
      ...problemsOf({ startsOn: '2028-01-01' }),
      ...problemsOf({ startsOn: '1999-01-01' }),
      ...problemsOf({ endsOn: '2026-11-01' }),
      ...problemsOf({ goal: 'weekdays', weekdays: '' }),
      ...problemsOf({ startsOn: '2026-11-01', endsOn: '2026-11-20' }),
    ];
    for (const problem of typed) {
      const words = texts.problem(problem).map((piece) => (typeof piece === 'string' ? piece : 'x'));
      expect(words.join('').length, problem.what).toBeGreaterThan(5);
    }
  });
});

test('whatever is sent, it is either settings that can be kept or problems', () => {
  const value = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.constantFrom('week:3', 'weekdays', '1,2', '2026-12-01', '8주', '내일', '🏃 달리기', '3:7', '14', ''),
  );
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...fieldNames), value), fc.boolean(), (values, began) => {
      const form = read(values as Partial<Record<FieldName, string>>, { began });
      if (!form.ok) {
        expect(form.problems.length).toBeGreaterThan(0);
        return;
      }
      const { title, startsOn, endsOn, minLength, graceMinutes, backfillDays } = form.settings;
      expect(cleanTitle(title)).toBe(title);
      expect(title).not.toBe('');
      expect(endsOn === null || daysBetween(startsOn, endsOn) >= 0).toBe(true);
      expect([minLength, graceMinutes, backfillDays].every((each) => each >= 0)).toBe(true);
    }),
  );
});

describe('the form', () => {
  const goals: readonly Goal[] = [
    { kind: 'daily' },
    { kind: 'perWeek', n: 7 },
    { kind: 'everyNDays', n: 90 },
    { kind: 'weekdays', days: [2, 4] },
    { kind: 'weekdays', days: [6, 7] },
  ];
  const filled: ChallengeSettings = {
    ...base,
    emoji: '🏃',
    category: 'running',
    endsOn: '2026-12-31' as CivilDay,
    minLength: 30,
    teamGoal: 500,
    graceMinutes: 90,
    backfillDays: 5,
    freezeCap: 5,
    freezeEvery: 9,
    weekStart: 7,
    endNotices: [3],
  };
  const form = (
    settings: ChallengeSettings,
    part: ReturnType<typeof partsFor>[number],
    locale = 'ko' as const,
  ) =>
    challengeForm(settings, {
      action: '1:createChallenge' as never,
      title: '새 챌린지',
      submit: '미리 보기',
      part,
      texts: messagesFor(locale),
    });
  const shownIn = (field: FormField): string =>
    field.kind === 'choices' ? field.values.join(',') : (field.value ?? '');

  test.each([5, 40])('sent back as it was shown changes nothing, with %i fields a form', (fields) => {
    for (const goal of goals)
      for (const settings of [
        { ...base, goal },
        { ...filled, goal },
      ])
        for (const part of partsFor(fields)) {
          const shown = form(settings, part);
          expect(shown.fields.length).toBeLessThanOrEqual(fields);
          const values = Object.fromEntries(shown.fields.map((field) => [field.name, shownIn(field)]));
          const sent = read(values, { base: settings, asked: fieldsOf(part, settings.goal) });
          expect(sent).toEqual({ ok: true, settings });
        }
  });

  test('its parts ask everything, each once, but for the emoji in front of the title', () => {
    const asked = goals.flatMap((goal) => partsFor(5).flatMap((part) => fieldsOf(part, goal)));
    expect(new Set([...asked, 'emoji'])).toEqual(new Set(fieldNames));
  });

  test.each(LOCALES)('fits every platform in %s', (locale) => {
    const shown = form(filled, 'all', locale as 'ko');
    for (const field of shown.fields) {
      expect(field.label.length).toBeLessThanOrEqual(45);
      expect((field.hint ?? '').length).toBeLessThanOrEqual(100);
      if (field.kind !== 'choice' && field.kind !== 'choices') continue;
      expect(field.options.length).toBeLessThanOrEqual(25);
      expect(new Set(field.options.map(({ value }) => value)).size).toBe(field.options.length);
      for (const { label } of field.options) expect(label.length).toBeLessThanOrEqual(75);
      if (field.kind === 'choice' && field.value !== undefined)
        expect(field.options.map(({ value }) => value)).toContain(field.value);
    }
  });
});

test.each(templateNames)('the template %s is a form that can be sent as it is', (name) => {
  for (const locale of LOCALES) {
    const settings = fromTemplate(name, empty, locale);
    const sent = read({}, { base: settings, asked: [] });
    expect(sent).toEqual({ ok: true, settings });
  }
});

test.each<[(typeof templateNames)[number], Partial<Challenge>, number | null]>([
  ['running', { title: '8주 달리기', goal: { kind: 'perWeek', n: 3 } }, 56],
  ['writing', { title: '30일 글쓰기', goal: { kind: 'daily' }, proofKind: 'text' }, 30],
  ['drawing', { title: '100일 그림', goal: { kind: 'daily' }, proofKind: 'photo' }, 100],
  ['morning', { title: '평일 아침 글', goal: { kind: 'weekdays', days: [1, 2, 3, 4, 5] } }, null],
  ['reading', { title: '매일 20분 읽기', goal: { kind: 'daily' } }, null],
])('%s', (name, settings, days) => {
  const filled = fromTemplate(name, empty, 'ko');
  expect(filled).toMatchObject(settings);
  expect(filled.endsOn && daysBetween(filled.startsOn, filled.endsOn) + 1).toBe(days);
});
