import type { DaySpan } from '../challenge/challenge.ts';
import { addDays, type CivilDay, type Instant, type Weekday, type ZoneHistory } from '../model/day.ts';
import type { Goal } from '../model/goal.ts';
import {
  type FreezeGrant,
  firstDay,
  type RuleVersion,
  type StreakTerms,
  scheduledGrants,
  todayOf,
} from '../model/streak/index.ts';

/** What a challenge says of its members' streaks, as it is stored. */
export interface RuleTerms {
  readonly startsOn: CivilDay;
  readonly endsOn: CivilDay | null;
  /** In force from `ruleFrom` on; null: from the start. */
  readonly goal: Goal;
  readonly weekStart: Weekday;
  readonly ruleFrom: CivilDay | null;
  /** Rules before it, oldest first. */
  readonly earlierRules: readonly RuleVersion[];
  readonly graceMinutes: number;
  readonly freezeCap: number;
  readonly freezeEvery: number | null;
  readonly pauses: readonly DaySpan[];
}

/** What is the member's own in a challenge, as it is stored. */
export interface OwnTerms {
  readonly joinedOn: CivilDay;
  readonly rests: readonly {
    readonly kind: 'rest' | 'pause';
    readonly from: CivilDay;
    readonly to: CivilDay;
  }[];
  /** Given by managers; those of the schedule are computed. */
  readonly grants: readonly FreezeGrant[];
}

/** Everything but check-ins that a member's numbers follow from, of the rows it is stored in; pure. */
export function termsOf(rule: RuleTerms, own: OwnTerms, zones: ZoneHistory, now: Instant): StreakTerms {
  const { startsOn, endsOn, goal, weekStart, ruleFrom, earlierRules, graceMinutes, freezeCap } = rule;
  const current: RuleVersion = { from: ruleFrom ?? startsOn, goal, weekStart };
  const [first, ...later] = earlierRules;
  const today = todayOf({ zones, graceMinutes }, now);
  const scheduled = scheduledGrants({
    startsOn: firstDay({ startsOn, joinedOn: own.joinedOn }),
    every: rule.freezeEvery,
    until: today,
  });
  return {
    startsOn,
    endsOn,
    rules: first ? [first, ...later, current] : [current],
    graceMinutes,
    freezeCap,
    zones,
    joinedOn: own.joinedOn,
    pauses: [...rule.pauses, ...own.rests.filter(({ kind }) => kind === 'pause')],
    restDays: own.rests.filter(({ kind }) => kind === 'rest').flatMap(daysOf),
    grants: [...scheduled, ...own.grants],
  };
}

function daysOf({ from, to }: { readonly from: CivilDay; readonly to: CivilDay }): readonly CivilDay[] {
  const days: CivilDay[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}
