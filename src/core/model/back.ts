import type { Goal } from './goal.ts';

/** So many days without a proof are nobody's absence, whatever the goal. */
const nobodyAway = 6;

/**
 * Whether somebody is back with a proof, and not only in the rhythm of their goal: the one notion of a return there is. `days` went by
 * since their last proof (null: there was none); `lapsed`: meanwhile a missed period ended a streak (R9). Nobody is back within a
 * week. After that who lapsed is, and who did not is where the days are more than kept periods leave between two proofs. Pure.
 */
export function isBack(goal: Goal, days: number | null, lapsed = false): boolean {
  if (days === null || days <= nobodyAway) return false;
  return lapsed || days > widestGap(goal);
}

/**
 * The most days from one proof to the next of two periods side by side: first day of one, last day of the other. Between the
 * weekdays of a goal it is the widest step, twice, as one may be done a little early or late.
 */
function widestGap(goal: Goal): number {
  return 2 * periodOf(goal) - 1;
}

function periodOf(goal: Goal): number {
  switch (goal.kind) {
    case 'daily':
      return 1;
    case 'weekdays':
      return Math.max(...goal.days.map((day, index) => (goal.days[index + 1] ?? goal.days[0]! + 7) - day));
    case 'everyNDays':
      return goal.n;
    case 'perWeek':
      return 7;
  }
}
