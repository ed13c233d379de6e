import { addDays, type CivilDay, dayOf, dayUnder, type Instant, zoneAt } from '../model/day.ts';
import type { ChallengeId } from '../model/ids.ts';
import { graceOf } from '../streak/terms.ts';
import { type ProofContext, standingOf } from './context.ts';
import { type Candidate, judge, zoneHistory } from './judge.ts';

/**
 * Yesterday, if a post that counts for today may count for yesterday instead (R3, R13). Null when yesterday is done, out of the backfill
 * window or before the member's first day; and within the grace after midnight, when it is unclear which day "yesterday" means. Pure.
 */
export function openYesterday(
  context: ProofContext,
  candidate: Pick<Candidate, 'at' | 'text' | 'attachments'>,
  { challenge, day }: { readonly challenge: ChallengeId; readonly day: CivilDay },
  now: Instant,
): CivilDay | null {
  const standing = standingOf(context, { challenge });
  const zones = zoneHistory(context);
  const today = dayUnder(zones, now, graceOf(standing));
  if (day !== today || dayOf(now, zoneAt(zones, now), 0) !== today) return null;
  const yesterday = addDays(today, -1);
  const { kind } = judge(standing, zones, { ...candidate, forDay: yesterday, asked: true }, now);
  return kind === 'counted' ? yesterday : null;
}
