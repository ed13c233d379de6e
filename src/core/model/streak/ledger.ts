import {
  addDays,
  type CivilDay,
  deadlineOf,
  type Grace,
  graceOn,
  type Instant,
  type isSkipped,
  type ZoneHistory,
} from '../day.ts';
import { type CheckInFact, type RuleVersion, type StreakFacts, todayOf, zonesUntil } from './facts.ts';
import { doneDays, type Period, periods, ruleStretches } from './periods.ts';
import { skippedDays } from './skipped.ts';

/**
 * How a day turned out. In a frozen or missed period only one day is marked so, the last on which a proof was still possible;
 * `open` is today while its period is unmet. `free`: nothing was asked of the day, or no longer, or not of this day alone.
 */
export type DayMark =
  | 'done'
  | 'rest'
  | 'paused'
  | 'frozen'
  | 'missed'
  | 'open'
  | 'free'
  | 'skipped'
  | 'future';

/** One day of `/streak why`. */
export type LedgerDay = {
  readonly day: CivilDay;
  readonly mark: DayMark;
  /** All check-ins of the day in order of sending, including those after the first, which add nothing. */
  readonly checkIns: readonly Pick<CheckInFact, 'id' | 'at' | 'zone'>[];
  /** R18 with the member's changes of zone: from this instant on the day is over for good (see `zone` and `graceMinutes` for why). */
  readonly cutOff: Instant;
  /** The zone in which the day ended. */
  readonly zone: string;
  /** The grace by which the day ended. */
  readonly graceMinutes: number;
  /** The rule in force; null on days outside the challenge. */
  readonly rule: RuleVersion | null;
  /**
   * The period that the day lies in, with its state, target and days done, the streak after it (`run`) and the freezes left after
   * it; null when the rule asks nothing of the day. If the state is `frozen`, a freeze was spent on the period.
   */
  readonly period: Period | null;
};

/**
 * Explains every day from `from` to `to`, newest first, with the numbers that `streak` gives. Days outside the challenge are `free`.
 * The cost is proportional to the days of the challenge plus the days asked for.
 */
export function ledger(
  facts: StreakFacts,
  now: Instant,
  { from, to }: { readonly from: CivilDay; readonly to: CivilDay },
): readonly LedgerDay[] {
  const today = todayOf(facts, now);
  const zones = zonesUntil(facts.zones, now);
  const never = new Set(skippedDays(zones, facts, facts.startsOn));
  const isNever: typeof isSkipped = (day) => never.has(day);
  const done = new Set(doneDays(facts, now));
  const rest = new Set(facts.restDays);
  const stretches = ruleStretches(facts);
  const periodOf = byDay(periods(facts, now, isNever));
  const sent = Map.groupBy(
    facts.checkIns.filter(({ at }) => at <= now).toSorted((one, other) => one.at - other.at),
    ({ day }) => day,
  );

  const isPaused = (day: CivilDay) =>
    facts.pauses.some((pause) => pause.from <= day && (pause.to === null || day <= pause.to));
  const isFree = (day: CivilDay) => !done.has(day) && !never.has(day) && !isPaused(day) && !rest.has(day);

  function markOf(day: CivilDay, inside: boolean, period: Period | null): DayMark {
    if (!inside) return 'free';
    if (done.has(day)) return 'done';
    if (never.has(day)) return 'skipped';
    if (isPaused(day)) return 'paused';
    if (rest.has(day)) return 'rest';
    if (day > today) return 'future';
    if (period === null) return 'free';
    switch (period.state) {
      case 'neutral':
      case 'met':
        return 'free';
      case 'open':
        return day === today ? 'open' : 'free';
      case 'frozen':
      case 'missed':
        return lastFree(period) === day ? period.state : 'free';
    }
  }

  function lastFree(period: Period): CivilDay | null {
    for (let day = period.to; day >= period.from; day = addDays(day, -1)) if (isFree(day)) return day;
    return null;
  }

  const rows: LedgerDay[] = [];
  for (let day = to; day >= from; day = addDays(day, -1)) {
    const stretch = stretches.find((one) => one.from <= day && (one.to === null || day <= one.to));
    const period = periodOf.get(day) ?? null;
    rows.push({
      day,
      mark: markOf(day, stretch !== undefined, period),
      checkIns: (sent.get(day) ?? []).map(({ id, at, zone }) => ({ id, at, zone })),
      ...cutOffOf(day, zones, facts),
      graceMinutes: graceOn(day, facts),
      rule: stretch?.rule ?? null,
      period,
    });
  }
  return rows;
}

function byDay(judged: readonly Period[]): ReadonlyMap<CivilDay, Period> {
  const found = new Map<CivilDay, Period>();
  for (const period of judged)
    for (let day = period.from; day <= period.to; day = addDays(day, 1)) found.set(day, period);
  return found;
}

/** R18 for a member with a history of zones: when a day is over for good, and in which zone. For reminders and countdowns only. */
export function cutOffOf(
  day: CivilDay,
  zones: ZoneHistory,
  grace: Grace,
): { readonly cutOff: Instant; readonly zone: string } {
  for (let index = zones.length - 1; index > 0; index--) {
    const { from, zone } = zones[index]!;
    const deadline = deadlineOf(day, zone, grace);
    // A move to a zone further east can end a day before its midnight.
    if (deadline > from) return { cutOff: Math.min(deadline, zones[index + 1]?.from ?? deadline), zone };
  }
  const { zone } = zones[0];
  const deadline = deadlineOf(day, zone, grace);
  return { cutOff: Math.min(deadline, zones[1]?.from ?? deadline), zone };
}
