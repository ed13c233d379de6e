import { addDays, type CivilDay, daysBetween, type Instant, isSkipped, weekday } from '../day.ts';
import type { Goal } from '../goal.ts';
import {
  firstDay,
  type RuleVersion,
  type StreakFacts,
  type StreakTerms,
  todayOf,
  type Unit,
  unitOf,
  unitOn,
  zonesUntil,
} from './facts.ts';

/** R8. */
export type PeriodState = 'neutral' | 'met' | 'open' | 'frozen' | 'missed';

/** A stretch of days that asks for one thing, judged. */
export type Period = {
  /** First and last day, clipped to the member's challenge and to the rule. */
  readonly from: CivilDay;
  readonly to: CivilDay;
  readonly rule: RuleVersion;
  readonly state: PeriodState;
  /** Days it asks for (R7); 0 when it is neutral. */
  readonly target: number;
  /** Days on which it could be or was done (R6). */
  readonly eligible: number;
  readonly done: number;
  /** The streak after it. */
  readonly run: number;
  /** The freezes left after it. */
  readonly freezes: number;
};

/** The days that count of the check-ins known at `now`: inside the challenge, each once, in order (R1, R3). */
export function doneDays(facts: StreakFacts, now: Instant): readonly CivilDay[] {
  const start = firstDay(facts);
  const days = facts.checkIns.filter(({ at }) => at <= now).map(({ day }) => day);
  return [...new Set(days)]
    .filter((day) => day >= start && (facts.endsOn === null || day <= facts.endsOn))
    .sort();
}

/** R6: asks whether a day was paused, a rest day, or left out of the member's life. */
export function isExcused(
  day: CivilDay,
  terms: StreakTerms,
  now: Instant,
  skipped: typeof isSkipped = isSkipped,
): boolean {
  const paused = terms.pauses.some(({ from, to }) => from <= day && (to === null || day <= to));
  return paused || terms.restDays.includes(day) || skipped(day, zonesUntil(terms.zones, now), terms);
}

/**
 * The periods of a member's challenge in order, judged at `now` (R5 to R8, R10): to its end, or without an end to the
 * end of the week of today or of the last done day. Literal and slow; `read` (state.ts) is the quick way to the numbers.
 * `skipped` may be replaced by something that answers the same faster.
 */
export function periods(
  facts: StreakFacts,
  now: Instant,
  skipped: typeof isSkipped = isSkipped,
): readonly Period[] {
  const today = todayOf(facts, now);
  const done = doneDays(facts, now);
  const isDone = new Set(done);
  const grants = facts.grants.toSorted((one, other) => daysBetween(other.day, one.day));
  let granted = 0;
  let balance = 0;
  let run = 0;

  return frames(facts, horizon(today, done.at(-1) ?? today)).map((frame) => {
    const { from, to, rule, length, base } = frame;
    // R10. A grant of a day to come is no fact yet (R1); no period that could spend it is over.
    for (; granted < grants.length; granted++) {
      const grant = grants[granted]!;
      if (grant.day > to || grant.day > today) break;
      balance = Math.min(grant.cap ?? facts.freezeCap, balance + grant.n);
    }
    const days = daysOf(from, to);
    const eligible = days.filter((day) => isDone.has(day) || !isExcused(day, facts, now, skipped)).length;
    const count = days.filter((day) => isDone.has(day)).length;
    const target = Math.ceil((base * eligible) / length);

    let state: PeriodState;
    if (eligible === 0) state = 'neutral';
    else if (count >= target) state = 'met';
    else if (to >= today) state = 'open';
    else if (balance >= 1 && run > 0) state = 'frozen';
    else state = 'missed';

    if (state === 'met') run += 1;
    if (state === 'frozen') balance -= 1;
    if (state === 'missed') run = 0;
    return { from, to, rule, state, target, eligible, done: count, run, freezes: balance };
  });
}

/** The stretch of the challenge in which one rule holds for the member: its days, and where its blocks are anchored. */
export type RuleStretch = {
  readonly from: CivilDay;
  /** Null without an end. */
  readonly to: CivilDay | null;
  readonly anchor: CivilDay;
  readonly rule: RuleVersion;
};

/** The rules of a challenge beside each other, clipped to the member's [S, E] (R5). Those without a day are left out. */
export function ruleStretches(terms: StreakTerms): readonly RuleStretch[] {
  const start = firstDay(terms);
  return terms.rules.flatMap((rule, index) => {
    const anchor = index === 0 || rule.from < terms.startsOn ? terms.startsOn : rule.from;
    const next = terms.rules[index + 1];
    const ends = [terms.endsOn, next ? addDays(next.from, -1) : null].filter((day) => day !== null).sort();
    const stretch = { from: anchor > start ? anchor : start, to: ends[0] ?? null, anchor, rule };
    return stretch.to !== null && stretch.to < stretch.from ? [] : [stretch];
  });
}

/**
 * What a member's periods up to a day are called together (R9). Where the rule changed from days to weeks, say, a run of both
 * is neither so many days nor so many weeks: then each of them is a turn, as a block is.
 */
export function countedUnit(terms: StreakTerms, day: CivilDay): Unit {
  const unit = unitOn(terms, day);
  if (terms.rules.length === 1) return unit;
  const passed = ruleStretches(terms).filter(({ from }) => from <= day);
  return passed.every(({ rule }) => unitOf(rule) === unit) ? unit : 'block';
}

type Nominal = {
  readonly from: CivilDay;
  readonly to: CivilDay;
  /** L and T of R5. */
  readonly length: number;
  readonly base: number;
};
type Frame = Nominal & { readonly rule: RuleVersion };

/** R5: the clipped periods that begin no later than `until`. */
function frames(terms: StreakTerms, until: CivilDay): readonly Frame[] {
  return ruleStretches(terms).flatMap((stretch) => {
    const found: Frame[] = [];
    const last = stretch.to ?? until;
    let day = stretch.from;
    while (day <= last) {
      const nominal = nominalPeriod(stretch.rule.goal, day, stretch);
      if (nominal) {
        const to = stretch.to !== null && nominal.to > stretch.to ? stretch.to : nominal.to;
        found.push({ ...nominal, from: day, to, rule: stretch.rule });
      }
      day = addDays(nominal?.to ?? day, 1);
    }
    return found;
  });
}

/** R5: the whole period a day lies in, or null on a day that asks for nothing. */
function nominalPeriod(goal: Goal, day: CivilDay, { anchor, rule }: RuleStretch): Nominal | null {
  switch (goal.kind) {
    case 'daily':
      return { from: day, to: day, length: 1, base: 1 };
    case 'weekdays':
      return goal.days.includes(weekday(day)) ? { from: day, to: day, length: 1, base: 1 } : null;
    case 'everyNDays': {
      const into = daysBetween(anchor, day) % goal.n;
      return { from: addDays(day, -into), to: addDays(day, goal.n - 1 - into), length: goal.n, base: 1 };
    }
    case 'perWeek': {
      const from = weekOf(day, rule);
      return { from, to: addDays(from, 6), length: 7, base: goal.n };
    }
  }
}

/** The first day of the calendar week a day lies in. */
export function weekOf(day: CivilDay, { weekStart }: Pick<RuleVersion, 'weekStart'>): CivilDay {
  return addDays(day, -((weekday(day) - weekStart + 7) % 7));
}

function daysOf(from: CivilDay, to: CivilDay): readonly CivilDay[] {
  return Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => addDays(from, index));
}

function horizon(today: CivilDay, lastDone: CivilDay): CivilDay {
  return addDays(lastDone > today ? lastDone : today, 6);
}
