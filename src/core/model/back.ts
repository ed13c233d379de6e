import type { Goal } from './goal.ts';

/** Up to this many days without a proof are no absence, whatever the goal. */
const nobodyAway = 6;

/**
 * Whether a proof is a return after an absence, rather than in the rhythm of the goal. All features use this one definition. `days`:
 * days since the member's last proof (null: there was none); `lapsed`: a missed period has ended a streak since then (R9). Within a week
 * nobody counts as back. After that, a member who lapsed does; another one does if `days` is more than two proofs in neighbouring, met
 * periods can be apart. Pure.
 */
export function isBack(goal: Goal, days: number | null, lapsed = false): boolean {
  if (days === null || days <= nobodyAway) return false;
  return lapsed || days > widestGap(goal);
}

/**
 * The most days between proofs in two neighbouring periods: from the first day of one to the last day of the next. For a goal of
 * weekdays it is computed from the widest step between two of them, since a proof may come a little early or late.
 */
function widestGap(goal: Goal): number {
  return 2 * periodOf(goal) - 1;
}

/** The length of a period in days; for weekdays the widest step from one to the next. */
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
