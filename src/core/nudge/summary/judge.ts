import { dayOf, type Instant } from '../../model/day.ts';
import type { ChallengeRow } from '../../store.ts';
import { type DaysOff, isDayOff } from '../days-off.ts';
import { daysAsked, daysWithin, type Period, summaryPatienceMs } from './period.ts';
import type { SummaryFacts } from './store.ts';

/** Why a summary is not sent. */
export type SummarySilence =
  | 'ended'
  /** Summaries of this kind are no longer chosen. */
  | 'switchedOff'
  | 'notBegun'
  /** The challenge was paused during the whole period. */
  | 'paused'
  | 'nobody'
  /** Nobody did a day. */
  | 'nothing'
  /** It is the workspace's day off or a holiday. */
  | 'dayOff'
  | 'tooLate';

/** All that decides whether a summary is sent. */
export interface SummaryJudged {
  readonly challenge: ChallengeRow;
  readonly period: Period;
  readonly plannedAt: Instant;
  readonly off: DaysOff;
  readonly facts: Pick<SummaryFacts, 'members' | 'days'>;
}

/** Why a summary would be untrue or unwanted at `now`; null when it may be sent. Pure. */
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
