import type { Unit } from './facts.ts';
import type { Streak } from './streak.ts';

export const MILESTONES = [7, 30, 50, 100, 200, 365] as const;

/** A milestone: so many days done, or blocks or weeks met, since the member began. `of` is the unit counted. */
export type Milestone = { readonly count: (typeof MILESTONES)[number]; readonly of: Unit };

type Counts = Pick<Streak, 'unit' | 'daysDone' | 'metPeriods'>;

/**
 * The milestone that a change of the facts reached, the highest if it passed several; null for none. It counts days done
 * when the current unit is days, else met periods; a missed day reduces neither. A proof that is taken back and sent again
 * reaches its milestone again, so the caller must take care to announce each only once.
 */
export function milestoneReached(before: Counts, after: Counts): Milestone | null {
  const count = (numbers: Counts) => (after.unit === 'day' ? numbers.daysDone : numbers.metPeriods);
  const reached = MILESTONES.findLast((mark) => count(before) < mark && mark <= count(after));
  return reached === undefined ? null : { count: reached, of: after.unit };
}

/** Whether a change of the facts completed the member's first whole calendar week. Never so for goals of blocks of days. */
export function firstWeekMet(before: Pick<Streak, 'weekMet'>, after: Pick<Streak, 'weekMet'>): boolean {
  return !before.weekMet && after.weekMet;
}
