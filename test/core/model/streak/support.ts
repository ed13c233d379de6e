import fc from 'fast-check';
import { expect } from 'vitest';
import {
  addDays,
  type CivilDay,
  dayUnder,
  type Grace,
  isSkipped,
  parseDay,
  type ZoneHistory,
  zoneAt,
} from '../../../../src/core/model/day.ts';
import type { Goal } from '../../../../src/core/model/goal.ts';
import {
  type CheckInFact,
  periods,
  type RuleVersion,
  type Streak,
  type StreakFacts,
  streak,
} from '../../../../src/core/model/streak/index.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

export function day(text: string): CivilDay {
  const parsed = parseDay(text);
  if (!parsed) throw new Error(`not a day: ${text}`);
  return parsed;
}

export const at = (iso: string): number => Date.parse(iso);

type Wanted = Partial<
  Omit<StreakFacts, 'startsOn' | 'endsOn' | 'joinedOn' | 'restDays' | 'checkIns' | 'zones'>
> & {
  readonly start?: string;
  readonly end?: string | null;
  readonly joined?: string;
  readonly goal?: Goal;
  readonly weekStart?: RuleVersion['weekStart'];
  readonly zone?: string;
  readonly zones?: ZoneHistory;
  readonly rest?: readonly string[];
  /** Days done, each at noon UTC of the day. */
  readonly done?: readonly string[];
  readonly checkIns?: readonly CheckInFact[];
};

/** Facts of a daily challenge in UTC without grace, freezes or an end, but for what a test says. */
export function facts(wanted: Wanted): StreakFacts {
  const {
    start = '2026-03-02',
    end = null,
    joined = start,
    goal = { kind: 'daily' },
    weekStart = 1,
  } = wanted;
  const { zone = 'UTC', zones = [{ from: 0, zone }], rest = [], done = [], ...others } = wanted;
  return {
    startsOn: day(start),
    endsOn: end === null ? null : day(end),
    joinedOn: day(joined),
    rules: others.rules ?? [{ from: day(start), goal, weekStart }],
    graceMinutes: others.graceMinutes ?? 0,
    freezeCap: others.freezeCap ?? 2,
    zones,
    pauses: others.pauses ?? [],
    restDays: rest.map(day),
    grants: others.grants ?? [],
    checkIns: others.checkIns ?? done.map((text) => checkIn(text)),
  };
}

/** A check-in for a day, sent at noon UTC of it. */
export function checkIn(text: string, sent = at(`${text}T12:00:00Z`)): CheckInFact {
  return { id: `${text}@${sent}`, at: sent, zone: 'UTC', day: day(text) };
}

/** A row of a table: facts, the noon (UTC) of a day or an instant, and some of the numbers then. */
export type Case = readonly [name: string, facts: StreakFacts, now: string, expected: Partial<Streak>];

export function check(_: string, given: StreakFacts, now: string, expected: Partial<Streak>): void {
  expect(streak(given, now.length === 10 ? noon(now) : at(now))).toMatchObject(expected);
}

const letters = { met: 'M', open: 'O', frozen: 'F', missed: 'I', neutral: 'N' } as const;

/** The states of the periods begun by the noon of a day, a letter each: Met, Open, Frozen, mIssed, Neutral. */
export function shape(given: StreakFacts, text: string): string {
  const { today } = streak(given, noon(text));
  return periods(given, noon(text))
    .filter(({ from }) => from <= today)
    .map(({ state }) => letters[state])
    .join('');
}

// 2026-03-02, on which the tables begin, is a Monday.
export const threeAWeek: Goal = { kind: 'perWeek', n: 3 };
export const workdays: Goal = { kind: 'weekdays', days: [1, 2, 3, 4, 5] };

/** Days in a row, both ends included. */
export function days(from: string, to: string): readonly string[] {
  const found: string[] = [];
  for (let next = day(from); next <= to; next = addDays(next, 1)) found.push(next);
  return found;
}

/** Noon UTC of a day. */
export const noon = (text: string): number => at(`${text}T12:00:00Z`);

const answers = new Map<string, Map<CivilDay, boolean>>();
const answersOf = new WeakMap<ZoneHistory, Map<string, Map<CivilDay, boolean>>>();

/** `isSkipped`, remembering its answers: the histories of a property share their zones. */
export function rememberedSkipped(of: CivilDay, zones: ZoneHistory, grace: Grace): boolean {
  const known = knownOf(zones, grace);
  const answer = known.get(of) ?? isSkipped(of, zones, grace);
  known.set(of, answer);
  return answer;
}

function knownOf(zones: ZoneHistory, grace: Grace): Map<CivilDay, boolean> {
  const graces =
    typeof grace === 'number'
      ? `${grace}`
      : grace.graceMinutes +
        (grace.pastGraces?.map(({ until, graceMinutes }) => until + graceMinutes).join() ?? '');
  const of = answersOf.get(zones) ?? new Map<string, Map<CivilDay, boolean>>();
  answersOf.set(zones, of);
  let known = of.get(graces);
  if (!known) {
    const key = `${graces} ${zones.map(({ from, zone }) => `${from}${zone}`).join()}`;
    known = answers.get(key) ?? new Map();
    answers.set(key, known);
    of.set(graces, known);
  }
  return known;
}

/** Where the clock or the calendar does something: line crossings, half hours, midnights that are missing. */
export const oddZones = [
  'Asia/Seoul',
  'UTC',
  'America/New_York',
  'America/St_Johns',
  'America/Sao_Paulo',
  'Africa/Casablanca',
  'Africa/Cairo',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'Pacific/Kwajalein',
  'Pacific/Honolulu',
  'Asia/Kathmandu',
] as const;

export const anyZone = fc.constantFrom(...oddZones);

export const anyGoal: fc.Arbitrary<Goal> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Goal>({ kind: 'daily' }) },
  {
    weight: 2,
    arbitrary: fc
      .uniqueArray(
        fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const, 5 as const, 6 as const, 7 as const),
        { minLength: 1, maxLength: 7 },
      )
      .map((list): Goal => ({ kind: 'weekdays', days: list.toSorted((a, b) => a - b) })),
  },
  { weight: 2, arbitrary: fc.integer({ min: 2, max: 10 }).map((n): Goal => ({ kind: 'everyNDays', n })) },
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 7 }).map((n): Goal => ({ kind: 'perWeek', n })) },
);

export const anyWeekStart = fc.constantFrom(
  1 as const,
  2 as const,
  3 as const,
  4 as const,
  5 as const,
  6 as const,
  7 as const,
);

/** The day and zone of a proof sent at an instant, as they are stored. */
export function sentAt(
  terms: Pick<StreakFacts, 'zones' | 'graceMinutes' | 'pastGraces'>,
  sent: number,
  id: string,
): CheckInFact {
  return {
    id,
    at: sent,
    zone: zoneAt(terms.zones, sent),
    day: dayUnder(terms.zones, sent, terms),
  };
}
