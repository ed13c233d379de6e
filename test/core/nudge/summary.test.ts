import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { closingAt } from '../../../src/core/challenge/schedule.ts';
import { messagesFor } from '../../../src/core/messages/index.ts';
import {
  addDays,
  type CivilDay,
  dayOf,
  daysBetween,
  deadlineOf,
  type Weekday,
  weekday,
} from '../../../src/core/model/day.ts';
import { LOCALES } from '../../../src/core/model/locale.ts';
import { type DaysOff, noDaysOff } from '../../../src/core/nudge/days-off.ts';
import {
  periodBefore,
  periodFrom,
  plannedOn,
  plannedSummaries,
  summaryAt,
  summaryKinds,
} from '../../../src/core/nudge/summary/period.ts';
import { summaryCard } from '../../../src/core/nudge/summary/words.ts';
import { altOf } from '../../../src/core/pictures/alt.ts';
import { pictureSpecSchema } from '../../../src/core/pictures/spec.ts';
import { wallTime } from '../../../src/core/record/moment.ts';
import type { ChallengeRow } from '../../../src/core/store.ts';
import { plain } from '../../support/conversation.ts';

const day = (text: string) => text as CivilDay;
const both = { week: true, month: true };
const zones = [
  'Asia/Seoul',
  'America/New_York',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'Australia/Lord_Howe',
  'America/Sao_Paulo',
];

function challenge(change: Partial<ChallengeRow> = {}): ChallengeRow {
  const rule = { goal: { kind: 'daily' }, weekStart: change.weekStart ?? 1 } as const;
  return {
    id: '11111111-1111-4111-8111-111111111111',
    title: '아침 달리기',
    emoji: '🏃',
    startsOn: day('2026-01-01'),
    endsOn: null,
    timezone: 'Asia/Seoul',
    weekStart: 1,
    graceMinutes: 180,
    pauses: [],
    rules: [{ from: day('2026-01-01'), ...rule }],
    teamGoal: null,
    summaries: both,
    ...change,
  } as unknown as ChallengeRow;
}

const planned = (
  given: ChallengeRow,
  from: string,
  to: string,
  members: readonly string[] = [],
  off: DaysOff = noDaysOff,
) =>
  plannedSummaries(both, given, {
    from: Date.parse(from),
    to: Date.parse(to),
    zones: members,
    off,
    waiting: [],
  }).map(
    ({ kind, from: first, to: last, at }) =>
      `${kind} ${first}–${last} at ${new Date(at + 9 * 3_600_000).toISOString().slice(0, 16)}`,
  );

describe('periods', () => {
  test.each([
    ['week', '2026-11-23', 1, '2026-11-16', '2026-11-22'],
    ['week', '2026-11-22', 7, '2026-11-15', '2026-11-21'],
    ['month', '2026-12-01', 1, '2026-11-01', '2026-11-30'],
    ['month', '2028-03-01', 1, '2028-02-01', '2028-02-29'],
    ['month', '2027-01-01', 1, '2026-12-01', '2026-12-31'],
  ] as const)('a %s ends before %s (weeks from %s)', (kind, on, start, from, to) => {
    expect(periodBefore(kind, day(on), start)).toEqual({ kind, from, to });
    expect(periodFrom(kind, day(from))).toEqual({ kind, from, to });
  });

  test('follow one another without a day between', () => {
    for (const kind of summaryKinds)
      for (let start = 1; start <= 7; start++) {
        const days = Array.from({ length: 800 }, (_, n) => addDays(day('2026-01-01'), n));
        const all = days.flatMap((each) => periodBefore(kind, each, start as Weekday) ?? []);
        for (const [index, { from }] of all.entries())
          if (index > 0) expect(from).toBe(addDays(all[index - 1]!.to, 1));
        if (kind === 'week') for (const { from } of all) expect(weekday(from)).toBe(start);
      }
  });
});

describe('what is planned', () => {
  test('is each week and month at nine the morning after', () => {
    expect(planned(challenge(), '2026-11-21T15:00+09:00', '2026-12-10T00:00+09:00')).toEqual([
      'week 2026-11-16–2026-11-22 at 2026-11-23T09:00',
      'week 2026-11-23–2026-11-29 at 2026-11-30T09:00',
      'month 2026-11-01–2026-11-30 at 2026-12-01T09:00',
      'week 2026-11-30–2026-12-06 at 2026-12-07T09:00',
    ]);
  });

  test('waits a day for members to whom the week is not over', () => {
    const [first] = planned(challenge(), '2026-11-21T15:00+09:00', '2026-11-25T00:00+09:00', [
      'America/New_York',
    ]);
    expect(first).toBe('week 2026-11-16–2026-11-22 at 2026-11-24T09:00');
  });

  test('of a day off comes on the next day that is not, at the same time, and not after a month of them', () => {
    const holidays = ['2026-11-23', '2026-11-24', '2026-12-01'].map((each) => ({ day: day(each), name: '' }));
    const span = ['2026-11-21T15:00+09:00', '2026-12-10T00:00+09:00'] as const;
    expect(planned(challenge(), ...span, [], { daysOff: [6, 7], holidays })).toEqual([
      'week 2026-11-16–2026-11-22 at 2026-11-25T09:00',
      'week 2026-11-23–2026-11-29 at 2026-11-30T09:00',
      'month 2026-11-01–2026-11-30 at 2026-12-02T09:00',
      'week 2026-11-30–2026-12-06 at 2026-12-07T09:00',
    ]);
    expect(planned(challenge(), ...span, [], { daysOff: [1, 2, 3, 4, 5, 6, 7], holidays: [] })).toEqual([]);
  });

  test('leaves out what was paused all along, what had not begun and what is over', () => {
    const paused = challenge({ pauses: [{ from: day('2026-11-14'), to: day('2026-11-25') }] });
    expect(planned(paused, '2026-11-15T00:00+09:00', '2026-12-01T00:00+09:00')).toEqual([
      'week 2026-11-09–2026-11-15 at 2026-11-16T09:00',
      'week 2026-11-23–2026-11-29 at 2026-11-30T09:00',
    ]);
    const short = challenge({ startsOn: day('2026-11-25'), endsOn: day('2026-12-09') });
    expect(planned(short, '2026-11-15T00:00+09:00', '2027-02-01T00:00+09:00')).toEqual([
      'week 2026-11-23–2026-11-29 at 2026-11-30T09:00',
      'month 2026-11-01–2026-11-30 at 2026-12-01T09:00',
      'week 2026-11-30–2026-12-06 at 2026-12-07T09:00',
      // The week it ended in and its last month are told by the closing.
    ]);
  });

  test('of days that ended at another time then comes as it did then', () => {
    const monday = (graceMinutes: number) =>
      challenge({ graceMinutes, past: [{ until: day('2026-11-22'), graceMinutes: 0 }] });
    // The Sunday ended at seven in Seoul for who lives there, and would end at ten now.
    const members = ['Africa/Johannesburg'];
    expect(planned(monday(180), '2026-11-22T00:00Z', '2026-12-01T12:00Z', members)).toEqual([
      'week 2026-11-16–2026-11-22 at 2026-11-23T09:00',
      'week 2026-11-23–2026-11-29 at 2026-12-01T09:00',
    ]);
    const graces = fc.constantFrom(0, 60, 120, 180);
    fc.assert(
      fc.property(
        fc.record({
          timezone: fc.constantFrom(...zones),
          members: fc.subarray(zones),
          now: graces,
          before: graces,
        }),
        fc.integer({ min: 0, max: 30 }),
        fc.integer({ min: -5, max: 5 }),
        ({ timezone, members: others, now, before }, weeks, off) => {
          const week = periodFrom('week', addDays(day('2026-03-02'), weeks * 7));
          const until = addDays(week.to, off);
          const changed = challenge({ timezone, graceMinutes: now, past: [{ until, graceMinutes: before }] });
          const plain = challenge({ timezone, graceMinutes: week.to <= until ? before : now });
          const when = { zones: others, off: noDaysOff };
          expect(summaryAt(week, changed, when)).toBe(summaryAt(week, plain, when));
        },
      ),
      { numRuns: 200 },
    );
  });

  test('comes when the last day is over for everybody, at nine, off no day off, once for each, and within two days else', () => {
    fc.assert(
      fc.property(
        fc.record({
          timezone: fc.constantFrom(...zones),
          members: fc.subarray(zones),
          graceMinutes: fc.constantFrom(0, 60, 180),
          weekStart: fc.integer({ min: 1, max: 7 }).map((n) => n as Weekday),
          from: fc.integer({ min: Date.parse('2026-02-01'), max: Date.parse('2027-06-01') }),
          length: fc.option(fc.integer({ min: 1, max: 200 })),
          daysOff: fc.subarray([1, 2, 3, 4, 5, 6, 7] as const, { maxLength: 6 }),
        }),
        ({ members, from, length, daysOff, ...change }) => {
          const when = { zones: members, off: { daysOff, holidays: [] } };
          const startsOn = day('2026-03-03');
          const given = challenge({
            ...change,
            startsOn,
            endsOn: length === null ? null : addDays(startsOn, length),
          });
          const found = plannedSummaries(both, given, {
            from,
            to: from + 60 * 86_400_000,
            ...when,
            waiting: [],
          });
          const waiting = found.map((each) => ({ ...each, plannedAt: plannedOn(each, given)! }));
          // Looked at piece by piece it is the same.
          const pieces = Array.from({ length: 12 }, (_, n) => from + n * 5 * 86_400_000).flatMap((piece) =>
            plannedSummaries(both, given, { from: piece, to: piece + 5 * 86_400_000, ...when, waiting }),
          );
          expect(pieces).toEqual(found);
          const names = found.map(({ kind, from: first }) => `${kind} ${first}`);
          expect(new Set(names).size).toBe(names.length);
          for (const { kind, from: first, to, at } of found) {
            expect(wallTime(at, given.timezone)).toBe('09:00');
            const over = Math.max(
              ...[given.timezone, ...members].map((zone) => deadlineOf(to, zone, given.graceMinutes)),
            );
            expect(at).toBeGreaterThanOrEqual(over);
            expect(at - over).toBeLessThan((50 + 24 * daysOff.length) * 3_600_000);
            expect(daysOff).not.toContain(weekday(dayOf(at, given.timezone, 0)));
            expect(at).toBeLessThan(closingAt(given, members) ?? Number.POSITIVE_INFINITY);
            expect(summaryAt(periodFrom(kind, first), given, when)).toBe(at);
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('what is told', () => {
  const facts = {
    members: 9,
    people: 5,
    days: 23,
    proofs: 25,
    each: [
      { day: day('2026-11-16'), count: 5 },
      { day: day('2026-11-17'), count: 3 },
    ],
    before: 19,
    together: 120,
    board: [
      { ref: 'U1', name: '준호', days: 6 },
      { ref: 'U2', name: '지현', days: 4 },
    ],
  } as never;
  const week = periodFrom('week', day('2026-11-16'));
  const month = periodFrom('month', day('2026-11-01'));
  const told = (
    change: object,
    given = challenge(),
    period = week,
    locale: (typeof LOCALES)[number] = 'ko',
  ) => summaryCard(given, { period, facts: { ...(facts as object), ...change } as never, locale, now: 0 });
  const lines = (...args: Parameters<typeof told>) => told(...args).lines.map(plain);

  test('is what came together, beside the week before, and who is on the board', () => {
    expect(told({}).title).toBe('🏃 아침 달리기 · 지난주 이야기');
    const later = summaryCard(challenge(), {
      period: week,
      facts,
      locale: 'ko',
      now: Date.parse('2026-12-01T09:00+09:00'),
    });
    expect(later.title).toBe('🏃 아침 달리기 · 11월 16일부터 한 주 이야기');
    expect(lines({}, challenge({ teamGoal: 300 }))).toEqual([
      '11월 16일(월)부터 11월 22일(일)까지 5명이 함께 [23일]을 기록했어요.',
      '그 앞 주보다 [4일] 더 모였어요.',
      '함께 이룰 목표 300일 가운데 [120일]을 쌓았어요.',
      '순위에 함께하는 멤버: 준호님 6일, 지현님 4일',
    ]);
  });

  test.each([
    [23, '그 앞 주와 꼭 같은 걸음이었어요.'],
    [30, '그 앞 주에는 30일이었어요. 주마다 걸음이 달라도 좋아요.'],
    [0, '그 앞 주보다 [23일] 더 모였어요.'],
  ])('beside a week of %i days', (before, expected) => {
    expect(lines({ before, board: [] })[1]).toBe(expected);
  });

  test.each([
    ['ko', 119, '함께 이룰 목표 119일을 이뤄 지금까지 [120일]을 쌓았어요.'],
    ['ko', 120, '함께 이룰 목표 120일을 이뤄 지금까지 [120일]을 쌓았어요.'],
    ['ko', 121, '함께 이룰 목표 121일 가운데 [120일]을 쌓았어요.'],
    ['ja', 120, 'みんなの目標120日を達成して、[120日]になりました。'],
    ['ja', 121, 'みんなの目標121日のうち、[120日]まで来ました。'],
    ['en', 120, 'The team goal of 120 days is reached: [120 days] by now.'],
  ] as const)(
    'says in %s of a goal of %i days, with 120 done, whether it is reached',
    (locale, teamGoal, expected) => {
      expect(lines({}, challenge({ teamGoal }), week, locale)).toContain(expected);
    },
  );

  test('is not held beside a week that was shorter', () => {
    expect(lines({ board: [] }, challenge({ startsOn: day('2026-11-11') }))).toHaveLength(1);
    const paused = challenge({ pauses: [{ from: day('2026-11-10'), to: day('2026-11-12') }] });
    expect(lines({ board: [] }, paused)).toHaveLength(1);
    // A challenge that began within the week tells of its own days.
    expect(lines({ board: [] }, challenge({ startsOn: day('2026-11-18') }))[0]).toContain(
      '11월 18일(수)부터',
    );
  });

  test.each(LOCALES)('of a month is a picture too, whole and described, in %s', (locale) => {
    const view = told({}, challenge({ startsOn: day('2026-11-10'), teamGoal: 100 }), month, locale);
    const spec = pictureSpecSchema.parse(view.picture);
    if (spec.kind !== 'together') throw new Error(spec.kind);
    expect(spec.days).toHaveLength(30);
    expect(spec.days.slice(0, 9)).toEqual(Array(9).fill(null));
    expect(spec.days.slice(15, 18)).toEqual([5, 3, 0]);
    expect(altOf(spec)).toContain('23');
    expect(view.lines.map(plain).join('\n')).toMatch(/2(4|5)|120/);
    expect(JSON.stringify(spec)).not.toMatch(/준호|지현/);
  });

  test.each(LOCALES)('blames nobody, in %s', (locale) => {
    const all = [
      ...[0, 22, 23, 40].flatMap((before) => lines({ before }, challenge(), week, locale)),
      ...lines({ people: 1, days: 1, proofs: 1 }, challenge({ teamGoal: 5 }), month, locale),
      ...Object.values(messagesFor(locale).summary.planned),
    ];
    for (const line of all) {
      expect(line).not.toMatch(
        /못 |안 한|아쉽|부족|실패|missed|only \d|failed|behind|lazy|残念|できな|不足/i,
      );
      expect(line).not.toMatch(/undefined|NaN|null/);
    }
    expect(daysBetween(week.from, week.to)).toBe(6);
  });
});
