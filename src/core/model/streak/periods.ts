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

/** The outcome of a period (R8). `neutral`: nothing was asked; `open`: neither met nor over; `frozen`: unmet, but a freeze was spent. */
export type PeriodState = 'neutral' | 'met' | 'open' | 'frozen' | 'missed';

/** A period with its outcome: the unit of days for which a goal asks. */
export type Period = {
  /** First and last day, clipped to the member's challenge and to the rule. */
  readonly from: CivilDay;
  readonly to: CivilDay;
  readonly rule: RuleVersion;
  readonly state: PeriodState;
  /** How many done days it asks for (R7); 0 when it is neutral. */
  readonly target: number;
  /** How many of its days are done or not excused (R6). */
  readonly eligible: number;
  /** How many of its days are done. */
  readonly done: number;
  /** The streak after it. */
  readonly run: number;
  /** The freezes left after it. */
  readonly freezes: number;
};

/** The done days of the check-ins known at `now`: inside the challenge, each once, in order (R1, R3). */
export function doneDays(facts: StreakFacts, now: Instant): readonly CivilDay[] {
  const start = firstDay(facts);
  const days = facts.checkIns.filter(({ at }) => at <= now).map(({ day }) => day);
  return [...new Set(days)]
    .filter((day) => day >= start && (facts.endsOn === null || day <= facts.endsOn))
    .sort();
}

/** R6: whether a day is paused, a rest day, or was skipped by the member's zones (`isSkipped`). */
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
 * The periods of a member's challenge in order, judged at `now` (R5 to R8, R10): up to its end or, without an end, those that
 * begin within six days after today or the last done day. Follows the rules literally and is slow; `read` (state.ts) is the quick
 * way to the numbers. `skipped` may be replaced by a faster function with the same answers.
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
    // R10. A grant of a future day is not a fact yet (R1), and no period that could use it is over.
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

/** The days on which one rule holds for the member, and the day from which its blocks are counted (`anchor`). */
export type RuleStretch = {
  readonly from: CivilDay;
  /** Null without an end. */
  readonly to: CivilDay | null;
  readonly anchor: CivilDay;
  readonly rule: RuleVersion;
};

/** The stretches of the challenge's rules in order, clipped to the member's [S, E] (R5). Rules without a day are left out. */
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
 * The unit in which a member's periods up to a day are counted together (R9). If the rule changed, say, from days to weeks, a run over
 * both is a number neither of days nor of weeks: then the unit is `block`.
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

/** R5: the whole period that a day lies in, before clipping; null on a day that asks for nothing. */
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
