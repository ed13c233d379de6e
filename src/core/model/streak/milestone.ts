import type { Unit } from './facts.ts';
import type { Streak } from './streak.ts';

export const MILESTONES = [7, 30, 50, 100, 200, 365] as const;

/** A number of days done, or of blocks or weeks met, since the member began. */
export type Milestone = { readonly count: (typeof MILESTONES)[number]; readonly of: Unit };

type Counts = Pick<Streak, 'unit' | 'daysDone' | 'metPeriods'>;

/**
 * The milestone a change of the facts reached, the highest when it passed several; null for none. Days done are counted
 * where the rule in force counts days, met periods where it counts blocks or weeks. Neither is ever lost to a missed day.
 * A proof taken back and sent again reaches it again: who says it must say it once.
 */
export function milestoneReached(before: Counts, after: Counts): Milestone | null {
  const count = (numbers: Counts) => (after.unit === 'day' ? numbers.daysDone : numbers.metPeriods);
  const reached = MILESTONES.findLast((mark) => count(before) < mark && mark <= count(after));
  return reached === undefined ? null : { count: reached, of: after.unit };
}

/** Whether a change of the facts brought the first calendar week with all it asked for; blocks know no weeks. */
export function firstWeekMet(before: Pick<Streak, 'weekMet'>, after: Pick<Streak, 'weekMet'>): boolean {
  return !before.weekMet && after.weekMet;
}
