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

/** The rule that a challenge follows from the day `from` on. */
export type RuleVersion = { readonly from: CivilDay; readonly goal: Goal; readonly weekStart: Weekday };

/** Days on which nothing is asked of a member, both ends included; `to` is null while the pause has no end. */
export type Pause = { readonly from: CivilDay; readonly to: CivilDay | null };

/** `n` freezes that a member gets on `day`. `cap`: the most a member could hold then, if it differed from today's `freezeCap`. */
export type FreezeGrant = { readonly day: CivilDay; readonly n: number; readonly cap?: number };

/** A proof that counts. `day` was decided once, by the zone and grace of that time, and never changes (R3). */
export type CheckInFact = {
  readonly id: string;
  /** The platform's timestamp. */
  readonly at: Instant;
  /** The member's zone at that time. */
  readonly zone: string;
  readonly day: CivilDay;
};

/** Everything, except check-ins, that decides a member's numbers in one challenge (R1). */
export type StreakTerms = {
  /** First and last day of the challenge, both included; `endsOn` is null for a challenge without an end. */
  readonly startsOn: CivilDay;
  readonly endsOn: CivilDay | null;
  /** Ordered by `from`. The first holds from `startsOn` on, whatever its `from`; each ends the day before the next begins. */
  readonly rules: readonly [RuleVersion, ...RuleVersion[]];
  /** Minutes past midnight that still count for the day before, 0 to 180. With `pastGraces` the terms are a `Grace`. */
  readonly graceMinutes: number;
  /** Earlier values of the grace, oldest first: days that are over ended by the grace of their time. */
  readonly pastGraces?: readonly PastGrace[];
  /** The most freezes a member can hold. */
  readonly freezeCap: number;
  readonly zones: ZoneHistory;
  /** The day on which the member joined. */
  readonly joinedOn: CivilDay;
  /** The pauses of the member and of the challenge, in any order; they may overlap. */
  readonly pauses: readonly Pause[];
  readonly restDays: readonly CivilDay[];
  /** Scheduled grants (`scheduledGrants`) and those of a manager, in any order. */
  readonly grants: readonly FreezeGrant[];
};

export type StreakFacts = StreakTerms & { readonly checkIns: readonly CheckInFact[] };

/** R4: the first day that counts for this member. */
export function firstDay(terms: Pick<StreakTerms, 'startsOn' | 'joinedOn'>): CivilDay {
  return terms.joinedOn > terms.startsOn ? terms.joinedOn : terms.startsOn;
}

/** The zone history as known at `now`: a later move is not a fact yet (R1). */
export function zonesUntil(zones: ZoneHistory, now: Instant): ZoneHistory {
  const [first, ...moves] = zones;
  return moves.every(({ from }) => from <= now) ? zones : [first, ...moves.filter(({ from }) => from <= now)];
}

/** R4: the member's day at the instant `now`. */
export function todayOf(
  terms: Pick<StreakTerms, 'zones' | 'graceMinutes' | 'pastGraces'>,
  now: Instant,
): CivilDay {
  return dayUnder(terms.zones, now, terms);
}

/**
 * R10: the last day whose grants are in the balance. A grant of a future day is not a fact yet (R1), and after the challenge's
 * end no period is left that could use one (R15).
 */
export function lastGrantDay({ endsOn }: Pick<StreakTerms, 'endsOn'>, today: CivilDay): CivilDay {
  return endsOn !== null && endsOn < today ? endsOn : today;
}

/** R9: what the rule in force on `today` counts: before the challenge the first rule, after it the last one. */
export function unitOn(terms: StreakTerms, today: CivilDay): Unit {
  const { startsOn, endsOn, rules } = terms;
  const day = today < startsOn ? startsOn : endsOn !== null && today > endsOn ? endsOn : today;
  const rule = rules.findLast((version, index) => index === 0 || version.from <= day) ?? rules[0];
  return unitOf(rule);
}

/** Whether a rule counts days, blocks of several days, or weeks. */
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
 * The freezes that a challenge grants by itself: one on the member's first day and one more every `every` days, up to
 * and including the day `until`. None when `every` is null. Throws a RangeError unless `every` is a whole number from 1 on.
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
