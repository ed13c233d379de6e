import {
  addDays,
  type CivilDay,
  dayUnder,
  type Instant,
  type PastGrace,
  type Weekday,
  type ZoneHistory,
} from '../day.ts';
import type { Goal } from '../goal.ts';

/** The rule a challenge follows from a day on. */
export type RuleVersion = { readonly from: CivilDay; readonly goal: Goal; readonly weekStart: Weekday };

/** Days on which nothing is asked of a member, both ends included; `to` is null while the pause has no end. */
export type Pause = { readonly from: CivilDay; readonly to: CivilDay | null };

/** `n` freezes a member has from `day` on. `cap`: the most a member could hold then, where it was not what it is now. */
export type FreezeGrant = { readonly day: CivilDay; readonly n: number; readonly cap?: number };

/** A proof that counts. `day` was judged once, under the zone and grace of its time, and never moves (R3). */
export type CheckInFact = {
  readonly id: string;
  /** The platform's timestamp. */
  readonly at: Instant;
  /** The member's zone in force then. */
  readonly zone: string;
  readonly day: CivilDay;
};

/** Everything but check-ins that a member's numbers in one challenge follow from (R1). */
export type StreakTerms = {
  /** First and last day of the challenge, both included; null without an end. */
  readonly startsOn: CivilDay;
  readonly endsOn: CivilDay | null;
  /** Ordered by `from`. The first holds from `startsOn` whatever its `from`; each ends the day before the next. */
  readonly rules: readonly [RuleVersion, ...RuleVersion[]];
  /** Minutes past midnight that still count for the day before, 0 to 180. The terms are a `Grace`. */
  readonly graceMinutes: number;
  /** What it was up to and including a day, oldest first: days that are over ended by it. */
  readonly pastGraces?: readonly PastGrace[];
  /** The most freezes a member can hold. */
  readonly freezeCap: number;
  readonly zones: ZoneHistory;
  /** The member's own day of joining. */
  readonly joinedOn: CivilDay;
  /** The member's and the challenge's, in any order; they may overlap. */
  readonly pauses: readonly Pause[];
  readonly restDays: readonly CivilDay[];
  /** Scheduled ones (`scheduledGrants`) and a moderator's, in any order. */
  readonly grants: readonly FreezeGrant[];
};

export type StreakFacts = StreakTerms & { readonly checkIns: readonly CheckInFact[] };

/** R4: the first day that counts for this member. */
export function firstDay(terms: Pick<StreakTerms, 'startsOn' | 'joinedOn'>): CivilDay {
  return terms.joinedOn > terms.startsOn ? terms.joinedOn : terms.startsOn;
}

/** The zones known at an instant: a move of later is no fact yet (R1). */
export function zonesUntil(zones: ZoneHistory, now: Instant): ZoneHistory {
  const [first, ...moves] = zones;
  return moves.every(({ from }) => from <= now) ? zones : [first, ...moves.filter(({ from }) => from <= now)];
}

/** R4: the member's day at an instant. */
export function todayOf(
  terms: Pick<StreakTerms, 'zones' | 'graceMinutes' | 'pastGraces'>,
  now: Instant,
): CivilDay {
  return dayUnder(terms.zones, now, terms);
}

/**
 * R10: the last day whose grants are in the balance. One of a day to come is no fact yet (R1), and after the end no
 * period is left that could be given one (R15).
 */
export function lastGrantDay({ endsOn }: Pick<StreakTerms, 'endsOn'>, today: CivilDay): CivilDay {
  return endsOn !== null && endsOn < today ? endsOn : today;
}

/** R9: what the rule in force on `today` counts. Before the challenge it is the first rule's, after it the last one's. */
export function unitOn(terms: StreakTerms, today: CivilDay): Unit {
  const { startsOn, endsOn, rules } = terms;
  const day = today < startsOn ? startsOn : endsOn !== null && today > endsOn ? endsOn : today;
  const rule = rules.findLast((version, index) => index === 0 || version.from <= day) ?? rules[0];
  return unitOf(rule);
}

/** What a rule counts. */
export function unitOf({ goal }: Pick<RuleVersion, 'goal'>): Unit {
  switch (goal.kind) {
    case 'daily':
    case 'weekdays':
      return 'day';
    case 'everyNDays':
      return 'block';
    case 'perWeek':
      return 'week';
  }
}

export type Unit = 'day' | 'block' | 'week';

/**
 * The freezes a challenge hands out by itself: one on the member's first day and one more every `every` days, up to
 * and including the day `until`. None at all when `every` is null.
 */
export function scheduledGrants(schedule: {
  /** The member's first day in the challenge (`firstDay`). */
  readonly startsOn: CivilDay;
  readonly every: number | null;
  readonly until: CivilDay;
}): readonly FreezeGrant[] {
  const { startsOn, every, until } = schedule;
  if (every === null) return [];
  if (!Number.isInteger(every) || every < 1) throw new RangeError(`Freezes cannot come every ${every} days.`);
  const grants: FreezeGrant[] = [];
  for (let day = startsOn; day <= until; day = addDays(day, every)) grants.push({ day, n: 1 });
  return grants;
}
