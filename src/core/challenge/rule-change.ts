import { addDays, type CivilDay, dayOf, type Instant, type ZoneHistory } from '../model/day.ts';
import { formatGoal } from '../model/goal.ts';
import { read, replay, type StreakFacts } from '../model/streak/index.ts';
import { type PastTerms, termsOf } from '../streak/terms.ts';
import type { Challenge, RuleVersion } from './challenge.ts';
import type { MemberFacts } from './store.ts';

export type Rules = Challenge['rules'];

/**
 * The rules of a challenge with a new one in force from `next.from` on; what came before stays as it was judged. A rule that
 * would have begun later, or that the new one follows without a day between, is gone; one that only repeats the last is none.
 */
export function withRule(rules: Rules, next: RuleVersion, startsOn: CivilDay): Rules {
  const kept = rules.filter((rule, index) => (index === 0 ? next.from > startsOn : rule.from < next.from));
  const last = kept.at(-1);
  const [first, ...rest] = last && isSameRule(last, next) ? kept : [...kept, next];
  return [first ?? next, ...rest];
}

type Freezes = Pick<Challenge, 'freezeCap' | 'freezeEvery'>;

export function isSameFreezes(one: Freezes, other: Freezes): boolean {
  return one.freezeCap === other.freezeCap && one.freezeEvery === other.freezeEvery;
}

/** What is kept of how freezes came, when they come otherwise from a day on. Of a change that never held nothing is. */
export function withFreezes(
  { past = [], startsOn, freezeCap, freezeEvery }: Challenge,
  next: Freezes,
  from: CivilDay,
): readonly PastTerms[] {
  if (from <= startsOn) return [];
  const until = addDays(from, -1);
  const last = past.findLast((each) => 'freezeCap' in each);
  if (isSameFreezes({ freezeCap, freezeEvery }, next) || (last && last.until >= until)) return past;
  return [...past, { until, freezeCap, freezeEvery }];
}

/** The same of when days ended, when they end otherwise from `today` on. */
export function withGrace(
  { past = [], startsOn, graceMinutes }: Challenge,
  next: number,
  today: CivilDay,
): readonly PastTerms[] {
  const until = addDays(today, -1);
  const last = past.findLast((each) => 'graceMinutes' in each);
  if (next === graceMinutes || until < startsOn || (last && last.until >= until)) return past;
  return [...past, { until, graceMinutes }];
}

export function isSameRule(
  one: Pick<RuleVersion, 'goal' | 'weekStart'>,
  other: Pick<RuleVersion, 'goal' | 'weekStart'>,
): boolean {
  return one.weekStart === other.weekStart && formatGoal(one.goal) === formatGoal(other.goal);
}

/** How many members would stand otherwise at `now`: another streak, or another risk of losing it (R9, R11). */
export function countChanged(members: readonly StreakFacts[], rules: Rules, now: Instant): number {
  return members.filter((facts) => {
    const before = numbers(facts, now);
    const after = numbers({ ...facts, rules }, now);
    return before.current !== after.current || before.risk !== after.risk;
  }).length;
}

function numbers(facts: StreakFacts, now: Instant) {
  return read(replay(facts, now), facts, now);
}

/** The day from which a new rule may hold: tomorrow for everybody, wherever they live; not before the challenge begins. */
export function nextRuleDay(
  { startsOn, timezone, graceMinutes }: Pick<Challenge, 'startsOn' | 'timezone' | 'graceMinutes'>,
  zones: readonly string[],
  now: Instant,
): CivilDay {
  const tomorrows = [timezone, ...zones].map((zone) => addDays(dayOf(now, zone, graceMinutes), 1));
  return [...tomorrows, startsOn].sort().at(-1)!;
}

/** A member's facts as their streak is folded from them. */
export function factsOf(
  challenge: Challenge,
  { zones, checkIns, ...own }: Omit<MemberFacts, 'member'>,
  workspaceZone: string,
  now: Instant,
): StreakFacts {
  const [first, ...later] = zones;
  const history: ZoneHistory = first ? [first, ...later] : [{ from: 0, zone: workspaceZone }];
  const rule = {
    ...challenge,
    ruleFrom: challenge.rules.at(-1)!.from,
    earlierRules: [...challenge.rules.slice(0, -1), ...(challenge.past ?? [])],
  };
  return { ...termsOf(rule, own, history, now), checkIns };
}
