import { situationOf } from '../cheer/situation.ts';
import type { Instant } from '../model/day.ts';
import type { ChallengeId } from '../model/ids.ts';
import { type ProofContext, standingOf } from './context.ts';
import { evidenceOf } from './evidence.ts';
import type { CheckInFact, EnrollmentFact } from './facts.ts';
import type { Folded } from './fold.ts';
import type { CountedVerdict, Verdict } from './judge.ts';
import type { ProofPost } from './post.ts';

/** The enrollment that a verdict changes or creates; empty when it changes none. */
export function enrollmentFact(
  context: ProofContext,
  verdict: Verdict,
  folded: ReadonlyMap<ChallengeId, Folded>,
): EnrollmentFact[] {
  const { challenge } = verdict;
  const { enrollment } = standingOf(context, verdict);
  const version = enrollment?.version ?? null;
  if (verdict.kind === 'counted') {
    const streak = folded.get(challenge);
    const joinedOn = streak?.own.joinedOn ?? verdict.day;
    return [{ challenge, joinedOn, version, streak: streak?.state ?? null, joins: verdict.joins }];
  }
  if (verdict.kind !== 'alreadyCounted' || !verdict.joins) return [];
  // The member joins again by a proof of a day that was already counted: the streak is replayed when it is next needed.
  return [{ challenge, joinedOn: enrollment?.joinedOn ?? verdict.day, version, streak: null, joins: true }];
}

/** The row of the check-in that a verdict leads to, also of an uncounted one; empty for none. */
export function checkInFact(verdict: Verdict, at: Instant): CheckInFact[] {
  if (verdict.kind !== 'counted' && verdict.kind !== 'alreadyCounted') return [];
  const { challenge, day, zone, late } = verdict;
  return [{ challenge, day, at, zone, late, counted: verdict.kind === 'counted' }];
}

/** The cheer that a check-in leads to, with the situation it is written for. `back`: the member returned with this check-in. */
export function cheerFact(
  verdict: CountedVerdict,
  post: Pick<ProofPost, 'attachments'>,
  text: string,
  back: boolean,
) {
  const evidence = evidenceOf(text, post.attachments);
  return {
    situation: situationOf({
      daysDone: verdict.daysDone,
      back,
      hasPhoto: evidence.photos > 0,
      hasText: evidence.hasText,
      late: verdict.late,
    }),
  };
}
