export type {
  CheckInFact,
  FreezeGrant,
  Pause,
  RuleVersion,
  StreakFacts,
  StreakTerms,
  Unit,
} from './facts.ts';
export { firstDay, scheduledGrants, todayOf } from './facts.ts';
export type { Period, PeriodState } from './periods.ts';
export { periods } from './periods.ts';
export type { StreakState } from './state.ts';
export { append, emptyState, isClosed, read, replay, streakStateSchema } from './state.ts';
export type { Risk, Streak } from './streak.ts';
export { streak } from './streak.ts';
