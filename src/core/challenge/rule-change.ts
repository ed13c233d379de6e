import { addDays, type CivilDay, dayOf, type Instant, type ZoneHistory } from '../model/day.ts';
import { formatGoal } from '../model/goal.ts';
import { read, replay, type StreakFacts } from '../model/streak/index.ts';
import { graceOf, type PastTerms, termsOf } from '../streak/terms.ts';
import type { Challenge, RuleVersion } from './challenge.ts';
import type { MemberFacts } from './store.ts';

export type Rules = Challenge['rules'];

/**
 * The rules of a challenge with a new one in force from `next.from` on; the time before stays as it was judged. A rule that would
 * have begun later is dropped, and so is one that the new rule replaces before it held for a day; a new rule that merely repeats
 * the last one is not added.
 */
export function withRule(rules: Rules, next: RuleVersion, startsOn: CivilDay): Rules {
  const kept = rules.filter((rule, index) => (index === 0 ? next.from > startsOn : rule.from < next.from));
  const last = kept.at(-1);
  const [first, ...rest] = last && isSameRule(last, next) ? kept : [...kept, next];
  return [first ?? next, ...rest];
}

type Freezes = Pick<Challenge, 'freezeCap' | 'freezeEvery'>;

/** Whether freezes come in the same way under both settings. */
export function isSameFreezes(one: Freezes, other: Freezes): boolean {
  return one.freezeCap === other.freezeCap && one.freezeEvery === other.freezeEvery;
}

/**
 * The challenge's `past` when freezes come otherwise from the day `from` on: with how they came until then, unless that never
 * held for a day.
 */
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

/** The same for the grace: `past` when days end at another time from the day `from` on. */
export function withGrace(
  { past = [], startsOn, graceMinutes }: Challenge,
  next: number,
  from: CivilDay,
): readonly PastTerms[] {
  if (from <= startsOn) return past;
  const until = addDays(from, -1);
  const last = past.findLast((each) => 'graceMinutes' in each);
  if (next === graceMinutes || (last && last.until >= until)) return past;
  return [...past, { until, graceMinutes }];
}

/** Whether both rules have the same goal and first weekday. */
export function isSameRule(
  one: Pick<RuleVersion, 'goal' | 'weekStart'>,
  other: Pick<RuleVersion, 'goal' | 'weekStart'>,
): boolean {
  return one.weekStart === other.weekStart && formatGoal(one.goal) === formatGoal(other.goal);
}

/**
 * The settings by which days are judged. When changed in a running challenge, they hold from a later day on, and their effect is
 * shown before saving.
 */
export type Judging = Pick<Challenge, 'goal' | 'weekStart' | 'freezeCap' | 'freezeEvery' | 'graceMinutes'>;

/** Picks the settings by which days are judged. */
export function judgingOf({ goal, weekStart, freezeCap, freezeEvery, graceMinutes }: Judging): Judging {
  return { goal, weekStart, freezeCap, freezeEvery, graceMinutes };
}

/** Whether days are judged alike under both settings. */
export function isSameJudging(one: Judging, other: Judging): boolean {
  return isSameRule(one, other) && isSameFreezes(one, other) && one.graceMinutes === other.graceMinutes;
}

/** The challenge with other settings from a day on; the time before stays as it was judged. */
export function ruledFrom<Row extends Challenge>(challenge: Row, next: Judging, from: CivilDay): Row {
  const { goal, weekStart, graceMinutes } = next;
  const rules = withRule(challenge.rules, { from, goal, weekStart }, challenge.startsOn);
  const withoutGrace = { ...challenge, past: withFreezes(challenge, next, from) };
  return { ...challenge, ...judgingOf(next), rules, past: withGrace(withoutGrace, graceMinutes, from) };
}

/** How many members would stand differently at `now`: with another streak, or another risk of losing it (R9, R11). */
export function countChanged(
  members: readonly { readonly before: StreakFacts; readonly after: StreakFacts }[],
  now: Instant,
): number {
  return members.filter((facts) => {
    const before = numbers(facts.before, now);
    const after = numbers(facts.after, now);
    return before.current !== after.current || before.risk !== after.risk;
  }).length;
}

function numbers(facts: StreakFacts, now: Instant) {
  return read(replay(facts, now), facts, now);
}

/** The first day on which a new rule may hold: tomorrow for everybody, wherever they live, and not before the challenge begins. */
export function nextRuleDay(
  challenge: Pick<Challenge, 'startsOn' | 'timezone' | 'graceMinutes' | 'past'>,
  zones: readonly string[],
  now: Instant,
): CivilDay {
  const { startsOn, timezone } = challenge;
  const tomorrows = [timezone, ...zones].map((zone) => addDays(dayOf(now, zone, graceOf(challenge)), 1));
  return [...tomorrows, startsOn].sort().at(-1)!;
}

/** A member's facts in the form from which their streak is folded. */
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
