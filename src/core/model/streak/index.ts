/**
 * Streaks (R1 to R18): pure functions of facts and an instant. `streak` is the definition, `read` gives the same numbers quickly
 * from a kept state, `ledger` explains them day by day.
 */

export type {
  CheckInFact,
  FreezeGrant,
  RuleVersion,
  StreakFacts,
  StreakTerms,
  Unit,
} from './facts.ts';
export { firstDay, scheduledGrants, todayOf, unitOf } from './facts.ts';
export type { StreakState } from './kept.ts';
export { packState, unpackState } from './kept.ts';
export type { LedgerDay } from './ledger.ts';
export { cutOffOf, ledger } from './ledger.ts';
export type { Milestone } from './milestone.ts';
export { firstWeekMet, MILESTONES, milestoneReached } from './milestone.ts';
export { countedUnit, periods } from './periods.ts';
export { ranked, rankOf, topOf } from './rank.ts';
export { append, createReader, emptyState, isClosed, read, replay } from './state.ts';
export type { Kept, Stats } from './stats.ts';
export { statsOf } from './stats.ts';
export type { Streak } from './streak.ts';
export { streak } from './streak.ts';
