import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Challenge, DaySpan, RuleVersion } from '../../../src/core/challenge/challenge.ts';
import { lastDays } from '../../../src/core/challenge/close-challenge.ts';
import { mayHost } from '../../../src/core/challenge/may-host.ts';
import { nextWeeks } from '../../../src/core/challenge/next-weeks.ts';
import { isPaused, paused, resumed } from '../../../src/core/challenge/pauses.ts';
import { countChanged, isSameRule, nextRuleDay, withRule } from '../../../src/core/challenge/rule-change.ts';
import { emptySettings } from '../../../src/core/challenge/settings.ts';
import { addDays, type CivilDay, type Weekday } from '../../../src/core/model/day.ts';
import type { Goal } from '../../../src/core/model/goal.ts';
import type { ChallengeId, ChannelRef, MemberRef } from '../../../src/core/model/ids.ts';
import { periods, type StreakFacts } from '../../../src/core/model/streak/index.ts';
import { pictureSpecSchema } from '../../../src/core/pictures/spec.ts';

const zone = 'Asia/Seoul';
const day = (text: string) => text as CivilDay;
const start = day('2026-11-02');
const rule = (from: string, goal: Goal, weekStart: Weekday = 1): RuleVersion => ({
  from: day(from),
  goal,
  weekStart,
});
const daily: Goal = { kind: 'daily' };
const thrice: Goal = { kind: 'perWeek', n: 3 };

describe('a new rule', () => {
  test.each<[string, Challenge['rules'], RuleVersion, Challenge['rules']]>([
    [
      'follows the one there is',
      [rule('2026-11-02', daily)],
      rule('2026-11-22', thrice),
      [rule('2026-11-02', daily), rule('2026-11-22', thrice)],
    ],
    [
      'replaces one that has not begun',
      [rule('2026-11-02', daily), rule('2026-11-22', thrice)],
      rule('2026-11-22', { kind: 'perWeek', n: 2 }),
      [rule('2026-11-02', daily), rule('2026-11-22', { kind: 'perWeek', n: 2 })],
    ],
    [
      'that goes back to what was leaves nothing behind',
      [rule('2026-11-02', daily), rule('2026-11-22', thrice)],
      rule('2026-11-22', daily),
      [rule('2026-11-02', daily)],
    ],
    [
      'before the first day is the only one',
      [rule('2026-11-02', daily)],
      rule('2026-11-02', thrice),
      [rule('2026-11-02', thrice)],
    ],
  ])('%s', (_, rules, next, after) => {
    expect(withRule(rules, next, start)).toEqual(after);
  });

  const goal = fc.constantFrom<Goal>(
    daily,
    thrice,
    { kind: 'everyNDays', n: 3 },
    { kind: 'weekdays', days: [1, 4] },
  );

  test('never touches a day before it (the past stays as it was judged)', () => {
    const changes = fc.array(fc.tuple(fc.integer({ min: 1, max: 60 }), goal), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(goal, changes, (first, given) => {
        let rules: Challenge['rules'] = [rule(start, first)];
        for (const [after, next] of given.toSorted(([a], [b]) => a - b)) {
          const from = addDays(start, after);
          const changed = withRule(rules, { from, goal: next, weekStart: 1 }, start);
          const facts = (with_: Challenge['rules']): StreakFacts => ({
            startsOn: start,
            endsOn: null,
            rules: with_,
            graceMinutes: 180,
            freezeCap: 0,
            zones: [{ from: 0, zone }],
            joinedOn: start,
            pauses: [],
            restDays: [],
            grants: [],
            checkIns: [],
          });
          const over = (with_: Challenge['rules']) =>
            periods(facts(with_), Date.parse(`${from}T12:00:00+09:00`), () => false)
              .filter(({ to }) => to < from)
              .map(({ from: a, to: b, target }) => [a, b, target]);
          // The period the change falls into is cut short; those before it are as they were.
          expect(over(changed).slice(0, over(rules).length)).toEqual(over(rules));
          expect(changed.every((each, i) => i === 0 || each.from > changed[i - 1]!.from)).toBe(true);
          expect(changed.some((each, i) => i > 0 && isSameRule(each, changed[i - 1]!))).toBe(false);
          rules = changed;
        }
      }),
    );
  });

  test('holds from tomorrow, wherever the members live', () => {
    const now = Date.parse('2026-11-21T15:00:00+09:00');
    const on = { startsOn: start, timezone: zone, graceMinutes: 180 };
    expect(nextRuleDay(on, [], now)).toBe('2026-11-22');
    expect(nextRuleDay(on, ['Pacific/Honolulu'], now)).toBe('2026-11-22');
    expect(nextRuleDay(on, ['Pacific/Kiritimati'], now + 8 * 3_600_000)).toBe('2026-11-23');
    expect(nextRuleDay({ ...on, startsOn: day('2026-12-01') }, [], now)).toBe('2026-12-01');
  });

  test('counts the members who would stand otherwise', () => {
    // A Wednesday; the week is cut in two, and two days are asked of its first half.
    const now = Date.parse('2026-11-18T15:00:00+09:00');
    const facts = (done: readonly string[]): StreakFacts => ({
      startsOn: start,
      endsOn: null,
      rules: [rule('2026-11-02', { kind: 'perWeek', n: 4 })],
      graceMinutes: 180,
      freezeCap: 0,
      zones: [{ from: 0, zone }],
      joinedOn: start,
      pauses: [],
      restDays: [],
      grants: [],
      checkIns: done.map((on) => ({ id: on, day: day(on), at: Date.parse(`${on}T10:00:00+09:00`), zone })),
    });
    const fullWeek = ['2026-11-09', '2026-11-10', '2026-11-11', '2026-11-12'];
    const members = [facts(fullWeek), facts([...fullWeek, '2026-11-16', '2026-11-17']), facts([])];
    const rules = withRule([rule('2026-11-02', { kind: 'perWeek', n: 4 })], rule('2026-11-19', daily), start);
    const under = (rules: StreakFacts['rules']) =>
      members.map((before) => ({ before, after: { ...before, rules } }));
    expect(countChanged(under(rules), now)).toBe(2);
    expect(countChanged(under([rule('2026-11-02', { kind: 'perWeek', n: 4 })]), now)).toBe(0);
  });
});

describe('pauses of everybody', () => {
  const yesterday: readonly DaySpan[] = [{ from: day('2026-11-10'), to: day('2026-11-12') }];
  test('last until they are resumed, and the day of resuming counts', () => {
    const on = paused(yesterday, day('2026-11-15'));
    expect(isPaused(on)).toBe(true);
    expect(paused(on, day('2026-11-16'))).toEqual(on);
    expect(resumed(on, day('2026-11-18'))).toEqual([...yesterday, { from: '2026-11-15', to: '2026-11-17' }]);
  });
  test('resumed on the same day leave no trace', () => {
    expect(resumed(paused(yesterday, day('2026-11-15')), day('2026-11-15'))).toEqual(yesterday);
  });
});

describe('the last day of a challenge ended early', () => {
  const at = Date.parse('2026-11-21T15:00:00+09:00');
  const on = {
    ...emptySettings({ channel: 'C1' as ChannelRef, timezone: zone, startsOn: start }),
    title: 'x',
    rules: [rule(start, daily)] as const,
    pauses: [],
  };
  test.each<[string, Partial<Challenge>, readonly string[], object]>([
    [
      'is today, and nobody’s duty',
      {},
      [],
      { endsOn: '2026-11-21', pauses: [{ from: '2026-11-21', to: '2026-11-21' }] },
    ],
    [
      'reaches to the members who are behind',
      {},
      ['Pacific/Honolulu'],
      { endsOn: '2026-11-21', pauses: [{ from: '2026-11-20', to: '2026-11-21' }] },
    ],
    ['is not later than it was', { endsOn: day('2026-11-21') }, [], { endsOn: '2026-11-21' }],
    [
      'stays when it is over already',
      { endsOn: day('2026-11-19') },
      [],
      { endsOn: '2026-11-19', pauses: [] },
    ],
    ['stays when nothing has begun', { startsOn: day('2026-12-01') }, [], { endsOn: null, pauses: [] }],
    [
      'ends a pause that lasts',
      { pauses: [{ from: day('2026-11-18'), to: null }] },
      [],
      {
        endsOn: '2026-11-21',
        pauses: [
          { from: '2026-11-18', to: '2026-11-21' },
          { from: '2026-11-21', to: '2026-11-21' },
        ],
      },
    ],
  ])('%s', (_, change, zones, end) => {
    expect(lastDays({ ...on, ...change }, zones, at)).toMatchObject(end);
  });
});

describe('the next weeks as a picture', () => {
  const on = (change: Partial<Challenge>): Challenge => {
    const settings = {
      ...emptySettings({ channel: 'C1' as ChannelRef, timezone: zone, startsOn: day('2026-11-25') }),
      title: '달리기',
      ...change,
    };
    return {
      id: 'c' as ChallengeId,
      pauses: [],
      rules: [rule(settings.startsOn, settings.goal, settings.weekStart)],
      ...settings,
    };
  };
  /** due #, any o, none . */
  const rows = (challenge: Challenge) =>
    nextWeeks(challenge, { from: challenge.startsOn, today: day('2026-11-21'), locale: 'ko' }).weeks.map(
      ({ days, target }) =>
        `${days.map(({ due }) => ({ due: '#', any: 'o', none: '.' })[due]).join('')}${target === null ? '' : ` ${target}`}`,
    );
  test.each<[string, Partial<Challenge>, string[]]>([
    ['daily from a Wednesday', {}, ['..#####', '#######', '#######', '#######']],
    [
      'three a week, the first one shorter',
      { goal: thrice },
      ['..ooooo 3', 'ooooooo 3', 'ooooooo 3', 'ooooooo 3'],
    ],
    [
      'six a week, the first one shorter',
      { goal: { kind: 'perWeek', n: 6 } },
      ['..ooooo 5', 'ooooooo 6', 'ooooooo 6', 'ooooooo 6'],
    ],
    [
      'weekdays until an end',
      { goal: { kind: 'weekdays', days: [1, 3] }, endsOn: day('2026-12-07') },
      ['..#....', '#.#....', '#......', '.......'],
    ],
    ['Sunday first', { goal: thrice, weekStart: 7 }, ['...oooo 2', 'ooooooo 3', 'ooooooo 3', 'ooooooo 3']],
    [
      'paused days',
      { pauses: [{ from: day('2026-11-30'), to: day('2026-12-02') }] },
      ['..#####', '...####', '#######', '#######'],
    ],
  ])('%s', (_, change, weeks) => {
    expect(rows(on(change))).toEqual(weeks);
  });

  test('can be drawn, whatever the challenge is', () => {
    const goals = fc.constantFrom<Goal>(
      daily,
      thrice,
      { kind: 'everyNDays', n: 90 },
      { kind: 'weekdays', days: [2, 5] },
    );
    fc.assert(
      fc.property(
        goals,
        fc.constantFrom<Weekday>(1, 4, 7),
        fc.option(fc.integer({ min: 0, max: 60 })),
        (goal, weekStart, length) => {
          const endsOn = length === null ? null : addDays(day('2026-11-25'), length);
          const spec = nextWeeks(on({ goal, weekStart, endsOn }), {
            from: day('2026-11-25'),
            today: day('2026-11-21'),
            locale: 'ko',
          });
          expect(pictureSpecSchema.parse(spec)).toEqual(spec);
        },
      ),
    );
  });
});

describe('who may set up and change challenges', () => {
  const ref = (name: string) => name as MemberRef;
  const place = { hostRole: 'R1' };
  test.each([
    ['a manager', { ref: ref('U1'), manager: true }, undefined, true],
    ['a member of the host role', { ref: ref('U1'), roles: ['R0', 'R1'] }, undefined, true],
    ['a member of another role', { ref: ref('U1'), roles: ['R2'] }, undefined, false],
    ['whoever made this one', { ref: ref('U1') }, { host: ref('U1') }, true],
    ['whoever made another', { ref: ref('U1') }, { host: ref('U2') }, false],
    ['anybody, of one that nobody made', { ref: ref('U1') }, { host: null }, false],
    ['a host, of anything new', { ref: ref('U1') }, undefined, false],
  ])('%s: %o', (_, member, challenge, may) => {
    expect(mayHost(member, place, challenge)).toBe(may);
  });
  test('no host role is no role', () => {
    expect(mayHost({ ref: ref('U1'), roles: ['null', ''] }, { hostRole: null })).toBe(false);
  });
});
