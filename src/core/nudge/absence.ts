import { addDays, type CivilDay, daysBetween } from '../model/day.ts';
import { firstDay, type Streak, type StreakTerms } from '../model/streak/index.ts';

/** A member is away after at least this many whole days in a row without a check-in. */
const fewestDays = 14;
/** Or after this many periods of the rule, where that is longer. */
const fewestPeriods = 2;

/** The stretch without any check-in that a member is in, named by its first day. */
export interface Absence {
  readonly from: CivilDay;
  /** Whether it is so long that the member is left alone. */
  readonly isAway: boolean;
}

/**
 * The member's current stretch without a check-in in a challenge, up to their today, which is not over and does not count. Days
 * off (rest days, pauses) do not count either. The stretch begins no earlier than any of `notBefore`: the days on which they last
 * joined and last asked for nudges, where they did. Pure.
 */
export function absenceOf(
  { today, lastDone }: Pick<Streak, 'today' | 'lastDone'>,
  terms: StreakTerms,
  notBefore: readonly (CivilDay | null)[],
): Absence {
  let from = firstDay(terms);
  const since = lastDone === null ? null : addDays(lastDone, 1);
  for (const day of [since, ...notBefore]) if (day !== null && day > from) from = day;
  const most = mostDays(terms, today);
  if (daysBetween(from, today) < most) return { from, isAway: false };
  let days = 0;
  for (let day = from; day < today && days < most; day = addDays(day, 1)) if (!isOff(day, terms)) days += 1;
  return { from, isAway: days >= most };
}

/** Whether nothing is asked of the member on that day because they rest or the challenge is paused. Pure. */
export function isOff(
  day: CivilDay,
  { restDays, pauses }: Pick<StreakTerms, 'restDays' | 'pauses'>,
): boolean {
  return restDays.includes(day) || pauses.some(({ from, to }) => from <= day && (to === null || day <= to));
}

function mostDays({ rules }: Pick<StreakTerms, 'rules'>, today: CivilDay): number {
  const { goal } = rules.findLast(({ from }) => from <= today) ?? rules[0];
  const period = goal.kind === 'everyNDays' ? goal.n : goal.kind === 'perWeek' ? 7 : 1;
  return Math.max(fewestDays, fewestPeriods * period);
}
