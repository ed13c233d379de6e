import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Challenge } from '../../../src/core/challenge/challenge.ts';
import { dryRun, type PlannedMessage } from '../../../src/core/challenge/dry-run.ts';
import { closingAt, morningOf, noticesOf, overAt } from '../../../src/core/challenge/schedule.ts';
import { emptySettings } from '../../../src/core/challenge/settings.ts';
import { addDays, type CivilDay, dayOf, deadlineOf } from '../../../src/core/model/day.ts';
import type { ChallengeId, ChannelRef } from '../../../src/core/model/ids.ts';
import { noDaysOff } from '../../../src/core/nudge/days-off.ts';
import { noSummaries } from '../../../src/core/nudge/summary/period.ts';

const zone = 'Asia/Seoul';
/** A Saturday, 15:00 in Seoul. */
const now = Date.parse('2026-11-21T15:00:00+09:00');
const day = (text: string) => text as CivilDay;

function challenge(change: Partial<Challenge> = {}): Challenge {
  const startsOn = change.startsOn ?? day('2026-11-21');
  const settings = {
    ...emptySettings({ channel: 'C1' as ChannelRef, timezone: zone, startsOn }),
    title: '아침 달리기',
    ...change,
  };
  const { goal, weekStart } = settings;
  return {
    id: 'c' as ChallengeId,
    rules: [{ from: startsOn, goal, weekStart }],
    pauses: [],
    ...settings,
  };
}

const wall = (at: number, where = zone) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: where, dateStyle: 'short', timeStyle: 'short' }).format(at);

/** What comes with proofs, whenever they do. */
const proofs = (first = 'first week and return') => ['cheers', 'notes', 'joined', 'offer', first];

/** One line a message, as a person would write the plan down. */
function plan(given: Challenge, zones: readonly string[] = []): string[] {
  return dryRun(given, now, zones).map((message: PlannedMessage) => {
    switch (message.what) {
      case 'milestone':
        return `${message.number} ${message.unit} from ${message.earliest}`;
      case 'endNotice':
        return `${message.days} days to go at ${wall(message.at, given.timezone)}`;
      case 'closing':
        return `closing at ${wall(message.at, given.timezone)}`;
      case 'firsts':
        return message.week ? 'first week and return' : 'first return';
      default:
        return message.what;
    }
  });
}

describe('every message of the next 30 days', () => {
  test.each<[string, Partial<Challenge>, string[]]>([
    [
      'daily, open-ended',
      {},
      ['welcome', ...proofs(), '7 day from 2026-11-27', '30 day from 2026-12-20', 'freezes', 'changes'],
    ],
    [
      'nothing but what was chosen',
      { endsOn: day('2026-12-12'), freezeEvery: null },
      ['welcome', ...proofs(), '7 day from 2026-11-27', 'changes', 'closing at 2026-12-13 10:00'],
    ],
    [
      'both notices',
      { endsOn: day('2026-12-12'), endNotices: [14, 3] },
      [
        'welcome',
        ...proofs(),
        '7 day from 2026-11-27',
        'freezes',
        'changes',
        '14 days to go at 2026-11-28 10:00',
        '3 days to go at 2026-12-09 10:00',
        'closing at 2026-12-13 10:00',
      ],
    ],
    [
      'a notice whose morning is past is not made up for',
      { endsOn: day('2026-11-24'), endNotices: [14, 3], freezeEvery: null },
      ['welcome', ...proofs(), 'changes', 'closing at 2026-11-25 10:00'],
    ],
    [
      'weeks are met on their third day at the earliest',
      { startsOn: day('2026-11-02'), goal: { kind: 'perWeek', n: 3 }, freezeEvery: null },
      ['welcome', ...proofs(), '7 week from 2026-12-16', 'changes'],
    ],
    [
      'blocks of two days',
      { goal: { kind: 'everyNDays', n: 2 }, freezeEvery: null },
      ['welcome', ...proofs('first return'), '7 turn from 2026-12-03', 'changes'],
    ],
    [
      'it starts within the month',
      { startsOn: day('2026-12-15'), freezeEvery: null },
      ['welcome', ...proofs(), '7 day from 2026-12-21', 'changes'],
    ],
    ['it starts later', { startsOn: day('2027-03-01') }, ['welcome', 'changes']],
    [
      'it ends after the month',
      { endsOn: day('2027-03-01'), endNotices: [14, 3], freezeEvery: null },
      ['welcome', ...proofs(), '7 day from 2026-11-27', '30 day from 2026-12-20', 'changes'],
    ],
    [
      'local times are those of the challenge’s zone',
      { timezone: 'America/New_York', endsOn: day('2026-12-01'), endNotices: [3], freezeEvery: null },
      [
        'welcome',
        ...proofs(),
        '7 day from 2026-11-27',
        'changes',
        '3 days to go at 2026-11-28 10:00',
        'closing at 2026-12-02 10:00',
      ],
    ],
  ])('%s', (_, change, lines) => {
    expect(plan(challenge(change))).toEqual(lines);
  });

  test('where no line can be shown to one member alone, none is promised', () => {
    const told = { nudges: null, off: noDaysOff, summaries: noSummaries };
    const said = (privateNotice: boolean) =>
      dryRun(challenge(), now, [], { ...told, privateNotice }).filter(
        ({ what }) => what === 'joined' || what === 'offer',
      );
    expect(said(true)).toEqual([{ what: 'joined' }, { what: 'offer', privately: true }]);
    expect(said(false)).toEqual([{ what: 'offer', privately: false }]);
  });

  test('the closing waits for the member for whom the last day is over last', () => {
    const given = challenge({ endsOn: day('2026-12-12'), freezeEvery: null });
    // The last day ends in Honolulu at 22:00 of the 13th in Seoul.
    expect(plan(given, ['Pacific/Honolulu']).at(-1)).toBe('closing at 2026-12-14 10:00');
  });

  test('is in order, within the month, and what the jobs are planned for', () => {
    const zones = fc.constantFrom('Asia/Seoul', 'America/New_York', 'Pacific/Apia', 'Africa/Cairo', 'UTC');
    const arbitrary = fc.record({
      start: fc.integer({ min: -40, max: 60 }),
      length: fc.option(fc.integer({ min: 1, max: 120 })),
      timezone: zones,
      member: zones,
      graceMinutes: fc.constantFrom(0, 60, 180),
      endNotices: fc.subarray([14, 3]),
    });
    fc.assert(
      fc.property(arbitrary, ({ start, length, member, ...change }) => {
        const startsOn = addDays(day('2026-11-21'), start);
        const endsOn = length === null ? null : addDays(startsOn, length - 1);
        const given = challenge({ ...change, startsOn, endsOn });
        const timed = dryRun(given, now, [member]).flatMap((message) => ('at' in message ? [message] : []));
        expect(timed.map(({ at }) => at)).toEqual(timed.map(({ at }) => at).sort((a, b) => a - b));
        for (const message of timed) {
          expect(message.at).toBeGreaterThanOrEqual(now);
          expect(message.at).toBeLessThan(now + 33 * 86_400_000);
          if (message.what === 'closing') expect([closingAt(given, [member]), now]).toContain(message.at);
          else if (message.what === 'endNotice')
            expect(noticesOf(given, now)).toContainEqual({ days: message.days, at: message.at });
        }
      }),
    );
  });
});

describe('mornings', () => {
  test.each([
    ['2026-11-21', 'Asia/Seoul', '2026-11-21T10:00:00+09:00'],
    // The clocks of these days jump, and ten o'clock is ten o'clock.
    ['2026-03-08', 'America/New_York', '2026-03-08T10:00:00-04:00'],
    ['2026-11-01', 'America/New_York', '2026-11-01T10:00:00-05:00'],
    ['2026-04-05', 'Australia/Lord_Howe', '2026-04-05T10:00:00+10:30'],
  ])('%s in %s', (on, where, at) => {
    expect(morningOf(day(on), where)).toBe(Date.parse(at));
  });

  test('no challenge is closed before its last day is over for everybody (R18)', () => {
    const where = fc.constantFrom(
      'Pacific/Kiritimati',
      'Pacific/Honolulu',
      'Asia/Seoul',
      'Africa/Cairo',
      'UTC',
    );
    fc.assert(
      fc.property(
        where,
        where,
        fc.integer({ min: 0, max: 800 }),
        fc.constantFrom(0, 180),
        (timezone, member, n, graceMinutes) => {
          const endsOn = addDays(day('2026-01-01'), n);
          const closing = closingAt({ endsOn, timezone, graceMinutes }, [member])!;
          expect(closing).toBeGreaterThanOrEqual(overAt({ endsOn, timezone, graceMinutes }, [member])!);
          for (const each of [timezone, member]) {
            expect(closing).toBeGreaterThanOrEqual(deadlineOf(endsOn, each, graceMinutes));
            expect(dayOf(closing, each, graceMinutes) > endsOn).toBe(true);
          }
          expect(closing - overAt({ endsOn, timezone, graceMinutes }, [member])!).toBeLessThan(
            26 * 3_600_000,
          );
        },
      ),
    );
  });
});
