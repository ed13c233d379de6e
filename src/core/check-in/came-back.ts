import { isBack } from '../model/back.ts';
import { seenBefore } from '../outage/absences.ts';
import type { Away } from '../outage/lost-days.ts';
import type { ChallengeStanding } from './context.ts';
import type { Folded } from './fold.ts';
import type { CountedVerdict } from './judge.ts';

/**
 * Whether a member returns with this check-in after an absence of their own (`isBack`); days on which we were away are none. `folded`:
 * their streak before and after it. Pure.
 */
export function cameBack(
  standing: ChallengeStanding,
  verdict: CountedVerdict,
  folded: Pick<Folded, 'before' | 'after'> | undefined,
  away: readonly Away[],
): boolean {
  const { daysSinceLast } = seenBefore(verdict, standing, away);
  const lapsed = folded !== undefined && folded.after.comebacks > folded.before.comebacks;
  return isBack(standing.goal, daysSinceLast, lapsed);
}
