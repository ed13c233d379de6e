import type { DaySpan } from '../challenge/challenge.ts';
import {
  addDays,
  type CivilDay,
  type Grace,
  type Instant,
  type PastGrace,
  type Weekday,
  type ZoneHistory,
} from '../model/day.ts';
import type { Goal } from '../model/goal.ts';
import {
  type FreezeGrant,
  firstDay,
  type RuleVersion,
  type StreakTerms,
  scheduledGrants,
  todayOf,
} from '../model/streak/index.ts';

/** How freezes came up to and including a day; the past stays as it was judged. */
export interface PastFreezes {
  readonly until: CivilDay;
  readonly freezeCap: number;
  readonly freezeEvery: number | null;
}

export type PastTerms = PastFreezes | PastGrace;

/** The part of a challenge that its members' streaks are computed from, as it is stored. */
export interface RuleTerms {
  readonly startsOn: CivilDay;
  readonly endsOn: CivilDay | null;
  /** The goal in force from `ruleFrom` on; `ruleFrom` null: from the start. */
  readonly goal: Goal;
  readonly weekStart: Weekday;
  readonly ruleFrom: CivilDay | null;
  /** The rules before it, and earlier settings of freezes and grace, each kind oldest first. */
  readonly earlierRules: readonly (RuleVersion | PastTerms)[];
  readonly graceMinutes: number;
  readonly freezeCap: number;
  readonly freezeEvery: number | null;
  readonly pauses: readonly DaySpan[];
}

/** The member's own part of it, as it is stored. */
export interface OwnTerms {
  readonly joinedOn: CivilDay;
  readonly rests: readonly {
    readonly kind: 'rest' | 'pause';
    readonly from: CivilDay;
    readonly to: CivilDay;
  }[];
  /** Freezes given by managers; those of the schedule are computed. */
  readonly grants: readonly FreezeGrant[];
}

/** When the days of a challenge end now and ended before, from its stored rule or from the challenge itself. */
export function graceOf(
  rule: Pick<RuleTerms, 'graceMinutes'> & {
    readonly earlierRules?: RuleTerms['earlierRules'];
    readonly past?: readonly PastTerms[];
  },
): Exclude<Grace, number> {
  const { graceMinutes, earlierRules = [], past = [] } = rule;
  const pastGraces = [...earlierRules, ...past].filter((each) => 'graceMinutes' in each);
  return pastGraces.length === 0 ? { graceMinutes } : { graceMinutes, pastGraces };
}

/** Everything except check-ins that a member's numbers are computed from, built from the stored rows; pure. */
export function termsOf(rule: RuleTerms, own: OwnTerms, zones: ZoneHistory, now: Instant): StreakTerms {
  const { startsOn, endsOn, goal, weekStart, ruleFrom, earlierRules, freezeCap } = rule;
  const current: RuleVersion = { from: ruleFrom ?? startsOn, goal, weekStart };
  const [first, ...later] = earlierRules.filter((each) => 'goal' in each);
  const past = earlierRules.filter((each) => 'freezeCap' in each);
  const grace = graceOf({ graceMinutes: rule.graceMinutes, earlierRules });
  const today = todayOf({ zones, ...grace }, now);
  const since = firstDay({ startsOn, joinedOn: own.joinedOn });
  return {
    startsOn,
    endsOn,
    rules: first ? [first, ...later, current] : [current],
    ...grace,
    freezeCap,
    zones,
    joinedOn: own.joinedOn,
    pauses: [...rule.pauses, ...own.rests.filter(({ kind }) => kind === 'pause')],
    restDays: own.rests.filter(({ kind }) => kind === 'rest').flatMap(daysOf),
    grants: grantsOf({ past, freezeCap, freezeEvery: rule.freezeEvery }, own.grants, since, today),
  };
}

/** The freezes of the schedule and those given by managers. Where the schedule changed, each freeze has the cap of its own time. */
function grantsOf(
  { past, ...now }: { readonly past: readonly PastFreezes[] } & Omit<PastFreezes, 'until'>,
  given: readonly FreezeGrant[],
  since: CivilDay,
  today: CivilDay,
): readonly FreezeGrant[] {
  if (past.length === 0)
    return [...scheduledGrants({ startsOn: since, every: now.freezeEvery, until: today }), ...given];
  const grants: FreezeGrant[] = [];
  const capOn = (day: CivilDay) => capOf(past.find(({ until }) => day <= until) ?? now);
  let from = since;
  let last: CivilDay | null = null;
  for (const { until, freezeEvery: every } of [...past, { ...now, until: today }]) {
    const to = until < today ? until : today;
    if (from > to) continue;
    // Freezes above a lower cap are lost with the change.
    grants.push({ day: from, n: 0, cap: capOn(from) });
    if (every !== null) {
      const next: CivilDay = last === null ? from : addDays(last, every);
      const due = scheduledGrants({ startsOn: next > from ? next : from, every, until: to });
      grants.push(...due.map((grant) => ({ ...grant, cap: capOn(grant.day) })));
      last = due.at(-1)?.day ?? last;
    }
    from = addDays(to, 1);
  }
  return [...grants, ...given.map((grant) => ({ ...grant, cap: capOn(grant.day) }))];
}

/** The next day after `today` on which a freeze comes by itself; null when there are none, or the challenge ends before. */
export function nextFreezeDay(rule: RuleTerms, own: OwnTerms, today: CivilDay): CivilDay | null {
  const { startsOn, endsOn, freezeCap, freezeEvery, earlierRules } = rule;
  if (freezeEvery === null || freezeCap === 0) return null;
  const past = earlierRules.filter((each) => 'freezeCap' in each);
  const since = firstDay({ startsOn, joinedOn: own.joinedOn });
  const grants = grantsOf({ past, freezeCap, freezeEvery }, [], since, addDays(today, freezeEvery));
  const next = grants.find(({ day, n, cap = freezeCap }) => day > today && n > 0 && cap > 0)?.day ?? null;
  return next === null || (endsOn !== null && next > endsOn) ? null : next;
}

/** The cap; 0 where freezes do not come at all. */
const capOf = ({ freezeCap, freezeEvery }: Omit<PastFreezes, 'until'>) =>
  freezeEvery === null ? 0 : freezeCap;

function daysOf({ from, to }: { readonly from: CivilDay; readonly to: CivilDay }): readonly CivilDay[] {
  const days: CivilDay[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}
