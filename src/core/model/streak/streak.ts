import { addDays, type CivilDay, daysBetween, type Instant, isSkipped } from '../day.ts';
import { lastGrantDay, type StreakFacts, todayOf, type Unit, unitOn } from './facts.ts';
import { countedUnit, doneDays, isExcused, type Period, periods, ruleStretches, weekOf } from './periods.ts';

/** R11. `atRisk`: a proof is needed today; `lost`: the period can no longer be met, though the streak shows until its deadline. */
export type Risk = 'none' | 'atRisk' | 'lost';

/** A member's streak and other numbers in one challenge at one instant. */
export type Streak = {
  /** The member's day (R4). */
  readonly today: CivilDay;
  /** Periods met since the last missed one, and the most ever met without a missed one between them (R9), in `unit`s. */
  readonly current: number;
  readonly longest: number;
  /** What these numbers count: days, blocks of several days, or weeks; also `block` when the rules so far counted different units. */
  readonly unit: Unit;
  /** What the rule in force today counts. */
  readonly asks: Unit;
  /** Freezes left (R10). */
  readonly freezes: number;
  readonly risk: Risk;
  /** `need`: days that today's period still asks for; `left`: days left to do them, today included (R11). Both 0 unless it is open. */
  readonly need: number;
  readonly left: number;
  /** Distinct days done and periods met since the member began (R12). */
  readonly daysDone: number;
  readonly metPeriods: number;
  /** Whole percents (R12): of the whole challenge (null without an end); of the periods that are over or met (null before any is). */
  readonly completionPct: number | null;
  readonly adherencePct: number | null;
  /** The period that today lies in; null when nothing is asked of today. */
  readonly period: Pick<Period, 'from' | 'to' | 'state' | 'target' | 'done'> | null;
  readonly lastDone: CivilDay | null;
  /** True once a calendar week within one rule was done completely. Rules that count blocks have no such weeks. */
  readonly weekMet: boolean;
  /** How often the member came back with a proof after a missed period had ended a streak. */
  readonly comebacks: number;
};

/**
 * A member's numbers in a challenge at `now`, from the facts known then alone: later check-ins and later moves to another
 * zone are ignored (R1). This is the definition: it follows R4 to R15 literally and is slow, with a cost proportional to the
 * days of the challenge. `read` (state.ts) gives the same answers quickly.
 */
export function streak(facts: StreakFacts, now: Instant, skipped: typeof isSkipped = isSkipped): Streak {
  const today = todayOf(facts, now);
  const done = doneDays(facts, now);
  // Also contains periods after the last one that R9 counts: they are open or neutral, so they change nothing.
  const judged = periods(facts, now, skipped);
  const current = judged.at(-1)?.run ?? 0;
  const period = judged.find(({ from, to }) => from <= today && today <= to) ?? null;

  const isLeft = (day: CivilDay) => !done.includes(day) && !isExcused(day, facts, now, skipped);
  let need = 0;
  let left = 0;
  let risk: Risk = 'none';
  if (period?.state === 'open') {
    need = period.target - period.done;
    for (let day = today; day <= period.to; day = addDays(day, 1)) if (isLeft(day)) left += 1;
    if (current > 0 && need > left) risk = 'lost';
    if (current > 0 && need === left && isLeft(today)) risk = 'atRisk';
  }

  return {
    today,
    current,
    longest: Math.max(0, ...judged.map(({ run }) => run)),
    unit: countedUnit(facts, today),
    asks: unitOn(facts, today),
    freezes: freezesLeft(facts, judged, today),
    risk,
    need,
    left,
    daysDone: done.length,
    metPeriods: judged.filter(({ state }) => state === 'met').length,
    completionPct: facts.endsOn === null ? null : percent(judged.filter(({ state }) => state !== 'neutral')),
    adherencePct: percent(judged.filter(({ state }) => ['met', 'missed', 'frozen'].includes(state))),
    period: period && {
      from: period.from,
      to: period.to,
      state: period.state,
      target: period.target,
      done: period.done,
    },
    lastDone: done.at(-1) ?? null,
    weekMet: hasMetWeek(facts, judged),
    comebacks: lapses(judged).filter(({ to }) => done.some((day) => day > to)).length,
  };
}

/** R10: the balance after the last period, plus the freezes granted since. */
function freezesLeft(facts: StreakFacts, judged: readonly Period[], today: CivilDay): number {
  const last = judged.at(-1);
  const until = lastGrantDay(facts, today);
  return facts.grants
    .filter(({ day }) => day <= until && (!last || day > last.to))
    .toSorted((one, other) => daysBetween(other.day, one.day))
    .reduce((balance, { n, cap }) => Math.min(cap ?? facts.freezeCap, balance + n), last?.freezes ?? 0);
}

/** R12: the whole percentage of the asked days that were done, counting at most its target for each period. */
function percent(judged: readonly Period[]): number | null {
  const asked = judged.reduce((sum, { target }) => sum + target, 0);
  const kept = judged.reduce((sum, { done, target }) => sum + Math.min(done, target), 0);
  return asked === 0 ? null : Math.floor((100 * kept) / asked);
}

/** The missed periods that ended a streak. */
function lapses(judged: readonly Period[]): readonly Period[] {
  return judged.filter(({ state }, index) => state === 'missed' && (judged[index - 1]?.run ?? 0) > 0);
}

function hasMetWeek(facts: StreakFacts, judged: readonly Period[]): boolean {
  return ruleStretches(facts).some(({ from, to, rule }) => {
    if (rule.goal.kind === 'everyNDays') return false;
    return judged.some((period) => {
      const monday = weekOf(period.from, rule);
      const sunday = addDays(monday, 6);
      if (monday < from || (to !== null && sunday > to)) return false;
      const week = judged.filter((one) => monday <= one.from && one.to <= sunday);
      const asked = week.filter(({ state }) => state !== 'neutral');
      return asked.length > 0 && asked.every(({ state }) => state === 'met');
    });
  });
}
