import { dayOf, type Instant } from '../../model/day.ts';
import type { ChallengeRow } from '../../store.ts';
import { type DaysOff, isDayOff } from '../days-off.ts';
import { daysAsked, daysWithin, type Period, summaryPatienceMs } from './period.ts';
import type { SummaryFacts } from './store.ts';

/** Why a summary is not told. */
export type SummarySilence =
  | 'ended'
  /** Chosen no more. */
  | 'switchedOff'
  | 'notBegun'
  /** All along. */
  | 'paused'
  | 'nobody'
  /** Nobody did a day. */
  | 'nothing'
  /** The workspace's day off or holiday. */
  | 'dayOff'
  | 'tooLate';

export interface SummaryJudged {
  readonly challenge: ChallengeRow;
  readonly period: Period;
  readonly plannedAt: Instant;
  readonly off: DaysOff;
  readonly facts: Pick<SummaryFacts, 'members' | 'days'>;
}

/** Why a summary would not be true or wanted at `now`; null: it may be told. Pure. */
export function summarySilence(
  { challenge, period, plannedAt, off, facts }: SummaryJudged,
  now: Instant,
): SummarySilence | null {
  if (now - plannedAt > summaryPatienceMs) return 'tooLate';
  if (challenge.startedAt === null || challenge.endedAt !== null) return 'ended';
  if (!challenge.summaries[period.kind]) return 'switchedOff';
  if (isDayOff(off, dayOf(now, challenge.timezone, 0))) return 'dayOff';
  if (!daysWithin(period, challenge)) return 'notBegun';
  if (daysAsked(period, challenge) === 0) return 'paused';
  if (facts.members === 0) return 'nobody';
  return facts.days === 0 ? 'nothing' : null;
}
