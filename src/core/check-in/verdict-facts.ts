import { type Situation, situationOf } from '../cheer/situation.ts';
import type { Instant } from '../model/day.ts';
import type { ChallengeId } from '../model/ids.ts';
import { unpackState } from '../model/streak/index.ts';
import { type ChallengeStanding, isTellable, type ProofContext, standingOf } from './context.ts';
import { evidenceOf } from './evidence.ts';
import type { CheckInFact, EnrollmentFact, Facts } from './facts.ts';
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

/**
 * The enrollment in the usual challenge, which is done for the day, as it is, where its member is asked once that day which one a post is
 * for (choose.ts): writing it raises its version, so that of posts at the same time one asks, and the others are planned again, with that
 * question. Empty without a kept streak, whose version alone is compared.
 */
export function askedOnceFact({ id, enrollment }: ChallengeStanding): EnrollmentFact[] {
  const streak = enrollment && unpackState(enrollment.streak);
  if (!streak) return [];
  return [
    { challenge: id, joinedOn: enrollment.joinedOn, version: enrollment.version, streak, joins: false },
  ];
}

/** The row of the check-in that a verdict leads to, also of an uncounted one; empty for none. */
export function checkInFact(verdict: Verdict, at: Instant): CheckInFact[] {
  if (verdict.kind !== 'counted' && verdict.kind !== 'alreadyCounted') return [];
  const { challenge, day, zone, late } = verdict;
  return [{ challenge, day, at, zone, late, counted: verdict.kind === 'counted' }];
}

/** One counted check-in of a post, with what a cheer may tell of it. */
export interface Cheered {
  readonly verdict: CountedVerdict;
  /** The member returned with this check-in. */
  readonly back: boolean;
  /** Their streak with it, in its own unit. */
  readonly streak: number;
}

/** What is told first of several challenges; every other situation comes after these. */
const tellsFirst: readonly Situation[] = ['comeback', 'milestone'];

/**
 * The cheer of a post, with the challenge it speaks of and the situation it is written for. Of several challenges that the post counts
 * for, one that may be named there; of those the one that reached a milestone, else the one that the member came back to, else the one
 * with the longer streak, else the older. `counted`: at least one, the oldest challenge first.
 */
export function cheerFact(
  context: Pick<ProofContext, 'challenges'>,
  post: Pick<ProofPost, 'attachments' | 'channel'>,
  text: string,
  counted: readonly Cheered[],
): NonNullable<Facts['cheer']> {
  const evidence = evidenceOf(text, post.attachments);
  const shown = { hasPhoto: evidence.photos > 0, hasText: evidence.hasText };
  const [first] = counted
    .map(({ verdict, back, streak }) => {
      const { challenge, daysDone, late } = verdict;
      const situation = situationOf({ daysDone, back, late, ...shown });
      const tellable = isTellable(standingOf(context, verdict), post);
      return { challenge, situation, rank: [Number(tellable), tellsFirst.indexOf(situation), streak] };
    })
    .toSorted((one, other) => compare(other.rank, one.rank));
  const { challenge, situation } = first!;
  return { challenge, situation };
}

/** Compares lists of the same length by their first numbers that differ. */
function compare(one: readonly number[], other: readonly number[]): number {
  return one.map((each, at) => each - other[at]!).find((difference) => difference !== 0) ?? 0;
}
