import { addDays, type CivilDay, dayOf, dayUnder, type Instant, zoneAt } from '../model/day.ts';
import type { ChallengeId } from '../model/ids.ts';
import { graceOf } from '../streak/terms.ts';
import { type ProofContext, standingOf } from './context.ts';
import { type Candidate, judge, zoneHistory } from './judge.ts';

/**
 * Yesterday, where a post that has a check-in of today may have it of yesterday instead (R3, R13); null: that day is done, out of the
 * backfill window or before the member's first. While the calendar shows another day than the one it still is, nobody knows which day
 * "yesterday" means: null too. Pure.
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
